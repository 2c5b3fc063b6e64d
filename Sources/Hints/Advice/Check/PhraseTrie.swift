/// Finds phrases in folded texts, whatever stands between their letters.
///
/// Only letters and digits are compared, so `96Mi` is found in `9 6 - m.i`. A phrase begins and ends where a word does,
/// unless it is so long that nobody writes it by chance.
struct PhraseTrie: Sendable {
  struct Phrase: Sendable {
    /// Folded, as `FoldedText.literal` has it.
    let literal: [UInt8]
    let letters: Int
    let digits: Int
    /// Whether it is found inside of words, too.
    let isPart: Bool
    /// `2.8.1` is not 281: digits that signs part are found only where something parts them.
    let needsSeparator: Bool
    var isActive = true
    /// Another phrase with the same letters.
    var twin = -1

    init(_ literal: [UInt8]) {
      self.literal = literal
      letters = literal.count(where: FoldedText.isLetter)
      digits = literal.count(where: FoldedText.isDigit)
      isPart = letters + digits >= 9 && letters >= 4
      needsSeparator = letters == 0 && digits < literal.count
    }
  }

  /// What of a text counts.
  struct Rule: Sendable {
    /// Letters and digits of the shortest phrase that is looked for.
    var minimum = 1
    /// Digits of the shortest number that is looked for.
    var minimumDigits = 1
    /// Whether words have lost their ends, as in the first letters of lines.
    var ignoresWords = false
  }

  /// How many signs may stand between two letters.
  private static let reach = 16

  private(set) var phrases: [Phrase] = []
  private var roots = [Int32](repeating: -1, count: 128)
  private var symbols: [UInt8] = []
  private var children: [Int32] = []
  private var siblings: [Int32] = []
  private var ends: [Int32] = []
  private var known: Set<[UInt8]> = []

  init(_ literals: some Sequence<[UInt8]>) {
    for literal in literals where known.insert(literal).inserted { insert(Phrase(literal)) }
    known = []
  }

  mutating func deactivate(_ phrase: Int) { phrases[phrase].isActive = false }

  private mutating func insert(_ phrase: Phrase) {
    var node: Int32 = -1
    for byte in phrase.literal where FoldedText.isWordByte(byte) { node = step(from: node, byte) }
    guard node >= 0 else { return }
    phrases.append(phrase)
    phrases[phrases.count - 1].twin = Int(ends[Int(node)])
    ends[Int(node)] = Int32(phrases.count - 1)
  }

  private mutating func step(from node: Int32, _ byte: UInt8) -> Int32 {
    var child = node < 0 ? roots[Int(byte)] : children[Int(node)]
    while child >= 0, symbols[Int(child)] != byte { child = siblings[Int(child)] }
    if child >= 0 { return child }
    let new = Int32(symbols.count)
    symbols.append(byte)
    children.append(-1)
    ends.append(-1)
    if node < 0 {
      siblings.append(-1)
      roots[Int(byte)] = new
    } else {
      siblings.append(children[Int(node)])
      children[Int(node)] = new
    }
    return new
  }

  /// The first phrase that is found and that `isFinding` takes for one.
  /// - Parameter isFinding: gets the phrase's index and where it stands.
  func first(in bytes: [UInt8], _ rule: Rule = Rule(), isFinding: (Int, Range<Int>) -> Bool) -> Int? {
    var isInWord = false
    for start in bytes.indices {
      let byte = bytes[start]
      guard FoldedText.isWordByte(byte) else {
        isInWord = false
        continue
      }
      let isStart = !isInWord || rule.ignoresWords
      isInWord = true
      let root = roots[Int(byte)]
      if root >= 0, let found = walk(from: root, bytes, start, isStart, rule, isFinding) { return found }
    }
    return nil
  }

  private func walk(
    from root: Int32, _ bytes: [UInt8], _ start: Int, _ isStart: Bool, _ rule: Rule,
    _ isFinding: (Int, Range<Int>) -> Bool
  ) -> Int? {
    var node = root
    var index = start + 1
    while true {
      if ends[Int(node)] >= 0 {
        let isEnd = rule.ignoresWords || index >= bytes.count || !FoldedText.isWordByte(bytes[index])
        let cutsNumber = !rule.ignoresWords && (Self.isInNumber(bytes, index) || Self.isInNumber(bytes, start))
        var phrase = Int(ends[Int(node)])
        while phrase >= 0 {
          if !cutsNumber, counts(phrases[phrase], isStart && isEnd, index - start, rule),
            isFinding(phrase, start..<index)
          {
            return phrase
          }
          phrase = phrases[phrase].twin
        }
      }
      var next = index
      while next < bytes.count, next - index <= Self.reach, !FoldedText.isWordByte(bytes[next]) { next += 1 }
      guard next < bytes.count, FoldedText.isWordByte(bytes[next]) else { return nil }
      var child = children[Int(node)]
      while child >= 0, symbols[Int(child)] != bytes[next] { child = siblings[Int(child)] }
      guard child >= 0 else { return nil }
      node = child
      index = next + 1
    }
  }

  /// Whether a number goes on from one side of a place to the other.
  private static func isInNumber(_ bytes: [UInt8], _ index: Int) -> Bool {
    index > 0 && index < bytes.count && FoldedText.isDigit(bytes[index - 1]) && FoldedText.isDigit(bytes[index])
  }

  private func counts(_ phrase: Phrase, _ isWhole: Bool, _ length: Int, _ rule: Rule) -> Bool {
    phrase.isActive && (isWhole || phrase.isPart) && (!phrase.needsSeparator || length > phrase.digits)
      && phrase.letters + phrase.digits >= rule.minimum && (phrase.letters > 0 || phrase.digits >= rule.minimumDigits)
  }
}
