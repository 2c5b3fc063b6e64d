import APIServer
import KubernetesModel
import Nodes
import SimulationKernel

extension Cluster {
  /// What must hold at every moment, and does not; empty in a sound cluster.
  package func invariantViolations() -> [String] {
    var problems = kubelets.invariantViolations(server)
    if let next = nextEvent, next < now { problems.append("work was due at \(next.rfc3339), and it is \(now.rfc3339)") }
    for pod in server.list(.pods) {
      let view = Pod(pod.value)
      let statuses = view.status["containerStatuses"]?.arrayValue ?? []
      if view.isFinished, statuses.contains(where: { $0.at("state", "running") != nil }) {
        problems.append("pod \(pod.namespace)/\(pod.name) is \(view.phase), and a container runs")
      }
      if view.isReady, statuses.contains(where: { $0["ready"]?.boolValue != true }) {
        problems.append("pod \(pod.namespace)/\(pod.name) is ready, and a container is not")
      }
      if pod.resourceVersion > server.store.resourceVersion {
        problems.append("pod \(pod.namespace)/\(pod.name) has a version from the future")
      }
    }
    return problems
  }
}
