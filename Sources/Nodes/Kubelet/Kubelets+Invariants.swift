package import APIServer
import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

extension Kubelets {
  /// What must hold at every moment, and does not: texts for the one who has to find out why.
  package func invariantViolations(_ api: APIServer) -> [String] {
    var problems: [String] = []
    var addresses: [String: String] = [:]
    for pod in pods.sorted {
      let place = "pod \(pod.namespace)/\(pod.name)"
      if let stored = api.get(.pods, namespace: pod.namespace, pod.name), stored.uid == pod.uid {
        if Pod(stored.value).nodeName != pod.node {
          problems.append("\(place) runs on \(pod.node), its object says otherwise")
        }
      } else {
        problems.append("\(place) runs without an object")
      }
      if let sandbox = pod.sandbox, !pod.isRunningOnHostNetwork {
        if let other = addresses[sandbox.ip] { problems.append("\(place) shares \(sandbox.ip) with \(other)") }
        addresses[sandbox.ip] = place
      }
      problems += violations(of: pod, place)
    }
    return problems + overcommitted()
  }

  private func violations(of pod: PodRuntime, _ place: String) -> [String] {
    var problems: [String] = []
    let running = pod.containers.filter { $0.isRunning && $0.instance?.process?.exit == nil }
    if pod.isTerminated, !running.isEmpty { problems.append("\(place) is over, and \(running[0].name) runs") }
    if !running.isEmpty, pod.sandbox == nil { problems.append("\(place) runs without a sandbox") }
    let isPending = pod.containers.contains { $0.role == .initial && $0.isRunning }
    if isPending, pod.containers.contains(where: { $0.role == .regular && $0.instance != nil }) {
      problems.append("\(place) starts a container before its init containers are done")
    }
    for container in pod.containers where container.restartCount > 0 && container.previous == nil {
      problems.append("\(place) restarted \(container.name), which never ended")
    }
    if !pod.isTerminated, pod.termination == nil, pod.step == nil, pod.nextWake == nil,
      pod.containers.contains(where: { $0.instance == nil && $0.role == .regular })
    {
      problems.append("\(place) waits for nothing")
    }
    return problems
  }

  /// No node has more than it can hold.
  private func overcommitted() -> [String] {
    nodes.keys.sorted().compactMap { name in
      guard let node = nodes[name] else { return nil }
      let here = pods.all.filter { $0.node == name && $0.isAdmitted && !$0.isTerminated }
      let cpu = here.reduce(Int64(0)) { $0 + $1.requestedCPU }
      let memory = here.reduce(Int64(0)) { $0 + $1.requestedMemory }
      let isOver =
        cpu > node.objects.configuration.cpu || memory > node.objects.allocatableMemory
        || here.count > node.objects.configuration.pods
      return isOver ? "node \(name) has taken more than it holds" : nil
    }
  }
}
