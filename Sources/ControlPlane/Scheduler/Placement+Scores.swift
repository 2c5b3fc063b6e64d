import KubernetesModel

/// How much the scheduler likes the nodes that can take the pod.
extension Placement {
  /// The best nodes' indices in `feasible`: several when they score alike.
  func best(of feasible: [NodeState]) -> [Int] {
    let scores = totals(feasible)
    guard let highest = scores.max() else { return [] }
    return scores.indices.filter { scores[$0] == highest }
  }

  /// The default weights: 1 for resources and images, 2 for affinities and spread, 3 for taints.
  private func totals(_ feasible: [NodeState]) -> [Int] {
    var totals = feasible.map { room($0) + imageLocality($0) }
    let rated: [(weight: Int, scores: [Int])] = [
      (3, normalized(feasible.map(preferredTaints), reversed: true)),
      (2, normalized(feasible.map(preferredNodes))),
      (2, normalized(feasible.map { siblings(on: $0, among: feasible) }, reversed: true)),
      (2, normalized(feasible.map { preferredNeighbours($0) })),
    ]
    for (weight, scores) in rated {
      for index in totals.indices { totals[index] += weight * scores[index] }
    }
    return totals
  }

  /// Stretches scores to 0...100.
  private func normalized(_ scores: [Int], reversed: Bool = false) -> [Int] {
    guard let least = scores.min(), let most = scores.max(), least != most else {
      return scores.map { _ in reversed ? 100 : 0 }
    }
    return scores.map { score in
      let share = (score - least) * 100 / (most - least)
      return reversed ? 100 - share : share
    }
  }

  private func usage(_ state: NodeState) -> (cpu: Double, memory: Double) {
    var used = demand.load
    for pod in state.pods {
      used.cpu += pod.load.cpu
      used.memory += pod.load.memory
    }
    func fraction(_ used: Double, of resource: String) -> Double {
      let capacity = state.allocatable[resource].doubleValue
      return capacity > 0 ? min(1, used / capacity) : 1
    }
    return (fraction(used.cpu, of: "cpu"), fraction(used.memory, of: "memory"))
  }

  /// How little of the node is used, and how evenly.
  private func room(_ state: NodeState) -> Int {
    let used = usage(state)
    return Int((1 - used.cpu) * 100 + (1 - used.memory) * 100) / 2 + Int((1 - abs(used.cpu - used.memory) / 2) * 100)
  }

  /// Images that the node has already, between 23 MB and 1 GB for each container.
  private func imageLocality(_ state: NodeState) -> Int {
    let images = state.node.status["images"]?.arrayValue ?? []
    var bytes: Int64 = 0
    for container in pod.containers {
      guard let name = container["image"]?.stringValue else { continue }
      let image = images.first { ($0["names"]?.arrayValue ?? []).contains { $0.stringValue == name } }
      bytes += max(0, min(image?["sizeBytes"]?.intValue ?? 0, 1 << 40))
    }
    let (least, most) = (Int64(23 << 20), Int64(pod.containers.count) * (1000 << 20))
    return most > least ? Int(100 * (max(least, min(bytes, most)) - least) / (most - least)) : 0
  }

  private func preferredTaints(_ state: NodeState) -> Int {
    state.node.taints.map(Taint.init).count {
      $0.effect == "PreferNoSchedule" && !$0.isTolerated(by: pod.tolerations)
    }
  }

  private func preferredNodes(_ state: NodeState) -> Int {
    let terms = pod.value.at(
      "spec", "affinity", "nodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution")
    return (terms?.arrayValue ?? []).reduce(0) { sum, term in
      NodeSelectorTerm(term["preference"] ?? .null).matches(state.node) ? sum + weight(term["weight"]?.intValue) : sum
    }
  }

  private func weight(_ value: Int64?) -> Int { Int(max(0, min(value ?? 0, 100))) }

  /// Pods of the same owner on the node, and in its zone.
  private func siblings(on state: NodeState, among nodes: [NodeState]) -> Int {
    guard let owner = pod.controller?.uid else { return 0 }
    func count(_ state: NodeState) -> Int {
      state.pods.count { $0.controllerUID == owner && !$0.isBeingDeleted }
    }
    let zone = state.node.labels["topology.kubernetes.io/zone"]
    let inZone = zone == nil ? [] : nodes.filter { $0.node.labels["topology.kubernetes.io/zone"] == zone }
    return 2 * count(state) + inZone.reduce(0) { $0 + count($1) }
  }

  private func preferredNeighbours(_ state: NodeState) -> Int {
    func sum(_ kind: String) -> Int {
      PodAffinityTerm.preferred(of: pod, kind).reduce(0) { sum, term in
        isNear(state, topology: term.topologyKey, among: nodes) { matches(term, $0.pod) }
          ? sum + weight(term.weight) : sum
      }
    }
    return sum("podAffinity") - sum("podAntiAffinity")
  }
}
