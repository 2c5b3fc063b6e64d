import Glibc

/// The process's terminal: standard input and output, their size and their modes.
package struct TerminalDevice {
  package init() {}

  package var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  package var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether colours are wanted: a terminal that knows them, and nobody said otherwise (no-color.org).
  package var wantsColour: Bool {
    outputIsTerminal && Self.environment("NO_COLOR").isEmpty && movesCursor && !isDECTerminal
  }

  /// Such as a vt100 or a vt220, which know no colours; VTE's terminals are others.
  private var isDECTerminal: Bool {
    let kind = Self.environment("TERM")
    return kind.hasPrefix("vt") && !kind.hasPrefix("vte")
  }

  /// Whether the terminal is more than paper: a line can be drawn over.
  package var movesCursor: Bool { !["", "dumb"].contains(Self.environment("TERM")) }

  private static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

  /// 80 where the terminal does not say.
  package var columns: Int { size?.columns ?? 80 }

  /// 24 where the terminal does not say.
  package var rows: Int { size?.rows ?? 24 }

  /// Nil where there is no terminal, or it does not say.
  package var size: (rows: Int, columns: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  /// Whether bytes of standard input wait to be read.
  package var hasInput: Bool {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// Writes all of it, however often the system takes only a part. A reader that has gone away is not an error.
  package func write(_ bytes: [UInt8], toError: Bool = false) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.write(toError ? STDERR_FILENO : STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  package func write(_ text: String, toError: Bool = false) {
    write(Array(text.utf8), toError: toError)
  }

  /// The next bytes of standard input; nil at its end, empty when nothing came within `milliseconds`.
  package func read(waitingAtMost milliseconds: Int32 = -1) -> [UInt8]? {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let ready = poll(&request, 1, milliseconds)
    if ready == 0 || (ready < 0 && errno == EINTR) { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Runs `body` while the terminal does not show what is typed.
  package func withoutEcho<Value>(_ body: () -> Value) -> Value {
    var original = termios()
    guard tcgetattr(STDIN_FILENO, &original) == 0 else { return body() }
    var hidden = original
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &original) }
    return body()
  }

  /// Runs `body` with the terminal giving every key as it comes; sets it back afterwards.
  package func withRawInput<Value>(_ body: () -> Value) -> Value {
    var original = termios()
    guard tcgetattr(STDIN_FILENO, &original) == 0 else { return body() }
    var raw = original
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | ISTRIP)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    // Bracketed paste: a pasted text comes in one piece and never runs by itself.
    write("\u{1B}[?2004h")
    defer {
      write("\u{1B}[?2004l")
      tcsetattr(STDIN_FILENO, TCSADRAIN, &original)
    }
    return body()
  }
}
