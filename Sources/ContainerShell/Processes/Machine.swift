import SimulationKernel

/// What a container (or the player's workstation) is made of: files, processes, pipes. A small operating system as a value.
struct Machine: Sendable {
  var files: FileSystem
  var hostname: String
  var now: Instant
  var processes = NumberedMap<Process>()
  var openFiles = NumberedMap<OpenFile>()
  var pipes = NumberedMap<Pipe>()
  var consoles = NumberedMap<Console>()
  var dialect: ShellDialect
  /// The program that the image is about, whoever starts it; nil where nobody described one.
  var described: Shared<ProgramDescription>?
  /// What commands exist that are not files of the image: those which the shell's host performs.
  var hostCommands: Set<String> = []
  var hostRequests: [HostCommand] = []
  var random: RandomStream
  let seed: UInt64
  /// The process that takes its step just now: its signals wait until that is done.
  var running: Int?
  /// When a machine that ran out of its budget gets its next chance, and how long it waits after that one.
  var resume: Instant?
  var patience = Duration.milliseconds(10)
  /// Where the end of the first process finds its last words.
  var terminationMessagePath = "/dev/termination-log"
  private var nextProcess = 1
  private var nextOpenFile = 1
  private var nextPipe = 1

  static let processLimit = 256

  init(files: FileSystem, hostname: String, dialect: ShellDialect, at instant: Instant, seed: UInt64) {
    self.files = files
    self.hostname = hostname
    self.dialect = dialect
    now = instant
    random = RandomStream(seed: seed, name: "machine")
    self.seed = seed
  }

  /// Takes the machine out of its place, so that whoever runs it has it alone and changes it without copying.
  mutating func take() -> Machine {
    let machine = self
    self = .vacant
    return machine
  }

  private static let vacant = Machine(
    files: FileSystem(), hostname: "", dialect: .dash, at: .distantPast, seed: 0)

  // MARK: Open files

  mutating func open(_ target: OpenFile.Target, isReadable: Bool = true, isWritable: Bool = true) -> Int {
    let number = nextOpenFile
    nextOpenFile += 1
    openFiles[number] = OpenFile(target: target, isReadable: isReadable, isWritable: isWritable, references: 0)
    return number
  }

  /// Makes a pipe; returns the open files of its two ends.
  mutating func makePipe() -> (reader: Int, writer: Int) {
    let number = nextPipe
    nextPipe += 1
    pipes[number] = Pipe()
    return (open(.pipeReader(number), isWritable: false), open(.pipeWriter(number), isReadable: false))
  }

  mutating func retain(_ file: Int) { openFiles[file]?.references += 1 }

  mutating func release(_ file: Int) {
    guard var entry = openFiles[file] else { return }
    entry.references -= 1
    guard entry.references <= 0 else {
      openFiles[file] = entry
      return
    }
    openFiles[file] = nil
    switch entry.target {
    case .pipeReader(let pipe): closePipe(pipe) { $0.readers -= 1 }
    case .pipeWriter(let pipe): closePipe(pipe) { $0.writers -= 1 }
    default: break
    }
  }

  private mutating func closePipe(_ number: Int, _ change: (inout Pipe) -> Void) {
    guard var pipe = pipes[number] else { return }
    change(&pipe)
    pipes[number] = pipe.readers <= 0 && pipe.writers <= 0 ? nil : pipe
  }

  // MARK: Processes

  /// Starts a process with copies of the descriptors given; nil when there are too many.
  mutating func spawn(
    _ program: any Program, arguments: [String], descriptors: [Int: Int], environment: [String: String],
    directory: String, user: FileUser, parent: Int, console: Int
  ) -> Int? {
    guard processes.count < Self.processLimit else { return nil }
    let number = nextProcess
    nextProcess += 1
    for file in descriptors.values { retain(file) }
    processes[number] = Process(
      identifier: number, parent: parent, program: program, arguments: arguments, descriptors: descriptors,
      environment: environment, directory: directory, user: user, started: now, console: console)
    return number
  }

  /// Ends a process: closes its files, gives its children to the first process, and tells its parent.
  mutating func end(_ number: Int, status: Int) {
    guard var process = processes[number] else { return }
    if case .ended = process.state { return }
    for file in process.descriptors.values { release(file) }
    process.descriptors = [:]
    process.program = VacantProgram()
    process.state = .ended(status)
    let hasParent = processes[process.parent] != nil
    processes[number] = hasParent || process.parent == 0 ? process : nil
    for (child, entry) in processes where entry.parent == number {
      if case .ended = entry.state { processes[child] = nil } else { processes[child]?.parent = -1 }
    }
  }

  func status(of number: Int) -> Int? {
    guard let process = processes[number] else { return 127 }
    if case .ended(let status) = process.state { return status }
    return nil
  }

  /// Takes the end of a process; nil while it runs.
  mutating func reap(_ number: Int) -> Int? {
    guard let status = status(of: number) else { return nil }
    processes[number] = nil
    return status
  }

  /// Sends a signal. The first process is only ended by signals that it takes notice of, and by a kill from outside.
  @discardableResult
  mutating func send(_ signal: Int, to number: Int, fromOutside: Bool = false) -> Bool {
    guard var process = processes[number] else { return false }
    if case .ended = process.state { return false }
    if signal == 0 { return true }
    if running == number, signal != Signal.kill.rawValue {
      processes[number]?.pendingSignals.append(signal)
      return true
    }
    if signal == Signal.kill.rawValue {
      if number != 1 || fromOutside { end(number, status: 137) }
      return true
    }
    processes[number]?.program = VacantProgram()
    let isHandled = Signal(rawValue: signal).map { process.program.receive(signal: $0) } ?? false
    processes[number]?.program = process.program
    if isHandled {
      processes[number]?.state = .ready
    } else if number != 1, !Self.ignoredByDefault.contains(signal) {
      end(number, status: 128 + signal)
    }
    return true
  }

  private static let ignoredByDefault: Set<Int> = [17, 18, 19, 20, 21, 22, 23, 28]

  /// Everything that hangs from a terminal gets the signal, and its next chance at once.
  mutating func signal(_ signal: Signal, console: Int) {
    resume = nil
    for number in processes.keys.sorted() where processes[number]?.console == console {
      if processes[number]?.isBackground == true { continue }
      send(signal.rawValue, to: number)
    }
  }
}
