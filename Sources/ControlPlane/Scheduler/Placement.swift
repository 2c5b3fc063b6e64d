import APIServer
import KubernetesModel
import SimulationKernel

/// One attempt to place one pod: the pod, and the nodes as they are now.
struct Placement {
  let pod: Pod
  let demand: AssignedPod
  let nodes: [NodeState]
  let api: APIServer

  /// Why a node cannot take the pod.
  struct Rejection: Hashable {
    let plugin: SchedulerPlugin
    let reasons: [String]
    /// Whether the pods of the node are not the reason, so that none of them need go.
    let isFinal: Bool

    init(_ plugin: SchedulerPlugin, _ reasons: String..., isFinal: Bool = false) {
      self.init(plugin, reasons, isFinal: isFinal)
    }

    init(_ plugin: SchedulerPlugin, _ reasons: [String], isFinal: Bool) {
      self.plugin = plugin
      self.reasons = reasons
      self.isFinal = isFinal
    }
  }

  init(pod: Pod, nodes: [NodeState], api: APIServer) {
    self.pod = pod
    self.nodes = nodes
    self.api = api
    demand = AssignedPod(pod)
  }

  /// Asks the filters in the scheduler's order; the first that refuses says why.
  func rejection(by state: NodeState, among nodes: [NodeState]) -> Rejection? {
    let own =
      excluded(state) ?? unschedulable(state) ?? wrongName(state) ?? taint(state) ?? affinity(state) ?? ports(state)
    if let own { return own }
    return resources(state) ?? heldClaim(among: nodes) ?? volumes(state) ?? spread(state, among: nodes)
      ?? neighbours(state, among: nodes)
  }

  /// A pod that names the only nodes it may have, as those of DaemonSets do, is not tried on others.
  private func excluded(_ state: NodeState) -> Rejection? {
    guard let terms = pod.requiredNodeTerms, !terms.isEmpty, terms.allSatisfy({ $0.nodeNames != nil }) else {
      return nil
    }
    if terms.contains(where: { $0.nodeNames?.contains(state.node.name) ?? false }) { return nil }
    return Rejection(.nodeAffinity, "node(s) didn't satisfy plugin(s) [NodeAffinity]", isFinal: true)
  }

  private func unschedulable(_ state: NodeState) -> Rejection? {
    guard state.node.isUnschedulable else { return nil }
    let taint = Taint(["key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"])
    if taint.isTolerated(by: pod.tolerations) { return nil }
    return Rejection(.nodeUnschedulable, "node(s) were unschedulable", isFinal: true)
  }

  private func wrongName(_ state: NodeState) -> Rejection? {
    pod.nodeName.isEmpty || pod.nodeName == state.node.name
      ? nil : Rejection(.nodeName, "node(s) didn't match the requested node name", isFinal: true)
  }

  private func taint(_ state: NodeState) -> Rejection? {
    let untolerated = state.node.taints.map(Taint.init).contains {
      ["NoSchedule", "NoExecute"].contains($0.effect) && !$0.isTolerated(by: pod.tolerations)
    }
    return untolerated ? Rejection(.taintToleration, "node(s) had untolerated taint(s)", isFinal: true) : nil
  }

  private func affinity(_ state: NodeState) -> Rejection? {
    pod.selects(state.node)
      ? nil : Rejection(.nodeAffinity, "node(s) didn't match Pod's node affinity/selector", isFinal: true)
  }

  private func ports(_ state: NodeState) -> Rejection? {
    let taken = demand.hostPorts.contains { wanted in
      state.pods.contains { $0.hostPorts.contains { $0.conflicts(with: wanted) } }
    }
    return taken ? Rejection(.nodePorts, "node(s) didn't have free ports for the requested pod ports") : nil
  }

  private func resources(_ state: NodeState) -> Rejection? {
    var reasons: [String] = []
    var isFinal = false
    if Int64(state.pods.count) + 1 > state.allocatable["pods"].value { reasons.append("Too many pods") }
    for name in demand.requests.names where !demand.requests[name].isZero {
      let wanted = demand.requests[name]
      guard state.allocatable[name] - state.requested[name] < wanted else { continue }
      reasons.append("Insufficient \(name)")
      if state.allocatable[name] < wanted { isFinal = true }
    }
    return reasons.isEmpty ? nil : Rejection(.nodeResourcesFit, reasons, isFinal: isFinal)
  }

  func labels(ofNamespace name: String) -> [String: String] {
    api.get(.namespaces, name)?.value.labels ?? [:]
  }
}

/// The scheduler's plugins that can refuse a pod.
enum SchedulerPlugin: Hashable, Sendable {
  case nodeUnschedulable, nodeName, taintToleration, nodeAffinity, nodePorts, nodeResourcesFit
  case volumeRestrictions, volumeBinding
  case podTopologySpread, interPodAffinity
}
