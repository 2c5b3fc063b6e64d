import Cluster
import Hints
import Scenarios
import Scoring
package import SimulationKernel

extension Drill {
  /// How the run stands when the wall clock shows `wall`.
  package func view(at wall: Instant) -> DrillView {
    advance(at: wall)
    let record = state.record
    return DrillView(
      scenario: scenario.id, title: scenario.title, page: scenario.page, namespace: scenario.namespace,
      objectives: scenario.objectives.map {
        DrillView.Objective(says: $0.says, isMet: $0.holds(in: state.cluster))
      },
      heldSeconds: record.mendedAt.map { Int(min(state.now - $0, scenario.hold).components.seconds) },
      holdSeconds: Int(scenario.hold.components.seconds), now: state.now,
      elapsedSeconds: Int((state.now - record.start).components.seconds),
      parSeconds: Int(scenario.par.components.seconds), points: card.points,
      evidenceFound: record.sightings.count, hintsTaken: record.hints.count, nextHintPrice: nextHint?.price,
      wrongDiagnoses: record.diagnoses.count { !$0.isRight }, isDiagnosed: record.isDiagnosed,
      isSolved: record.isSolved, isOver: isOver)
  }
}
