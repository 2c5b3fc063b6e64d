import KubernetesModel

/// Where a pod may be in view of the pods that are there already.
extension Placement {
  func neighbours(_ state: NodeState, among nodes: [NodeState]) -> Rejection? {
    if !hasFriends(near: state, among: nodes) {
      return Rejection(.interPodAffinity, "node(s) didn't match pod affinity rules", isFinal: true)
    }
    let anti = PodAffinityTerm.required(of: pod, "podAntiAffinity")
    if anti.contains(where: { term in isNear(state, topology: term.topologyKey, among: nodes) { matches(term, $0.pod) }
    }) {
      return Rejection(.interPodAffinity, "node(s) didn't match pod anti-affinity rules")
    }
    let shunned = nodes.contains { other in
      other.shunning.contains { neighbour in
        neighbour.antiAffinity.contains { matches($0, pod) && share($0.topologyKey, state.node, other.node) }
      }
    }
    return shunned
      ? Rejection(.interPodAffinity, "node(s) didn't satisfy existing pods anti-affinity rules") : nil
  }

  func matches(_ term: PodAffinityTerm, _ pod: Pod) -> Bool {
    term.matches(pod, namespaceLabels: labels(ofNamespace:))
  }

  private func share(_ key: String, _ one: Node, _ other: Node) -> Bool {
    one.labels[key].map { $0 == other.labels[key] } ?? false
  }

  func isNear(
    _ state: NodeState, topology key: String, among nodes: [NodeState], _ isWanted: (AssignedPod) -> Bool
  ) -> Bool {
    nodes.contains { share(key, state.node, $0.node) && $0.pods.contains(where: isWanted) }
  }

  private func hasFriends(near state: NodeState, among nodes: [NodeState]) -> Bool {
    let terms = PodAffinityTerm.required(of: pod, "podAffinity")
    guard !terms.isEmpty else { return true }
    guard terms.allSatisfy({ state.node.labels[$0.topologyKey] != nil }) else { return false }
    func isFriend(_ other: Pod) -> Bool { terms.allSatisfy { matches($0, other) } }
    if terms.allSatisfy({ term in isNear(state, topology: term.topologyKey, among: nodes) { isFriend($0.pod) } }) {
      return true
    }
    // The first of a group that wants to be together may go anywhere.
    return isFriend(pod) && !nodes.contains { $0.pods.contains { isFriend($0.pod) } }
  }

  func spread(_ state: NodeState, among nodes: [NodeState]) -> Rejection? {
    let reason = "node(s) didn't match pod topology spread constraints"
    let constraints = (pod.spec["topologySpreadConstraints"]?.arrayValue ?? []).filter {
      $0["whenUnsatisfiable"]?.stringValue == "DoNotSchedule"
    }
    for constraint in constraints {
      let key = constraint["topologyKey"]?.stringValue ?? ""
      guard let domain = state.node.labels[key] else {
        return Rejection(.podTopologySpread, reason + " (missing required label)", isFinal: true)
      }
      let counts = spreadCounts(constraint, key: key, constraints: constraints, among: nodes)
      var least = counts.values.min() ?? 0
      if let domains = constraint["minDomains"]?.intValue, counts.count < domains { least = 0 }
      let own = spreadSelectors(constraint).allSatisfy { $0.matches(pod.labels) } ? 1 : 0
      let skew = (counts[domain] ?? 0) + own - least
      if Int64(skew) > constraint["maxSkew"]?.intValue ?? 1 { return Rejection(.podTopologySpread, reason) }
    }
    return nil
  }

  /// The constraint's selector, and the labels of the pod itself that others must have too.
  private func spreadSelectors(_ constraint: JSONValue) -> [LabelSelector] {
    guard let selector = try? LabelSelector(object: constraint["labelSelector"]) else { return [.nothing] }
    let keys = (constraint["matchLabelKeys"]?.arrayValue ?? []).compactMap(\.stringValue)
    return [selector, LabelSelector(pod.labels.filter { keys.contains($0.key) })]
  }

  /// How many pods that count are in each domain, of the nodes that the pod could be on at all.
  private func spreadCounts(
    _ constraint: JSONValue, key: String, constraints: [JSONValue], among nodes: [NodeState]
  ) -> [String: Int] {
    let selectors = spreadSelectors(constraint)
    let keys = constraints.map { $0["topologyKey"]?.stringValue ?? "" }
    let ignoresAffinity = constraint["nodeAffinityPolicy"]?.stringValue == "Ignore"
    let honorsTaints = constraint["nodeTaintsPolicy"]?.stringValue == "Honor"
    var counts: [String: Int] = [:]
    for state in nodes {
      let labels = state.node.labels
      guard let domain = labels[key], keys.allSatisfy({ labels[$0] != nil }),
        ignoresAffinity || pod.selects(state.node),
        !honorsTaints
          || state.node.taints.map(Taint.init).allSatisfy({
            $0.effect == "PreferNoSchedule" || $0.isTolerated(by: pod.tolerations)
          })
      else { continue }
      let matching = state.pods.count {
        isCounted($0.pod, by: selectors)
      }
      counts[domain, default: 0] += matching
    }
    return counts
  }

  private func isCounted(_ other: Pod, by selectors: [LabelSelector]) -> Bool {
    let labels = other.labels
    return other.namespace == pod.namespace && !other.isBeingDeleted && selectors.allSatisfy { $0.matches(labels) }
  }
}
