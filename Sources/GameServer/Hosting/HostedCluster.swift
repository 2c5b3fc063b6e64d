package import APIServer
package import Cluster
package import SimulationKernel

/// What a server puts behind a path: a cluster, or a drill around one.
package protocol HostedCluster: Sendable {
  /// Simulated time.
  var now: Instant { get }
  /// When something is due of itself, if anything is.
  var nextEvent: Instant? { get }
  /// Of the last change to the cluster's objects.
  var resourceVersion: UInt64 { get }
  /// Whom a ServiceAccount's token speaks for.
  func user(ofToken token: String, at now: Instant) -> UserInfo?

  mutating func advance(to instant: Instant)
  mutating func handle(_ call: APICall, at instant: Instant) -> APIResponse
  mutating func read(_ stream: inout APIStream, at instant: Instant) -> StreamRead
  /// Sends standard input to a command; nil closes it.
  mutating func write(_ bytes: [UInt8]?, to stream: inout APIStream, at instant: Instant)
  mutating func close(_ stream: APIStream, at instant: Instant)
}

/// A request to a hosted cluster, with what its client says of itself.
package struct APICall: Sendable {
  package var request: APIRequest
  /// What kubectl runs: `kubectl describe`. Empty for other clients.
  package var kubectlCommand = ""
  /// Groups the requests of one run of kubectl. Empty for other clients.
  package var kubectlSession = ""
  /// A ServiceAccount's token, over connections that may carry one.
  package var bearerToken: String?

  package init(_ request: APIRequest) { self.request = request }
}

/// A cluster alone: the sandbox.
extension Cluster: HostedCluster {
  package var resourceVersion: UInt64 { server.store.resourceVersion }

  package func user(ofToken token: String, at now: Instant) -> UserInfo? { server.user(ofToken: token, at: now) }

  package mutating func handle(_ call: APICall, at instant: Instant) -> APIResponse {
    handle(call.request, at: instant)
  }

  package mutating func close(_ stream: APIStream, at instant: Instant) {
    advance(to: instant)
    close(stream)
  }
}
