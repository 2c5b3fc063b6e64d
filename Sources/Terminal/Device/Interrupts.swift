import Glibc

/// Ctrl-C as an event to wait for, instead of the end of the process.
package struct Interrupts {
  /// From here on, in this thread, Ctrl-C is kept until somebody waits for it.
  package init() {
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Lets `duration` pass; true when Ctrl-C came first.
  package func wait(_ duration: Duration) -> Bool {
    var signals = Self.signals
    let (seconds, attoseconds) = max(.zero, duration).components
    var limit = timespec(tv_sec: Int(clamping: seconds), tv_nsec: Int(clamping: attoseconds / 1_000_000_000))
    return sigtimedwait(&signals, nil, &limit) == SIGINT
  }

  /// Forgets a Ctrl-C that nobody waited for.
  package func clear() {
    while wait(.zero) {}
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    return signals
  }
}
