/// On which ports a container listens.
extension Container {
  var described: DescribedProgram? {
    machine.describedProcess.flatMap { machine.processes[$0]?.program as? DescribedProgram }
  }

  /// Whether a connection to a port is accepted; `isLoopback` when it comes from inside the pod.
  package func listens(on port: Int, isLoopback: Bool = false) -> Bool {
    guard exit == nil else { return false }
    if NetcatCommand.isListening(on: port, machine) { return true }
    guard let program = described, program.isListening else { return false }
    let listeners = program.description.listeners
    if listeners.isEmpty { return (specification.ports + specification.image.ports).contains(port) }
    return listeners.contains { self.port(of: $0) == port && (isLoopback || !$0.isLoopbackOnly) }
  }

  /// What is spoken on a port on which something listens; nil where nothing does.
  package func listenerProtocol(on port: Int, isLoopback: Bool = false) -> ListenerProtocol? {
    guard listens(on: port, isLoopback: isLoopback) else { return nil }
    if NetcatCommand.isListening(on: port, machine) { return .tcp }
    let listener = described?.description.listeners.first { self.port(of: $0) == port }
    return listener?.listenerProtocol ?? .http
  }

  func port(of listener: ProgramListener) -> Int {
    switch listener.port {
    case .fixed(let port): port
    case .variable(let name, let standard):
      machine.describedProcess.flatMap { machine.processes[$0]?.environment[name] }.flatMap { Int($0) } ?? standard
    }
  }

  /// The sockets on which the container's processes listen.
  package var listeningSockets: [ListeningSocket] {
    guard exit == nil else { return [] }
    var sockets = NetcatCommand.listeningPorts(machine).map { ListeningSocket(port: $0, isLoopbackOnly: false) }
    if let program = described, program.isListening {
      let listeners = program.description.listeners
      sockets += listeners.map { ListeningSocket(port: port(of: $0), isLoopbackOnly: $0.isLoopbackOnly) }
      if listeners.isEmpty {
        let ports = Set(specification.ports + specification.image.ports).sorted()
        sockets += ports.map { ListeningSocket(port: $0, isLoopbackOnly: false) }
      }
    }
    return sockets.sorted { $0.port < $1.port }
  }
}

extension Machine {
  /// The process that is the image's own program: the first one, or one that a script has started.
  var describedProcess: Int? {
    if processes[1]?.program is DescribedProgram { return 1 }
    return processes.keys.sorted().first { processes[$0]?.program is DescribedProgram }
  }
}
