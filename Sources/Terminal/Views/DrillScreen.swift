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
    package var text: String

    package init(command: String, text: String = "") {
      self.command = command
      self.text = text
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
    if isWide, isIncidentShown {
      let usual = min(columns - Self.shellColumns, Self.incidentColumns.upperBound)
      let width = min(max(24, incidentSize ?? usual), columns - 40)
      let (shell, side) = middle.splitColumns(columns - width)
      layout.shell = shell
      layout.incident = side
    } else if isIncidentShown {
      let usual = view.lesson == nil ? max(5, middle.rows / 3) : max(10, middle.rows * 2 / 5)
      let height = min(max(4, incidentSize ?? usual), middle.rows - 4)
      let (incident, rest) = middle.splitRows(height)
      (layout.incident, layout.shell) = (incident, rest)
    }
    if live != nil, layout.shell.rows >= 8 {
      // As wide as the shell, so that tables fit.
      let (upper, rest) = layout.shell.splitRows(min(max(5, middle.rows * 2 / 5), layout.shell.rows - 4))
      (layout.live, layout.shell) = (upper, rest)
    }
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
    let isNormal = typing?.editor.isInNormalMode ?? false
    let keys = isNormal ? StyledText(" vi: normal ", .reversed) + foot : foot
    grid.write(keys.truncated(to: columns), row: 0, in: layout.foot)
    return grid
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
    guard lines.count - top > inside.rows else { return }
    grid.write(StyledText(" more ", .faint), row: area.rows - 1, column: area.columns - 8, in: area)
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
    grid.write(TerminalText.lines(of: live.text).map { $0.truncated(to: area.inside.columns) }, in: area.inside)
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
