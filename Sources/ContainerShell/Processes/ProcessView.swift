import SimulationKernel

/// The machine as one process sees it while it runs.
struct ProcessView {
  var machine: Machine
  var number: Int
  let surroundings: any ContainerSurroundings

  enum ReadResult {
    case bytes([UInt8])
    case end
    case notYet
    case failed(FileError)
  }

  var now: Instant { machine.now }
  var directory: String { machine.processes[number]?.directory ?? "/" }
  var user: FileUser { machine.processes[number]?.user ?? .root }
  var arguments: [String] { machine.processes[number]?.arguments ?? [] }
  var environment: [String: String] { machine.processes[number]?.environment ?? [:] }

  // MARK: Reading and writing

  func openFile(_ descriptor: Int) -> (number: Int, file: OpenFile)? {
    guard let file = machine.processes[number]?.descriptors[descriptor], let entry = machine.openFiles[file] else {
      return nil
    }
    return (file, entry)
  }

  mutating func read(_ descriptor: Int = 0, limit: Int = 65_536) -> ReadResult {
    guard let (file, entry) = openFile(descriptor), entry.isReadable else { return .failed(.badDescriptor) }
    switch entry.target {
    case .file(let path, _):
      do {
        return advance(file, entry, in: try machine.files.read(path, as: user), limit)
      } catch {
        return .failed(error)
      }
    case .bytes(let bytes): return advance(file, entry, in: bytes, limit)
    case .pipeReader(let pipe):
      guard let state = machine.pipes[pipe] else { return .end }
      if state.count == 0 { return state.writers > 0 ? .notYet : .end }
      return .bytes(machine.pipes[pipe]?.take(limit) ?? [])
    case .console(let console, _):
      guard let state = machine.consoles[console] else { return .end }
      if state.input.isEmpty {
        guard state.pendingEnds > 0 else { return state.isInputClosed ? .end : .notYet }
        machine.consoles[console]?.pendingEnds -= 1
        return .end
      }
      let taken = Array(state.input.prefix(limit))
      machine.consoles[console]?.input.removeFirst(taken.count)
      return .bytes(taken)
    case .device(.zero): return .bytes([UInt8](repeating: 0, count: min(limit, 65_536)))
    case .device(.random):
      return .bytes((0..<min(limit, 4096)).map { _ in UInt8(truncatingIfNeeded: machine.random.next()) })
    case .device(.full): return .bytes([UInt8](repeating: 0, count: min(limit, 65_536)))
    case .device(.null), .closed, .pipeWriter: return .end
    case .device(.terminal): return .notYet
    }
  }

  private mutating func advance(_ file: Int, _ entry: OpenFile, in bytes: [UInt8], _ limit: Int) -> ReadResult {
    guard entry.offset < bytes.count else { return .end }
    let end = min(bytes.count, entry.offset + max(1, limit))
    machine.openFiles[file]?.offset = end
    return .bytes(Array(bytes[entry.offset..<end]))
  }

  /// Puts back what was read too much, where that is possible.
  mutating func unread(_ bytes: [UInt8], _ descriptor: Int = 0) {
    guard !bytes.isEmpty, let (file, entry) = openFile(descriptor) else { return }
    switch entry.target {
    case .file, .bytes: machine.openFiles[file]?.offset = max(0, entry.offset - bytes.count)
    case .pipeReader(let pipe):
      guard var state = machine.pipes[pipe] else { return }
      state.bytes = bytes + state.bytes[state.start...]
      state.start = 0
      machine.pipes[pipe] = state
    case .console(let console, _): machine.consoles[console]?.input.insert(contentsOf: bytes, at: 0)
    default: break
    }
  }

  /// Writes; fails when nobody reads any more or there is no space.
  mutating func write(_ bytes: [UInt8], _ descriptor: Int = 1) throws(FileError) {
    guard let (file, entry) = openFile(descriptor), entry.isWritable else { throw .badDescriptor }
    switch entry.target {
    case .file(let path, let isAppending): try writeFile(file, entry, path, isAppending, bytes)
    case .pipeWriter(let pipe):
      guard let state = machine.pipes[pipe], state.readers > 0 else {
        machine.processes[number]?.hasBrokenPipe = true
        throw .brokenPipe
      }
      machine.pipes[pipe]?.bytes += bytes
    case .console(let console, let isError):
      let isTerminal = machine.consoles[console]?.isTerminal ?? false
      machine.consoles[console]?.write(bytes, isError: isError && !isTerminal)
    case .device(.full): throw .noSpace
    case .device, .closed: break
    case .pipeReader, .bytes: throw .badDescriptor
    }
  }

