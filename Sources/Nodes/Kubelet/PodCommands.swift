import ContainerShell
import KubernetesModel
import SimulationKernel

/// What the kubelet itself does to a pod's containers: commands, connections.
extension PodRuntime {
  enum CommandOutcome {
    case ended(code: Int, output: String)
    /// Not over within the time that it had.
    case stillRunning
    case notStarted(String)
  }

  /// Runs a command beside a container's process, for no longer than `timeout`.
  mutating func runCommand(
    _ command: [String], in index: Int, timeout: Duration, _ turn: PodTurn
  ) -> CommandOutcome {
    let outcome = withProcess(index, turn.neighbourhood) { process, neighbourhood -> CommandOutcome in
      let session: ContainerShell.ExecSession
      do throws(ContainerStartFailure) {
        session = try process.execute(command, at: turn.now)
      } catch {
        return .notStarted(Self.execProblem(error))
      }
      process.advance(to: turn.now, surroundings: neighbourhood)
      // One that takes its time is followed in a copy, until its time is over.
      var ahead = process
      if ahead.end(of: session) == nil { ahead.advance(to: turn.now + timeout, surroundings: neighbourhood) }
      process.close(session)
      let output = ahead.takeOutput(of: session).flatMap(\.bytes)
      switch ahead.end(of: session) {
      case .exited(let code), .containerEnded(let code):
        return .ended(code: code, output: String(decoding: output, as: UTF8.self))
      case nil: return .stillRunning
      }
    }
    return outcome ?? .notStarted("container is not running")
  }

  static func execProblem(_ failure: ContainerStartFailure) -> String {
    "rpc error: code = Unknown desc = failed to exec in container: failed to start exec: " + failure.message
  }

  /// Whether any container of the pod listens on a port: they share one address.
  func listens(on port: Int, isLoopback: Bool) -> Bool { listener(on: port, isLoopback: isLoopback) != nil }

  func listener(on port: Int, isLoopback: Bool) -> Int? {
    containers.indices.first { containers[$0].instance?.process?.listens(on: port, isLoopback: isLoopback) == true }
  }

  /// Asks over HTTP as the node does, on the pod's address.
  mutating func ask(_ action: JSONValue, port: Int, _ index: Int, _ turn: PodTurn) -> ContainerAnswer {
    var headers = ["User-Agent": "kube-probe/1.36", "Accept": "*/*"]
    for header in action["httpHeaders"]?.arrayValue ?? [] {
      if let name = header["name"]?.stringValue { headers[name] = header["value"]?.stringValue ?? "" }
    }
    let host = action["host"]?.stringValue ?? sandbox?.ip ?? ""
    let path = action["path"]?.stringValue ?? "/"
    let question = HTTPQuestion(
      scheme: (action["scheme"]?.stringValue ?? "http").lowercased(), host: host, port: port,
      path: path.hasPrefix("/") ? path : "/" + path, headers: headers)
    return answer(question, client: turn.node.objects.podGateway, isLoopback: false, turn)
  }

  /// Hands a request that reached the pod's address to whoever listens there.
  mutating func answer(_ question: HTTPQuestion, client: String, isLoopback: Bool, _ turn: PodTurn) -> ContainerAnswer {
    guard let listener = listener(on: question.port, isLoopback: isLoopback) else { return .refused }
    return withProcess(listener, turn.neighbourhood) { process, neighbourhood in
      process.serve(question, client: client, isLoopback: isLoopback, at: turn.now, surroundings: neighbourhood)
    } ?? .refused
  }
}
