package import APIServer
package import KubernetesModel
package import SimulationKernel

/// How kubectl reaches a cluster: in the same process, or over HTTP. Used from one thread.
package protocol APITransport: AnyObject {
  /// The client's clock, from which ages are computed.
  var now: Instant { get }

  func send(_ request: APIRequest) -> APIResponse

  /// Waits for what comes next on a stream, at most until `deadline`.
  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent

  /// Sends standard input to an exec or attach stream; nil closes it.
  func write(_ bytes: [UInt8]?, to stream: inout APIStream)

  /// Gives up a stream.
  func close(_ stream: APIStream)

  /// Lets time pass until `instant`; false when the user interrupted (Ctrl-C).
  func wait(until instant: Instant) -> Bool

  /// Whether the user interrupted since this was last asked; until then nothing waits any more.
  func takeInterruption() -> Bool
}

extension APITransport {
  package func takeInterruption() -> Bool { false }
}

package enum StreamEvent: Sendable {
  /// Watch events as they stand on the wire: `{"type": "ADDED", "object": ...}`.
  case watchEvents([JSONValue])
  case bytes([UInt8], isError: Bool)
  /// The other side waits for standard input.
  case wantsInput
  /// The stream is over; for exec with the command's exit code.
  case ended(exitCode: Int)
  case deadlineReached
  /// The user pressed Ctrl-C.
  case interrupted
}
