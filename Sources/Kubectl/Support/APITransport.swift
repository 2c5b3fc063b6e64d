package import APIServer
package import KubernetesModel
package import SimulationKernel

/// How kubectl reaches a cluster: in the same process, or over HTTP. Used from one thread.
package protocol APITransport: AnyObject {
  /// The client's clock, from which ages are computed.
  var now: Instant { get }

  /// Says where and as whom the requests that follow are to be sent, and for which command (`kubectl get`).
  func use(_ access: ClusterAccess, for command: String)

  func send(_ request: APIRequest) throws(TransportFailure) -> APIResponse

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

extension APITransport {
  /// A transport within the process has one cluster, and one user.
  package func use(_ access: ClusterAccess, for command: String) {}
}

package enum StreamEvent: Sendable {
  /// Watch events as they stand on the wire: `{"type": "ADDED", "object": ...}`.
  case watchEvents([JSONValue])
  case bytes([UInt8], isError: Bool)
  /// The other side waits for standard input, or the user has typed some.
  case wantsInput
  /// The stream is over; for exec with the command's exit code.
  case ended(exitCode: Int)
  /// The stream is over because something went wrong.
  case failed(String)
  case deadlineReached
  /// The user pressed Ctrl-C.
  case interrupted
}

/// Why a request got no answer.
package struct TransportFailure: Error, Hashable, Sendable {
  /// What was asked, as Go's net/http names it: `Get "http://127.0.0.1:8080/api"`.
  package let request: String
  /// The server's host and port, as the kubeconfig has them.
  package let host: String
  /// In the words of Go's net package: `dial tcp 127.0.0.1:8080: connect: connection refused`.
  package let reason: String

  package init(request: String, host: String, reason: String) {
    self.request = request
    self.host = host
    self.reason = reason
  }
}
