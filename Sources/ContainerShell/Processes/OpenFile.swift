/// What a descriptor refers to; descriptors that were duplicated share one.
struct OpenFile: Sendable {
  enum Target: Sendable {
    case file(path: String, isAppending: Bool)
    case pipeReader(Int)
    case pipeWriter(Int)
    case device(FileNode.Device)
    case console(Int, isError: Bool)
    /// Bytes that are there already: a here-document, a file of /proc.
    case bytes([UInt8])
    case closed
  }

  var target: Target
  var offset = 0
  var isReadable = true
  var isWritable = true
  /// How many descriptors refer to it.
  var references = 1
}

struct Pipe: Sendable {
  /// A writer waits while more than this is unread.
  static let capacity = 65_536

  var bytes: [UInt8] = []
  var start = 0
  var readers = 1
  var writers = 1

  var count: Int { bytes.count - start }

  mutating func take(_ limit: Int) -> [UInt8] {
    let end = min(bytes.count, start + max(0, limit))
    let taken = Array(bytes[start..<end])
    start = end
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: false)
      start = 0
    } else if start > Self.capacity {
      bytes.removeFirst(start)
      start = 0
    }
    return taken
  }
}

/// How many characters a terminal shows.
struct TerminalSize: Hashable, Sendable {
  var columns = 0
  var rows = 0
}

/// The end of standard input and output that somebody outside holds: a log, a terminal.
struct Console: Sendable {
  var output: [ProcessOutput] = []
  var input: [UInt8] = []
  var isInputClosed = false
  var isTerminal = false
  /// As its client said; nothing where it said nothing.
  var size = TerminalSize()
  /// Ends of input that were typed (Ctrl-D): each counts for one read.
  var pendingEnds = 0
  /// Bytes that wait in `output`; a writer waits above the capacity.
  var waitingBytes = 0

  /// The last connections of the console's commands, oldest first.
  private(set) var connections: [ConnectionReport] = []

  static let capacity = 128 << 10
  var isFull: Bool { waitingBytes > Self.capacity }
  private static let connectionLimit = 64

  mutating func report(_ connection: ConnectionReport) {
    connections.append(connection)
    if connections.count > Self.connectionLimit { connections.removeFirst() }
  }

  mutating func write(_ bytes: [UInt8], isError: Bool) {
    guard !bytes.isEmpty else { return }
    waitingBytes += bytes.count
    if let last = output.indices.last, output[last].isError == isError, output[last].bytes.count < 65_536 {
      output[last].bytes += bytes
    } else {
      output.append(ProcessOutput(bytes: bytes, isError: isError))
    }
  }

  mutating func takeOutput() -> [ProcessOutput] {
    defer {
      output = []
      waitingBytes = 0
    }
    return output
  }
}
