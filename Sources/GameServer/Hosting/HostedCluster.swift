package import APIServer
package import Cluster
package import SimulationKernel

/// What a server puts behind a path: a cluster, or a drill around one. All instants are the wall clock's.
package protocol HostedCluster: AnyObject {
  /// Of the last change to the cluster's objects.
  var resourceVersion: UInt64 { get }

  /// Whether news are awaited also where no stream is open.
  var isFollowed: Bool { get }

  func advance(to now: Instant)

  /// When there may be something new for a stream if nobody asks for anything, or when to ask again; nil for never.
  func nextNews(at now: Instant) -> Instant?

  /// Answers a call; where that opens a stream, the answer has its number.
  func handle(_ call: APICall, at now: Instant) -> HostedAnswer

  /// What a call would be answered, without doing it.
  func foresee(_ call: APICall, at now: Instant) -> APIResponse

  /// Whom credentials speak for; nil when they are not good.
  func user(of credentials: ClientCredentials, at now: Instant) -> UserInfo?

  /// What came on a stream since it was last asked, in order; nothing when nothing did. Of much that came it may be a part:
  /// the rest is to be asked for when that is taken.
  func read(_ stream: Int, at now: Instant) -> (reads: [StreamRead], mayHaveMore: Bool)

  /// Whether what was written to a stream before has to be taken first.
  func isInputFull(_ stream: Int) -> Bool

  /// Sends standard input to a command, or bytes to a port; nil is their end.
  func write(_ bytes: [UInt8]?, to stream: Int, at now: Instant)

  func resize(_ stream: Int, columns: Int, rows: Int, at now: Instant)
  func close(_ stream: Int, at now: Instant)
}

extension HostedCluster {
  package var isFollowed: Bool { false }
}

/// An answer, and what is to be read after it.
package struct HostedAnswer: Sendable {
  package let response: APIResponse
  /// The number of the stream that the response opened.
  package let stream: Int?

  package init(response: APIResponse, stream: Int? = nil) {
    self.response = response
    self.stream = stream
  }
}

/// A request to a hosted cluster, with what its client says of itself.
package struct APICall: Sendable {
  package var request: APIRequest
  /// What kubectl runs: `kubectl describe`. Empty for other clients.
  package var kubectlCommand = ""
  /// Groups the requests of one run of kubectl. Empty for other clients.
  package var kubectlSession = ""
  package var credentials = ClientCredentials()
  /// Whose path it came by, of those who share a drill.
  package var seat = 0

  package init(_ request: APIRequest) { self.request = request }
}
