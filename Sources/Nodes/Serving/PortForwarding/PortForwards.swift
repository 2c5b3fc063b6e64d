package import APIServer
import ContainerShell
import HashTreeCollections
import KubernetesModel
package import SimulationKernel

/// Port-forwards: connections to what listens inside a pod, even on its loopback interface.
extension Kubelets {
  /// A request without a port only asks whether ports can be forwarded; each that names one opens a connection to it.
  mutating func forward(
    _ connection: PodConnection, api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    guard let text = connection.request.parameter("ports") else {
      return APIResponse(status: 101, contentType: "", body: .none)
    }
    guard let port = Int(text), (1...65_535).contains(port) else {
      return APIResponse(.badRequest("\"\(text)\" is not a valid port"))
    }
    nextConnection += 1
    connections[nextConnection] = open(port, of: connection.pod.uid)
    return .port(nextConnection, connection)
  }

  private func open(_ port: Int, of uid: String) -> ForwardedConnection {
    guard let pod = pods[uid], pod.sandbox != nil else {
      return ForwardedConnection(pod: uid, port: port, failure: Self.failure(port, uid, "sandbox is not running"))
    }
    guard let index = pod.listener(on: port, isLoopback: true), let instance = pod.containers[index].instance,
      let spoken = instance.process?.listenerProtocol(on: port, isLoopback: true)
    else { return ForwardedConnection(pod: uid, port: port, failure: Self.refusal(port, uid)) }
    return ForwardedConnection(
      pod: uid, port: port,
      listener: ForwardedConnection.Listener(container: index, instance: instance.id, spoken: spoken))
  }

  /// In the runtime's words (containerd: `portForward`).
  private static func refusal(_ port: Int, _ uid: String) -> String {
    let sandbox = runtimeIdentifier(of: "sandbox/" + uid)
    var mint = Mint(seed: seed(of: "network/" + uid))
    return failure(
      port, uid,
      "failed to execute portforward in network namespace \"/var/run/netns/cni-\(mint.uid())\": failed to connect to "
        + "localhost:\(port) inside namespace \"\(sandbox)\", IPv4: dial tcp4 127.0.0.1:\(port): connect: connection "
        + "refused IPv6 dial tcp6 [::1]:\(port): connect: connection refused ")
  }

  private static func failure(_ port: Int, _ uid: String, _ reason: String) -> String {
    "error forwarding port \(port) to pod \(runtimeIdentifier(of: "sandbox/" + uid)), uid : \(reason)"
  }

  /// What a container runtime calls something: 64 hexadecimal digits, always the same for a name.
  static func runtimeIdentifier(of name: String) -> String {
    var mint = Mint(seed: seed(of: name))
    return mint.hexDigits(64)
  }

  private static func seed(of text: String) -> UInt64 {
    var stream = RandomStream(seed: 0, name: text)
    return stream.next()
  }

  // MARK: Reading and writing

  /// What came on a connection since it was last asked.
  package mutating func readPort(_ number: Int, at now: Instant) -> KubeletRead {
    guard var connection = connections[number] else { return .ended(exitCode: 0) }
    defer { if connections[number] != nil { connections[number] = connection } }
    if let failure = connection.takeFailure() {
      return .output(ProcessOutput(bytes: Array(failure.utf8), isError: true))
    }
    if let bytes = connection.takeArrived(by: now) { return .output(ProcessOutput(bytes: bytes)) }
    guard !connection.isOver, isUp(connection) else {
      connections[number] = nil
      return .ended(exitCode: 0)
    }
    return .pending
  }

  /// Whether what the connection leads to is still the same, and runs.
  private func isUp(_ connection: ForwardedConnection) -> Bool {
    guard let listener = connection.listener else { return connection.isEnding }
    guard let pod = pods[connection.pod], nodes[pod.node]?.isRunning == true,
      pod.containers.indices.contains(listener.container),
      let instance = pod.containers[listener.container].instance, instance.id == listener.instance
    else { return false }
    return instance.process.map { $0.exit == nil } ?? false
  }

  /// Hands a connection what its client sent; nil is the end of that.
  package mutating func write(
    _ bytes: [UInt8]?, toPort number: Int, api: inout APIServer, queue: inout WorkQueue
  ) {
    guard var connection = connections[number] else { return }
    guard isUp(connection), let bytes else {
      connection.end()
      connections[number] = connection
      return
    }
    connection.take(bytes)
    while let element = connection.next() {
      let answer = answer(element, on: connection, api: &api, queue: &queue)
      if answer.isLast { connection.end() }
      connection.add(answer.bytes, at: queue.now + answer.latency)
      if answer.latency > .zero {
        queue.add(WorkKey(task: Task.arrival, name: String(number)), after: answer.latency)
      }
    }
    connections[number] = connection
  }

  package func isInputFull(ofPort number: Int) -> Bool { connections[number]?.isFull ?? false }

  package mutating func closePort(_ number: Int) { connections[number] = nil }

  // MARK: HTTP

  private struct WireAnswer {
    var bytes: [UInt8]
    var latency = Duration.zero
    var isLast = false
  }

  private mutating func answer(
    _ element: HTTPRequestReader.Element, on connection: ForwardedConnection, api: inout APIServer,
    queue: inout WorkQueue
  ) -> WireAnswer {
    switch element {
    case .wantsContinue: return WireAnswer(bytes: Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    case .failed(let status):
      let text = "\(status) \(HTTPText.reason(status))"
      let answer = HTTPAnswer(
        status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
      return wire(answer, hasBody: true, keepsAlive: false, at: queue.now)
    case .request(let request):
      let host = request.header("Host") ?? "localhost"
      let headers = Dictionary(request.headers.map { ($0.name, $0.value) }) { first, _ in first }
      let question = HTTPQuestion(
        method: request.method, host: host, port: connection.port, path: request.path, headers: headers,
        body: request.body)
      switch ask(connection.pod, question, client: "127.0.0.1", isLoopback: true, api: &api, queue: &queue) {
      case .answered(let answer):
        return wire(answer, hasBody: request.method != "HEAD", keepsAlive: request.keepsAlive, at: queue.now)
      case .emptyReply, .refused, nil: return WireAnswer(bytes: [], isLast: true)
      }
    }
  }

  private func wire(_ answer: HTTPAnswer, hasBody: Bool, keepsAlive: Bool, at now: Instant) -> WireAnswer {
    var answer = answer
    if !keepsAlive { answer.headers["Connection"] = "close" }
    let head = HTTPText.head(answer, date: now).joined(separator: "\r\n") + "\r\n\r\n"
    let body = hasBody ? answer.body : []
    return WireAnswer(bytes: Array(head.utf8) + body, latency: answer.latency, isLast: !keepsAlive)
  }
}
