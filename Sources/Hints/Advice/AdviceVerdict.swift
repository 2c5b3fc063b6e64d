/// What becomes of a provider's answer.
package enum AdviceVerdict: Hashable, Sendable {
  /// This may be shown: at most four sentences and 2,048 bytes, without control characters.
  case shown(String)
  /// Nothing of it may be shown.
  case replaced(why: Reason)

  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It held no word.
    case empty
    /// It held what the player has neither seen nor paid for.
    case spoils

    /// For the player; says nothing about what the answer held.
    package var says: String {
      switch self {
      case .empty: "The answer was empty."
      case .spoils: "The answer went further than you have come, so it is held back."
      }
    }
  }
}
