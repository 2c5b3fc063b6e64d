import Scenarios

/// Everything that a player has been shown: what may be said again.
struct ShownText: Sendable {
  /// Folded, without humps and with single blanks.
  let bytes: [UInt8]

  init(_ situation: AdviceSituation) {
    let scenario = situation.scenario
    var texts = [scenario.title, scenario.page, scenario.id, scenario.namespace] + scenario.objectives.map(\.says)
    texts += situation.steps.flatMap { [$0.command, $0.output] }
    texts += Self.hintsTaken(situation)
    texts += scenario.evidence.filter { situation.seen.contains($0.id) }.map(\.sentence)
    if let step = situation.ladderStep {
      texts.append(step.text)
      if step.evidence == Evidence.causeID { texts += scenario.solution }
    }
    bytes = FoldedText.literal(FoldedText(texts.joined(separator: "\n")).bytes[...])
  }

  /// The texts of the hints that were taken, in their order.
  static func hintsTaken(_ situation: AdviceSituation) -> [String] {
    var counts: [String: Int] = [:]
    return situation.taken.compactMap { taken in
      if taken.evidence == Evidence.causeID { return situation.scenario.cause.mend }
      let hints = situation.scenario.evidence(taken.evidence)?.hints ?? []
      let level = counts[taken.evidence, default: 0]
      counts[taken.evidence] = level + 1
      return hints.indices.contains(level) ? hints[level] : nil
    }
  }

  /// Whether a phrase that stands somewhere in it stands there for itself: `4.13.0` does not in `v4.13.0`, and
  /// `1.20.0` does not in `1.20.0-final`.
  func stands(_ phrase: PhraseTrie.Phrase, at range: Range<Int>) -> Bool {
    // Of several words only the words count, whatever stands between.
    if phrase.literal.contains(32) {
      return FoldedText.spaced(bytes[range]) == FoldedText.spaced(phrase.literal[...])
    }
    let name = phrase.literal.drop { !FoldedText.isWordByte($0) }
    guard FoldedText.literal(bytes[range]).elementsEqual(name.prefix(range.count)) else { return false }
    return phrase.digits == 0 || isWhole(range)
  }

  /// Whether a literal was shown in just these signs.
  func holds(_ literal: ArraySlice<UInt8>) -> Bool {
    guard let first = literal.first, literal.count <= bytes.count else { return false }
    var start = 0
    while let index = bytes[start...].firstIndex(of: first), index + literal.count <= bytes.count {
      let range = index..<index + literal.count
      if bytes[range].elementsEqual(literal), isWhole(range) { return true }
      start = index + 1
    }
    return false
  }

  /// Whether no word goes on before or behind, not even after a dash or a dot.
  private func isWhole(_ range: Range<Int>) -> Bool {
    func joins(_ sign: Int, _ beyond: Int) -> Bool {
      guard bytes.indices.contains(sign) else { return false }
      if FoldedText.isWordByte(bytes[sign]) { return true }
      return Self.joiners.contains(bytes[sign]) && bytes.indices.contains(beyond)
        && FoldedText.isWordByte(bytes[beyond])
    }
    return !joins(range.lowerBound - 1, range.lowerBound - 2) && !joins(range.upperBound, range.upperBound + 1)
  }

  private static let joiners: Set<UInt8> = [45, 46, 95]
}
