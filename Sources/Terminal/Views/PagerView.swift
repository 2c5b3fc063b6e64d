/// A text to read, page by page, with less's keys.
package struct PagerView: ScreenView, Sendable {
  private var title: String
  /// What is read; whoever makes it for the screen's width gives it again when that changes.
  package var lines: [StyledText]
  private let wrapsWords: Bool
  package var help: String? = ScreenHelp.reading
  /// Keys that the last row names.
  package var keys = "q leaves, / searches, space goes on"
  /// The first row that is seen.
  private var top = 0
  /// What is being typed after `/`.
  private var question: String?
  private var search = ""

  /// Whether what to search for is being typed, so that every key belongs to it.
  package var isAsking: Bool { question != nil }
  package var takesText: Bool { isAsking }

  /// What the keys do where somebody writes a scenario.
  package static var previewHelp: String { ScreenHelp.preview }

  /// What keys do, over whatever they belong to.
  package static func help(_ text: String) -> PagerView {
    var pager = PagerView(title: "Help", text: text, wrapsWords: true)
    pager.help = nil
    return pager
  }

  /// - Parameter wrapsWords: whether long lines are broken between words: texts, not tables.
  package init(title: String, text: String, wrapsWords: Bool = false) {
    self.init(title: title, lines: TerminalText.lines(of: text), wrapsWords: wrapsWords)
  }

  package init(title: String, lines: [StyledText], wrapsWords: Bool = false) {
    self.title = title
    self.lines = lines
    self.wrapsWords = wrapsWords
  }

  package mutating func retitle(_ title: String) { self.title = title }

  /// Shows another text at the same place, as far as it goes.
  package mutating func replace(title: String, text: String) {
    self.title = title
    lines = TerminalText.lines(of: text)
  }

  package func grid(rows: Int, columns: Int) -> Grid {
    var grid = Grid(rows: rows, columns: columns)
    let (body, bottom) = grid.area.splitRows(rows - 1)
    let all = self.rows(columns)
    let top = max(0, min(top, all.count - body.rows))
    let seen = all.dropFirst(top).prefix(body.rows).map(marked)
    grid.write(seen, in: body)
    grid.write(StyledText(String(repeating: " ", count: columns), .reversed), row: 0, in: bottom)
    grid.write(StyledText(status(all.count, body.rows), .reversed).truncated(to: columns), row: 0, in: bottom)
    if let question { grid.cursor = .init(row: rows - 1, column: min(columns - 1, DisplayWidth.of(question) + 1)) }
    return grid
  }

  private func status(_ count: Int, _ height: Int) -> String {
    if let question { return "/\(question)" }
    let end = min(count, top + height)
    let place = count <= height ? "all" : end == count ? "end" : "\(end * 100 / max(1, count)) %"
    return " \(title)  ·  \(place)  ·  \(keys) "
  }

  package mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome {
    if question != nil {
      ask(key, rows, columns)
      return .stays
    }
    let page = max(1, rows - 2)
    switch key {
    case .character("q"), .escape, .control("c"), .function(10): return .left
    case .down, .enter, .character("j"), .control("n"): top += 1
    case .up, .character("k"), .control("p"): top -= 1
    case .character(" "), .pageDown, .character("f"), .control("f"): top += page
    case .character("b"), .pageUp, .control("b"): top -= page
    case .character("d"), .control("d"): top += page / 2
    case .character("u"), .control("u"): top -= page / 2
    case .character("g"), .home, .character("<"): top = 0
    case .character("G"), .end, .character(">"): top = .max / 2
    case .character("/"): question = ""
    case .character("n"): find(from: top + 1, by: 1, columns)
    case .character("N"): find(from: top - 1, by: -1, columns)
    case .mouse(let event) where event.action == .scrollDown: top += 3
    case .mouse(let event) where event.action == .scrollUp: top -= 3
    default: break
    }
    keepInside(rows, columns)
    return .stays
  }

  private mutating func keepInside(_ rows: Int, _ columns: Int) {
    top = max(0, min(top, self.rows(columns).count - (rows - 1)))
  }

  private mutating func ask(_ key: Key, _ rows: Int, _ columns: Int) {
    guard var text = question else { return }
    switch key {
    case .character(let character): text.append(character)
    case .paste(let pasted): text += pasted.filter { !$0.isNewline }
    case .backspace where !text.isEmpty: text.removeLast()
    case .enter:
      if !text.isEmpty { search = text }
      question = nil
      find(from: top, by: 1, columns)
      return keepInside(rows, columns)
    case .backspace, .escape, .control("c"), .control("g"):
      question = nil
      return
    default: break
    }
    question = text
  }

  private mutating func find(from start: Int, by step: Int, _ columns: Int) {
    guard !search.isEmpty else { return }
    let all = rows(columns)
    let end = step > 0 ? all.count : -1
    if let row = stride(from: start, to: end, by: step).first(where: {
      all.indices.contains($0) && Self.contains(all[$0].plain, search)
    }) {
      top = row
    }
  }

  /// The line with what was searched for standing out.
  private func marked(_ line: StyledText) -> StyledText {
    guard !search.isEmpty, Self.contains(line.plain, search) else { return line }
    return line.looking { $0.isReversed = true }
  }

  /// Without regard to case where the text searched for has no capitals, as `less -i`.
  private static func contains(_ line: String, _ text: String) -> Bool {
    text == text.lowercased() ? line.lowercased().contains(text) : line.contains(text)
  }

  private func rows(_ columns: Int) -> [StyledText] {
    lines.flatMap { wrapsWords ? $0.wordWrapped(to: columns) : $0.wrapped(to: columns) }
  }
}
