import KubernetesModel

/// The phase that follows from what the containers do (kubelet: `getPhase`).
extension PodRuntime {
  var computedPhase: String {
    if let rejection, !rejection.reason.isEmpty { return "Failed" }
    if eviction != nil { return "Failed" }
    let initial = containers.filter { $0.role == .initial || $0.role == .sidecar }
    if pod.restartPolicy == "Never", initial.contains(where: { $0.role == .initial && $0.hasFailed }) {
      return "Failed"
    }
    if isTerminated { return terminatedPhase }
    let hasRegular = containers.contains { $0.role == .regular && $0.instance != nil }
    if !hasRegular, initial.contains(where: isPending) { return "Pending" }
    return regularPhase
  }

  private func isPending(_ container: ContainerRuntime) -> Bool {
    container.role == .sidecar ? container.instance?.isStarted != true : !container.hasSucceeded
  }

  private var regularPhase: String {
    let regular = containers.filter { $0.role == .regular }
    let policy = pod.restartPolicy
    if regular.contains(where: { $0.instance == nil }) { return "Pending" }
    if regular.contains(where: \.isRunning) || policy == "Always" { return "Running" }
    if regular.allSatisfy(\.hasSucceeded) { return "Succeeded" }
    return policy == "Never" ? "Failed" : "Running"
  }

  /// Everything has stopped: a pod that was deleted failed unless all its containers ended well.
  private var terminatedPhase: String {
    containers.filter { $0.role == .regular }.allSatisfy(\.hasSucceeded) ? "Succeeded" : "Failed"
  }

  /// The phase to show: it does not become final before everything has stopped.
  var shownPhase: String {
    let phase = computedPhase
    guard ["Succeeded", "Failed"].contains(phase), !isTerminated else { return phase }
    let shown = pod.phase
    return shown.isEmpty ? "Pending" : shown
  }
}
