package import Drills

/// The screen of a drill: the incident, the shell, and how the run stands.
package struct DrillScreen: Sendable {
  /// A line that is being typed, behind its prompt.
  package struct Typing: Sendable {
    package var prompt: StyledText
    package var editor: LineEditor
    /// The names of commands, for the colours; nil where there are to be none.
    package var commands: Set<String>?
    /// What may follow at the cursor, in rows below the line.
    package var choices: [StyledText] = []

    package init(prompt: StyledText, editor: LineEditor, commands: Set<String>? = nil) {
      self.prompt = prompt
      self.editor = editor
      self.commands = commands
    }
  }

  /// A command that is shown again and again.
  package struct Live: Hashable, Sendable {
    package var command: String
    package var glance: Glance

    package init(command: String, glance: Glance = Glance()) {
      self.command = command
      self.glance = glance
    }
  }

  package var view: DrillView
  /// What those did who play together, oldest first.
  package var team: [TeamStep] = []
  package var shell = Scrollback()
  /// Nil while a command runs.
  package var typing: Typing?
  package var isIncidentShown = true
  /// Rows, or columns on wide screens, that the player gave the incident; nil for the usual.
  package var incidentSize: Int?
  /// What the command beside the shell showed last; nil where there is none.
  package var live: Live?
  /// The first row of the incident that is seen.
  package var incidentTop = 0
  /// Simulated seconds since the call.
  package var elapsedSeconds = 0
  /// What stands in the last row.
  package var foot = StyledText(
    " F1 help  F2 incident  F3 live  F4 timeline  F10 leave  PgUp PgDn scroll", .faint)

  package init(view: DrillView) { self.view = view }

  // MARK: Where things are

  /// What kubectl's tables usually need.
  private static let shellColumns = 84
  private static let incidentColumns = 32...60
  /// Rows that the shell keeps where something stands above it, too.
  private static let shellRows = 9

  package struct Layout: Hashable, Sendable {
    package var head: Area
    package var incident: Area?
    package var live: Area?
    package var shell: Area
    package var foot: Area
    package var isWide: Bool
  }

  package func layout(rows: Int, columns: Int) -> Layout {
    let whole = Area(row: 0, column: 0, rows: rows, columns: columns)
    let (head, rest) = whole.splitRows(1)
    let (middle, foot) = rest.splitRows(rest.rows - 1)
    let isWide = columns >= Self.shellColumns + Self.incidentColumns.lowerBound
    var layout = Layout(head: head, incident: nil, live: nil, shell: middle, foot: foot, isWide: isWide)
    guard isIncidentShown || live != nil, middle.rows >= 8 else { return layout }
    // Beside the shell tables must fit, as they do in it.
    let isBeside = live != nil && columns >= 2 * Self.shellColumns
    if isBeside || isWide && isIncidentShown {
      let usual =
        isBeside ? columns - Self.shellColumns : min(columns - Self.shellColumns, Self.incidentColumns.upperBound)
      let width = min(max(24, incidentSize ?? usual), columns - 40)
      let (shell, side) = middle.splitColumns(columns - width)
      layout.shell = shell
      let (upper, lower) = side.splitRows(!isBeside ? side.rows : isIncidentShown ? incidentRows(side.rows) : 0)
      if isIncidentShown { layout.incident = upper }
      if isBeside { layout.live = lower }
      return isBeside ? layout : addingLive(to: layout)
    }
    if isIncidentShown {
      let height = min(max(4, incidentSize ?? incidentRows(middle.rows)), middle.rows - 4)
      let (incident, rest) = middle.splitRows(height)
      (layout.incident, layout.shell) = (incident, rest)
    }
    return addingLive(to: layout)
  }

  /// What the incident usually takes of so many rows: less where something else stands above the shell, too.
  private func incidentRows(_ rows: Int) -> Int {
    guard view.lesson == nil else { return max(live == nil ? 10 : 8, rows * 2 / 5) }
    return max(5, live == nil ? rows / 3 : rows / 4)
  }

  /// Above the shell, and as wide, so that tables fit.
  private func addingLive(to layout: Layout) -> Layout {
    guard live != nil, layout.shell.rows >= 8 else { return layout }
    var layout = layout
    let room = layout.shell.rows - min(Self.shellRows, layout.shell.rows / 2)
    let (upper, rest) = layout.shell.splitRows(min(max(5, (layout.shell.rows * 2 + 4) / 5), room))
    (layout.live, layout.shell) = (upper, rest)
    return layout
  }

  // MARK: Drawing

  package func grid(rows: Int, columns: Int) -> Grid {
    let layout = layout(rows: rows, columns: columns)
    var grid = Grid(rows: rows, columns: columns)
    drawHead(in: layout.head, &grid)
    if let area = layout.incident { drawIncident(in: area, &grid) }
    if let area = layout.live, let live { drawLive(live, in: area, &grid) }
    drawShell(in: layout.shell, &grid)
    grid.write(footLine.truncated(to: columns), row: 0, in: layout.foot)
    return grid
  }

  private var footLine: StyledText {
    typing?.editor.isInNormalMode ?? false ? StyledText(" vi: normal ", .reversed) + foot : foot
  }

  /// A click on the name of a key is that key.
  package func key(meant key: Key, _ size: (rows: Int, columns: Int)) -> Key {
    guard case .mouse(let event) = key, event.action == .press, event.row == size.rows - 1 else { return key }
    return KeyLine.key(in: footLine.plain, at: event.column) ?? key
  }

  private func drawHead(in area: Area, _ grid: inout Grid) {
    grid.clear(area, .reversed)
    let standing = StyledText(standing, Look(isBold: true, isReversed: true))
    let room = area.columns - standing.width - 1
    grid.write(StyledText(" " + view.title, .reversed).truncated(to: room), row: 0, in: area)
    grid.write(standing, row: 0, column: max(0, area.columns - standing.width), in: area)
  }

  private var standing: String {
    var parts = [
      "\(ClockText.of(seconds: elapsedSeconds)) of \(ClockText.of(seconds: view.parSeconds))", "\(view.points) points",
    ]
    if view.hintsTaken > 0 { parts.append(view.hintsTaken == 1 ? "1 hint" : "\(view.hintsTaken) hints") }
    if view.isDiagnosed { parts.append("diagnosed") }
    if view.isPractice { parts.append("practice") }
    if view.isOver {
      parts.append(view.isSolved ? "over" : "given up")
    } else if let held = view.heldSeconds {
      parts.append("holds \(held) of \(view.holdSeconds) s")
    }
    return " " + parts.joined(separator: " · ") + " "
  }

  private func drawIncident(in area: Area, _ grid: inout Grid) {
    grid.frame(area, title: "Incident")
    let inside = area.inside
    let lines = incidentLines(inside.columns)
    let top = max(0, min(incidentTop, lines.count - inside.rows))
    grid.write(lines.dropFirst(top), in: inside)
    if lines.count - top > inside.rows { Self.mark("more", in: area, &grid) }
  }

  /// Writes into the lower side of a frame.
  private static func mark(_ text: String, in area: Area, _ grid: inout Grid) {
    let mark = StyledText(" \(text) ", .faint).truncated(to: area.columns - 4)
    grid.write(mark, row: area.rows - 1, column: area.columns - mark.width - 2, in: area)
  }

  private func incidentLines(_ columns: Int) -> [StyledText] {
    var lines = view.lesson.map { lessonLines($0, columns) } ?? []
    lines += view.objectives.flatMap { objective in
      let mark = objective.isMet ? StyledText("✓ ", .good) : StyledText("· ", .notable)
      let rows = StyledText(objective.says).wordWrapped(to: columns - 2)
      return rows.enumerated().map { ($0.offset == 0 ? mark : StyledText("  ")) + $0.element }
    }
    lines += teamLines(columns)
    lines.append(StyledText())
    for line in TerminalText.lines(of: view.page) { lines += line.wordWrapped(to: columns) }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  /// Steps of the team that are shown.
  private static let teamSteps = 6

  /// The newest first, where it is seen in a small window, too.
  private func teamLines(_ columns: Int) -> [StyledText] {
    guard !team.isEmpty else { return [] }
    var lines = [StyledText(), StyledText("Your team", .bold)]
    for step in team.suffix(Self.teamSteps).reversed() {
      let head = StyledText(shown: "\(ClockText.of(seconds: step.seconds)) \(step.name)  ", .faint)
      lines.append((head + StyledText(shown: step.line)).truncated(to: columns))
      lines += step.facts.flatMap { StyledText(shown: "  + " + $0, .good).wordWrapped(to: columns) }
    }
    return lines
  }

  private func lessonLines(_ lesson: DrillView.Lesson, _ columns: Int) -> [StyledText] {
    var lines = [StyledText("Lesson \(lesson.number) of \(lesson.count)", .bold)]
    if !lesson.praise.isEmpty { lines += StyledText(lesson.praise, .good).wordWrapped(to: columns) }
    for line in TerminalText.lines(of: lesson.says) { lines += line.wordWrapped(to: columns) }
    return lines + [StyledText()]
  }

  private func drawLive(_ live: Live, in area: Area, _ grid: inout Grid) {
    grid.frame(area, title: live.command)
    let (inside, glance) = (area.inside, live.glance)
    let lines = TerminalText.lines(of: glance.text)
    grid.write(lines.map { $0.truncated(to: inside.columns) }, in: inside)
    var hidden: [String] = []
    let seen = min(inside.rows, lines.count)
    if glance.rowCount > seen { hidden.append("\(seen) of \(glance.rowCount) lines") }
    if glance.isCutOff || lines.prefix(seen).contains(where: { $0.width > inside.columns }) {
      hidden.append("cut at the right")
    }
    if !hidden.isEmpty { Self.mark(hidden.joined(separator: ", "), in: area, &grid) }
  }

  private func drawShell(in area: Area, _ grid: inout Grid) {
    guard let typing else {
      grid.write(shell.rows(in: area, below: shell.open.isEmpty ? [] : shell.open.wrapped(to: area.columns)), in: area)
      return
    }
    let typed = Self.typed(typing, in: area)
    let seen = shell.rows(in: area, below: typed.rows)
    grid.write(seen, in: area)
    // While earlier rows are looked at, the line that is typed may be out of sight.
    let row = seen.count + shell.offset - typed.rows.count + typed.cursor.row
    if row < area.rows { grid.cursor = .init(row: area.row + row, column: area.column + typed.cursor.column) }
  }

  /// The rows of what is being typed and of what may follow, as many as there is room for, and the cursor's place.
  static func typed(_ typing: Typing, in area: Area) -> (rows: [StyledText], cursor: Grid.Place) {
    let prompt = typing.editor.searchPrompt.map { StyledText($0) } ?? typing.prompt
    let text = TypedText(
      prompt: prompt, buffer: typing.editor.buffer, columns: area.columns, commands: typing.commands
    ).limited(to: area.rows)
    return (text.rows + typing.choices.prefix(max(0, area.rows - text.rows.count)), text.cursor)
  }

  /// Rows that follow the scrollback.
  package func rowsBelow(_ area: Area) -> Int { typing.map { Self.typed($0, in: area).rows.count } ?? 0 }
}
