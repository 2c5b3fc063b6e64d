package import Drills
package import Hints

/// Who answers players' questions.
package protocol AdviceService: Sendable {
  var options: AdviceOptions { get }

  /// Answers a request for an answer.
  /// - Parameter player: names whose budget an answer is of.
  func advice(on request: AdviceRequest, for player: String) async -> Advice
}
