package import SimulationKernel

/// A running container: its processes, files and log, as a value that can be copied at any moment.
package struct Container: Sendable {
  private let shared: Shared<ContainerStart>
  package let started: Instant
  package private(set) var log = ContainerLog()
  /// Nil while it runs.
  package private(set) var exit: ContainerExit?
  private(set) var machine: Machine
  /// The rest of a line that has no end yet, for each of the two streams.
  private var partial: [Bool: [UInt8]] = [:]
  private var sessions: [Int: Session] = [:]
  private var nextSession = 1
  /// Bytes that requests left behind.
  private var leaked: Int64 = 0
  /// Processor time of requests, in milliseconds, and since when it is counted.
  private var work: (milliseconds: Int64, since: Instant)
  private var stopSignal: Int?

  /// How long a runtime takes to start a process with a terminal, about: its client tells the size meanwhile.
  private static let terminalStart = Duration.milliseconds(50)

  private struct Session: Sendable {
    var process: Int
    var console: Int
    var end: ExecEnd?
    var terminal: TerminalLine?
    /// It shares the standard streams of the container's own process.
    var isAttached = false
    /// What an attached session did not take yet.
    var output: [ProcessOutput] = []
    /// Whether it takes no more: what the process writes then waits, and the process with it.
    var isOutputFull: Bool {
      isAttached && end == nil && output.reduce(0) { $0 + $1.bytes.count } > Console.capacity
    }
  }

  /// Starts a container.
  ///
  /// - Throws: what the runtime says when there is no such executable.
  package init(_ specification: ContainerStart, at instant: Instant) throws(ContainerStartFailure) {
    shared = Shared(specification)
    started = instant
    work = (0, instant)
    machine = ContainerSetup.machine(specification, at: instant)
    let process = try ContainerSetup.firstProcess(specification, machine)
    machine.consoles[0] = Console(isInputClosed: !specification.isInputOpen, isTerminal: specification.hasTerminal)
    start(process, console: 0)
  }

  package var specification: ContainerStart { shared.value }

  private mutating func start(_ process: ContainerSetup.NewProcess, console: Int) {
    let input = machine.open(.console(console, isError: false), isWritable: false)
    let output = machine.open(.console(console, isError: false), isReadable: false)
    let error = machine.open(.console(console, isError: true), isReadable: false)
    _ = machine.spawn(
      process.program, arguments: process.words, descriptors: [0: input, 1: output, 2: error],
      environment: process.environment, directory: process.directory, user: process.user, parent: 0, console: console)
  }

  // MARK: Time

  /// When something happens by itself next; nil when the container only waits. `advance` must be called then.
  package var nextEvent: Instant? {
    guard exit == nil else { return nil }
    return [machine.nextWake, outOfMemory].compactMap { $0 }.min()
  }

  /// Lets the container run until the instant.
  package mutating func advance(to instant: Instant, surroundings: any ContainerSurroundings) {
    while exit == nil {
      let memoryEnd = outOfMemory
      let next = [machine.nextWake.map { max($0, machine.now) }, memoryEnd].compactMap { $0 }.min()
      guard let next, next <= instant else { break }
      if let memoryEnd, memoryEnd <= next, memoryEnd <= max(instant, machine.now) {
        end(code: 137, signal: 9, isOutOfMemory: true, at: max(memoryEnd, machine.now))
        return
      }
      machine.now = max(machine.now, next)
      runReady(surroundings)
    }
    if machine.now < instant { machine.now = instant }
  }

  private mutating func runReady(_ surroundings: any ContainerSurroundings) {
    var view = ProcessView(machine: machine.take(), number: 0, surroundings: surroundings)
    view.runReady()
    machine = view.machine
    collectLog()
    collectSessions()
    if let status = machine.status(of: 1) {
      let signal = status > 128 && stopSignal == status - 128 ? stopSignal : nil
      end(code: status & 255, signal: signal, isOutOfMemory: false, at: machine.now)
    }
  }

  private mutating func end(code: Int, signal: Int?, isOutOfMemory: Bool, at instant: Instant) {
    collectLog(isLast: true)
    collectSessions()
    for isError in [false, true] {
      if let rest = partial[isError], !rest.isEmpty { appendLine(rest[...], isError, isComplete: false) }
    }
    partial = [:]
    let message = (try? machine.files.read(specification.terminationMessagePath)) ?? []
    exit = ContainerExit(
      code: code, signal: signal, isOutOfMemory: isOutOfMemory, instant: instant,
      message: String(decoding: message.suffix(4096), as: UTF8.self))
    machine.processes = NumberedMap()
    for (number, session) in sessions where session.end == nil {
      // To be attached says nothing of how the process ended.
      sessions[number]?.end = session.isAttached ? .exited(code: 0) : .containerEnded(code: 137)
    }
  }

  /// Sends a signal to the first process: 15 asks it to stop, 9 ends it at once.
  package mutating func terminate(signal: Int, at instant: Instant, surroundings: any ContainerSurroundings) {
    advance(to: instant, surroundings: surroundings)
    guard exit == nil else { return }
    if signal == 9 { return end(code: 137, signal: 9, isOutOfMemory: false, at: machine.now) }
    stopSignal = signal
    machine.send(signal, to: 1)
    runReady(surroundings)
  }

  // MARK: Output

  private mutating func collectLog(isLast: Bool = false) {
    if !isLast, sessions.values.contains(where: \.isOutputFull) { return }
    guard let output = machine.consoles[0]?.takeOutput() else { return }
    for (number, session) in sessions where session.isAttached { sessions[number]?.output += output }
    for piece in output {
      var rest = piece.bytes[...]
      while let end = rest.firstIndex(of: Byte.newline) {
        if let start = partial[piece.isError] {
          partial[piece.isError] = nil
          appendLine((start + rest[..<end])[...], piece.isError, isComplete: true)
        } else {
          appendLine(rest[..<end], piece.isError, isComplete: true)
        }
        rest = rest[(end + 1)...]
      }
      if !rest.isEmpty {
        partial[piece.isError, default: []] += rest
        if let long = partial[piece.isError], long.count > 16_384 {
          partial[piece.isError] = nil
          appendLine(long[...], piece.isError, isComplete: false)
        }
      }
    }
  }

  private mutating func appendLine(_ bytes: ArraySlice<UInt8>, _ isError: Bool, isComplete: Bool) {
    log.append(
      LogLine(
        instant: machine.now, isError: isError, text: String(decoding: bytes, as: UTF8.self), isComplete: isComplete))
  }

  // MARK: Resources

  /// Bytes in use; 0 once it ended.
  package func memoryBytes(at instant: Instant) -> Int64 {
    guard exit == nil else { return 0 }
    return machine.processes.values.reduce(leaked) { sum, process in
      if case .ended = process.state { return sum }
      return sum.addingReportingOverflow(process.memory.bytes(at: instant)).partialValue
    }
  }

  /// What it holds of its node's disk, volumes aside: files that it wrote, and its log. 0 once it ended.
  package var diskBytes: Int64 { exit == nil ? machine.files.layerBytes + log.byteCount : 0 }

  /// When the memory passes its limit; nil where it never does as things are.
  private var outOfMemory: Instant? {
    guard exit == nil, let limit = specification.memoryLimit, limit > 0 else { return nil }
    if memoryBytes(at: machine.now) > limit { return machine.now }
    let isGrowing = machine.processes.values.contains { $0.memory.growthPerMinute > 0 }
    guard isGrowing, memoryBytes(at: machine.now + .seconds(86_400 * 3650)) > limit else { return nil }
    var low = machine.now.microseconds
    var high = (machine.now + .seconds(86_400 * 3650)).microseconds
    while low < high {
      let middle = low + (high - low) / 2
      if memoryBytes(at: Instant(microseconds: middle)) > limit { high = middle } else { low = middle + 1 }
    }
    return Instant(microseconds: low)
  }

  /// Thousandths of a core in use, as a metrics server would average it.
  package func cpuMillicores(at instant: Instant) -> Int64 {
    guard exit == nil else { return 0 }
    let processes = machine.processes.values.reduce(Int64(0)) { $0 + $1.cpu }
    let elapsed = max(1, (instant - work.since).inSeconds)
    let requests = Int64(min(1e6, Double(work.milliseconds) / elapsed))
    let busy: Int64 = machine.resume == nil ? 0 : 1000
    return min(max(processes + requests, busy), specification.cpuLimit ?? .max)
  }

  /// Answers a request that reached the container.
  package mutating func serve(
    _ question: HTTPQuestion, client: String = "127.0.0.1", isLoopback: Bool = false, at instant: Instant,
    surroundings: any ContainerSurroundings
  ) -> ContainerAnswer {
    advance(to: instant, surroundings: surroundings)
    guard listens(on: question.port, isLoopback: isLoopback), let program = described,
      let number = machine.describedProcess
    else { return .refused }
    let listener = program.description.listeners.first {
      port(of: $0) == question.port && (isLoopback || !$0.isLoopbackOnly)
    }
    let usage = program.description
    leaked = leaked.addingReportingOverflow(usage.memory.perRequest).partialValue
    if (instant - work.since) > .seconds(60) { work = (0, instant) }
    work.milliseconds += min(60_000, max(0, usage.cpu.perRequest))
    guard let listener else { return .answered(HTTPAnswer(status: 200)) }
    let isEncrypted = question.scheme == "https"
    switch listener.listenerProtocol {
    case .tcp, .grpc: return .emptyReply
    case .http: if isEncrypted { return .emptyReply }
    case .https:
      if !isEncrypted {
        return .answered(HTTPAnswer(status: 400, body: Array("Client sent an HTTP request to an HTTPS server.\n".utf8)))
      }
    }
    var view = ProcessView(machine: machine.take(), number: number, surroundings: surroundings)
    let answer = RequestAnswer.answer(question, client: client, listener, program, &view)
    machine = view.machine
    collectLog()
    return .answered(answer)
  }

  // MARK: Sessions

  /// Starts a process beside the container's own, as kubectl exec and exec probes do; the caller advances the container
  /// to run it.
  ///
  /// - Throws: what the runtime says when there is no such executable.
  package mutating func execute(
    _ command: [String], hasTerminal: Bool = false, isInputOpen: Bool = false, at instant: Instant
  ) throws(ContainerStartFailure) -> ExecSession {
    guard exit == nil else { throw ContainerStartFailure(message: "container not running") }
    machine.now = max(machine.now, instant)
    let process = try ContainerSetup.process(command, specification, machine, isExec: true)
    let number = nextSession
    nextSession += 1
    machine.consoles[number] = Console(isInputClosed: !isInputOpen, isTerminal: hasTerminal)
    let before = Set(machine.processes.keys)
    start(process, console: number)
    let child = machine.processes.keys.first { !before.contains($0) } ?? 0
    sessions[number] = Session(
      process: child, console: number, terminal: hasTerminal ? TerminalLine() : nil)
    if hasTerminal {
      machine.processes[child]?.state = .waiting(.time(machine.now + Self.terminalStart))
      machine.processes[child]?.environment.merge(["TERM": "xterm"]) { own, _ in own }
    }
    return ExecSession(number: number)
  }

  /// Joins the standard streams of the container's own process, from now on.
  package mutating func attach() -> ExecSession {
    let number = nextSession
    nextSession += 1
    sessions[number] = Session(
      process: 1, console: 0, end: exit.map { _ in .exited(code: 0) },
      terminal: specification.hasTerminal ? TerminalLine() : nil, isAttached: true)
    return ExecSession(number: number)
  }

  /// Hands bytes to the standard input of a session; the caller advances the container afterwards.
  package mutating func write(_ bytes: [UInt8], to session: ExecSession) {
    guard let entry = sessions[session.number], entry.end == nil else { return }
    guard var terminal = entry.terminal else {
      machine.consoles[entry.console]?.input += bytes
      return
    }
    let result = terminal.take(bytes)
    sessions[session.number]?.terminal = terminal
    machine.consoles[entry.console]?.write(result.echo, isError: false)
    machine.consoles[entry.console]?.input += result.input
    if result.isInterrupt { interrupt(console: entry.console) }
    if result.isEnd { machine.consoles[entry.console]?.pendingEnds += 1 }
  }

  /// Whether something in a session reads its standard input and finds nothing there.
  package func waitsForInput(_ session: ExecSession) -> Bool {
    guard let entry = sessions[session.number] else { return false }
    return machine.processes.values.contains { process in
      guard process.console == entry.console, case .waiting(.input(let descriptor)) = process.state,
        let file = process.descriptors[descriptor], case .console? = machine.openFiles[file]?.target
      else { return false }
      return true
    }
  }

  /// Whether more waits in a session's standard input than a pipe holds: its client has to wait.
  package func isInputFull(_ session: ExecSession) -> Bool {
    guard let entry = sessions[session.number], entry.end == nil else { return false }
    return (machine.consoles[entry.console]?.input.count ?? 0) > Pipe.capacity
  }

  package mutating func closeInput(of session: ExecSession) {
    guard let entry = sessions[session.number] else { return }
    machine.consoles[entry.console]?.isInputClosed = true
  }

  /// Interrupts what runs in a session, as Ctrl-C at its terminal does, or a client that goes away.
  package mutating func interrupt(_ session: ExecSession, at instant: Instant) {
    machine.now = max(machine.now, instant)
    guard let entry = sessions[session.number], !entry.isAttached || entry.terminal != nil else { return }
    interrupt(console: entry.console)
  }

  /// What it ends is not run any more, so that nothing else would notice.
  private mutating func interrupt(console: Int) {
    machine.signal(.interrupt, console: console)
    collectSessions()
  }

  /// Takes what the session wrote since the last call.
  package mutating func takeOutput(of session: ExecSession) -> [ProcessOutput] {
    guard let entry = sessions[session.number] else { return [] }
    sessions[session.number]?.output = []
    let output = entry.isAttached ? entry.output : machine.consoles[entry.console]?.takeOutput() ?? []
    if entry.isOutputFull { collectLog() }
    guard entry.terminal != nil else { return output }
    return output.map { ProcessOutput(bytes: TerminalLine.withCarriageReturns($0.bytes), isError: $0.isError) }
  }

  /// The session's terminal has another size.
  package mutating func resize(_ session: ExecSession, columns: Int, rows: Int) {
    guard let entry = sessions[session.number], entry.terminal != nil else { return }
    machine.consoles[entry.console]?.size = TerminalSize(columns: columns, rows: rows)
  }

  /// The last connections that commands of a session opened, oldest first.
  package func connections(of session: ExecSession) -> [ConnectionReport] {
    sessions[session.number].flatMap { machine.consoles[$0.console]?.connections } ?? []
  }

  /// The same of the container's own commands, whose output is its log.
  package var connections: [ConnectionReport] { machine.consoles[0]?.connections ?? [] }

  /// How the session ended; nil while it runs.
  package func end(of session: ExecSession) -> ExecEnd? {
    guard let entry = sessions[session.number] else { return .exited(code: 137) }
    return entry.end
  }

  /// Forgets a session that ended; one that runs is killed.
  package mutating func close(_ session: ExecSession) {
    defer { sessions[session.number] = nil }
    if sessions[session.number]?.isAttached == true { return }
    for number in machine.processes.keys.sorted() where machine.processes[number]?.console == session.number {
      machine.send(9, to: number)
      machine.processes[number] = nil
    }
    machine.consoles[session.number] = nil
  }

  private mutating func collectSessions() {
    for number in sessions.keys.sorted() where sessions[number]?.end == nil && sessions[number]?.isAttached == false {
      guard let process = sessions[number]?.process, let status = machine.reap(process) else { continue }
      sessions[number]?.end = .exited(code: status & 255)
    }
  }

  // MARK: Volumes

  /// The volumes that were written to since the last call, sorted by name, with all their files.
  package mutating func takeVolumeChanges() -> [(volume: String, files: [String: [UInt8]])] {
    machine.files.takeChangedVolumes().compactMap { volume in
      guard let mount = machine.files.mounts.first(where: { $0.volume == volume }) else { return nil }
      return (volume, machine.files.files(below: "/" + mount.path.joined(separator: "/")))
    }
  }

  /// Puts what another container wrote, or a changed ConfigMap, in place of a volume's files.
  package mutating func replaceFiles(ofVolume volume: String, with files: [String: [UInt8]]) {
    machine.files.replace(volume: volume, with: files, at: machine.now)
  }
}
