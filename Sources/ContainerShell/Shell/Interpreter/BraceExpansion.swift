/// `{a,b}`, `{1..3}` and `{a..e}`.
enum BraceExpansion {
  private static let limit = 10_000

  /// The words that a word with braces stands for; what is quoted or expanded in it stays whole.
  static func expand(_ word: ShellWord) -> [ShellWord] {
    let hasBraces = word.parts.contains { part in
      if case .literal(let text) = part { text.contains("{") } else { false }
    }
    guard hasBraces else { return [word] }
    var items: [Item] = []
    for part in word.parts {
      if case .literal(let text) = part { items += text.map(Item.character) } else { items.append(.part(part)) }
    }
    return expand(items).map(self.word)
  }

  private enum Item {
    case character(Character)
    case part(WordPart)

    var character: Character? {
      if case .character(let character) = self { character } else { nil }
    }
  }

  private static func word(_ items: [Item]) -> ShellWord {
    var parts: [WordPart] = []
    var literal = ""
    for item in items {
      switch item {
      case .character(let character): literal.append(character)
      case .part(let part):
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(part)
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return ShellWord(parts: parts)
  }

  private static func expand(_ items: [Item]) -> [[Item]] {
    var done: [[Item]] = []
    var pending = [items]
    while let next = pending.popLast(), done.count + pending.count < limit {
      if let parts = expandFirst(next) { pending += parts.reversed() } else { done.append(next) }
    }
    return done
  }

  private static func expandFirst(_ items: [Item]) -> [[Item]]? {
    var from = 0
    while let open = items[from...].firstIndex(where: { $0.character == "{" }) {
      from = open + 1
      guard let (close, commas) = end(of: items, open) else { continue }
      let choices =
        commas.isEmpty
        ? sequence(items[(open + 1)..<close])
        : zip([open] + commas, commas + [close]).map { Array(items[($0 + 1)..<$1]) }
      if let choices { return choices.map { items[..<open] + $0 + items[(close + 1)...] } }
    }
    return nil
  }

  private static func end(of items: [Item], _ open: Int) -> (close: Int, commas: [Int])? {
    var depth = 0
    var commas: [Int] = []
    for index in open..<items.count {
      switch items[index].character {
      case "{": depth += 1
      case "}": depth -= 1
      case "," where depth == 1: commas.append(index)
      default: break
      }
      if depth == 0 { return (index, commas) }
    }
    return nil
  }

  /// `first..last` and `first..last..step`, of numbers or of letters.
  private static func sequence(_ items: ArraySlice<Item>) -> [[Item]]? {
    let characters = items.compactMap(\.character)
    guard characters.count == items.count, characters.count < 100 else { return nil }
    let pieces = String(characters).split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count == 2 || pieces.count == 3 else { return nil }
    guard let step = pieces.count == 3 ? Int(pieces[2]) : 1, step.magnitude < 1_000_000 else { return nil }
    let stride = step == 0 ? 1 : Int(step.magnitude)
    if let first = Int(pieces[0]), let last = Int(pieces[1]) {
      let isPadded = pieces.prefix(2).contains {
        $0.drop { $0 == "-" }.hasPrefix("0") && $0.drop { $0 == "-" }.count > 1
      }
      let width = isPadded ? max(pieces[0].count, pieces[1].count) : 0
      return numbers(first, last, stride)?.map { padded($0, width).map(Item.character) }
    }
    guard let first = letter(pieces[0]), let last = letter(pieces[1]) else { return nil }
    return numbers(Int(first), Int(last), stride)?.map {
      [.character(Character(UnicodeScalar(UInt8(truncatingIfNeeded: $0))))]
    }
  }

  private static func letter(_ text: String) -> UInt8? {
    guard text.utf8.count == 1, let byte = text.utf8.first, Byte.isLetter(byte) else { return nil }
    return byte
  }

  private static func numbers(_ first: Int, _ last: Int, _ stride: Int) -> [Int]? {
    let (distance, isTooFar) = last.subtractingReportingOverflow(first)
    guard !isTooFar, Int(clamping: distance.magnitude) / stride < limit, last.magnitude < 1 << 62 else { return nil }
    return Array(Swift.stride(from: first, through: last, by: first <= last ? stride : -stride))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let sign = number < 0 ? "-" : ""
    return sign + String(repeating: "0", count: max(0, width - digits.count - sign.count)) + digits
  }
}
