import Foundation
import Leaderboard
import Scenarios
import Scoring
import SimulationKernel
import Terminal

/// The player's runs that are over, and the catalogue: what progress and suggestions are made of.
struct PlayerHistory {
  private(set) var attempts: [Attempt]
  let profiles: [ScenarioProfile]

  static func load() throws(Failure) -> PlayerHistory {
    let library = try Catalogue.library()
    let profiles = try Catalogue.entries().map { header, track in
      // A scenario that cannot be read is suggested for other reasons than its evidence.
      let scenario = try? library.source(header.id).scenario(seed: 0)
      return ScenarioProfile(
        id: header.id, title: header.title, difficulty: header.difficulty, classes: header.classes, track: track,
        looks: scenario.map(ScenarioProfile.looks) ?? [:], isGuided: scenario?.isPractice ?? false)
    }
    do {
      return PlayerHistory(
        attempts: try UserData.existingArchive()?.finishedRuns().map(attempt) ?? [], profiles: profiles)
    } catch {
      throw Failure("\(error)")
    }
  }

  static var today: Int { day(of: SystemClock.now) }

  static func day(of run: Run) -> Int { day(of: Instant(microseconds: run.ended ?? run.started)) }

  /// By the clocks of the place, as they stood then.
  private static func day(of instant: Instant) -> Int {
    let date = Date(timeIntervalSince1970: Double(instant.microseconds) / 1e6)
    return Day.of(instant, offset: TimeZone.current.secondsFromGMT(for: date))
  }

  var progress: PlayerProgress { PlayerProgress(attempts, profiles: profiles, today: Self.today) }

  var next: Suggestion? { Suggestion.next(after: attempts, among: profiles) }

  /// What to play next; nil where the archive or the catalogue cannot be read, which others report.
  /// - Parameter card: of a run that is over and not kept yet.
  static func next(after card: Card? = nil) -> Suggestion? {
    guard var history = try? load() else { return nil }
    if let card { history.attempts.append(Attempt(card, day: today)) }
    return history.next
  }

  // MARK: Kept cards

  /// What progress needs of a card that an earlier version may have kept.
  private struct KeptCard: Decodable {
    struct Cost: Decodable {}

    struct Finding: Decodable {
      let id: String
      let seconds: Int?
      let isLate: Bool?
    }

    var variant: String?
    var secondsToMend: Int?
    var parSeconds: Int?
    var hints: [Cost]?
    var findings: [Finding]?
  }

  private static func attempt(_ run: Run) -> Attempt {
    let kept = run.card.flatMap { try? JSONDecoder().decode(KeptCard.self, from: Data($0.utf8)) } ?? KeptCard()
    let missed = (kept.findings ?? []).filter { $0.seconds == nil || $0.isLate ?? false }
    return Attempt(
      scenario: run.scenario, variant: kept.variant ?? "seed \(run.seed)", day: day(of: run),
      isPractice: run.isPractice, isSolved: run.isSolved, points: run.points ?? 0,
      secondsToMend: kept.secondsToMend, parSeconds: kept.parSeconds ?? 0, hintCount: kept.hints?.count ?? 0,
      missed: missed.map(\.id))
  }
}
