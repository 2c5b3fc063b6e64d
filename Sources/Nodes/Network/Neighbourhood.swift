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

  private var pods: PodTable
  private let nodes: TreeDictionary<String, NodeRuntime>
  private let network: ClusterNetwork
  private let api: APIServer
  let now: Instant
  /// The pods whose containers are at work, innermost last.
  private var asking: [Asking] = []
  /// Counts connections, so that those to a Service are spread over its endpoints.
  private var choices: UInt64
  /// Pods whose containers were asked something, and may have more to do now.
  private(set) var touched: Set<String> = []

  private struct Asking {
    /// As it was when its container began.
    let pod: PodRuntime
    var questions: [Question] = []
  }

  /// What a container was asked while its pod was at work: it is told when that is done.
  struct Question {
    let container: Int
    let question: HTTPQuestion
    let isLoopback: Bool
  }

  init(
    pods: PodTable, nodes: TreeDictionary<String, NodeRuntime>, api: APIServer, now: Instant
  ) {
    self.pods = pods
    self.nodes = nodes
    self.api = api
    self.now = now
    network = ClusterNetwork(api)
    choices = UInt64(bitPattern: now.microseconds)
  }

  func giveBack() -> PodTable {
    pods.takeAll()
  }

  /// A container of `pod` is about to run.
  func enter(_ pod: PodRuntime) { asking.append(Asking(pod: pod)) }

  /// The container is done; returns what the pod's containers were asked while it ran.
  func leave() -> [Question] { Array((asking.popLast()?.questions ?? []).prefix(Self.depthLimit)) }

  // MARK: What containers ask

  func resolve(_ name: String) -> NameResolution {
    guard let source else { return .timedOut }
    choices &+= 1
    switch network.resolve(name, from: source, choice: choices) {
    case .addresses(let addresses, let canonical): return .addresses(addresses, canonicalName: canonical)
    case .notFound: return .notFound
    case .timedOut: return .timedOut
    }
  }

  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    switch destination(of: host, port: port, transport: transport) {
    case .failed(let outcome): return outcome
    case .apiServer(let address), .outside(let address): return .connected(address: address)
    case .pod(let uid, let port, let address, let isLoopback):
      let pod = working(uid)?.pod ?? pods[uid]
      return pod?.listens(on: port, isLoopback: isLoopback) == true
        ? .connected(address: address) : .refused(address: address)
    }
  }

  func ask(_ request: HTTPQuestion) -> HTTPOutcome {
    switch destination(of: request.host, port: request.port, transport: .tcp) {
    case .failed(let outcome): return .failed(outcome)
    case .apiServer(let address): return .answered(apiServerAnswer(request), address: address)
    case .outside(let address):
      return .answered(HTTPAnswer(status: 200, headers: ["Content-Type": "text/html"]), address: address)
    case .pod(let uid, let port, let address, let isLoopback):
      var question = request
      question.port = port
      switch serve(question, by: uid, isLoopback: isLoopback) {
      case .answered(let answer): return .answered(answer, address: address)
      case .emptyReply: return .emptyReply(address: address)
      case .refused: return .failed(.refused(address: address))
      }
    }
  }

  var listeningSockets: [ListeningSocket] {
    (asking.last?.pod.containers ?? []).flatMap { $0.instance?.process?.listeningSockets ?? [] }
  }

  // MARK: Ways

  private enum Destination {
    case pod(uid: String, port: Int, address: String, isLoopback: Bool)
    case apiServer(address: String)
    case outside(address: String)
    case failed(ConnectionOutcome)
  }

  private var source: NetworkSource? { asking.last.map { .pod($0.pod.pod) } }

  private func destination(of host: String, port: Int, transport: TransportProtocol) -> Destination {
    guard let asker = asking.last?.pod, let source, asking.count <= Self.depthLimit else {
      return .failed(.timedOut(address: host))
    }
    let resolution = resolve(host)
    guard case .addresses(let addresses, _) = resolution, let address = addresses.first else {
      return .failed(.notResolved(resolution))
    }
    choices &+= 1
    let route = network.route(
      from: source, to: address, port: port, transport: transport == .udp ? .udp : .tcp, choice: choices)
    switch route {
    case .loopback(let port): return .pod(uid: asker.uid, port: port, address: address, isLoopback: true)
    case .pod(let namespace, let name, let target, let port):
      guard let uid = api.get(.pods, namespace: namespace, name)?.uid, isUp(uid) else {
        return .failed(.timedOut(address: target))
      }
      return .pod(uid: uid, port: port, address: address, isLoopback: false)
    case .node(let name, let target, let port): return onNode(name, target, port)
    case .apiServer(let target, _): return .apiServer(address: target)
    case .external(let target, let port):
      return [80, 443].contains(port) ? .outside(address: target) : .failed(.timedOut(address: target))
    case .refused(let target): return .failed(.refused(address: target))
    case .timedOut(let target): return .failed(.timedOut(address: target))
    }
  }

  /// A pod on the host's network listens there, or nobody does.
  private func onNode(_ name: String, _ address: String, _ port: Int) -> Destination {
    guard nodes[name]?.isRunning == true else { return .failed(.timedOut(address: address)) }
    let here = (pods.sorted + asking.map(\.pod)).filter { $0.node == name && $0.isRunningOnHostNetwork }
    let listening = here.filter { $0.listens(on: port, isLoopback: false) }.map(\.uid).min()
    guard let uid = listening else { return .failed(.refused(address: address)) }
    return .pod(uid: uid, port: port, address: address, isLoopback: false)
  }

  private func isUp(_ uid: String) -> Bool {
    guard let pod = working(uid)?.pod ?? pods[uid] else { return false }
    return pod.sandbox != nil && nodes[pod.node]?.isRunning == true
  }

  private func working(_ uid: String) -> Asking? { asking.last { $0.pod.uid == uid } }

  private func serve(_ question: HTTPQuestion, by uid: String, isLoopback: Bool) -> ContainerAnswer {
    let client = isLoopback ? "127.0.0.1" : asking.last?.pod.sandbox?.ip ?? ""
    if let place = asking.lastIndex(where: { $0.pod.uid == uid }) {
      // It is at work itself: a copy answers.
      let pod = asking[place].pod
      guard let index = pod.listener(on: question.port, isLoopback: isLoopback),
        var process = pod.containers[index].instance?.process
      else { return .refused }
      asking[place].questions.append(Question(container: index, question: question, isLoopback: isLoopback))
      return process.serve(question, client: client, isLoopback: isLoopback, at: now, surroundings: self)
    }
    guard var pod = pods.remove(uid) else { return .refused }
    defer { pods[uid] = pod }
    guard let index = pod.listener(on: question.port, isLoopback: isLoopback) else { return .refused }
    touched.insert(uid)
    let answer = pod.withProcess(index, self) { process, surroundings in
      process.serve(question, client: client, isLoopback: isLoopback, at: now, surroundings: surroundings)
    }
    if pod.containers[index].instance?.process?.exit != nil { pod.requestSync(at: now + .milliseconds(500)) }
    return answer ?? .refused
  }

  /// What the API server says to somebody without credentials.
  private func apiServerAnswer(_ request: HTTPQuestion) -> HTTPAnswer {
    if ["/healthz", "/livez", "/readyz"].contains(request.path) {
      return HTTPAnswer(status: 200, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array("ok".utf8))
    }
    let status = APIStatus(
      code: 403, reason: "Forbidden",
      message: "forbidden: User \"system:anonymous\" cannot \(request.method.lowercased()) path \"\(request.path)\"")
    return HTTPAnswer(
      status: 403, headers: ["Content-Type": "application/json"], body: JSONWriter.bytes(status.object, indent: 2))
  }

  // MARK: What kubelets ask

  /// Why a node cannot take a pod on top of those that it has (kubelet: `OutOfcpu` and its like).
  func admissionProblem(of pod: PodRuntime, on node: NodeRuntime) -> WaitingReason? {
    let used = pods.load(ofNode: node.name)
    let capacity = node.objects.configuration
    return problem("pods", requested: 1, used: used.count, capacity: Int64(capacity.pods))
      ?? problem("cpu", requested: pod.requestedCPU, used: used.cpu, capacity: capacity.cpu)
      ?? problem("memory", requested: pod.requestedMemory, used: used.memory, capacity: node.objects.allocatableMemory)
  }

  private func problem(_ resource: String, requested: Int64, used: Int64, capacity: Int64) -> WaitingReason? {
    let (total, overflows) = used.addingReportingOverflow(requested)
    guard requested > 0, overflows || total > capacity else { return nil }
    return WaitingReason(
      reason: "OutOf" + resource,
      message:
        "Node didn't have enough resource: \(resource), requested: \(requested), used: \(used), capacity: \(capacity)")
  }

  func resolverConfiguration(of pod: PodRuntime) -> String {
    network.resolverConfiguration(of: .pod(pod.pod)).text
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
