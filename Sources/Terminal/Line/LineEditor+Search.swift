/// A search in history.
struct HistorySearch: Sendable {
  var text = ""
  var isBackward: Bool
  /// vi's `/`: it searches when Enter comes, not with every key.
  var waitsForEnter = false
  var hasFailed = false
  /// The line of history that was found.
  var found: Int?
  /// What was being typed before, and where in history.
  var original: (buffer: LineBuffer, position: Int)?

  init(isBackward: Bool, waitsForEnter: Bool = false) {
    self.isBackward = isBackward
    self.waitsForEnter = waitsForEnter
  }

  var prompt: String {
    if waitsForEnter { return (isBackward ? "/" : "?") + text }
    return "(\(hasFailed ? "failed " : "")\(isBackward ? "search" : "forward search")) '\(text)': "
  }
}

extension LineEditor {
  /// Nil when the key ends the search and is to be taken as usual.
  mutating func pressWhileSearching(_ key: Key) -> Outcome? {
    guard var search else { return nil }
    if search.waitsForEnter { return pressWhileAsking(key, search) }
    if search.original == nil { search.original = (buffer, position) }
    var start = search.found ?? (search.isBackward ? history.count - 1 : 0)
    switch key {
    case .character(let character): search.text.append(character)
    case .paste(let text): search.text += text.filter { !$0.isNewline }
    case .backspace: search.text = String(search.text.dropLast())
    case .control("r"), .control("s"):
      search.isBackward = key == .control("r")
      // With nothing typed it is what was looked for last.
      if search.text.isEmpty {
        search.text = memory.search
      } else if let found = search.found {
        start = found + (search.isBackward ? -1 : 1)
      }
    case .control("g"), .control("c"):
      if let original = search.original { (buffer, position) = original }
      self.search = nil
      return .editing
    default:
      self.search = nil
      return nil
    }
    memory.search = search.text
    find(&search, from: start)
    self.search = search
    return .editing
  }

  private mutating func find(_ search: inout HistorySearch, from start: Int) {
    guard !search.text.isEmpty else { return search.hasFailed = false }
    guard let match = match(search.text, from: start, isBackward: search.isBackward) else {
      return search.hasFailed = true
    }
    (search.found, search.hasFailed) = (match, false)
    show(match)
  }

  private func match(_ text: String, from start: Int, isBackward: Bool) -> Int? {
    let places = stride(from: start, through: isBackward ? 0 : history.count - 1, by: isBackward ? -1 : 1)
    return places.first { history.indices.contains($0) && history[$0].contains(text) }
  }

  // MARK: vi's search

  private mutating func pressWhileAsking(_ key: Key, _ asked: HistorySearch) -> Outcome {
    var search = asked
    switch key {
    case .character(let character): search.text.append(character)
    case .backspace where !search.text.isEmpty: search.text.removeLast()
    case .enter:
      self.search = nil
      if !search.text.isEmpty { memory.search = search.text }
      findAgain(isBackward: search.isBackward)
      return .editing
    case .backspace, .escape, .control("c"), .control("g"):
      self.search = nil
      return .editing
    default: break
    }
    self.search = search
    return .editing
  }

  /// vi's `n` and `N`.
  mutating func findAgain(isBackward: Bool) {
    guard !memory.search.isEmpty else { return }
    let start = position + (isBackward ? -1 : 1)
    guard let match = match(memory.search, from: start, isBackward: isBackward) else { return }
    show(match)
    buffer.move(to: 0)
  }
}
