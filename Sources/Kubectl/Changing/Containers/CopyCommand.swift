import APIServer
import KubernetesModel

/// `kubectl cp`: copies files with a `tar` that runs in the container.
struct CopyCommand: KubectlCommand {
  let name = "cp"
  let flags: [FlagDefinition] = [
    .string("container", short: "c"),
    .bool("no-preserve"),
    .integer("retries"),
  ]

  /// `pod:path` or a path of the player's own.
  private struct Place {
    let namespace: String
    let pod: String
    let path: String

    var isRemote: Bool { !pod.isEmpty }

    init(_ text: String) throws(KubectlError) {
      let malformed = KubectlError.message(
        "filespec must match the canonical format: [[namespace/]pod:]file/path")
      guard let mark = text.firstIndex(of: ":") else {
        (namespace, pod, path) = ("", "", text)
        return
      }
      if mark == text.startIndex { throw malformed }
      path = String(text[text.index(after: mark)...])
      let parts = text[..<mark].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      switch parts.count {
      case 1: (namespace, pod) = ("", parts[0])
      case 2: (namespace, pod) = (parts[0], parts[1])
      default: throw malformed
      }
    }
  }

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 2 else { throw .message("source and destination are required") }
    let source = try Place(context.arguments[0])
    let target = try Place(context.arguments[1])
    if source.isRemote, target.isRemote { throw .message("one of src or dest must be a local file specification") }
    if source.path.isEmpty || target.path.isEmpty { throw .message("filepath can not be empty") }
    if source.isRemote { return try download(source, to: target.path, context) }
    guard target.isRemote else { throw .message("one of src or dest must be a remote file specification") }
    try upload(source.path, to: target, context)
  }

  // MARK: To a container

  private func upload(_ path: String, to place: Place, _ context: CommandContext) throws(KubectlError) {
    let files = context.environment.files
    guard files.isDirectory(path) || (try? files.read(path)) != nil else {
      throw .message("\(path) doesn't exist in local filesystem")
    }
    let name = KeyedSources.lastPart(of: path)
    var folder = Self.folder(of: place.path)
    var entry = KeyedSources.lastPart(of: place.path)
    // A destination that is a directory takes the source under its own name.
    if try execute(["test", "-d", place.path], place, context, output: { _, _ in }) == 0 {
      folder = place.path
      entry = name
    }
    var archive = TarArchive()
    try add(path, as: entry, to: &archive, depth: 0, context)
    var command = ["tar", context.flags.bool("no-preserve") ? "--no-same-permissions" : "", "-xmf", "-", "-C", folder]
    command.removeAll(where: \.isEmpty)
    let code = try execute(command, place, context, input: archive.bytes)
    try ContainerStream.check(code, context)
  }

  private func add(
    _ path: String, as name: String, to archive: inout TarArchive, depth: Int, _ context: CommandContext
  ) throws(KubectlError) {
    let files = context.environment.files
    guard depth < 32 else { return }
    do throws(FileProblem) {
      if files.isDirectory(path) {
        archive.addDirectory(name)
        for child in try files.list(path) {
          do throws(KubectlError) {
            try add(path + "/" + child, as: name + "/" + child, to: &archive, depth: depth + 1, context)
          } catch {
            throw FileProblem(error.message)
          }
        }
      } else {
        archive.addFile(name, try files.read(path))
      }
    } catch {
      throw .message("open \(path): \(error.reason)")
    }
  }

  // MARK: From a container

  private func download(_ place: Place, to path: String, _ context: CommandContext) throws(KubectlError) {
    var received: [UInt8] = []
    let code = try execute(["tar", "cf", "-", place.path], place, context) { bytes, isError in
      if isError {
        context.environment.output.write(bytes, isError: true)
      } else {
        received += bytes
      }
    }
    // What tar could not read it said itself; kubectl takes what came.
    if received.isEmpty, code != 0 { return }
    let files = context.environment.files
    let base = String(place.path.drop { $0 == "/" })
    let target = files.isDirectory(path) ? path + "/" + KeyedSources.lastPart(of: place.path) : path
    for entry in TarArchive.files(in: received) {
      // What lies outside of the wanted path is not taken.
      let name = String(entry.name.drop { $0 == "/" })
      guard name == base || name.hasPrefix(base + "/"), !name.split(separator: "/").contains("..") else { continue }
      do throws(FileProblem) {
        try files.write(entry.bytes, to: target + name.dropFirst(base.count))
      } catch {
        throw .message("open \(target): \(error.reason)")
      }
    }
  }

  private func execute(
    _ command: [String], _ place: Place, _ context: CommandContext, input: [UInt8]? = nil,
    output: (([UInt8], Bool) -> Void)? = nil
  ) throws(KubectlError) -> Int {
    let target = try PodTarget.named(
      place.pod, namespace: place.namespace.isEmpty ? context.namespace : place.namespace, context)
    try target.requireRunning("exec into")
    let streams = ContainerStream(context: context)
    let response = try streams.open(
      target, "exec", container: target.container(), command: command, takesInput: input != nil, isTerminal: false)
    return try streams.run(response, input: input.map(ContainerStream.Input.bytes) ?? .none, output: output)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// The ustar format, as far as copying needs it: files and directories.
struct TarArchive {
  private static let block = 512
  private var content: [UInt8] = []

  /// The archive with its end.
  var bytes: [UInt8] { content + Array(repeating: 0, count: 2 * Self.block) }

  mutating func addDirectory(_ name: String) { addHeader(name + "/", size: 0, mode: "0000755", type: 0x35) }

  mutating func addFile(_ name: String, _ bytes: [UInt8]) {
    addHeader(name, size: bytes.count, mode: "0000644", type: 0x30)
    content += bytes
    content += repeatElement(0, count: (Self.block - bytes.count % Self.block) % Self.block)
  }

  private mutating func addHeader(_ name: String, size: Int, mode: String, type: UInt8) {
    var header = Array(repeating: UInt8(0), count: Self.block)
    func put(_ text: String, at offset: Int, limit: Int) {
      for (index, byte) in text.utf8.prefix(limit).enumerated() { header[offset + index] = byte }
    }
    put(name, at: 0, limit: 100)
    put(mode, at: 100, limit: 7)
    put("0000000", at: 108, limit: 7)
    put("0000000", at: 116, limit: 7)
    put(Self.octal(size, digits: 11), at: 124, limit: 11)
    put("00000000000", at: 136, limit: 11)
    put("        ", at: 148, limit: 8)
    header[156] = type
    put("ustar", at: 257, limit: 5)
    put("00", at: 263, limit: 2)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(Self.octal(sum, digits: 6) + "\0 ", at: 148, limit: 8)
    content += header
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// The files of an archive; what cannot be read ends the list.
  static func files(in bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    var offset = 0
    while offset + block <= bytes.count {
      let header = bytes[offset..<offset + block]
      let name = text(header.prefix(100))
      guard !name.isEmpty, let size = Int(text(header.dropFirst(124).prefix(12)).trimmingBlanks, radix: 8), size >= 0,
        size <= bytes.count - offset - block
      else { return files }
      let start = offset + block
      let type = bytes[offset + 156]
      if type == 0x30 || type == 0 { files.append((name, Array(bytes[start..<start + size]))) }
      offset = start + (size + block - 1) / block * block
    }
    return files
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
