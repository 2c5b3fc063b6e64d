/// The keys that change the line and move in it, as emacs and readline have them.
extension LineEditor {
  mutating func pressEmacs(_ key: Key, after before: Action) {
    switch key {
    case .character(let character):
      action = before
      edit(isTyping: true) { $0.insert(String(character)) }
      action = .typing
    case .paste(let text): edit { $0.insert(text.trimmingTrailingNewlines()) }
    case .meta("\r"): edit { $0.insert("\n") }
    case .backspace: edit(isTyping: mode == .insert) { $0.remove($0.cursor - 1..<$0.cursor) }
    case .delete: edit { $0.remove($0.cursor..<$0.cursor + 1) }
    case .control("t"): edit { $0.transpose() }
    case .control("y"): edit { [killed = memory.killed] in $0.insert(killed) }
    case .control("k"):
      // At a line's end the next one is joined to it.
      kill(buffer.cursor..<max(buffer.lineEnd, buffer.cursor + (buffer[buffer.cursor] == "\n" ? 1 : 0)), before)
    case .control("u"): kill(buffer.lineStart..<buffer.cursor, before)
    case .control("w"): kill(buffer.blankWordStart..<buffer.cursor, before)
    case .meta("d"): kill(buffer.cursor..<buffer.wordEnd, before)
    case .metaBackspace: kill(buffer.wordStart..<buffer.cursor, before)
    default: moveEmacs(key)
    }
  }

  private mutating func moveEmacs(_ key: Key) {
    switch key {
    case .left, .control("b"): buffer.move(to: buffer.cursor - 1)
    case .right, .control("f"): buffer.move(to: buffer.cursor + 1)
    case .home, .control("a"): buffer.move(to: buffer.lineStart)
    case .end, .control("e"): buffer.move(to: buffer.lineEnd)
    case .wordLeft, .meta("b"): buffer.move(to: buffer.wordStart)
    case .wordRight, .meta("f"): buffer.move(to: buffer.wordEnd)
    default: break
    }
  }

  /// Cuts a range out; what is cut in a row is brought back in one.
  private mutating func kill(_ range: Range<Int>, _ before: Action) {
    let isBackward = range.upperBound == buffer.cursor
    var killed = ""
    edit { killed = $0.remove(range) }
    action = before == .killing && killed.isEmpty ? .killing : .other
    guard !killed.isEmpty else { return }
    let earlier = before == .killing ? memory.killed : ""
    memory.killed = isBackward ? killed + earlier : earlier + killed
    action = .killing
  }
}
