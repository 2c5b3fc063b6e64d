/// A regular expression over bytes that are read as UTF-8.
///
/// It goes back where an attempt fails, but never tries the same instruction at the same place of the text twice, so that
/// the time grows with the product of the two. Back-references need their attempts again: those are limited in number.
package struct RegularExpression: Sendable {
  package enum Syntax: Sendable {
    /// grep, sed.
    case basic
    /// grep -E, awk.
    case extended
    /// jq: Perl's classes and lazy repetition; the first alternative that matches counts, not the longest.
    case perl
  }

  package struct InvalidPattern: Error, Hashable {
    package let message: String
  }

  package struct Match: Sendable {
    /// Start and end of the whole and of each group; nil for one that took no part.
    package var groups: [Range<Int>?]

    package var range: Range<Int> { groups.first.flatMap { $0 } ?? 0..<0 }
  }

  enum Instruction: Sendable {
    case character(UInt32)
    case any
    case set(CharacterSet)
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case lineStart
    case lineEnd
    case wordBoundary(Bool)
    case wordStart
    case wordEnd
    case backReference(Int)
    /// Fails where nothing was consumed since the mark, so that an empty loop ends.
    case mark(Int)
    case progress(Int)
    case match
  }

  struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }
  }

  let program: [Instruction]
  package let groupCount: Int
  private let markCount: Int
  package let ignoresCase: Bool
  private let prefersLongest: Bool
  private let hasBackReferences: Bool

  package init(_ pattern: String, syntax: Syntax, ignoresCase: Bool = false) throws(InvalidPattern) {
    var compiler = RegularExpressionCompiler(pattern, syntax: syntax, ignoresCase: ignoresCase)
    program = try compiler.compile()
    groupCount = compiler.groupCount
    markCount = compiler.markCount
    self.ignoresCase = ignoresCase
    prefersLongest = syntax != .perl && compiler.hasAlternatives
    hasBackReferences = program.contains { if case .backReference = $0 { true } else { false } }
  }

  /// A pattern that stands for a text itself.
  package static func escape(_ text: String) -> String {
    text.map { ".[]{}()\\*+?^$|".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// The leftmost match at or after a place.
  package func firstMatch(in text: [UInt8], from start: Int = 0) -> Match? {
    var attempts = Attempts(
      instructions: program.count, places: text.count + 1, remembers: !hasBackReferences)
    var position = max(0, start)
    let literal = firstByte
    while position <= text.count {
      if let literal {
        guard let next = text[position...].firstIndex(of: literal) else { return nil }
        position = next
      }
      if let found = match(text, position, &attempts) { return found }
      if attempts.isExhausted { return nil }
      position += 1
      while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
    }
    return nil
  }

  /// All matches that do not overlap.
  package func matches(in text: [UInt8]) -> [Match] {
    var found: [Match] = []
    var position = 0
    while position <= text.count, let match = firstMatch(in: text, from: position) {
      found.append(match)
      position = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
    }
    return found
  }

  package func matches(_ text: String) -> Bool { firstMatch(in: Array(text.utf8)) != nil }

  /// The byte that every match begins with, where that is plain to see.
  private var firstByte: UInt8? {
    guard !ignoresCase, program.count > 1, case .save = program[0], case .character(let scalar) = program[1],
      scalar < 128
    else { return nil }
    return UInt8(scalar)
  }

  private struct Thread {
    var counter: Int
    var position: Int
    var saved: [Int]
    var marks: [Int]
  }

  private func match(_ text: [UInt8], _ start: Int, _ attempts: inout Attempts) -> Match? {
    var stack = [
      Thread(
        counter: 0, position: start, saved: [Int](repeating: -1, count: (groupCount + 1) * 2),
        marks: [Int](repeating: -1, count: markCount))
    ]
    var best: [Int]?
    while var thread = stack.popLast() {
      running: while attempts.begin(thread.counter, thread.position) {
        switch program[thread.counter] {
        case .match:
          guard prefersLongest else { return result(thread.saved) }
          if best == nil || thread.saved[1] > (best?[1] ?? -1) { best = thread.saved }
          break running
        case .split(let first, let second):
          guard stack.count < 100_000 else { break running }
          var other = thread
          other.counter = second
          stack.append(other)
          thread.counter = first
        case .jump(let target): thread.counter = target
        case .save(let slot):
          thread.saved[slot] = thread.position
          thread.counter += 1
        case .mark(let slot):
          thread.marks[slot] = thread.position
          thread.counter += 1
        case .progress(let slot):
          // Where attempts are remembered an empty loop comes to what was tried already.
          if !attempts.areRemembered, thread.marks[slot] == thread.position { break running }
          thread.counter += 1
        default:
          guard let end = consume(program[thread.counter], text, thread.position, thread.saved) else { break running }
          thread.position = end
          thread.counter += 1
        }
      }
    }
    return best.map(result)
  }

  private func result(_ saved: [Int]) -> Match {
    Match(
      groups: stride(from: 0, to: saved.count - 1, by: 2).map { index in
        saved[index] >= 0 && saved[index + 1] >= saved[index] ? saved[index]..<saved[index + 1] : nil
      })
  }

  /// Where a test or a character ends that begins at the position; nil where it does not match.
  private func consume(_ instruction: Instruction, _ text: [UInt8], _ position: Int, _ saved: [Int]) -> Int? {
    switch instruction {
    case .lineStart: return position == 0 ? position : nil
    case .lineEnd: return position == text.count ? position : nil
    case .wordBoundary(let wanted):
      return (isWord(text, position - 1) != isWord(text, position)) == wanted ? position : nil
    case .wordStart: return !isWord(text, position - 1) && isWord(text, position) ? position : nil
    case .wordEnd: return isWord(text, position - 1) && !isWord(text, position) ? position : nil
    case .backReference(let group):
      guard group * 2 + 1 < saved.count, saved[group * 2] >= 0, saved[group * 2 + 1] >= saved[group * 2] else {
        return nil
      }
      let wanted = text[saved[group * 2]..<saved[group * 2 + 1]]
      let end = position + wanted.count
      return end <= text.count && text[position..<end].elementsEqual(wanted) ? end : nil
    default: break
    }
    guard let (scalar, end) = Self.scalar(text, position) else { return nil }
    switch instruction {
    case .character(let wanted):
      return scalar == wanted || (ignoresCase && Self.lower(scalar) == Self.lower(wanted)) ? end : nil
    case .any: return end
    case .set(let set):
      let isIn =
        set.contains(scalar) || (ignoresCase && (set.contains(Self.lower(scalar)) || set.contains(Self.upper(scalar))))
      return isIn ? end : nil
    default: return nil
    }
  }

  private func isWord(_ text: [UInt8], _ position: Int) -> Bool {
    guard text.indices.contains(position) else { return false }
    let byte = text[position]
    return (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }

  static func lower(_ scalar: UInt32) -> UInt32 { (65...90).contains(scalar) ? scalar + 32 : scalar }

  static func upper(_ scalar: UInt32) -> UInt32 { (97...122).contains(scalar) ? scalar - 32 : scalar }

  /// The character at a place and where the next begins; a byte that is no UTF-8 stands for itself.
  static func scalar(_ text: [UInt8], _ position: Int) -> (UInt32, Int)? {
    guard position < text.count else { return nil }
    let first = text[position]
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, position + length <= text.count else { return (UInt32(first), position + 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in text[(position + 1)..<(position + length)] {
      guard byte & 0xC0 == 0x80 else { return (UInt32(first), position + 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, position + length)
  }
}
