import Foundation
package import Scoring
import SimulationKernel

/// What is read of a card that an earlier version may have kept.
struct KeptCard: Decodable {
  struct Cost: Decodable {}

  struct Finding: Decodable {
    let id: String
    let seconds: Int?
    let isLate: Bool?
  }

  struct Measures: Decodable {
    let secondsToFirstEvidence: Int?
    let newSteps: Int?
  }

  var points: Int?
  var variant: String?
  var secondsToMend: Int?
  var parSeconds: Int?
  var hints: [Cost]?
  var blindChanges: [Cost]?
  var findings: [Finding]?
  var measures: Measures?

  /// Nothing of a card that cannot be read: the run still counts with its points.
  init(of run: Run) {
    self = run.card.flatMap(KeptCard.init) ?? KeptCard()
  }

  /// Nil for a text that is no card.
  init?(_ text: String) {
    guard let card = try? JSONDecoder().decode(KeptCard.self, from: Data(text.utf8)) else { return nil }
    self = card
  }

  private init() {}

  /// A number as a run can have it. Whoever wrote the card by hand may have written any, and boards add them up.
  static func sane(_ number: Int) -> Int { min(max(number, 0), 1_000_000_000) }
}

extension RunResult {
  /// What came of a run, by the card that is kept of it; nil while it is open.
  init?(kept run: Run) {
    guard let ended = run.ended, let points = run.points else { return nil }
    let card = KeptCard(of: run)
    self.init(
      run: run.number ?? 0, team: run.team ?? 0, competition: run.competition, scenario: run.scenario,
      started: run.started, ended: ended, points: KeptCard.sane(points), isSolved: run.isSolved,
      secondsToMend: card.secondsToMend.map(KeptCard.sane), parSeconds: KeptCard.sane(card.parSeconds ?? 0),
      secondsToFirstEvidence: card.measures?.secondsToFirstEvidence.map(KeptCard.sane),
      newSteps: card.measures?.newSteps.map(KeptCard.sane),
      blindChanges: card.blindChanges?.count ?? 0, hints: card.hints?.count ?? 0)
  }
}

extension Run {
  /// The run as progress counts it.
  /// - Parameter offset: seconds by which the clocks where the player lives are ahead of UTC.
  package func attempt(offset: Int) -> Attempt {
    let card = KeptCard(of: self)
    let missed = (card.findings ?? []).filter { $0.seconds == nil || $0.isLate ?? false }
    return Attempt(
      scenario: scenario, variant: card.variant ?? "seed \(seed)",
      day: Day.of(Instant(microseconds: ended ?? started), offset: offset), isPractice: isPractice,
      isSolved: isSolved, points: points ?? 0, secondsToMend: card.secondsToMend,
      parSeconds: card.parSeconds ?? 0, hintCount: card.hints?.count ?? 0, missed: missed.map(\.id))
  }
}
