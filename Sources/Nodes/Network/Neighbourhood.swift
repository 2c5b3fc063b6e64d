import APIServer
import ClusterNetwork
import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// What a pod's containers can reach while it has its turn: the cluster's network, and the other pods behind it. It
/// holds the other pods for as long as the turn lasts, so that one container can ask another and change it by that.
final class Neighbourhood: ContainerSurroundings {
  /// How deep containers may ask one another within one request.
  private static let depthLimit = 8

  private var pods: TreeDictionary<String, PodRuntime>
  private let nodes: TreeDictionary<String, NodeRuntime>
  private let api: APIServer
  private let now: Instant
  /// The pods whose containers are at work, innermost last.
  private var asking: [Asking] = []
  /// Pods whose containers were asked something, and may have more to do now.
  private(set) var touched: Set<String> = []

  private struct Asking {
    /// As it was when its container began.
    let pod: PodRuntime
    let container: Int
    /// What the container itself was asked meanwhile: it is told when it is done.
    var questions: [(question: HTTPQuestion, isLoopback: Bool)] = []
  }

  init(
    pods: TreeDictionary<String, PodRuntime>, nodes: TreeDictionary<String, NodeRuntime>, api: APIServer, now: Instant
  ) {
    self.pods = pods
    self.nodes = nodes
    self.api = api
    self.now = now
  }

  func giveBack() -> TreeDictionary<String, PodRuntime> {
    let result = pods
    pods = [:]
    return result
  }

  /// A container of `pod` is about to run.
  func enter(_ pod: PodRuntime, container: Int) { asking.append(Asking(pod: pod, container: container)) }

  /// The container is done; it gets to know what it was asked while it ran.
  func leave(_ process: inout Container, at now: Instant) {
    guard let done = asking.popLast() else { return }
    for asked in done.questions.prefix(Self.depthLimit) {
      _ = process.serve(asked.question, isLoopback: asked.isLoopback, at: now, surroundings: Unreachable())
    }
  }

  // MARK: What containers ask

  func resolve(_ name: String) -> NameResolution { .notFound }

  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    .timedOut(address: host)
  }

  func ask(_ request: HTTPQuestion) -> HTTPOutcome { .failed(.timedOut(address: request.host)) }

  /// Why a node cannot take a pod on top of those that it has (kubelet: `OutOfcpu` and its like).
  func admissionProblem(of pod: PodRuntime, on node: NodeRuntime) -> WaitingReason? {
    let others = pods.values.filter { $0.node == node.name && $0.isAdmitted && !$0.isTerminated }
    let capacity = node.objects.configuration
    if others.count + 1 > capacity.pods {
      return problem("pods", requested: 1, used: Int64(others.count), capacity: Int64(capacity.pods))
    }
    let cpu = others.reduce(Int64(0)) { $0.addingReportingOverflow($1.requestedCPU).partialValue }
    if let problem = problem("cpu", requested: pod.requestedCPU, used: cpu, capacity: capacity.cpu) { return problem }
    let memory = others.reduce(Int64(0)) { $0.addingReportingOverflow($1.requestedMemory).partialValue }
    return problem("memory", requested: pod.requestedMemory, used: memory, capacity: node.objects.allocatableMemory)
  }

  private func problem(_ resource: String, requested: Int64, used: Int64, capacity: Int64) -> WaitingReason? {
    let (total, overflows) = used.addingReportingOverflow(requested)
    guard requested > 0, overflows || total > capacity else { return nil }
    return WaitingReason(
      reason: "OutOf" + resource,
      message:
        "Node didn't have enough resource: \(resource), requested: \(requested), used: \(used), capacity: \(capacity)")
  }
}

/// Surroundings in which nothing answers.
struct Unreachable: ContainerSurroundings {
  func resolve(_ name: String) -> NameResolution { .timedOut }
  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    .timedOut(address: host)
  }
  func ask(_ request: HTTPQuestion) -> HTTPOutcome { .failed(.timedOut(address: request.host)) }
}
