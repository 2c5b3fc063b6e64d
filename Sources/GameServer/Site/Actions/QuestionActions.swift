import Drills
import KubernetesModel
import Leaderboard

/// What players asked the AI service.
enum QuestionActions {
  /// All that was asked in a run, with who asked it.
  static func asked(_ call: RouteCall) async throws(SiteError) -> [JSONValue] {
    let number = try call.number("run")
    let (lines, seats) = try await call.archive { archive throws(ArchiveError) in
      (try archive.journal(ofRun: number), try archive.seats(ofRun: number))
    }
    guard !lines.isEmpty else { throw .notFound }
    let names = Dictionary(seats.map { ($0.seat, $0.name) }, uniquingKeysWith: { first, _ in first })
    let consultations = try await call.backstage().hall.work { try Journal(lines: lines).consultations }
    return consultations.map { consultation in
      var value = consultation.json
      value["name"] = names[consultation.seat].map { .string($0) }
      return value
    }
  }
}
