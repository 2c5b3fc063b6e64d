import Scenarios

/// Whether a text says what the player has neither been shown nor paid for.
///
/// Compares by letters and digits alone, in the text and in everything that it may be read as: folded letters, turned
/// around, decoded.
package struct SpoilerCheck: Sendable {
  /// How often a text that was decoded is decoded again.
  private static let depth = 2

  private let trie: PhraseTrie
  private let shown: ShownText
  private let quantities: Quantities
  private let names: Set<String>
  /// Whether commands that change something may be named: once the mend was paid.
  private let isMendKnown: Bool

  package init(_ situation: AdviceSituation) { self.init(situation, secrets: SecretPhrases(situation.scenario)) }

  /// - Parameter secrets: the scenario's, where they were made before.
  package init(_ situation: AdviceSituation, secrets: SecretPhrases) {
    let shown = ShownText(situation)
    var trie = secrets.trie
    for (index, phrase) in trie.phrases.enumerated() where !secrets.isSecret(phrase, in: situation) {
      trie.deactivate(index)
    }
    var known: [Int] = []
    _ = trie.first(in: shown.bytes) { phrase, range in
      if shown.stands(trie.phrases[phrase], at: range) { known.append(phrase) }
      return false
    }
    for phrase in known { trie.deactivate(phrase) }
    let isMendKnown =
      situation.ladderStep?.evidence == Evidence.causeID
      || situation.taken.contains { $0.evidence == Evidence.causeID }
    if isMendKnown {
      for (index, phrase) in trie.phrases.enumerated() where CommandScan.calls.contains(phrase.literal) {
        trie.deactivate(index)
      }
    }
    self.trie = trie
    self.shown = shown
    self.isMendKnown = isMendKnown
    quantities = Quantities(trie.phrases.filter(\.isActive).map(\.literal))
    names = secrets.names
  }

  /// Whether a text gives something away.
  package func finds(in text: String) -> Bool { finding(in: text) != nil }

  /// What a text gives away, for tests and for whoever writes scenarios; never for players.
  package func finding(in text: String) -> String? { finding(in: text, depth: Self.depth) }

  private func finding(in text: String, depth: Int) -> String? {
    let folded = FoldedText(text)
    if let found = plainFinding(in: folded) { return found }
    if let spoken = SpokenWords.written(folded), let found = plainFinding(in: FoldedText(bytes: spoken)) {
      return found
    }
    for disguise in Disguise.simple(folded) { if let found = phrase(in: disguise) { return found } }
    guard depth > 0 else { return nil }
    if let resolved = Escapes.resolved(text), let found = finding(in: resolved, depth: depth - 1) { return found }
    if let found = encodedFinding(in: Array(text.utf8), depth: depth) { return found }
    guard depth == Self.depth else { return nil }
    for disguise in Disguise.others(folded) { if let found = phrase(in: disguise) { return found } }
    return nil
  }

  /// In what base64 and the like decode to, and in what that decodes to.
  private func encodedFinding(in bytes: [UInt8], depth: Int) -> String? {
    for text in Encodings.texts(bytes) { if let found = finding(in: text, depth: depth - 1) { return found } }
    for decoded in Encodings.decoded(bytes) {
      if let found = phrase(in: decoded) { return found }
      let text = FoldedText(bytes: decoded.bytes)
      for disguise in Disguise.simple(text) where disguise.bytes.count > 3 {
        if let found = phrase(in: Disguise(bytes: disguise.bytes, rule: decoded.rule.atLeast(disguise.rule))) {
          return found
        }
      }
    }
    return nil
  }

  private func plainFinding(in text: FoldedText) -> String? {
    let found = trie.first(in: text.bytes) { _, range in !isShown(range, in: text.bytes) }
    if let found { return String(decoding: trie.phrases[found].literal, as: UTF8.self) }
    if quantities.areFound(in: text, shown: shown) { return "an amount" }
    if !isMendKnown, CommandScan.finds(in: text, names: names, shown: shown) {
      return "a command that changes something"
    }
    return nil
  }

  private func phrase(in disguise: Disguise) -> String? {
    trie.first(in: disguise.bytes, disguise.rule) { _, range in !isShown(range, in: disguise.bytes) }
      .map { String(decoding: trie.phrases[$0].literal, as: UTF8.self) }
  }

  /// Whether what was found is, sign by sign, something else that was shown: `2.81` has the digits of `2.8.1`.
  private func isShown(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    if shown.holds(FoldedText.literal(bytes[range])[...]) { return true }
    var start = range.lowerBound
    var end = range.upperBound
    while start > 0, Self.isOfName(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, Self.isOfName(bytes[end]) { end += 1 }
    while end > range.upperBound, !FoldedText.isWordByte(bytes[end - 1]) { end -= 1 }
    while start < range.lowerBound, !FoldedText.isWordByte(bytes[start]) { start += 1 }
    guard start..<end != range else { return false }
    return shown.holds(FoldedText.literal(bytes[start..<end])[...])
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    FoldedText.isWordByte(byte) || byte == FoldedText.hump || "-._/:=@".utf8.contains(byte)
  }
}

extension PhraseTrie.Rule {
  /// The stricter of two.
  fileprivate func atLeast(_ other: PhraseTrie.Rule) -> PhraseTrie.Rule {
    PhraseTrie.Rule(
      minimum: max(minimum, other.minimum), minimumDigits: max(minimumDigits, other.minimumDigits),
      ignoresWords: ignoresWords || other.ignoresWords)
  }
}
