/// Line editing with emacs or vi keys, history and search, without a terminal: keys in, state and outcome out.
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
    /// Ctrl-X Ctrl-E: the player's own editor is wanted for the line.
    case openEditor(String)
  }

  /// What outlives a line.
  package struct Memory: Sendable {
    /// What Ctrl-Y and vi's `p` bring back.
    var killed = ""
    /// vi's last `f`, `t`, `F` or `T`.
    var find: ViCommand.Find?
    /// The keys of vi's last change, for `.`.
    var change: [Key] = []
    /// What vi looked for last.
    var search = ""

    package init() {}
  }

  /// How vi's keys are taken.
  enum Mode: Sendable { case emacs, insert, normal }

  /// What the last key did: some keys go on with it.
  enum Action: Equatable, Sendable {
    case other, typing, killing
    /// Alt-. put in the last word of that line of history, which takes this range.
    case argument(line: Int, Range<Int>)
  }

  package internal(set) var buffer = LineBuffer()
  package internal(set) var memory: Memory
  var mode: Mode
  var search: HistorySearch?
  var vi = ViCommand()
  var action = Action.other
  /// Whether Ctrl-X came: the next key belongs to it.
  private var isAfterPrefix = false
  private var undone: [(buffer: LineBuffer, isTyping: Bool)] = []
  let history: [String]
  /// `history.count` is the line being written.
  var position: Int
  private var draft = ""

  /// `history` holds earlier lines, oldest first.
  package init(history: [String], usesViKeys: Bool = false, memory: Memory = Memory()) {
    self.history = history
    self.memory = memory
    mode = usesViKeys ? .insert : .emacs
    position = history.count
  }

  /// The prompt in place of the shell's while a search is under way.
  package var searchPrompt: String? { search?.prompt }

  /// Whether letters are vi's commands now.
  package var isInNormalMode: Bool { mode == .normal }

  /// Whether a question mark is not a part of the line.
  package var wantsHelp: Bool { buffer.isEmpty && search == nil && mode != .normal }

  package mutating func press(_ key: Key) -> Outcome {
    if search != nil, let outcome = pressWhileSearching(key) { return outcome }
    if isAfterPrefix { return pressAfterPrefix(key) }
    guard mode == .emacs else { return pressVi(key) }
    return pressInserting(key)
  }

  private mutating func pressVi(_ key: Key) -> Outcome {
    // A terminal writes Alt-x as Escape and x, which are two keys here.
    if case .meta(let character) = key {
      _ = press(.escape)
      return press(character == "\r" ? .enter : .character(character))
    }
    if key == .metaBackspace { return press(.escape) }
    if !vi.isRepeating { vi.keys.append(key) }
    if mode == .normal { return pressNormal(key) }
    return key == .escape ? leaveInsertMode() : pressInserting(key)
  }

  private mutating func pressInserting(_ key: Key) -> Outcome {
    let before = action
    action = .other
    switch key {
    case .enter: return .accepted(buffer.text)
    case .control("c"): return .cancelled
    case .control("l"): return .clearScreen
    case .tab: return .complete(buffer.textBeforeCursor)
    case .control("d"):
      if buffer.isEmpty { return .endOfInput }
      edit { $0.remove($0.cursor..<$0.cursor + 1) }
    case .up, .control("p"): moveUp()
    case .down, .control("n"): moveDown()
    case .control("r"): search = HistorySearch(isBackward: true)
    case .control("s"): search = HistorySearch(isBackward: false)
    case .control("x"): isAfterPrefix = true
    case .control("_"): undo()
    case .meta("<"): show(0)
    case .meta(">"): show(history.count)
    case .meta("."), .meta("_"): insertArgument(after: before)
    default: pressEmacs(key, after: before)
    }
    return .editing
  }

  private mutating func pressAfterPrefix(_ key: Key) -> Outcome {
    isAfterPrefix = false
    switch key {
    case .control("e"): return .openEditor(buffer.text)
    case .control("u"): undo()
    default: break
    }
    return .editing
  }

  /// Puts a completion in at the cursor.
  package mutating func insert(_ text: String) { edit { $0.insert(text) } }

  /// The text is not complete: goes on in a new line.
  package mutating func continueOnNextLine() {
    edit { buffer in
      buffer.move(to: buffer.characters.count)
      buffer.insert("\n")
    }
    if mode == .normal { mode = .insert }
  }

  /// What the player's own editor made of the line.
  package mutating func replace(with text: String) {
    edit { buffer in
      buffer.replace(with: "")
      buffer.insert(text.trimmingTrailingNewlines())
    }
  }

  // MARK: Undoing

  /// How much text is kept for undoing.
  private static let undoLimit = 200_000

  /// Changes the text so that it can be undone; what is typed in a row is undone in one.
  mutating func edit(isTyping: Bool = false, _ change: (inout LineBuffer) -> Void) {
    // What goes on with the step before needs no copy of the text: a key costs the same however much is typed already.
    if isTyping, action == .typing || mode == .insert, undone.last?.isTyping == true { return change(&buffer) }
    let before = buffer
    change(&buffer)
    guard buffer.characters != before.characters else { return }
    undone.append((before, isTyping))
    if undone.count > max(10, Self.undoLimit / max(200, before.characters.count)) { undone.removeFirst() }
  }

  mutating func undo() {
    guard let last = undone.popLast() else { return }
    buffer = last.buffer
  }

  /// What is typed from here on is undone by itself.
  mutating func endUndoGroup() {
    if let last = undone.indices.last { undone[last].isTyping = false }
  }

  // MARK: History

  mutating func moveUp() {
    if let place = buffer.placeAbove { buffer.move(to: place) } else { show(position - 1) }
  }

  mutating func moveDown() {
    if let place = buffer.placeBelow { buffer.move(to: place) } else { show(position + 1) }
  }

  mutating func show(_ wanted: Int) {
    guard wanted != position, (0...history.count).contains(wanted) else { return }
    if position == history.count { draft = buffer.text }
    position = wanted
    buffer.replace(with: wanted == history.count ? draft : history[wanted])
    undone = []
  }

  /// The last word of the line before; again, of the line before that one, in its place.
  private mutating func insertArgument(after before: Action) {
    var (line, range) = (history.count, buffer.cursor..<buffer.cursor)
    if case .argument(let last, let taken) = before { (line, range) = (last, taken) }
    while line > 0 {
      line -= 1
      guard let word = history[line].split(whereSeparator: \.isWhitespace).last else { continue }
      edit { buffer in
        buffer.remove(range)
        buffer.insert(String(word))
      }
      action = .argument(line: line, range.lowerBound..<buffer.cursor)
      return
    }
    action = before
  }
}

extension String {
  func trimmingTrailingNewlines() -> String {
    var text = self[...]
    while text.last?.isNewline ?? false { text.removeLast() }
    return String(text)
  }
}
