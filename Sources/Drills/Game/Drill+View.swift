import Hints
import Scenarios
import Scoring
package import SimulationKernel

extension Drill {
  /// How the run stands when the wall clock shows `wall`.
  package func view(at wall: Instant) -> DrillView {
    advance(at: wall)
    var view = state.view
    view.lesson = lesson
    return view
  }
}

extension DrillState {
  /// How the run stands now.
  var view: DrillView {
    DrillView(
      scenario: scenario.id, title: scenario.title, page: scenario.page, namespace: scenario.namespace,
      objectives: scenario.objectives.map { DrillView.Objective(says: $0.says, isMet: $0.holds(in: cluster)) },
      heldSeconds: record.mendedAt.map { Int(min(now - $0, scenario.hold).components.seconds) },
      holdSeconds: Int(scenario.hold.components.seconds), now: now,
      elapsedSeconds: Int((now - record.start).components.seconds),
      parSeconds: Int(scenario.par.components.seconds), points: Scorer.points(of: record, in: scenario),
      evidenceFound: record.sightings.count, hintsTaken: record.hints.count, nextHintPrice: nextHint?.price,
      wrongDiagnoses: record.diagnoses.count { !$0.isRight }, isDiagnosed: record.isDiagnosed,
      isPractice: record.isPractice, isSolved: record.isSolved, isOver: record.isOver)
  }
}
