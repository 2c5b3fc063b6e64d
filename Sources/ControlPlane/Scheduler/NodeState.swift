import HashTreeCollections
import KubernetesModel

/// A pod that has its node, as far as the placement of others depends on it.
struct AssignedPod: Sendable {
  let pod: Pod
  let requests: ResourceAmounts
  let hostPorts: [HostPort]
  let antiAffinity: [PodAffinityTerm]

  init(_ pod: Pod) {
    self.pod = pod
    requests = pod.requests
    hostPorts = HostPort.all(of: pod)
    antiAffinity = PodAffinityTerm.required(of: pod, "podAntiAffinity")
  }
}

struct HostPort: Hashable, Sendable {
  let address: String
  let transport: String
  let number: Int64

  static func all(of pod: Pod) -> [HostPort] {
    let sidecars = pod.initContainers.filter { $0["restartPolicy"]?.stringValue == "Always" }
    return (pod.containers + sidecars).flatMap { $0["ports"]?.arrayValue ?? [] }.compactMap { port in
      guard let number = port["hostPort"]?.intValue, number > 0 else { return nil }
      return HostPort(
        address: port["hostIP"]?.stringValue ?? "", transport: port["protocol"]?.stringValue ?? "TCP", number: number)
    }
  }

  func conflicts(with other: HostPort) -> Bool {
    func isAny(_ address: String) -> Bool { ["", "0.0.0.0", "::"].contains(address) }
    guard number == other.number, transport == other.transport else { return false }
    return isAny(address) || isAny(other.address) || address == other.address
  }
}

/// A node and what runs on it.
struct NodeState: Sendable {
  var node: Node
  var pods: [AssignedPod]

  let allocatable: ResourceAmounts
  private(set) var requested: ResourceAmounts

  init(_ node: Node, pods: [AssignedPod]) {
    self.node = node
    self.pods = pods
    allocatable = ResourceAmounts(node.status["allocatable"])
    requested = pods.reduce(ResourceAmounts()) { $0 + $1.requests }
  }

  func removing(_ victims: Set<String>) -> NodeState {
    NodeState(node, pods: pods.filter { !victims.contains($0.pod.uid) })
  }
}
