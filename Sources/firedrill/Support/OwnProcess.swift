import Foundation
import Glibc

/// The program itself, in another process.
enum OwnProcess {
  /// glibc's POSIX_SPAWN_SETSID, which its headers keep for themselves.
  private static let startsSession: Int16 = 0x80

  /// What it printed.
  static func run(_ arguments: [String]) throws -> String {
    let (process, reader) = try start(arguments)
    defer { close(reader) }
    let output = readAll(reader)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw Failure("firedrill cannot be waited for: \(String(cString: strerror(errno)))") }
    }
    guard status == 0 else {
      throw Failure("firedrill \(arguments.joined(separator: " ")) ended with status \(status)")
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A process that nobody waits for yet, and where what it prints can be read.
  static func start(_ arguments: [String]) throws -> (process: pid_t, reader: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure("no pipe: \(String(cString: strerror(errno)))") }
    let (reader, writer) = (ends[0], ends[1])
    defer { close(writer) }
    return (try spawn(["firedrill"] + arguments, reader, writer), reader)
  }

  /// A process behind a terminal, whose signals and size are its own.
  static func start(
    _ arguments: [String], onTerminal name: String, environment: [String: String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens is the session's.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
    for file in [STDOUT_FILENO, STDERR_FILENO] { posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, file) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, startsSession)
    return try spawn(["firedrill"] + arguments, &actions, &attributes, environment)
  }

  private static func spawn(_ words: [String], _ reader: Int32, _ writer: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, writer, STDOUT_FILENO)
    for end in [reader, writer] where end != STDOUT_FILENO { posix_spawn_file_actions_addclose(&actions, end) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    return try spawn(words, &actions, &attributes, [:])
  }

  private static func spawn(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t,
    _ others: [String: String]
  ) throws -> pid_t {
    var environment = ProcessInfo.processInfo.environment.merging(others) { $1 }
    environment["FIREDRILL_SCENARIOS"] = Catalogue.folder
    let variables = environment.map { $0.key + "=" + $0.value }
    var process = pid_t()
    let problem = withTexts(words) { words in
      withTexts(variables) { posix_spawn(&process, "/proc/self/exe", &actions, &attributes, words, $0) }
    }
    guard problem == 0 else { throw Failure("firedrill cannot start itself: \(String(cString: strerror(problem)))") }
    return process
  }

  /// Lends texts to C, as an array that ends with null.
  private static func withTexts<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }

  private static func readAll(_ file: Int32) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count > 0 {
        output += buffer.prefix(count)
      } else if count == 0 || errno != EINTR {
        return output
      }
    }
  }
}
