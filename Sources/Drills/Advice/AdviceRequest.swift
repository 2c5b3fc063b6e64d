package import Hints
import Scenarios
import SimulationKernel

/// Something that a run wants to know of an adviser.
package struct AdviceRequest: Sendable {
  package enum Wish: Hashable, Sendable {
    /// Whether there is somebody to be asked.
    case availability
    /// An answer, which is checked before it is shown.
    case answer(AdviceQuestion)
    /// What would be sent with a question.
    case prompt(AdviceQuestion)
  }

  package let wish: Wish
  /// Who asks, in a shared drill; 0 where one plays alone.
  package let seat: Int
  private let prepared: PreparedScenario
  private let journal: Journal
  private let ladder: LadderStanding

  init(_ need: AdviceNeed, seat: Int, _ prepared: PreparedScenario, _ journal: Journal) {
    (wish, ladder) = (need.wish, need.ladder)
    (self.seat, self.prepared, self.journal) = (seat, prepared, journal)
  }

  /// What is known of the run: played again from the journal, so that it may take a moment.
  package func situation() throws(JournalError) -> AdviceSituation {
    let film = try Film(prepared, of: journal, answering: Self.askedAgain)
    let steps = film.frames.enumerated().compactMap { index, frame -> AdviceSituation.Step? in
      guard var step = AdviceSituation.Step(frame) else { return nil }
      if let answer = film.answers[index] { step.output = answer }
      return step
    }
    return AdviceSituation(
      scenario: prepared.scenario, steps: steps, seen: ladder.seen, taken: ladder.taken,
      ladderStep: ladder.next)
  }

  /// What a player's own tools printed nobody knows: so many of their last looks are asked again.
  private static let askedAgain = 8
}

extension AdviceRequest {
  /// What can be said without asking anybody; nil where somebody has to be asked.
  /// - Parameter options: of whoever can be asked; nil where nobody can.
  package func answerWithoutAsking(_ options: AdviceOptions?) -> Advice? {
    switch wish {
    case .availability: return Advice(isAvailable: options != nil)
    case .answer: return options == nil ? .unavailable : nil
    case .prompt(let question):
      guard let situation = try? situation() else { return .unavailable }
      let exchange = AdviceExchange(question, in: situation, options: options ?? AdviceOptions())
      return Advice(isAvailable: options != nil, text: exchange.promptToShow)
    }
  }
}

/// How far a player is on the ladder of hints.
struct LadderStanding: Hashable, Sendable {
  var seen: Set<String>
  var taken: [HintLadder.Taken]
  /// What would be given next.
  var next: HintLadder.Hint?
}

/// What a game command has to know of an adviser before it can be performed.
struct AdviceNeed: Hashable, Sendable {
  var wish: AdviceRequest.Wish
  var ladder: LadderStanding
}

/// Somebody who is asked for advice by a player alone. Whoever asks waits.
package protocol Adviser: AnyObject {
  var options: AdviceOptions { get }

  /// Answers a request for an answer.
  /// - Parameter isWanted: waits a moment, and says whether the player still does.
  func advise(_ request: AdviceRequest, isWanted: () -> Bool) -> Advice
}

extension AdviceSituation.Step {
  /// Nil where nothing was done that says anything of the cluster.
  init?(_ frame: FilmFrame) {
    guard frame.kind != .note, !frame.text.isEmpty else { return nil }
    let isGame = frame.text.split(separator: " ").first.flatMap { GameCommand(rawValue: String($0)) } != nil
    guard !isGame else { return nil }
    let bytes = frame.pieces.flatMap(\.bytes)
    self.init(command: frame.text, output: String(decoding: bytes, as: UTF8.self))
  }
}
