package import SimulationKernel

/// What became of a connection that a command opened, or of the name that it looked up for one.
package struct ConnectionReport: Hashable, Sendable {
  package enum Result: Hashable, Sendable {
    /// Connected; with the status where it asked over HTTP and was answered.
    case answered(status: Int?)
    case refused
    case timedOut
    case notResolved
    case noRoute
  }

  /// As the command named it: a name or an address.
  package let host: String
  /// 0 where none was needed.
  package let port: Int
  package let result: Result
  package let instant: Instant
}

extension ConnectionReport.Result {
  init(_ outcome: ConnectionOutcome) {
    switch outcome {
    case .connected: self = .answered(status: nil)
    case .notResolved: self = .notResolved
    case .refused: self = .refused
    case .timedOut: self = .timedOut
    case .noRoute: self = .noRoute
    }
  }

  init(_ outcome: HTTPOutcome) {
    switch outcome {
    case .answered(let answer, _): self = .answered(status: answer.status)
    case .emptyReply: self = .answered(status: nil)
    case .failed(let outcome): self.init(outcome)
    }
  }
}

/// What commands reach outside their container, noted for whoever watches their terminal.
extension ProcessView {
  mutating func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    let outcome = surroundings.connect(to: host, port: port, transport: transport)
    report(host, port, ConnectionReport.Result(outcome))
    return outcome
  }

  mutating func ask(_ question: HTTPQuestion) -> HTTPOutcome {
    let outcome = surroundings.ask(question)
    report(question.host, question.port, ConnectionReport.Result(outcome))
    return outcome
  }

  mutating func resolve(_ name: String) -> NameResolution {
    let resolution = surroundings.resolve(name)
    if case .addresses = resolution { return resolution }
    report(name, 0, .notResolved)
    return resolution
  }

  private mutating func report(_ host: String, _ port: Int, _ result: ConnectionReport.Result) {
    guard let console = machine.processes[number]?.console else { return }
    machine.consoles[console]?.report(
      ConnectionReport(host: host, port: port, result: result, instant: machine.now))
  }
}
