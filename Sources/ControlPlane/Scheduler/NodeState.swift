import KubernetesModel

/// A pod that has its node, as far as the placement of others depends on it. A reference: all of a node's are looked at for
/// every pod that is placed.
final class AssignedPod: Sendable {
  let pod: Pod
  let requests: ResourceAmounts
  let hostPorts: [HostPort]
  let antiAffinity: [PodAffinityTerm]
  let uid: String
  let controllerUID: String
  let priority: Int64
  let isBeingDeleted: Bool
  /// Cores and bytes that it counts for when nodes are compared.
  let load: (cpu: Double, memory: Double)

  init(_ pod: Pod) {
    self.pod = pod
    requests = pod.requests
    hostPorts = HostPort.all(of: pod)
    antiAffinity = PodAffinityTerm.required(of: pod, "podAntiAffinity")
    uid = pod.uid
    controllerUID = pod.value.controllerUID
    priority = pod.priority
    isBeingDeleted = pod.isBeingDeleted
    load = Self.load(requests, containers: pod.containers.count)
  }

  /// A container that asks for nothing counts as 100m and 200 MB.
  private static func load(_ requests: ResourceAmounts, containers: Int) -> (cpu: Double, memory: Double) {
    let cpu = requests["cpu"].doubleValue
    let memory = requests["memory"].doubleValue
    let blank = Double(containers)
    return (cpu > 0 ? cpu : 0.1 * blank, memory > 0 ? memory : 200 * 1024 * 1024 * blank)
  }
}

/// The pods of one node, kept so that looking at a node costs no more when it has many.
struct NodePods: Sendable {
  /// Ordered by uid.
  private(set) var pods: [AssignedPod] = []
  /// Those that keep others away.
  private(set) var shunning: [AssignedPod] = []
  private(set) var requested = ResourceAmounts()

  init() {}

  init(_ pods: [AssignedPod]) {
    self.pods = pods
    addUp()
  }

  private mutating func addUp() {
    requested = pods.reduce(ResourceAmounts()) { $0 + $1.requests }
    shunning = pods.filter { !$0.antiAffinity.isEmpty }
  }

  mutating func insert(_ pod: AssignedPod) {
    remove(pod.uid)
    pods.insert(pod, at: position(of: pod.uid))
    requested = requested + pod.requests
    if !pod.antiAffinity.isEmpty { shunning.append(pod) }
  }

  mutating func remove(_ uid: String) {
    let index = position(of: uid)
    guard index < pods.count, pods[index].uid == uid else { return }
    pods.remove(at: index)
    // Not by subtraction: sums of huge amounts saturate.
    addUp()
  }

  /// The index of the first pod that does not come before `uid`.
  private func position(of uid: String) -> Int {
    var (low, high) = (0, pods.count)
    while low < high {
      let middle = (low + high) / 2
      if pods[middle].uid < uid { low = middle + 1 } else { high = middle }
    }
    return low
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
  let node: Node
  let allocatable: ResourceAmounts
  private var content: NodePods

  init(_ node: Node, _ content: NodePods) {
    self.node = node
    self.content = content
    allocatable = ResourceAmounts(node.status["allocatable"])
  }

  var pods: [AssignedPod] { content.pods }
  /// The pods that keep others away.
  var shunning: [AssignedPod] { content.shunning }
  var requested: ResourceAmounts { content.requested }

  func removing(_ victims: Set<String>) -> NodeState {
    var rest = self
    rest.content = NodePods(pods.filter { !victims.contains($0.uid) })
    return rest
  }
}
