/// Line editing with emacs keys, history and search, without a terminal: keys in, state and outcome out.
package struct LineEditor: Sendable {
  package enum Outcome: Equatable, Sendable {
    case editing
    /// Enter: the line is done.
    case accepted(String)
    /// Ctrl-C: the line is given up.
    case cancelled
    /// Ctrl-D on an empty line.
    case endOfInput
    /// Ctrl-L: the screen is to be cleared.
    case clearScreen
    /// Tab: the text before the cursor wants completing.
    case complete(String)
  }

  package private(set) var buffer = LineBuffer()
  /// What Ctrl-R looks for; nil when no search is under way.
  package private(set) var search: String?
  private let history: [String]
  /// `history.count` is the line being written.
  private var position: Int
  private var draft = ""
  private var found: Int?

  /// `history` holds earlier lines, oldest first.
  package init(history: [String]) {
    self.history = history
    position = history.count
  }

  /// The prompt in place of the shell's while a search is under way.
  package var searchPrompt: String? {
    search.map { found == nil && !$0.isEmpty ? "(failed search) '\($0)': " : "(search) '\($0)': " }
  }

  package mutating func press(_ key: Key) -> Outcome {
    if search != nil, let outcome = pressWhileSearching(key) { return outcome }
    switch key {
    case .enter: return .accepted(buffer.text)
    case .control("c"): return .cancelled
    case .control("l"): return .clearScreen
    case .tab: return .complete(buffer.textBeforeCursor)
    case .control("d"):
      if buffer.isEmpty { return .endOfInput }
      buffer.deleteForward()
    case .up, .control("p"): show(position - 1)
    case .down, .control("n"): show(position + 1)
    case .control("r"): (search, found) = ("", nil)
    default: edit(key)
    }
    return .editing
  }

  /// Puts a completion in at the cursor.
  package mutating func insert(_ text: String) { buffer.insert(text) }

  private mutating func edit(_ key: Key) {
    switch key {
    case .character(let character): buffer.insert(String(character))
    case .paste(let text): buffer.insert(text)
    case .left, .control("b"): buffer.moveLeft()
    case .right, .control("f"): buffer.moveRight()
    case .home, .control("a"): buffer.moveToStart()
    case .end, .control("e"): buffer.moveToEnd()
    case .wordLeft, .meta("b"): buffer.moveWordLeft()
    case .wordRight, .meta("f"): buffer.moveWordRight()
    case .backspace: buffer.deleteBackward()
    case .delete: buffer.deleteForward()
    case .control("k"): buffer.killToEnd()
    case .control("u"): buffer.killToStart()
    case .control("w"): buffer.killBlankDelimitedWord()
    case .meta("d"): buffer.killWordForward()
    case .metaBackspace: buffer.killWordBackward()
    case .control("y"): buffer.yank()
    case .control("t"): buffer.transpose()
    default: break
    }
  }

  private mutating func show(_ wanted: Int) {
    guard wanted != position, (0...history.count).contains(wanted) else { return }
    if position == history.count { draft = buffer.text }
    position = wanted
    buffer.replace(with: wanted == history.count ? draft : history[wanted])
  }

  /// Nil when the key ends the search and is to be taken as usual.
  private mutating func pressWhileSearching(_ key: Key) -> Outcome? {
    guard var text = search else { return nil }
    var start = history.count - 1
    switch key {
    case .character(let character): text.append(character)
    case .backspace: text = String(text.dropLast())
    case .control("r"): start = (found ?? history.count) - 1
    case .control("g"), .control("c"):
      search = nil
      return .editing
    default:
      search = nil
      return nil
    }
    search = text
    if let match = stride(from: start, through: 0, by: -1).first(where: { !text.isEmpty && history[$0].contains(text) })
    {
      found = match
      position = match
      buffer.replace(with: history[match])
    } else if key != .control("r") {
      found = nil
    }
    return .editing
  }
}
