/// The scenarios, to choose one.
package struct MenuView: ScreenView, Sendable {
  package struct Entry: Hashable, Sendable {
    package var id: String
    package var title: String
    package var difficulty: String
    /// Where in the system it fails; no more, since that is what is to be found out.
    package var area: String
    /// In minutes.
    package var par: Int
    /// The most points so far; nil before the first solved run.
    package var best: Int?
    /// The number of an open run; nil where there is none.
    package var openRun: Int64?
    /// It was never played.
    package var isNew: Bool
    /// The heading that it stands under; none where it is empty. Entries of a track follow each other.
    package var track: String

    package init(
      id: String, title: String, difficulty: String, area: String, par: Int, best: Int?, openRun: Int64?,
      isNew: Bool = false, track: String = ""
    ) {
      self.id = id
      self.title = title
      self.difficulty = difficulty
      self.area = area
      self.par = par
      self.best = best
      self.openRun = openRun
      self.isNew = isNew
      self.track = track
    }

    /// What the filter looks through.
    fileprivate var words: String { "\(id) \(title) \(difficulty) \(area) \(track) \(isNew ? "new" : "")".lowercased() }
  }

  package enum Choice: Hashable, Sendable {
    case play(String)
    case resume(Int64)
    /// To read how far the player has come.
    case progress
  }

  private enum Row {
    case heading(String)
    /// Index into the matches.
    case entry(Int)
  }

  private let entries: [Entry]
  private var filter = ""
  private var selected = 0
  /// What was chosen; nil while nothing is, and when the menu was left.
  package private(set) var choice: Choice?

  /// - Parameter id: of the entry that is chosen at first; the first one where there is none.
  package init(_ entries: [Entry], choosing id: String? = nil) {
    self.entries = entries
    selected = entries.firstIndex { $0.id == id } ?? 0
  }

  package var help: String? { ScreenHelp.menu }
  package var takesText: Bool { true }

  private var matches: [Entry] {
    let words = filter.lowercased().split(separator: " ")
    return entries.filter { entry in words.allSatisfy(entry.words.contains) }
  }

  /// The list with its headings.
  private var rows: [Row] {
    var rows: [Row] = []
    var track = ""
    for (index, entry) in matches.enumerated() {
      if entry.track != track, !entry.track.isEmpty { rows.append(.heading(entry.track)) }
      track = entry.track
      rows.append(.entry(index))
    }
    return rows
  }

  /// The first row that is seen.
  private func top(_ rows: [Row], height: Int) -> Int {
    let place = rows.firstIndex { if case .entry(selected) = $0 { true } else { false } } ?? 0
    // The heading above the first entry is seen with it.
    return max(0, min(selected == 0 ? 0 : place - height / 2, rows.count - height))
  }

  package func grid(rows: Int, columns: Int) -> Grid {
    var grid = Grid(rows: rows, columns: columns)
    let (head, rest) = grid.area.splitRows(3)
    let (list, foot) = rest.splitRows(rest.rows - 1)
    grid.write(StyledText(" Firedrill", .bold) + StyledText("  who is on call tonight?", .faint), row: 0, in: head)
    let fresh = entries.count(where: \.isNew)
    if fresh > 0 { grid.write(StyledText("\(fresh) new ", .notable), row: 0, column: max(0, columns - 8), in: head) }
    grid.write(StyledText(" Filter: ", .accent) + StyledText(filter), row: 1, in: head)
    grid.cursor = .init(row: 1, column: min(columns - 1, 9 + DisplayWidth.of(filter)))
    grid.write(Self.header(columns), row: 2, in: head)
    let matches = matches
    let all = self.rows
    for (row, content) in all.dropFirst(top(all, height: list.rows)).prefix(list.rows).enumerated() {
      switch content {
      case .heading(let track): grid.write(StyledText(" " + track, .accent).truncated(to: columns), row: row, in: list)
      case .entry(let index):
        var line = Self.line(matches[index], columns)
        if index == selected { line = line.looking { $0.isReversed = true } }
        grid.write(line, row: row, in: list)
      }
    }
    if matches.isEmpty { grid.write(StyledText(" Nothing is called so.", .faint), row: 0, in: list) }
    grid.write(StyledText(keys, .faint).truncated(to: columns), row: 0, in: foot)
    return grid
  }

  private var keys: String {
    let resume =
      matches.indices.contains(selected) && matches[selected].openRun != nil ? "  Tab goes on with its open run" : ""
    return " F1 help  Enter plays" + resume + "  arrows choose  letters filter  F5 progress  Esc leaves"
  }

  private static let widths = (difficulty: 12, area: 14, par: 6, best: 6)

  private static func titleWidth(_ columns: Int) -> Int {
    max(16, columns - widths.difficulty - widths.area - widths.par - widths.best - 3)
  }

  private static func header(_ columns: Int) -> StyledText {
    StyledText(row("TITLE", "DIFFICULTY", "WHERE", "PAR", "BEST", columns), .faint)
  }

  private static func line(_ entry: Entry, _ columns: Int) -> StyledText {
    let best = entry.openRun != nil ? "open" : entry.best.map(String.init) ?? (entry.isNew ? "new" : "-")
    let look: Look = entry.isNew ? .bold : .plain
    return StyledText(row(entry.title, entry.difficulty, entry.area, "\(entry.par)m", best, columns), look)
  }

  private static func row(
    _ title: String, _ difficulty: String, _ area: String, _ par: String, _ best: String, _ columns: Int
  ) -> String {
    " " + padded(title, titleWidth(columns)) + " " + padded(difficulty, widths.difficulty) + padded(area, widths.area)
      + padded(par, widths.par) + padded(best, widths.best)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    let cut = StyledText(text).truncated(to: width - 1).plain
    return cut + String(repeating: " ", count: width - DisplayWidth.of(cut))
  }

  package mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome {
    choice = nil
    switch key {
    case .up, .control("p"): selected -= 1
    case .down, .control("n"): selected += 1
    case .pageUp: selected -= max(1, rows - 4)
    case .pageDown: selected += max(1, rows - 4)
    case .home: selected = 0
    case .end: selected = .max / 2
    case .mouse(let event): return mouse(event, rows)
    case .character(let character): setFilter(filter + String(character))
    case .paste(let text): setFilter(filter + text.filter { !$0.isNewline })
    case .backspace: setFilter(String(filter.dropLast()))
    case .control("u"): setFilter("")
    case .enter: return choose(matches.indices.contains(selected) ? .play(matches[selected].id) : nil)
    case .tab: return choose(matches.indices.contains(selected) ? matches[selected].openRun.map(Choice.resume) : nil)
    case .function(5): return choose(.progress)
    case .escape where !filter.isEmpty: setFilter("")
    case .escape, .control("c"), .control("d"), .function(10): return .left
    default: break
    }
    selected = max(0, min(selected, matches.count - 1))
    return .stays
  }

  private mutating func setFilter(_ text: String) {
    filter = text
    selected = 0
  }

  private mutating func choose(_ choice: Choice?) -> ViewOutcome {
    self.choice = choice
    return choice == nil ? .stays : .left
  }

  /// A click selects; a click on what is selected plays it.
  private mutating func mouse(_ event: MouseEvent, _ rows: Int) -> ViewOutcome {
    let height = max(1, rows - 4)
    switch event.action {
    case .scrollUp: selected = max(0, selected - 1)
    case .scrollDown: selected = max(0, min(selected + 1, matches.count - 1))
    case .press where (3..<3 + height).contains(event.row):
      let all = self.rows
      let row = top(all, height: height) + event.row - 3
      guard all.indices.contains(row), case .entry(let index) = all[row] else { return .stays }
      if index == selected { return choose(.play(matches[index].id)) }
      selected = index
    default: break
    }
    return .stays
  }
}
