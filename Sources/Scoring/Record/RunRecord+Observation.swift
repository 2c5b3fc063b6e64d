package import APIServer
import KubernetesModel
package import Scenarios
package import SimulationKernel

extension RunRecord {
  /// Notes a line that the player typed and what it brought.
  /// - Parameters:
  ///   - before: the API as it was before the line, against which changes are judged.
  ///   - after: the API as the line left it.
  package mutating func observe(
    _ line: String, answer: Answer, scenario: Scenario, before: APIServer, after: APIServer, at instant: Instant
  ) {
    now = max(now, instant)
    var step = Step(instant: instant, text: line)
    step.areas = Self.areas(of: answer)
    step.isChange = answer.exchanges.contains { $0.isSuccess && $0.request.method != .get }
    let index = steps.count
    // Looked up in both states: a pod may be gone, or only just be there.
    for api in [before, after] {
      note(Sight(answer: answer, api: api), scenario, into: &step, at: Sighting(instant: instant, step: index))
    }
    let looks = Self.looks(of: answer)
    step.isNew = !step.evidence.isEmpty || !step.decoys.isEmpty || !looks.isSubset(of: memory.looks)
    memory.looks.formUnion(looks)
    steps.append(step)
    noteChanges(answer, scenario, before: before, after: after, at: Sighting(instant: instant, step: index))
  }

  /// Notes a game command, which is no step of the investigation.
  package mutating func observeGameCommand(_ line: String, at instant: Instant) {
    now = max(now, instant)
    var step = Step(instant: instant, text: line)
    step.isGame = true
    steps.append(step)
  }

  private mutating func note(_ sight: Sight, _ scenario: Scenario, into step: inout Step, at sighting: Sighting) {
    for evidence in scenario.evidence where sightings[evidence.id] == nil {
      var isSeen = false
      for (index, probe) in evidence.shownBy.enumerated() {
        isSeen = memory.sees(probe, key: "\(evidence.id)/\(index)", through: sight) || isSeen
      }
      guard isSeen else { continue }
      sightings[evidence.id] = sighting
      step.evidence.append(evidence.id)
    }
    for decoy in scenario.decoys where decoys[decoy.id] == nil {
      var isSeen = false
      for (index, probe) in decoy.shownBy.enumerated() {
        isSeen = memory.sees(probe, key: "\(decoy.id)/\(index)", through: sight) || isSeen
      }
      guard isSeen else { continue }
      decoys[decoy.id] = sighting
      step.decoys.append(decoy.id)
    }
  }

  // MARK: What was looked at

  private static let workloads: Set<String> = [
    "pods", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs",
  ]

  private static func areas(of answer: Answer) -> Set<Area> {
    var areas: Set<Area> = []
    for exchange in answer.exchanges where exchange.isSuccess && exchange.request.method == .get {
      let place = exchange.place
      if place.resource.resource == "nodes" { areas.insert(.nodes) }
      if place.isEvents { areas.insert(.events) }
      if workloads.contains(place.resource.resource), place.subresource.isEmpty { areas.insert(.workloads) }
    }
    return areas
  }

  /// A key for each thing that an answer let the player look at.
  private static func looks(of answer: Answer) -> Set<String> {
    guard answer.screen.map({ !$0.lines.isEmpty }) ?? true else { return [] }
    var looks: Set<String> = []
    for exchange in answer.exchanges {
      let place = exchange.place
      guard !place.resource.resource.isEmpty else { continue }
      let depth: String
      switch exchange.content {
      case .table: depth = "table"
      case .object, .objects: depth = "whole"
      case .text:
        depth = place.subresource + exchange.request.query.map { $0.name + "=" + $0.value }.joined(separator: "&")
      case .notFound, .nothing: depth = "absent"
      }
      let selector = exchange.request.parameter("labelSelector") ?? ""
      looks.insert("\(place.resource.qualified) \(place.namespace) \(place.name) \(selector) \(depth)")
    }
    return looks
  }

  // MARK: Changes

  private mutating func noteChanges(
    _ answer: Answer, _ scenario: Scenario, before: APIServer, after: APIServer, at sighting: Sighting
  ) {
    var noted: Set<String> = []
    for exchange in answer.exchanges where exchange.isChange {
      guard let change = ChangedObject(exchange, before: before), noted.insert(change.description).inserted else {
        continue
      }
      let isKnown = sightings.keys.sorted().compactMap(scenario.evidence).contains { evidence in
        evidence.about.contains { change.isReached(from: $0, before: before, after: after) }
      }
      if !isKnown {
        blindChanges.append(
          BlindChange(instant: sighting.instant, step: sighting.step, object: change.description))
      }
    }
  }
}
