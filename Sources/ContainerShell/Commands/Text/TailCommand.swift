import SimulationKernel

/// The last lines of its input, and with -f what comes after.
struct TailCommand: Program {
  private let options: CommandOptions
  private let count: Int
  private let fromStart: Bool
  private var reader: InputReader
  private var current: [UInt8] = []
  private var followed: String?
  private var position = 0
  private var isFirst = true
  private var hasFailed = false

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      LineCount.modern(arguments), "n:c:fFqs:v", names: ["lines": "n", "bytes": "c", "follow": "f"])
    let text = options.value("c") ?? options.value("n") ?? "10"
    guard let count = LineCount.parse(text.hasPrefix("+") ? String(text.dropFirst()) : text) else {
      return Commands.instant([]) { _, process in
        process.printError("tail: invalid number '\(text)'\n")
        return 1
      }
    }
    return TailCommand(
      options: options, count: Int(clamping: count.magnitude), fromStart: text.hasPrefix("+"),
      reader: InputReader(options.operands))
  }

  private init(options: CommandOptions, count: Int, fromStart: Bool, reader: InputReader) {
    self.options = options
    self.count = count
    self.fromStart = fromStart
    self.reader = reader
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if let followed { return follow(followed, &process) }
    let path = reader.currentPath
    if isEndless(path, process) {
      // It keeps all that it reads while it waits for an end: its memory grows until somebody stops it.
      let now = process.now
      process.machine.processes[process.number]?.memory = MemoryUse(
        base: 1 << 20, since: now, growthPerMinute: 60 * (400 << 20))
      process.machine.processes[process.number]?.cpu = 1000
      return .wait(.forever)
    }
    switch reader.next(&process) {
    case .bytes(let bytes):
      current += bytes
      // Only the end is needed, but for a pipe that never ends the memory must stay bounded.
      if current.count > CollectingCommand.limit { current.removeFirst(current.count / 2) }
      return .again
    case .notYet(let step): return step
    case .endOfFile:
      show(path, &process)
      if (options.has("f") || options.has("F")), path != "-" {
        followed = path
        position = (try? process.contents(of: path).count) ?? 0
      }
      current = []
      return .again
    case .failed(let path, let error):
      process.reportUnreadable("tail", path, error)
      hasFailed = true
      return .again
    case .end: return .exit(hasFailed ? 1 : 0)
    }
  }

  private func isEndless(_ path: String, _ process: ProcessView) -> Bool {
    guard path != "-" else { return false }
    guard let node = try? process.machine.files.node(path, in: process.directory),
      case .device(let device) = node.content
    else { return false }
    if case .zero = device { return true }
    if case .null = device { return options.has("f") }
    return false
  }

  private mutating func show(_ path: String, _ process: inout ProcessView) {
    if reader.paths.count > 1 { process.print((isFirst ? "" : "\n") + "==> \(path) <==\n") }
    isFirst = false
    if options.has("c") {
      try? process.write(fromStart ? Array(current.dropFirst(max(0, count - 1))) : current.suffix(count))
    } else {
      let lines = LineCount.lines(current)
      try? process.write(Array((fromStart ? lines.dropFirst(max(0, count - 1)) : lines.suffix(count)).joined()))
    }
  }

  private mutating func follow(_ path: String, _ process: inout ProcessView) -> ProgramStep {
    if let bytes = try? process.contents(of: path) {
      if bytes.count < position { position = 0 }
      if bytes.count > position {
        try? process.write(Array(bytes[position...]))
        position = bytes.count
      }
    }
    return .wait(.time(process.now + .seconds(1)))
  }
}
