import Foundation

/// The built program on a terminal of its own, at which a test types.
final class PseudoTerminal {
  private let main: Int32
  private var process = pid_t()
  private var output = Data()

  // Linux' numbers for what the C library shows only to programs that ask for it.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  enum Problem: Error { case noTerminal, notStarted(Int32) }

  init(
    _ program: Program, _ arguments: [String], kind: String, rows: UInt16 = 24, columns: UInt16 = 80,
    changing changes: [String: String] = [:]
  ) throws {
    main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: Int32 = 0
    var number: UInt32 = 0
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard main >= 0, ioctl(main, Self.setLock, &lock) == 0, ioctl(main, Self.getNumber, &number) == 0,
      ioctl(main, UInt(TIOCSWINSZ), &size) == 0
    else { throw Problem.noTerminal }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the new session's leader, it becomes that session's terminal.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var words: [UnsafeMutablePointer<CChar>?] = ([program.executable.path] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      program.environment.merging(["TERM": kind]) { $1 }.merging(changes) { $1 }.map { strdup("\($0.key)=\($0.value)") }
      + [nil]
    defer { (words + variables).forEach { free($0) } }
    let result = posix_spawn(&process, program.executable.path, &actions, &attributes, &words, &variables)
    guard result == 0 else { throw Problem.notStarted(result) }
  }

  deinit {
    if process > 0 { kill(process, SIGKILL) }
    close(main)
  }

  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads until a text has come since the last call; false when it does not within 20 s.
  func waits(for text: String) -> Bool {
    let deadline = Date().addingTimeInterval(20)
    let wanted = Data(text.utf8)
    while Date() < deadline {
      if let range = output.range(of: wanted) {
        output = Data(output[range.upperBound...])
        return true
      }
      guard readMore() else { return false }
    }
    return false
  }

  /// Reads to the end, and says how the program ended.
  func status() -> Int32 {
    while readMore() {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    process = 0
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Reads to the end, and says what came since the last call of `waits`.
  func rest() -> String {
    while readMore() {}
    return String(decoding: output, as: UTF8.self)
  }

  /// Closes the terminal, as when its window is closed.
  func hangUp() { kill(process, SIGHUP) }

  private func readMore() -> Bool {
    var request = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 20_000) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(main, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer.prefix(count)
    return true
  }
}