  private mutating func writeFile(
    _ file: Int, _ entry: OpenFile, _ path: String, _ isAppending: Bool, _ bytes: [UInt8]
  ) throws(FileError) {
    guard !bytes.isEmpty else { return }
    let size = (try? machine.files.node(path))?.size ?? 0
    // Space was asked for as the opener: permission was checked when the file was opened.
    if isAppending || entry.offset >= size {
      try machine.files.write(bytes, to: path, appending: true, at: now)
    } else {
      var content = try machine.files.read(path)
      let end = min(content.count, entry.offset + bytes.count)
      content.replaceSubrange(entry.offset..<end, with: bytes)
      try machine.files.write(content, to: path, at: now)
    }
    machine.openFiles[file]?.offset = (isAppending ? size : entry.offset) + bytes.count
  }

  mutating func print(_ text: String, _ descriptor: Int = 1) {
    try? write(Array(text.utf8), descriptor)
  }

  mutating func printError(_ text: String) { print(text, 2) }

  /// Whether what a descriptor leads to still takes output.
  func isBroken(_ descriptor: Int = 1) -> Bool {
    guard let (_, entry) = openFile(descriptor), case .pipeWriter(let pipe) = entry.target else { return false }
    return (machine.pipes[pipe]?.readers ?? 0) <= 0
  }

  func isTerminal(_ descriptor: Int) -> Bool {
    guard let (_, entry) = openFile(descriptor), case .console(let console, _) = entry.target else { return false }
    return machine.consoles[console]?.isTerminal ?? false
  }

  /// Of the terminal from which the process was started.
  var terminalSize: TerminalSize? {
    machine.processes[number].flatMap { machine.consoles[$0.console] }?.size
  }

  // MARK: Descriptors

  enum OpenMode { case read, write, append }

  /// Opens a file for a redirection or a command; returns the open file, which the caller attaches or releases.
  mutating func open(_ path: String, _ mode: OpenMode) throws(FileError) -> Int {
    let absolute = FilePath.absolute(path, in: directory)
    if let stream = standardStream(absolute) { return stream }
    if mode == .read, let content = ProcFiles.content(of: absolute, for: self) { return machine.open(.bytes(content)) }
    if let node = try? machine.files.node(path, in: directory), case .device(let device) = node.content {
      return machine.open(.device(device))
    }
    if mode == .read {
      _ = try machine.files.read(path, in: directory, as: user)
    } else {
      try machine.files.write([], to: path, in: directory, appending: mode == .append, as: user, at: now)
    }
    let real = "/" + (try machine.files.resolve(path, in: directory)).joined(separator: "/")
    return machine.open(
      .file(path: real, isAppending: mode == .append), isReadable: mode == .read, isWritable: mode != .read)
  }

  private func standardStream(_ path: String) -> Int? {
    let owner = path.hasPrefix("/proc/1/fd/") ? 1 : number
    for prefix in ["/dev/fd/", "/proc/self/fd/", "/proc/1/fd/"] where path.hasPrefix(prefix) {
      return Int(path.dropFirst(prefix.count)).flatMap { machine.processes[owner]?.descriptors[$0] }
    }
    let streams = ["/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2]
    return streams[path].flatMap { machine.processes[number]?.descriptors[$0] }
  }

  /// Makes a descriptor refer to an open file.
  mutating func attach(_ file: Int, _ descriptor: Int) {
    machine.retain(file)
    close(descriptor)
    machine.processes[number]?.descriptors[descriptor] = file
  }

  mutating func close(_ descriptor: Int) {
    if let old = machine.processes[number]?.descriptors.removeValue(forKey: descriptor) { machine.release(old) }
  }

  /// Reads a whole file, or what /proc shows there.
  func contents(of path: String) throws(FileError) -> [UInt8] {
    let absolute = FilePath.absolute(path, in: directory)
    if let content = ProcFiles.content(of: absolute, for: self) { return content }
    return try machine.files.read(path, in: directory, as: user)
  }
}
