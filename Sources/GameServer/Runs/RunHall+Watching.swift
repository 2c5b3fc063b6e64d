import KubernetesModel
import SimulationKernel

extension RunHall {
  /// How far those have come who play in a competition at the moment.
  func stuck(in competition: Int64) async -> [OrganiserActions.Stuck] {
    var found: [OrganiserActions.Stuck] = []
    for run in openRuns(in: competition) where !run.isOver {
      guard let progress = await run.host.shared({ drill, now in drill.progress(at: now) }) else { continue }
      found.append(
        OrganiserActions.Stuck(
          run: run.number, team: run.team, scenario: run.scenario, started: run.started, found: progress.found,
          missing: progress.missing, points: progress.points, hintsTaken: progress.hintsTaken,
          quietSeconds: progress.quietSeconds))
    }
    return found.sorted { ($0.team, $0.run) < ($1.team, $1.run) }
  }
}

/// How far a team has come: for organisers alone, since it gives everything away.
struct DrillProgress: Sendable {
  let found: [String]
  let missing: [String]
  let points: Int
  let hintsTaken: Int
  /// Since something new was shown.
  let quietSeconds: Int
}
