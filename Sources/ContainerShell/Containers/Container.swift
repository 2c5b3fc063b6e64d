package import SimulationKernel

/// A running container: its processes, files and log, as a value that can be copied at any moment.
package struct Container: Sendable {
  package let specification: ContainerStart
  package let started: Instant
  package private(set) var log = ContainerLog()
  /// Nil while it runs.
  package private(set) var exit: ContainerExit?

  /// Starts a container.
  ///
  /// - Throws: what the runtime says when there is no such executable.
  package init(_ specification: ContainerStart, at instant: Instant) throws(ContainerStartFailure) {
    self.specification = specification
    started = instant
  }

  /// When something happens by itself next; nil when the container only waits. `advance` must be called then.
  package var nextEvent: Instant? { nil }

  /// Lets the container run until the instant.
  package mutating func advance(to instant: Instant, surroundings: any ContainerSurroundings) {}

  /// Sends a signal to the first process: 15 asks it to stop, 9 ends it at once.
  package mutating func terminate(signal: Int, at instant: Instant, surroundings: any ContainerSurroundings) {
    guard exit == nil else { return }
    let code = signal == 9 ? 137 : specification.image.program.termination.code
    exit = ContainerExit(code: code, signal: signal == 9 ? 9 : nil, instant: instant)
  }

  /// Bytes in use; 0 once it ended.
  package func memoryBytes(at instant: Instant) -> Int64 { exit == nil ? specification.image.program.memory.start : 0 }

  /// Thousandths of a core in use, as a metrics server would average it.
  package func cpuMillicores(at instant: Instant) -> Int64 { exit == nil ? specification.image.program.cpu.idle : 0 }

  /// Whether a connection to a port is accepted; `isLoopback` when it comes from inside the pod.
  package func listens(on port: Int, isLoopback: Bool = false) -> Bool {
    exit == nil && (specification.ports + specification.image.ports).contains(port)
  }

  /// Answers a request that reached the container.
  package mutating func serve(
    _ question: HTTPQuestion, client: String = "127.0.0.1", isLoopback: Bool = false, at instant: Instant,
    surroundings: any ContainerSurroundings
  ) -> ContainerAnswer {
    guard listens(on: question.port, isLoopback: isLoopback) else { return .refused }
    return .answered(HTTPAnswer(status: 200))
  }

  /// Starts a process beside the container's own, as kubectl exec and exec probes do; the caller advances the container
  /// to run it.
  ///
  /// - Throws: what the runtime says when there is no such executable.
  package mutating func execute(
    _ command: [String], hasTerminal: Bool = false, isInputOpen: Bool = false, at instant: Instant
  ) throws(ContainerStartFailure) -> ExecSession {
    throw ContainerStartFailure(message: "exec: \"\(command.first ?? "")\": executable file not found in $PATH")
  }

  /// Hands bytes to the standard input of a session; the caller advances the container afterwards.
  package mutating func write(_ bytes: [UInt8], to session: ExecSession) {}

  package mutating func closeInput(of session: ExecSession) {}

  /// Interrupts what runs in a session, as Ctrl-C at its terminal does, or a client that goes away.
  package mutating func interrupt(_ session: ExecSession, at instant: Instant) {}

  /// Takes what the session wrote since the last call.
  package mutating func takeOutput(of session: ExecSession) -> [ProcessOutput] { [] }

  /// How the session ended; nil while it runs.
  package func end(of session: ExecSession) -> ExecEnd? { .exited(code: 126) }

  /// Forgets a session that ended; one that runs is killed.
  package mutating func close(_ session: ExecSession) {}

  /// The volumes that were written to since the last call, sorted by name, with all their files.
  package mutating func takeVolumeChanges() -> [(volume: String, files: [String: [UInt8]])] { [] }

  /// Puts what another container wrote, or a changed ConfigMap, in place of a volume's files.
  package mutating func replaceFiles(ofVolume volume: String, with files: [String: [UInt8]]) {}
}
