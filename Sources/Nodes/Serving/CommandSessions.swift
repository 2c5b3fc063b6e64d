package import APIServer
package import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// A command that a client runs in a container, or the container's own one that a client is attached to.
struct CommandSession: Sendable {
  let pod: String
  let container: Int
  /// The container's id: what replaces it does not know the session.
  let instance: String
  let session: ContainerShell.ExecSession
  var isInputOpen: Bool
  let isAttached: Bool
  let hasTerminal: Bool
  /// Attached to a container that reads from one client only (`stdinOnce`), and not from a terminal.
  let isOnlyInput: Bool
  /// Whether the process's standard input ends with the client's.
  var endsInput: Bool { !isAttached || hasTerminal || isOnlyInput }
  /// A client that is attached, and whose input ended before the container did, is done (containerd: `AttachContainer`).
  var isDetached = false
  /// Written, but not read yet.
  var backlog: [ProcessOutput] = []
}

/// What a client reads of its command or of a log that it follows.
package enum KubeletRead: Sendable {
  case output(ProcessOutput)
  case wantsInput
  case pending
  case ended(exitCode: Int)
}

extension Kubelets {
  /// What a command wrote since it was last asked.
  package mutating func read(_ number: Int, api: inout APIServer, queue: inout WorkQueue) -> KubeletRead {
    guard let known = sessions[number] else { return .ended(exitCode: 137) }
    if let next = nextOutput(of: number) { return next }
    var output: [ProcessOutput] = []
    var end: ExecEnd?
    var waitsForInput = false
    var isThere = false
    if process(of: known) != nil {
      take(turnOf: known.pod, api: &api, queue: &queue) { pod, _ in
        guard var process = pod.containers[known.container].instance?.process else { return }
        isThere = true
        pod.containers[known.container].instance?.process = nil
        output = process.takeOutput(of: known.session)
        end = process.end(of: known.session)
        waitsForInput = process.waitsForInput(known.session)
        if end != nil, output.isEmpty { process.close(known.session) }
        pod.containers[known.container].instance?.process = process
      }
    }
    sessions[number]?.backlog = output
    if let next = nextOutput(of: number) { return next }
    if known.isDetached {
      change(number, api: &api, queue: &queue) { process, session, _ in process.close(session) }
      sessions[number] = nil
      return .ended(exitCode: 0)
    }
    guard isThere else {
      sessions[number] = nil
      return .ended(exitCode: 137)
    }
    switch end {
    case .exited(let code), .containerEnded(let code):
      sessions[number] = nil
      return .ended(exitCode: code)
    case nil: return known.isInputOpen && waitsForInput ? .wantsInput : .pending
    }
  }

  /// The last connections that a command opened, as long as its end was not read.
  package func connections(ofCommand number: Int) -> [ConnectionReport] {
    guard let known = sessions[number], let container = pods[known.pod]?.containers[known.container],
      container.instance?.id == known.instance
    else { return [] }
    return container.instance?.process?.connections(of: known.session) ?? []
  }

  /// The last connections of a container's own commands.
  package func connections(ofPod uid: String, container name: String) -> [ConnectionReport] {
    let container = pods[uid]?.containers.first { $0.name == name }
    return container?.instance?.process?.connections ?? []
  }

  private mutating func nextOutput(of number: Int) -> KubeletRead? {
    guard sessions[number]?.backlog.isEmpty == false else { return nil }
    return (sessions[number]?.backlog.removeFirst()).map(KubeletRead.output)
  }

  /// Hands standard input to a command, or closes it.
  package mutating func write(
    _ bytes: [UInt8]?, to number: Int, api: inout APIServer, queue: inout WorkQueue
  ) {
    guard let known = sessions[number] else { return }
    if bytes == nil {
      sessions[number]?.isInputOpen = false
      sessions[number]?.isDetached = known.isAttached && !known.endsInput
    }
    change(number, api: &api, queue: &queue) { process, session, _ in
      if let bytes { process.write(bytes, to: session) } else if known.endsInput { process.closeInput(of: session) }
    }
  }

  /// Whether a command has to read some of its standard input before it is sent more.
  package func isInputFull(of number: Int) -> Bool {
    guard let known = sessions[number], let process = process(of: known) else { return false }
    return process.isInputFull(known.session)
  }

  /// A client's terminal has another size.
  package mutating func resize(
    _ number: Int, columns: Int, rows: Int, api: inout APIServer, queue: inout WorkQueue
  ) {
    change(number, api: &api, queue: &queue) { process, session, _ in
      process.resize(session, columns: columns, rows: rows)
    }
  }

  private func process(of known: CommandSession) -> Container? {
    guard let pod = pods[known.pod], pod.containers.indices.contains(known.container),
      let instance = pod.containers[known.container].instance, instance.id == known.instance
    else { return nil }
    return instance.process
  }

  /// Ends a command whose client went away.
  package mutating func close(_ number: Int, api: inout APIServer, queue: inout WorkQueue) {
    guard let known = sessions[number] else { return }
    change(number, api: &api, queue: &queue) { process, session, now in
      process.interrupt(session, at: now)
      if known.isOnlyInput { process.closeInput(of: session) }
      process.close(session)
    }
    sessions[number] = nil
  }

  private mutating func change(
    _ number: Int, api: inout APIServer, queue: inout WorkQueue,
    _ body: (inout Container, ContainerShell.ExecSession, Instant) -> Void
  ) {
    guard let known = sessions[number], process(of: known) != nil else { return }
    take(turnOf: known.pod, api: &api, queue: &queue) { pod, turn in
      let now = turn.now
      pod.withProcess(known.container, turn.neighbourhood) { process, neighbourhood in
        body(&process, known.session, now)
        process.advance(to: now, surroundings: neighbourhood)
      }
      pod.noticeMeddling(turn)
    }
  }
}
