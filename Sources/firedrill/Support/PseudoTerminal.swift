import Foundation
import Glibc

/// The program itself behind a terminal of its own: what a player sees and types.
final class PseudoTerminal {
  /// Linux' TIOCSPTLCK and TIOCGPTN.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  let process: pid_t
  private let terminal: Int32

  /// - Parameters:
  ///   - rows: of the terminal, as `columns`.
  ///   - environment: beside that of this process.
  init(_ arguments: [String], rows: Int, columns: Int, environment: [String: String]) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: Int32 = 0
    guard terminal >= 0, ioctl(terminal, Self.setLock, &lock) == 0, ioctl(terminal, Self.getNumber, &number) == 0 else {
      throw Failure("no terminal: \(String(cString: strerror(errno)))")
    }
    var size = winsize(ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    process = try OwnProcess.start(arguments, onTerminal: "/dev/pts/\(number)", environment: environment)
  }

  deinit {
    kill(process, SIGTERM)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    close(terminal)
  }

  func type(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard write(terminal, bytes, bytes.count) == bytes.count else { throw Failure("the game takes no keys") }
  }

  /// Waits until `text` was written since the last wait.
  func wait(for text: String, seconds: Int32 = 20) throws {
    let wanted = Data(text.utf8)
    var seen = Data()
    while seen.range(of: wanted) == nil {
      guard let bytes = read(within: seconds * 1000) else {
        throw Failure(
          "the game did not show \"\(text)\"; it showed: \(String(decoding: seen.suffix(400), as: UTF8.self))")
      }
      seen += bytes
    }
  }

  /// Waits until nothing was written for a while.
  func waitForQuiet(milliseconds: Int32 = 60) { while read(within: milliseconds) != nil {} }

  /// Nil when nothing came in time, or nothing comes any more.
  private func read(within milliseconds: Int32) -> [UInt8]? {
    var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(terminal, &buffer, buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }
}
