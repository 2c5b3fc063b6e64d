import Glibc

/// The process's standard input and the terminal that it may be.
package final class HostTerminal {
  struct Size: Equatable {
    let columns: Int
    let rows: Int
  }

  /// The modes to set again; nil while they are as they were.
  private var original: termios?

  package init() {}

  deinit { restore() }

  package var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Nil where it is not known.
  var size: Size? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// The next bytes of standard input; nil at its end.
  package func read() -> [UInt8]? {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: 32 << 10) { buffer, size in
        count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        size = max(0, count)
      }
      if count > 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  package func readAll() -> [UInt8] {
    var all: [UInt8] = []
    while let bytes = read() { all += bytes }
    return all
  }

  /// From here on every key comes as it is pressed, Ctrl-C too, and the terminal shows none.
  func takeKeys() {
    var modes = termios()
    guard original == nil, tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    original = modes
    cfmakeraw(&modes)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  func restore() {
    guard var modes = original else { return }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    original = nil
  }
}
