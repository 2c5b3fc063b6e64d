/// Finds what a command's name stands for in a machine.
enum Executables {
  enum Finding {
    case found(any Program)
    case notFound(isPath: Bool)
    case denied
    case isDirectory
    case badFormat
    /// The arguments and variables take more room than a process may start with.
    case tooLong
  }

  /// Where the host's commands seem to lie.
  private static let hostFolder = "/usr/local/bin/"

  static let standardPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// The path at which a name is found; nil where it is not.
  static func path(of name: String, path: String?, _ process: ProcessView) -> String? {
    if name.contains("/") { return process.machine.files.exists(name, in: process.directory) ? name : nil }
    if process.machine.hostCommands.contains(name) { return hostFolder + name }
    return candidates(name, path).first {
      guard let node = try? process.machine.files.node($0, in: process.directory), !node.isDirectory else {
        return false
      }
      return node.mode & 0o111 != 0
    }
  }

  private static func candidates(_ name: String, _ path: String?) -> [String] {
    (path ?? standardPath).split(separator: ":").map { FilePath.join(String($0), name) }
  }

  static func find(
    _ words: [String], environment: [String: String], path: String?, _ process: ProcessView
  ) -> Finding {
    guard let name = words.first, !name.isEmpty else { return .notFound(isPath: false) }
    guard ArgumentSpace.holds(words, environment) else { return .tooLong }
    if process.machine.hostCommands.contains(where: { name == $0 || name == hostFolder + $0 }) {
      return .found(HostProgram())
    }
    guard name.contains("/") else {
      guard let place = self.path(of: name, path: path, process) else { return .notFound(isPath: false) }
      return program(at: place, words, environment, process)
    }
    return program(at: name, words, environment, process)
  }

  private static func program(
    at path: String, _ words: [String], _ environment: [String: String], _ process: ProcessView
  ) -> Finding {
    let node: FileNode
    do {
      node = try process.machine.files.node(path, in: process.directory)
    } catch {
      return error == .permissionDenied ? .denied : .notFound(isPath: true)
    }
    if node.isDirectory { return .isDirectory }
    guard node.mode & 0o111 != 0, process.user.user == 0 || process.user.may(1, node) else { return .denied }
    switch node.content {
    case .executable(let command):
      guard let program = Commands.program(command, words, environment, process) else { return .notFound(isPath: true) }
      return .found(program)
    case .file(let bytes): return script(bytes, path, words, environment, process)
    default: return .denied
    }
  }

  /// A file that is no binary: run by what its first line names, or by the shell.
  private static func script(
    _ bytes: [UInt8], _ path: String, _ words: [String], _ environment: [String: String], _ process: ProcessView
  ) -> Finding {
    guard !bytes.prefix(256).contains(0) else { return .badFormat }
    guard bytes.starts(with: Array("#!".utf8)) else {
      return .found(
        ShellProgram(
          script: bytes, name: path,
          dialect: process.machine.dialect == .interactiveBash ? .bash : process.machine.dialect,
          environment: environment, parameters: Array(words.dropFirst())))
    }
    let line = String(decoding: bytes.prefix { $0 != Byte.newline }.dropFirst(2), as: UTF8.self)
    let parts = line.split(separator: " ").map(String.init)
    guard let interpreter = parts.first else { return .badFormat }
    let isEnvironment = FilePath.lastName(interpreter) == "env"
    let name = isEnvironment ? parts.dropFirst().first ?? "" : interpreter
    let command = FilePath.lastName(name)
    guard process.machine.files.exists(interpreter) else { return .notFound(isPath: true) }
    let arguments = [command] + parts.dropFirst(isEnvironment ? 2 : 1) + [path] + words.dropFirst()
    return Commands.program(command, arguments, environment, process).map { .found($0) } ?? .notFound(isPath: true)
  }
}
