package import APIServer
package import KubernetesModel
package import Scenarios
package import SimulationKernel

extension RunRecord {
  /// Notes whether the objectives hold now. Called whenever that may have changed, and at `nextDeadline`.
  package mutating func observeObjectives(
    areMet: Bool, of scenario: Scenario, api: APIServer, at instant: Instant
  ) {
    guard solvedAt == nil else { return }
    now = max(now, instant)
    guard areMet else {
      mendedAt = nil
      return
    }
    let since = mendedAt ?? instant
    mendedAt = since
    guard instant - since >= scenario.hold else { return }
    solvedAt = instant
    damage = baseline.damage(in: api)
  }

  /// Judges objects that changed: whether one is damaged that was healthy.
  package mutating func observeHealth(_ changes: some Sequence<Change>, api: APIServer, at instant: Instant) {
    guard solvedAt == nil else { return }
    for change in changes { baseline.observe(change, api: api, at: instant) }
  }

  /// Kinds of objects that must come through.
  package var healthyResources: Set<GroupResource> { baseline.resources }

  /// Judges what only time decides.
  package mutating func observeTime(at instant: Instant) {
    if solvedAt == nil { baseline.settle(at: instant) }
  }

  /// When the objectives will have held for long enough, or an ailing workload counts as damaged: the record has to be
  /// told that time passed then. Nil when nothing waits.
  package func nextDeadline(of scenario: Scenario) -> Instant? {
    guard solvedAt == nil else { return nil }
    return [mendedAt.map { $0 + scenario.hold }, baseline.nextDeadline].compactMap { $0 }.min()
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
        instant: instant, object: object.description(in: scenario.namespace), failureClass: failureClass.id,
        isRight: isRight))
    return isRight
  }

  /// Notes a hint that the player took for a price.
  package mutating func takeHint(
    about evidence: String, level: Int, price: Int, saying text: String, at instant: Instant
  ) {
    now = max(now, instant)
    hints.append(HintTaken(instant: instant, evidence: evidence, level: level, price: price, text: text))
  }

  /// Whether evidence was seen in time to count: before the mend.
  package func counts(_ id: String) -> Bool {
    guard let sighting = sightings[id] else { return false }
    guard let mendedAt, isSolved else { return true }
    return sighting.instant <= mendedAt
  }
}
