package import APIServer
package import Scenarios
package import SimulationKernel

extension RunRecord {
  /// Looks whether the objectives hold, and since when. Called often enough that no break is overlooked.
  package mutating func observeObjectives(of scenario: Scenario, api: APIServer, at instant: Instant) {
    guard solvedAt == nil else { return }
    now = max(now, instant)
    guard scenario.objectives.allSatisfy({ $0.holds(in: api) }) else {
      mendedAt = nil
      return
    }
    let since = mendedAt ?? instant
    mendedAt = since
    guard instant - since >= scenario.hold else { return }
    solvedAt = instant
    damage = baseline.damage(in: api)
  }

  /// Notes what is damaged at the end of a run that was not solved.
  package mutating func close(api: APIServer, at instant: Instant) {
    now = max(now, instant)
    if solvedAt == nil { damage = baseline.damage(in: api) }
  }

  /// Notes an answer to "what is broken, and how?"; true when it is right.
  package mutating func diagnose(
    _ object: ObjectReference, as failureClass: FailureClass, scenario: Scenario, at instant: Instant
  ) -> Bool {
    now = max(now, instant)
    let isRight = scenario.cause.diagnoses.contains {
      $0.object == object && $0.classes.contains(failureClass.id)
    }
    diagnoses.append(
      DiagnosisTry(
        instant: instant, object: object.description, failureClass: failureClass.id, isRight: isRight))
    return isRight
  }

  /// Notes a hint that the player took for a price.
  package mutating func takeHint(about evidence: String, level: Int, price: Int, at instant: Instant) {
    now = max(now, instant)
    hints.append(HintTaken(instant: instant, evidence: evidence, level: level, price: price))
  }

  /// Whether evidence was seen in time to count: before the mend.
  package func counts(_ id: String) -> Bool {
    guard let sighting = sightings[id] else { return false }
    guard let mendedAt, isSolved else { return true }
    return sighting.instant <= mendedAt
  }
}
