import ContainerShell
import KubernetesModel
import SimulationKernel

/// What came of one probe.
private enum ProbeOutcome {
  case success
  case failure(String)
  /// The probe itself did not work.
  case problem(String)
}

extension PodRuntime {
  /// Runs the probes that are due.
  mutating func runProbes(_ turn: inout PodTurn) {
    for index in containers.indices {
      for number in containers[index].probes.indices {
        guard let instance = containers[index].instance, instance.isRunning,
          containers[index].probes[number].next(for: instance) <= turn.now
        else { continue }
        run(number, of: index, &turn)
      }
    }
  }

  private mutating func run(_ number: Int, of index: Int, _ turn: inout PodTurn) {
    let worker = containers[index].probes[number]
    let view = containers[index].view
    switch outcome(of: worker, index, turn) {
    case .success:
      apply(containers[index].probes[number].record(true, at: turn.now), worker.kind, index, turn)
      if containers[index].instance?.answersSteadily == true, worker.probe["exec"] == nil {
        containers[index].probes[number].rest()
      }
    case .failure(let message):
      turn.warning("Unhealthy", "\(worker.kind.title) probe failed: \(message)", fieldPath: view.fieldPath)
      apply(containers[index].probes[number].record(false, at: turn.now), worker.kind, index, turn)
    case .problem(let message):
      turn.warning(
        "Unhealthy", "\(worker.kind.title) probe errored and resulted in unknown state: \(message)",
        fieldPath: view.fieldPath)
      containers[index].probes[number].skip(at: turn.now)
    }
  }

  private mutating func apply(_ result: Bool?, _ kind: ProbeWorker.Kind, _ index: Int, _ turn: PodTurn) {
    guard let result, let instance = containers[index].instance else { return }
    switch kind {
    case .startup where result:
      containers[index].instance?.isStarted = true
      if !containers[index].probes.contains(where: { $0.kind == .readiness }) {
        containers[index].instance?.isReady = true
      }
      requestSync(at: turn.now)
    case .readiness where result != instance.isReady:
      containers[index].instance?.isReady = result
      requestSync(at: turn.now)
    case .liveness where !result, .startup where !result: requestSync(at: turn.now)
    default: break
    }
  }

  private mutating func outcome(of worker: ProbeWorker, _ index: Int, _ turn: PodTurn) -> ProbeOutcome {
    let probe = worker.probe
    if let command = probe.at("exec", "command")?.arrayValue?.compactMap(\.stringValue) {
      return execOutcome(command, worker, index, turn)
    }
    do {
      return try networkOutcome(of: worker, index, turn)
    } catch {
      return .problem(error.message)
    }
  }

  private mutating func networkOutcome(
    of worker: ProbeWorker, _ index: Int, _ turn: PodTurn
  ) throws(ConfigurationProblem) -> ProbeOutcome {
    let view = containers[index].view
    if let http = worker.probe["httpGet"] {
      return httpOutcome(http, port: try view.port(http["port"]), worker, index, turn)
    }
    if let tcp = worker.probe["tcpSocket"] {
      let port = try view.port(tcp["port"])
      return listens(on: port, isLoopback: false)
        ? .success : .failure("dial tcp \(address(port)): connect: connection refused")
    }
    guard let grpc = worker.probe["grpc"] else { return .success }
    return grpcOutcome(try view.port(grpc["port"]), grpc["service"]?.stringValue ?? "", worker, index, turn)
  }

  private func address(_ port: Int) -> String { "\(sandbox?.ip ?? ""):\(port)" }

  private mutating func execOutcome(
    _ command: [String], _ worker: ProbeWorker, _ index: Int, _ turn: PodTurn
  ) -> ProbeOutcome {
    switch runCommand(command, in: index, timeout: worker.timeout, turn) {
    case .ended(0, _): return .success
    // Kubelet: shows no more than the first 10 kB.
    case .ended(_, let output): return .failure(String(output.prefix(10 * 1024)))
    case .stillRunning:
      return .failure("command timed out: \"\(command.joined(separator: " "))\" timed out after \(worker.timeoutText)")
    case .notStarted(let message): return .problem(message)
    }
  }

  private mutating func httpOutcome(
    _ http: JSONValue, port: Int, _ worker: ProbeWorker, _ index: Int, _ turn: PodTurn
  ) -> ProbeOutcome {
    let scheme = (http["scheme"]?.stringValue ?? "HTTP").lowercased()
    let path = http["path"]?.stringValue ?? "/"
    let host = http["host"]?.stringValue.map { "\($0):\(port)" } ?? address(port)
    let url = "\(scheme)://\(host)\(path.hasPrefix("/") ? "" : "/")\(path)"
    switch ask(http, port: port, index, turn) {
    case .answered(let answer):
      if answer.latency >= worker.timeout {
        return .failure("Get \"\(url)\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)")
      }
      if (200..<400).contains(answer.status) { return .success }
      return .failure("HTTP probe failed with statuscode: \(answer.status)")
    case .emptyReply: return .failure("Get \"\(url)\": EOF")
    case .refused: return .failure("Get \"\(url)\": dial tcp \(host): connect: connection refused")
    }
  }

  private mutating func grpcOutcome(
    _ port: Int, _ service: String, _ worker: ProbeWorker, _ index: Int, _ turn: PodTurn
  ) -> ProbeOutcome {
    let question: JSONValue = ["scheme": "grpc", "path": .string("/grpc.health.v1.Health/Check/" + service)]
    switch ask(question, port: port, index, turn) {
    case .answered(let answer):
      if answer.latency >= worker.timeout {
        return .failure("timeout: health rpc did not complete within \(worker.timeoutText)")
      }
      return (200..<400).contains(answer.status)
        ? .success : .failure("service unhealthy (responded with \"NOT_SERVING\")")
    // A program of which nothing more is said serves.
    case .emptyReply: return .success
    case .refused:
      return .failure(
        "timeout: failed to connect service \"\(address(port))\" within \(worker.timeoutText): context deadline exceeded"
      )
    }
  }
}
