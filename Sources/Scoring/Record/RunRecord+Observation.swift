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
    let step = beginStep(line, at: instant)
    observe(answer, in: step, of: scenario, before: before, after: after, at: instant)
  }

  /// Begins a step of the investigation; returns its index.
  /// - Parameter seat: whose step it is, in a shared drill.
  package mutating func beginStep(_ text: String, at instant: Instant, seat: Int = 0) -> Int {
    now = max(now, instant)
    steps.append(Step(instant: instant, text: text, seat: seat))
    return steps.count - 1
  }

  /// Says better what a step was, once more of it is known.
  package mutating func rename(step index: Int, to text: String) {
    if steps.indices.contains(index) { steps[index].text = text }
  }

  /// Notes what came of a step; a step may bring several answers.
  package mutating func observe(
    _ answer: Answer, in index: Int, of scenario: Scenario, before: APIServer, after: APIServer, at instant: Instant
  ) {
    guard steps.indices.contains(index) else { return }
    now = max(now, instant)
    var step = steps[index]
    step.areas = Area.allCases.filter(Self.areas(of: answer).union(step.areas).contains)
    step.isChange = step.isChange || answer.exchanges.contains(where: \.isChange)
    let known = step.evidence.count + step.decoys.count
    // Looked up in both states: a pod may be gone, or only just be there.
    for api in before.store.resourceVersion == after.store.resourceVersion ? [after] : [before, after] {
      note(Sight(answer: answer, api: api), scenario, into: &step, at: Sighting(instant: instant, step: index))
    }
    let looks = Self.looks(of: answer)
    let isNew = step.evidence.count + step.decoys.count > known || !looks.isSubset(of: memory.looks)
    step.isNew = step.isNew || isNew
    step.isLook = step.isLook || isNew || answer.exchanges.contains(where: \.isLook)
    memory.looks.formUnion(looks)
    steps[index] = step
    noteChanges(answer, scenario, before: before, after: after, at: Sighting(instant: instant, step: index))
  }

  private mutating func note(_ sight: Sight, _ scenario: Scenario, into step: inout Step, at sighting: Sighting) {
    for evidence in scenario.evidence where sightings[evidence.id] == nil {
      guard let seen = sees(evidence.shownBy, of: evidence.id, through: sight) else { continue }
      sightings[evidence.id] = Sighting(instant: seen.instant ?? sighting.instant, step: sighting.step)
      step.evidence.append(evidence.id)
    }
    for decoy in scenario.decoys where decoys[decoy.id] == nil {
      guard let seen = sees(decoy.shownBy, of: decoy.id, through: sight) else { continue }
      decoys[decoy.id] = Sighting(instant: seen.instant ?? sighting.instant, step: sighting.step)
      step.decoys.append(decoy.id)
    }
  }

  /// Whether any of a fact's probes sees it. All are tried: some remember what they saw.
  private mutating func sees(_ probes: [Probe], of id: String, through sight: Sight) -> SightMemory.Seen? {
    var first: SightMemory.Seen?
    for (index, probe) in probes.enumerated() {
      guard let seen = memory.sees(probe, key: "\(id)/\(index)", through: sight) else { continue }
      if let known = first, (known.instant ?? .distantPast) <= (seen.instant ?? .distantPast) { continue }
      first = seen
    }
    return first
  }

  // MARK: What was looked at

  private static let workloads: Set<String> = [
    "pods", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs",
  ]

  private static func areas(of answer: Answer) -> Set<Area> {
    var areas: Set<Area> = []
    for exchange in answer.exchanges where exchange.isShown && exchange.isSuccess && exchange.request.method == .get {
      let place = exchange.place
      if place.resource.resource == "nodes" { areas.insert(.nodes) }
      if place.isEvents { areas.insert(.events) }
      if workloads.contains(place.resource.resource), place.subresource.isEmpty { areas.insert(.workloads) }
    }
    return areas
  }

  /// A digest for each thing that an answer let the player look at.
  private static func looks(of answer: Answer) -> Set<UInt64> {
    guard answer.screen.map({ !$0.lines.isEmpty }) ?? true else { return [] }
    var looks: Set<UInt64> = []
    for exchange in answer.exchanges where exchange.isShown {
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
      var digest = Fingerprint()
      for part in [place.resource.qualified, place.namespace, place.name, selector, depth] { digest.combine(part) }
      looks.insert(digest.value)
    }
    return looks
  }

  // MARK: Changes

  private mutating func noteChanges(
    _ answer: Answer, _ scenario: Scenario, before: APIServer, after: APIServer, at sighting: Sighting
  ) {
    for exchange in answer.exchanges where exchange.isChange {
      if let uid = exchange.created { own.insert(uid) }
      guard let change = ChangedObject(exchange, before: before, own: own),
        steps[sighting.step].changed.insert(change.description(in: scenario)).inserted
      else { continue }
      let instant = exchange.instant ?? sighting.instant
      let known = sightings.filter { $0.value.instant <= instant }.keys.sorted()
      let isKnown = known.compactMap(scenario.evidence).contains { evidence in
        evidence.about.contains { change.isReached(from: $0, before: before, after: after) }
      }
      if !isKnown {
        blindChanges.append(
          BlindChange(instant: instant, step: sighting.step, object: change.description(in: scenario)))
      }
    }
  }
}
