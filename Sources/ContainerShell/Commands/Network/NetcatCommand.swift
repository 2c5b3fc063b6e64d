import SimulationKernel

/// Opens connections, and listens.
struct NetcatCommand: Program {
  private(set) var port: Int

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "zvw:lp:nukq:e:")
    if options.has("l") {
      return NetcatCommand(port: options.number("p") ?? options.operands.last.flatMap { Int($0) } ?? 0)
    }
    guard options.operands.count > 1, let port = Int(options.operands[1]) else {
      return Commands.instant([]) { _, process in
        process.printError(process.machine.isBusyBox ? "nc: missing operand\n" : "nc: port number invalid\n")
        return 1
      }
    }
    let host = options.operands[0]
    let limit = options.value("w").flatMap(DurationText.seconds)
    return TimedCommand { process in
      connect(host, port, options, limit.map { .milliseconds(Int($0 * 1000)) }, &process)
    }
  }

  private static func connect(
    _ host: String, _ port: Int, _ options: CommandOptions, _ limit: Duration?, _ process: inout ProcessView
  ) -> (pieces: [TimedCommand.Piece], code: Int) {
    let isVerbose = options.has("v") || !options.has("z")
    func error(_ text: String, after delay: Duration = .zero) -> (pieces: [TimedCommand.Piece], code: Int) {
      (
        isVerbose
          ? [TimedCommand.Piece(delay: delay, text: Array((text + "\n").utf8), isError: true)]
          : [TimedCommand.Piece(delay: delay, text: [], isError: true)], 1
      )
    }
    let isBusyBox = process.machine.isBusyBox
    switch process.connect(to: host, port: port, transport: options.has("u") ? .udp : .tcp) {
    case .connected(let address):
      guard options.has("v") else { return ([], 0) }
      let text =
        isBusyBox
        ? "\(host) (\(address):\(port)) open" : "Connection to \(host) (\(address)) \(port) port [tcp/*] succeeded!"
      return ([TimedCommand.Piece(delay: .milliseconds(1), text: Array((text + "\n").utf8), isError: true)], 0)
    case .notResolved(let resolution):
      let delay: Duration = resolution == .timedOut ? .seconds(10) : .zero
      return error(
        isBusyBox
          ? "nc: bad address '\(host)'"
          : "nc: getaddrinfo for host \"\(host)\" port \(port): Name or service not known", after: delay)
    case .refused(let address):
      return error(
        isBusyBox
          ? "nc: \(host) (\(address):\(port)): Connection refused"
          : "nc: connect to \(host) (\(address)) port \(port) (tcp) failed: Connection refused")
    case .timedOut(let address):
      return error(
        isBusyBox
          ? "nc: \(host) (\(address):\(port)): \(limit == nil ? "Operation timed out" : "Connection timed out")"
          : "nc: connect to \(host) (\(address)) port \(port) (tcp) timed out: Operation now in progress",
        after: limit ?? .seconds(127))
    case .noRoute(let address):
      return error(
        isBusyBox
          ? "nc: \(host) (\(address):\(port)): No route to host"
          : "nc: connect to \(host) (\(address)) port \(port) (tcp) failed: No route to host", after: .seconds(3))
    }
  }

  static func makeTelnet(_ arguments: [String]) -> any Program {
    let host = arguments.first ?? ""
    let port = arguments.count > 1 ? Int(arguments[1]) ?? 23 : 23
    return TimedCommand { process in
      func result(_ text: String, _ delay: Duration, _ code: Int) -> (pieces: [TimedCommand.Piece], code: Int) {
        ([TimedCommand.Piece(delay: delay, text: Array((text + "\n").utf8), isError: code != 0)], code)
      }
      switch process.connect(to: host, port: port, transport: .tcp) {
      case .connected: return result("Connected to \(host)", .milliseconds(1), 0)
      case .notResolved: return result("telnet: bad address '\(host)'", .zero, 1)
      case .refused(let address):
        return result("telnet: can't connect to remote host (\(address)): Connection refused", .zero, 1)
      case .timedOut(let address):
        return result("telnet: can't connect to remote host (\(address)): Connection timed out", .seconds(127), 1)
      case .noRoute(let address):
        return result("telnet: can't connect to remote host (\(address)): No route to host", .seconds(3), 1)
      }
    }
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep { .wait(.forever) }

  static func listeningPorts(_ machine: Machine) -> [Int] {
    machine.processes.values.compactMap { ($0.program as? NetcatCommand)?.port }.sorted()
  }

  static func isListening(on port: Int, _ machine: Machine) -> Bool {
    machine.processes.values.contains { ($0.program as? NetcatCommand)?.port == port }
  }
}
