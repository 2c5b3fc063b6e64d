/// A command of vi's normal mode while its keys come: `2d3w`, `fx`, `ci…`.
package struct ViCommand: Sendable {
  /// `f`, `F`, `t` or `T`, and the character that it looks for.
  struct Find: Sendable {
    var kind: Character
    var character: Character

    /// The other way, for `,`.
    var reversed: Find {
      Find(kind: kind.isUppercase ? Character(kind.lowercased()) : Character(kind.uppercased()), character: character)
    }
  }

  /// Where a motion leads, and whether an operator takes the character there, too.
  struct Motion {
    var place: Int
    var isInclusive = false
  }

  static let countLimit = 10_000
  var count: Int?
  /// `d`, `c` or `y`, which waits for a motion.
  var operation: Character?
  var operationCount: Int?
  /// What wants one more character: `f`, `F`, `t`, `T` or `r`.
  var waiting: Character?
  /// The keys since the command began, for `.`.
  var keys: [Key] = []
  var isChange = false
  var isRepeating = false

  var total: Int { min(Self.countLimit, (count ?? 1) * (operationCount ?? 1)) }

  /// Whether no key of a command has come yet.
  var isFresh: Bool { count == nil && operation == nil && waiting == nil }

  mutating func finish() { (count, operation, operationCount, waiting) = (nil, nil, nil, nil) }

  /// Takes a digit of a count; false for what is none.
  mutating func takeDigit(_ key: Key) -> Bool {
    guard case .character(let character) = key, let digit = character.wholeNumberValue, character.isASCII,
      digit > 0 || count != nil
    else { return false }
    count = min(Self.countLimit, (count ?? 0) * 10 + digit)
    return true
  }
}

/// Where vi's motions lead.
extension LineBuffer {
  func place(of motion: Key, count: Int) -> ViCommand.Motion? {
    switch motion {
    case .character("h"), .left, .backspace, .control("h"): .init(place: max(lineStart, cursor - count))
    case .character("l"), .right, .character(" "): .init(place: min(lineEnd, cursor + count))
    case .character("0"), .home: .init(place: lineStart)
    case .character("^"): .init(place: firstNonBlank)
    case .character("$"), .end: .init(place: lineEnd)
    case .character("|"): .init(place: min(lineEnd, lineStart + count - 1))
    case .character("w"): .init(place: repeated(count) { $0.nextWord(from: $1, Self.kind) })
    case .character("W"): .init(place: repeated(count) { $0.nextWord(from: $1, Self.blankKind) })
    case .character("b"): .init(place: repeated(count) { $0.wordStart(before: $1, Self.kind) })
    case .character("B"): .init(place: repeated(count) { $0.wordStart(before: $1, Self.blankKind) })
    case .character("e"): .init(place: repeated(count) { $0.wordEnd(after: $1, Self.kind) }, isInclusive: true)
    case .character("E"): .init(place: repeated(count) { $0.wordEnd(after: $1, Self.blankKind) }, isInclusive: true)
    case .character("%"): matchingBracket.map { .init(place: $0, isInclusive: true) }
    default: nil
    }
  }

  /// Where `f`, `F`, `t` and `T` lead; nil where the line has no such character.
  func place(of find: ViCommand.Find, count: Int, skipsNext: Bool) -> ViCommand.Motion? {
    let isForward = find.kind.isLowercase
    let step = isForward ? 1 : -1
    let stopsBefore = find.kind == "t" || find.kind == "T"
    var place = cursor
    var left = count
    // A repeated `t` must not stand still before the character that it stands before.
    if skipsNext, stopsBefore, self[cursor + step] == find.character { place += step }
    while left > 0 {
      place += step
      guard let character = self[place], character != "\n" else { return nil }
      if character == find.character { left -= 1 }
    }
    return .init(place: stopsBefore ? place - step : place, isInclusive: isForward)
  }

  /// The end of the word at the cursor, and of those after it: what `cw` changes.
  func placeOfWords(_ count: Int, areBlankDelimited: Bool) -> ViCommand.Motion {
    let kind = areBlankDelimited ? Self.blankKind : Self.kind
    var place = cursor
    if let first = self[place] { while let next = self[place + 1], kind(next) == kind(first) { place += 1 } }
    for _ in 0..<min(count - 1, characters.count) { place = wordEnd(after: place, kind) }
    return .init(place: place, isInclusive: true)
  }

  var firstNonBlank: Int {
    var place = lineStart
    while place < lineEnd, characters[place].isWhitespace { place += 1 }
    return place
  }

  private func repeated(_ count: Int, _ step: (LineBuffer, Int) -> Int) -> Int {
    var place = cursor
    for _ in 0..<min(count, characters.count + 1) { place = step(self, place) }
    return place
  }

  /// vi's classes of characters: blank, word, other.
  private static func kind(_ character: Character) -> Int {
    character.isWhitespace ? 0 : character.isLetter || character.isNumber || character == "_" ? 1 : 2
  }

  private static func blankKind(_ character: Character) -> Int { character.isWhitespace ? 0 : 1 }

  private func nextWord(from start: Int, _ kind: (Character) -> Int) -> Int {
    guard let first = self[start] else { return start }
    var place = start
    if kind(first) != 0 { while let next = self[place], kind(next) == kind(first) { place += 1 } }
    while let next = self[place], kind(next) == 0 { place += 1 }
    return place
  }

  private func wordStart(before end: Int, _ kind: (Character) -> Int) -> Int {
    var place = end
    while let last = self[place - 1], kind(last) == 0 { place -= 1 }
    guard let last = self[place - 1] else { return place }
    while let next = self[place - 1], kind(next) == kind(last) { place -= 1 }
    return place
  }

  private func wordEnd(after start: Int, _ kind: (Character) -> Int) -> Int {
    var place = start + 1
    while let next = self[place], kind(next) == 0 { place += 1 }
    guard let first = self[place] else { return max(start, characters.count - 1) }
    while let next = self[place + 1], kind(next) == kind(first) { place += 1 }
    return place
  }

  private var matchingBracket: Int? {
    let pairs: [(Character, Character)] = [("(", ")"), ("[", "]"), ("{", "}")]
    var start = cursor
    while let character = self[start], !pairs.contains(where: { $0 == character || $1 == character }) { start += 1 }
    guard let bracket = self[start], let pair = pairs.first(where: { $0 == bracket || $1 == bracket }) else {
      return nil
    }
    let step = bracket == pair.0 ? 1 : -1
    var (place, depth) = (start, 0)
    while let character = self[place] {
      if character == pair.0 { depth += step }
      if character == pair.1 { depth -= step }
      if depth == 0 { return place }
      place += step
    }
    return nil
  }
}
