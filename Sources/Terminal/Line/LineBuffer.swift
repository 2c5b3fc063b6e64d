/// A line of text and a cursor in it: what editing keys do.
package struct LineBuffer: Equatable, Sendable {
  package private(set) var characters: [Character] = []
  /// 0...characters.count
  package private(set) var cursor = 0
  /// What Ctrl-Y brings back.
  private var killed: [Character] = []

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }
  package var textBeforeCursor: String { String(characters[..<cursor]) }

  package mutating func insert(_ text: String) {
    // A carriage return and a line feed are one character in Swift; neither may stand in a line.
    let new = Array(text).filter { !$0.isNewline }
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  package mutating func replace(with text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  package mutating func moveLeft() { cursor = max(0, cursor - 1) }
  package mutating func moveRight() { cursor = min(characters.count, cursor + 1) }
  package mutating func moveToStart() { cursor = 0 }
  package mutating func moveToEnd() { cursor = characters.count }
  package mutating func moveWordLeft() { cursor = wordStart }
  package mutating func moveWordRight() { cursor = wordEnd }

  package mutating func deleteBackward() { remove(max(0, cursor - 1)..<cursor) }
  package mutating func deleteForward() { remove(cursor..<min(characters.count, cursor + 1)) }
  package mutating func killToEnd() { kill(cursor..<characters.count) }
  package mutating func killToStart() { kill(0..<cursor) }
  package mutating func killWordForward() { kill(cursor..<wordEnd) }
  package mutating func killWordBackward() { kill(wordStart..<cursor) }

  /// Back to the last blank, as a shell's Ctrl-W.
  package mutating func killBlankDelimitedWord() {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    kill(start..<cursor)
  }

  package mutating func yank() {
    characters.insert(contentsOf: killed, at: cursor)
    cursor += killed.count
  }

  /// Exchanges the two characters before the cursor, or around it in the middle of a line.
  package mutating func transpose() {
    guard characters.count >= 2, cursor > 0 else { return }
    let right = min(cursor, characters.count - 1)
    characters.swapAt(right - 1, right)
    cursor = right + 1
  }

  private var wordStart: Int {
    var position = cursor
    while position > 0, !Self.isInWord(characters[position - 1]) { position -= 1 }
    while position > 0, Self.isInWord(characters[position - 1]) { position -= 1 }
    return position
  }

  private var wordEnd: Int {
    var position = cursor
    while position < characters.count, !Self.isInWord(characters[position]) { position += 1 }
    while position < characters.count, Self.isInWord(characters[position]) { position += 1 }
    return position
  }

  private static func isInWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private mutating func kill(_ range: Range<Int>) {
    if !range.isEmpty { killed = Array(characters[range]) }
    remove(range)
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }
}
