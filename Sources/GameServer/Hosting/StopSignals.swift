import Dispatch
import Foundation

/// Ctrl-C and SIGTERM, as something to wait for.
package struct StopSignals: Sendable {
  private let stream: AsyncStream<Void>

  package init() {
    stream = AsyncStream { continuation in
      let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.activate()
        return SignalSource(source)
      }
      continuation.onTermination = { _ in for source in sources { source.cancel() } }
    }
  }

  /// Returns when the process is asked to stop, or the task is cancelled.
  package func wait() async {
    for await _ in stream { return }
  }
}

/// Dispatch's sources may be used from any thread, though their type does not say so.
private struct SignalSource: @unchecked Sendable {
  private let source: any DispatchSourceSignal

  init(_ source: any DispatchSourceSignal) { self.source = source }

  func cancel() { source.cancel() }
}
