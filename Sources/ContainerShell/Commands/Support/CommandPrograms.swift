import SimulationKernel

/// A command that does all at once.
struct InstantCommand: Program {
  let arguments: [String]
  let body: @Sendable ([String], inout ProcessView) -> Int

  mutating func step(_ process: inout ProcessView) -> ProgramStep { .exit(body(arguments, &process)) }
}

/// A command that works on all of its input.
struct CollectingCommand: Program {
  struct Input: Sendable {
    var path: String
    var bytes: [UInt8]
  }

  let name: String
  var reader: InputReader
  let body: @Sendable ([Input], inout ProcessView) -> Int
  /// When an input could not be read.
  let failureCode: Int
  private var inputs: [Input] = []
  private var current: [UInt8] = []
  private var hasFailed = false

  /// More than this of input ends a command, as the lack of memory would.
  static let limit = 64 << 20

  init(
    name: String, paths: [String], failureCode: Int = 1,
    body: @escaping @Sendable ([Input], inout ProcessView) -> Int
  ) {
    self.name = name
    self.failureCode = failureCode
    reader = InputReader(paths)
    self.body = body
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    let path = reader.currentPath
    switch reader.next(&process) {
    case .bytes(let bytes):
      current += bytes
      if current.count > Self.limit {
        process.printError("\(name): out of memory\n")
        return .exit(1)
      }
      return .again
    case .notYet(let step): return step
    case .endOfFile:
      inputs.append(Input(path: path, bytes: current))
      current = []
      return .again
    case .failed(let path, let error):
      process.reportUnreadable(name, path, error)
      hasFailed = true
      current = []
      return .again
    case .end:
      if inputs.isEmpty, hasFailed { return .exit(failureCode) }
      let code = body(inputs, &process)
      return .exit(code == 0 && hasFailed ? failureCode : code)
    }
  }
}

/// What a command does with each line of its input, as it comes.
protocol LineFilter: Sendable {
  /// Before the first line of each input.
  mutating func begin(path: String, _ process: inout ProcessView)
  /// Takes a line without its end; a code ends the command.
  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int?
  /// After the last line of all.
  mutating func end(_ process: inout ProcessView) -> Int
  /// The code when an input could not be read.
  var failureCode: Int { get }
}

extension LineFilter {
  mutating func begin(path: String, _ process: inout ProcessView) {}
  var failureCode: Int { 1 }
}

struct FilterProgram<Filter: LineFilter>: Program {
  let name: String
  var reader: InputReader
  var filter: Filter
  var isQuiet = false
  private var rest: [UInt8] = []
  private var hasFailed = false
  private var hasBegun = false

  init(name: String, paths: [String], filter: Filter, isQuiet: Bool = false) {
    self.name = name
    reader = InputReader(paths)
    self.filter = filter
    self.isQuiet = isQuiet
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    let path = reader.currentPath
    switch reader.next(&process) {
    case .bytes(let bytes):
      begin(path, &process)
      return lines(bytes, &process)
    case .notYet(let step): return step
    case .endOfFile:
      begin(path, &process)
      hasBegun = false
      if !rest.isEmpty {
        let line = rest
        rest = []
        if let code = filter.take(line, hasNewline: false, &process) { return .exit(code) }
      }
      return .again
    case .failed(let path, let error):
      if !isQuiet { process.reportUnreadable(name, path, error) }
      hasFailed = true
      return .again
    case .end:
      let code = filter.end(&process)
      return .exit(hasFailed ? max(code, filter.failureCode) : code)
    }
  }

  private mutating func begin(_ path: String, _ process: inout ProcessView) {
    guard !hasBegun else { return }
    hasBegun = true
    filter.begin(path: path, &process)
  }

  private mutating func lines(_ bytes: [UInt8], _ process: inout ProcessView) -> ProgramStep {
    var start = 0
    while start < bytes.count, let end = bytes[start...].firstIndex(of: Byte.newline) {
      var line = rest
      rest = []
      line += bytes[start..<end]
      start = end + 1
      if let code = filter.take(line, hasNewline: true, &process) { return .exit(code) }
      if process.machine.processes[process.number]?.hasBrokenPipe == true { return .again }
    }
    rest += bytes[start...]
    if rest.count > CollectingCommand.limit {
      process.printError("\(name): out of memory\n")
      return .exit(1)
    }
    return .again
  }
}

/// A command whose course is known when it starts, with the time that it takes.
struct TimedCommand: Program {
  struct Piece: Sendable {
    var delay: Duration
    var text: [UInt8]
    var isError: Bool
  }

  private var pieces: [Piece]
  private var next = 0
  private var deadline: Duration?
  private let code: Int
  private let prepare: (@Sendable (inout ProcessView) -> (pieces: [Piece], code: Int))?

  init(pieces: [Piece], code: Int) {
    self.pieces = pieces
    self.code = code
    prepare = nil
  }

  /// A command that looks at the machine when it starts.
  init(_ prepare: @escaping @Sendable (inout ProcessView) -> (pieces: [Piece], code: Int)) {
    pieces = []
    code = 0
    self.prepare = prepare
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if let prepare {
      let (pieces, code) = prepare(&process)
      self = TimedCommand(pieces: pieces, code: code)
    }
    guard next < pieces.count else { return .exit(code) }
    let piece = pieces[next]
    if piece.delay > .zero, deadline == nil {
      deadline = piece.delay
      return .wait(.time(process.now + piece.delay))
    }
    deadline = nil
    next += 1
    try? process.write(piece.text, piece.isError ? 2 : 1)
    return .again
  }
}
