/// How a text looks. Tones say what is meant; the terminal decides about the colour.
package struct Look: Hashable, Sendable {
  package enum Tone: Int16, Hashable, Sendable, CaseIterable {
    case plain, good, bad, notable, accent
  }

  package var tone: Tone
  package var isBold: Bool
  package var isFaint: Bool
  package var isReversed: Bool
  package var isUnderlined: Bool

  package init(
    _ tone: Tone = .plain, isBold: Bool = false, isFaint: Bool = false, isReversed: Bool = false,
    isUnderlined: Bool = false
  ) {
    self.tone = tone
    self.isBold = isBold
    self.isFaint = isFaint
    self.isReversed = isReversed
    self.isUnderlined = isUnderlined
  }

  package static let plain = Look()
  package static let bold = Look(isBold: true)
  package static let faint = Look(isFaint: true)
  package static let reversed = Look(isReversed: true)
  package static let good = Look(.good)
  package static let bad = Look(.bad)
  package static let notable = Look(.notable)
  package static let accent = Look(.accent)
}
