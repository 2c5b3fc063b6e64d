extension ShellParser {
  /// `name=value`, and in bash `name[0]=value` and `name=(a b)`.
  mutating func assignment() throws(ShellSyntaxError) -> SimpleCommand.Assignment? {
    let start = position
    guard let byte = current, Byte.isNamePart(byte), !Byte.isDigit(byte) else { return nil }
    let name = name()
    var part: ShellWord?
    if isBash, current == UInt8(ascii: "[") { part = try? subscriptWord() }
    let isAppending = starts(with: "+=")
    guard isAppending || current == UInt8(ascii: "=") else {
      position = start
      return nil
    }
    position += isAppending ? 2 : 1
    if isBash, part == nil, current == UInt8(ascii: "(") {
      return SimpleCommand.Assignment(name: name, value: .elements(try elements()), isAppending: isAppending)
    }
    let value = try word() ?? ShellWord(parts: [])
    return SimpleCommand.Assignment(name: name, part: part, value: .word(value), isAppending: isAppending)
  }

  private static let declaring: Set<String> = ["declare", "typeset", "local", "export", "readonly"]

  /// `a=(…)` after `declare` and its like.
  mutating func declaredArray(after words: [ShellWord]) throws(ShellSyntaxError) -> SimpleCommand.Assignment? {
    guard isBash, let command = words.first?.plainText, Self.declaring.contains(command) else { return nil }
    let start = position
    if let assignment = try assignment(), case .elements = assignment.value { return assignment }
    position = start
    return nil
  }

  /// `[…]`, which is left behind.
  mutating func subscriptWord() throws(ShellSyntaxError) -> ShellWord {
    position += 1
    let word = try bracedWord("]")
    guard current == UInt8(ascii: "]") else {
      throw position >= bytes.count ? .unexpectedEnd(expecting: "]") : .badSubstitution
    }
    position += 1
    return word
  }

  private mutating func elements() throws(ShellSyntaxError) -> [(part: ShellWord?, word: ShellWord)] {
    position += 1
    var found: [(part: ShellWord?, word: ShellWord)] = []
    while true {
      skipNewlines()
      guard let byte = current else { throw .unexpectedEnd(expecting: ")") }
      if byte == UInt8(ascii: ")") {
        position += 1
        return found
      }
      let start = position
      if byte == UInt8(ascii: "["), let part = try? subscriptWord(), current == UInt8(ascii: "=") {
        position += 1
        found.append((part, try word() ?? ShellWord(parts: [])))
        continue
      }
      position = start
      guard let word = try word() else { throw unexpected() }
      found.append((nil, word))
    }
  }
}
