import APIServer
import KubernetesModel
import SimulationKernel

/// Whether a kubelet takes a pod: it looks again at what the scheduler looked at, and rejects what does not fit.
extension PodRuntime {
  mutating func admit(_ turn: inout PodTurn) -> Bool {
    if isAdmitted { return true }
    if let problem = turn.neighbourhood.admissionProblem(of: self, on: turn.node) ?? selectorProblem(turn) {
      rejection = WaitingReason(reason: problem.reason, message: "Pod was rejected: " + problem.message)
      turn.warning(problem.reason, problem.message)
      return false
    }
    isAdmitted = true
    return true
  }

  /// A pod that was put on the node by its name alone must fit the node's labels still.
  private func selectorProblem(_ turn: PodTurn) -> WaitingReason? {
    guard let node = turn.api.get(.nodes, self.node) else { return nil }
    let labels = node.value.labels
    let wanted = pod.value.strings(pod.spec["nodeSelector"])
    guard wanted.contains(where: { labels[$0.key] != $0.value }) else { return nil }
    return WaitingReason(
      reason: "NodeAffinity",
      message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector")
  }

  /// What the pod asks for, in thousandths of a core or in bytes; init containers count where they ask for more.
  func requested(_ resource: String) -> Int64 {
    func amount(_ view: ContainerView) -> Int64 {
      let quantity = view.quantity("requests", resource) ?? view.quantity("limits", resource) ?? .zero
      return resource == "cpu" ? quantity.milliValue : quantity.value
    }
    func sum(_ amounts: [Int64]) -> Int64 {
      amounts.reduce(0) { total, next in
        let (sum, overflows) = total.addingReportingOverflow(next)
        return overflows ? .max : sum
      }
    }
    let lasting = sum(containers.filter { $0.role == .regular || $0.role == .sidecar }.map { amount($0.view) })
    let initial = containers.filter { $0.role == .initial }.map { amount($0.view) }.max() ?? 0
    return max(lasting, initial)
  }
}
