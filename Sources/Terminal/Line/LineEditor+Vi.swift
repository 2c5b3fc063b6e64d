/// vi's normal mode.
extension LineEditor {
  mutating func leaveInsertMode() -> Outcome {
    endUndoGroup()
    if mode == .insert, buffer.cursor > buffer.lineStart { buffer.move(to: buffer.cursor - 1) }
    mode = .normal
    finishCommand()
    return .editing
  }

  mutating func pressNormal(_ key: Key) -> Outcome {
    switch key {
    case .enter: return .accepted(buffer.text)
    case .control("c"): return .cancelled
    case .control("l"): return .clearScreen
    case .control("d") where buffer.isEmpty: return .endOfInput
    case .character("v") where vi.isFresh: return .openEditor(buffer.text)
    case .character("#") where vi.isFresh:
      edit { buffer in
        buffer.move(to: 0)
        buffer.insert("#")
      }
      return .accepted(buffer.text)
    case .escape: vi.finish()
    case .character(".") where vi.isFresh: repeatChange()
    default:
      if vi.waiting != nil {
        takeCharacter(key)
      } else if !vi.takeDigit(key) {
        takeCommand(key)
      }
    }
    if vi.isFresh, mode == .normal { finishCommand() }
    return .editing
  }

  private mutating func takeCommand(_ key: Key) {
    if case .character(let character) = key, "fFtT".contains(character) {
      vi.waiting = character
    } else if case .character(let character) = key, vi.operation == character {
      operateOnLine(character)
    } else if let motion = motion(key) {
      move(motion)
    } else if vi.operation != nil {
      vi.finish()
    } else if case .character(let character) = key, "dcy".contains(character) {
      (vi.operation, vi.operationCount, vi.count) = (character, vi.count, nil)
    } else if key == .character("r") {
      vi.waiting = "r"
    } else {
      pressSimple(key)
      vi.finish()
    }
  }

  /// A command in the keys that were recorded is over; it is what `.` does if it changed something.
  private mutating func finishCommand() {
    vi.finish()
    if vi.isChange, !vi.isRepeating { memory.change = vi.keys }
    (vi.keys, vi.isChange) = ([], false)
    guard mode == .normal else { return }
    // The cursor stands on a character.
    if buffer.cursor > buffer.lineStart, buffer.cursor == buffer.lineEnd { buffer.move(to: buffer.cursor - 1) }
  }

  private mutating func repeatChange() {
    let keys = memory.change
    vi.isRepeating = true
    for key in keys { _ = press(key) }
    vi.isRepeating = false
  }

  // MARK: Motions

  private func motion(_ key: Key) -> ViCommand.Motion? {
    switch key {
    case .character(";"):
      memory.find.flatMap { buffer.place(of: $0, count: vi.total, skipsNext: true) }
    case .character(","):
      memory.find.flatMap { buffer.place(of: $0.reversed, count: vi.total, skipsNext: true) }
    // `cw` leaves the blanks behind the word alone.
    case .character("w") where vi.operation == "c" && !isOnBlank:
      buffer.placeOfWords(vi.total, areBlankDelimited: false)
    case .character("W") where vi.operation == "c" && !isOnBlank:
      buffer.placeOfWords(vi.total, areBlankDelimited: true)
    default: buffer.place(of: key, count: vi.total)
    }
  }

  private var isOnBlank: Bool { buffer[buffer.cursor]?.isWhitespace ?? true }

  private mutating func move(_ motion: ViCommand.Motion) {
    guard let operation = vi.operation else {
      buffer.move(to: motion.place)
      return vi.finish()
    }
    let (low, high) = (min(motion.place, buffer.cursor), max(motion.place, buffer.cursor))
    operate(operation, on: low..<min(buffer.characters.count, high + (motion.isInclusive ? 1 : 0)))
  }

  /// The character that `f` or `r` waits for.
  private mutating func takeCharacter(_ key: Key) {
    guard let kind = vi.waiting, case .character(let character) = key else { return vi.finish() }
    vi.waiting = nil
    if kind == "r" {
      let range = buffer.cursor..<buffer.cursor + vi.total
      if range.upperBound <= buffer.lineEnd {
        startChange()
        edit { $0.change(range) { _ in character } }
        buffer.move(to: range.upperBound - 1)
      }
      return vi.finish()
    }
    let find = ViCommand.Find(kind: kind, character: character)
    memory.find = find
    guard let motion = buffer.place(of: find, count: vi.total, skipsNext: false) else { return vi.finish() }
    move(motion)
  }

