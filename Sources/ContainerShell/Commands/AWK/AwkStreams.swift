/// The files and commands that an awk program has open.
struct AwkStreams: Sendable {
  private struct Reader: Sendable {
    var bytes: [UInt8]
    var position = 0
  }

  /// Descriptors by the names of files and commands.
  private var writers: [String: Int] = [:]
  private var readers: [String: Reader] = [:]
  private var nextDescriptor = 20
  /// Commands that read what was printed to them.
  private(set) var children: [Int] = []

  private static let limit = 100

  mutating func write(
    _ bytes: [UInt8], to name: String, _ kind: AwkStatement.Redirection, _ process: inout ProcessView
  ) throws(AwkFailure) {
    let descriptor: Int
    if let known = writers[name] { descriptor = known } else { descriptor = try open(name, kind, &process) }
    try? process.write(bytes, descriptor)
  }

  private mutating func open(
    _ name: String, _ kind: AwkStatement.Redirection, _ process: inout ProcessView
  ) throws(AwkFailure) -> Int {
    guard writers.count < Self.limit else { throw AwkFailure(message: "too many open files") }
    if kind == .command {
      try start(name, &process)
    } else {
      do {
        process.attach(try process.open(name, kind == .append ? .append : .write), nextDescriptor)
      } catch {
        throw AwkFailure(message: "cannot open \"\(name)\" (\(error.text))")
      }
    }
    writers[name] = nextDescriptor
    nextDescriptor += 1
    return nextDescriptor - 1
  }

  private mutating func start(_ command: String, _ process: inout ProcessView) throws(AwkFailure) {
    guard case .success(let child) = process.launch(["sh", "-c", command]) else {
      throw AwkFailure(message: "cannot start \"\(command)\"")
    }
    let pipe = process.machine.makePipe()
    process.attach(pipe.writer, nextDescriptor)
    if let old = process.machine.processes[child]?.descriptors[0] { process.machine.release(old) }
    process.machine.retain(pipe.reader)
    process.machine.processes[child]?.descriptors[0] = pipe.reader
    children.append(child)
  }

  /// Closes a file or a command; returns 0, or -1 where it is not open.
  mutating func close(_ name: String, _ process: inout ProcessView) -> Double {
    if readers.removeValue(forKey: name) != nil { return 0 }
    guard let descriptor = writers.removeValue(forKey: name) else { return -1 }
    process.close(descriptor)
    return 0
  }

  mutating func closeAll(_ process: inout ProcessView) {
    for descriptor in writers.values.sorted() { process.close(descriptor) }
    writers = [:]
  }

  /// The next line of a file; nil at its end; -1 is what getline returns for a file that cannot be read.
  mutating func line(of name: String, _ process: ProcessView) throws(FileError) -> [UInt8]? {
    if readers[name] == nil { readers[name] = Reader(bytes: try process.contents(of: name)) }
    guard let reader = readers[name], reader.position < reader.bytes.count else { return nil }
    let end = reader.bytes[reader.position...].firstIndex(of: Byte.newline) ?? reader.bytes.count
    readers[name]?.position = end + 1
    return Array(reader.bytes[reader.position..<end])
  }
}
