/// What is being typed, of one line or several, and a cursor in it.
package struct LineBuffer: Equatable, Sendable {
  package private(set) var characters: [Character] = []
  /// 0...characters.count
  package private(set) var cursor = 0

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }
  package var textBeforeCursor: String { String(characters[..<cursor]) }

  // MARK: Changing

  /// Inserts a text at the cursor: lines and tabs stay, other control characters go.
  package mutating func insert(_ text: String) {
    // A carriage return and a line feed are one character in Swift.
    let new = text.compactMap { $0.isNewline ? "\n" : Self.isControl($0) ? nil : $0 }
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  package mutating func replace(with text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  /// Takes a range out, as far as it is there; the cursor goes to where it was.
  @discardableResult
  package mutating func remove(_ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<characters.count)
    let removed = String(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return removed
  }

  /// Changes each character of a range, as far as it is there.
  package mutating func change(_ range: Range<Int>, _ change: (Character) -> Character) {
    for index in range.clamped(to: 0..<characters.count) { characters[index] = change(characters[index]) }
  }

  /// Exchanges the two characters before the cursor, or around it in the middle of a line.
  package mutating func transpose() {
    guard characters.count >= 2, cursor > 0 else { return }
    let right = min(cursor, characters.count - 1)
    characters.swapAt(right - 1, right)
    cursor = right + 1
  }

  package mutating func move(to place: Int) { cursor = max(0, min(place, characters.count)) }

  private static func isControl(_ character: Character) -> Bool {
    character != "\t" && character.unicodeScalars.first?.properties.generalCategory == .control
  }

  // MARK: Places

  package subscript(place: Int) -> Character? { characters.indices.contains(place) ? characters[place] : nil }

  package var isMultiline: Bool { characters.contains("\n") }

  /// Where the line begins that holds a place.
  package func lineStart(of place: Int) -> Int {
    (characters[..<max(0, min(place, characters.count))].lastIndex(of: "\n") ?? -1) + 1
  }

  /// Where the line ends that holds a place.
  package func lineEnd(of place: Int) -> Int {
    characters[max(0, min(place, characters.count))...].firstIndex(of: "\n") ?? characters.count
  }

  package var lineStart: Int { lineStart(of: cursor) }
  package var lineEnd: Int { lineEnd(of: cursor) }

  /// The same column in the line before, nil in the first line.
  package var placeAbove: Int? {
    guard lineStart > 0 else { return nil }
    let start = lineStart(of: lineStart - 1)
    return min(start + cursor - lineStart, lineStart - 1)
  }

  /// The same column in the next line, nil in the last one.
  package var placeBelow: Int? {
    guard lineEnd < characters.count else { return nil }
    let start = lineEnd + 1
    return min(start + cursor - lineStart, lineEnd(of: start))
  }

  /// Where the word of letters and digits begins that ends before the cursor.
  package var wordStart: Int {
    var place = cursor
    while place > 0, !Self.isInWord(characters[place - 1]) { place -= 1 }
    while place > 0, Self.isInWord(characters[place - 1]) { place -= 1 }
    return place
  }

  /// Where the word of letters and digits ends that comes after the cursor.
  package var wordEnd: Int {
    var place = cursor
    while place < characters.count, !Self.isInWord(characters[place]) { place += 1 }
    while place < characters.count, Self.isInWord(characters[place]) { place += 1 }
    return place
  }

  /// Back to the last blank, as a shell's Ctrl-W.
  package var blankWordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private static func isInWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