  // MARK: Operators

  private mutating func operateOnLine(_ operation: Character) {
    var range = buffer.lineStart..<buffer.lineEnd
    // Where there are several lines, a deleted one leaves no empty one behind.
    if operation == "d", buffer.isMultiline {
      range =
        range.upperBound < buffer.characters.count
        ? range.lowerBound..<range.upperBound + 1 : max(0, range.lowerBound - 1)..<range.upperBound
    }
    let cursor = buffer.cursor
    operate(operation, on: range)
    if operation == "y" { buffer.move(to: cursor) }
  }

  private mutating func operate(_ operation: Character, on range: Range<Int>) {
    let text = String(buffer.characters[range.clamped(to: 0..<buffer.characters.count)])
    if !text.isEmpty { memory.killed = text }
    if operation == "y" {
      buffer.move(to: range.lowerBound)
    } else {
      startChange()
      edit(isTyping: operation == "c") { $0.remove(range) }
      if operation == "c" { startInserting() }
    }
    vi.finish()
  }

  private mutating func startChange() {
    endUndoGroup()
    vi.isChange = true
  }

  private mutating func startInserting() {
    vi.isChange = true
    mode = .insert
  }

  // MARK: Commands of one key

  private mutating func pressSimple(_ key: Key) {
    let (cursor, end) = (buffer.cursor, buffer.lineEnd)
    switch key {
    case .character("x"), .delete: operate("d", on: cursor..<min(end, cursor + vi.total))
    case .character("X"): operate("d", on: max(buffer.lineStart, cursor - vi.total)..<cursor)
    case .character("D"): operate("d", on: cursor..<end)
    case .character("C"): operate("c", on: cursor..<end)
    case .character("s"): operate("c", on: cursor..<min(end, cursor + vi.total))
    case .character("S"): operate("c", on: buffer.lineStart..<end)
    case .character("Y"): operateOnLine("y")
    case .character("p"): put(at: min(end, cursor + 1))
    case .character("P"): put(at: cursor)
    case .character("~"): changeCase()
    case .character("u"), .control("_"): undo()
    case .character("i"): insert(at: cursor)
    case .character("I"): insert(at: buffer.firstNonBlank)
    case .character("a"): insert(at: min(end, cursor + 1))
    case .character("A"): insert(at: end)
    case .paste(let text): edit { $0.insert(text.trimmingTrailingNewlines()) }
    default: pressHistory(key)
    }
  }

  private mutating func pressHistory(_ key: Key) {
    switch key {
    case .character("k"), .character("-"), .up, .control("p"):
      for _ in 0..<min(vi.total, history.count + 1) { moveUp() }
      if !buffer.isMultiline { buffer.move(to: 0) }
    case .character("j"), .character("+"), .down, .control("n"):
      for _ in 0..<min(vi.total, history.count + 1) { moveDown() }
      if !buffer.isMultiline { buffer.move(to: 0) }
    case .character("G"): show(vi.count.map { $0 - 1 } ?? 0)
    case .character("/"): search = HistorySearch(isBackward: true, waitsForEnter: true)
    case .character("?"): search = HistorySearch(isBackward: false, waitsForEnter: true)
    case .character("n"): findAgain(isBackward: true)
    case .character("N"): findAgain(isBackward: false)
    case .control("r"): search = HistorySearch(isBackward: true)
    default: break
    }
  }

  private mutating func insert(at place: Int) {
    endUndoGroup()
    buffer.move(to: place)
    startInserting()
  }

  private mutating func put(at place: Int) {
    let text = String(repeating: memory.killed, count: memory.killed.count > 1000 ? 1 : min(vi.total, 100))
    guard !text.isEmpty else { return }
    startChange()
    edit { buffer in
      buffer.move(to: place)
      buffer.insert(text)
      buffer.move(to: buffer.cursor - 1)
    }
  }

  private mutating func changeCase() {
    let range = buffer.cursor..<min(buffer.lineEnd, buffer.cursor + vi.total)
    startChange()
    edit { buffer in
      buffer.change(range) {
        let other = $0.isUppercase ? $0.lowercased() : $0.uppercased()
        // The capital of a sharp s is two.
        return other.count == 1 ? Character(other) : $0
      }
      buffer.move(to: range.upperBound)
    }
  }
}
