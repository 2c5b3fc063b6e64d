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
}
