import Drills
import KubernetesModel
import Leaderboard
import Logging
import Scoring

/// Computes the card of a run again from its journal: nobody's score is taken on trust.
struct Verification {
  let hall: RunHall

  func verify(_ number: Int64) async {
    do throws(SiteError) {
      let row = try await hall.stored { archive throws(ArchiveError) in try archive.run(number) }
      guard let row, row.ended != nil, !row.isPractice, !row.isVerified, row.refusal == nil else { return }
      let lines = try await hall.stored { archive throws(ArchiveError) in try archive.journal(ofRun: number) }
      let shelf = hall.shelf
      let result = try await hall.work { () -> Result<Card, SiteError> in
        do {
          return .success(try Folding.drill(lines, from: shelf).card)
        } catch {
          return .failure(SiteError(500, "\(error)"))
        }
      }
      try await note(result, number)
      await hall.boards.runCounted(scenario: row.scenario, competition: row.competition)
    } catch {
      hall.log.error("a run was not verified", metadata: ["run": "\(number)", "error": "\(error.message)"])
    }
  }

  private func note(_ result: Result<Card, SiteError>, _ number: Int64) async throws(SiteError) {
    switch result {
    case .success(let card):
      let counts = try await hall.stored { archive throws(ArchiveError) in
        try archive.confirm(number, recomputed: card)
      }
      if !counts { hall.log.warning("a run does not count", metadata: ["run": "\(number)"]) }
    case .failure(let error):
      hall.log.error("a journal cannot be replayed", metadata: ["run": "\(number)", "error": "\(error.message)"])
      try await hall.stored { archive throws(ArchiveError) in
        try archive.refuse(number, reason: "its journal cannot be replayed: \(error.message)")
      }
    }
  }
}
