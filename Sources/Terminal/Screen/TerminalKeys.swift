import Glibc

/// Keys, and the signals that a full-screen program must answer.
package final class TerminalKeys {
  package enum Event: Hashable, Sendable {
    case key(Key)
    /// The terminal's size changed, or nothing came in time.
    case tick
    /// The terminal is gone, or the process is to end.
    case end
  }

  /// A pause after which Escape stands alone.
  private static let escapePause: Int32 = 50
  private let device = TerminalDevice()
  private var decoder = KeyDecoder()
  private var waiting: ArraySlice<Key> = []
  private var isOver = false

  package init() {
    // Ends a wait early; the size is read afterwards.
    signal(SIGWINCH) { _ in }
    var signals = Self.endings
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// The next key, or what else happened within `milliseconds`.
  package func next(within milliseconds: Int32) -> Event {
    if let key = waiting.popFirst() { return .key(key) }
    if isOver || isToEnd { return .end }
    let pause = decoder.isWaiting ? min(Self.escapePause, milliseconds) : milliseconds
    guard let bytes = device.read(waitingAtMost: max(0, pause)) else {
      isOver = true
      return .end
    }
    waiting = (bytes.isEmpty ? decoder.flush() : decoder.decode(bytes))[...]
    return waiting.popFirst().map(Event.key) ?? .tick
  }

  /// Whether keys came that nobody has taken.
  package var hasKeys: Bool { !waiting.isEmpty || !isOver && device.hasInput }

  private var isToEnd: Bool {
    var signals = Self.endings
    var none = timespec(tv_sec: 0, tv_nsec: 0)
    return sigtimedwait(&signals, nil, &none) > 0
  }

  private static var endings: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    return signals
  }
}
