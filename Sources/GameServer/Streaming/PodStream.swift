import APIServer
import KubernetesModel

/// What a connection was taken over for.
struct PodStream: Sendable {
  enum Purpose: Sendable {
    /// A command, or a container's own one: the number of its stream.
    case command(Int)
    /// A command that the container's runtime refuses: the status to be told.
    case refused(JSONValue)
    /// Connections to ports of the pod; those that are to be opened at once, where the client names them beforehand.
    case ports([Int])
  }

  let host: ClusterHost
  /// The request with which it began.
  let call: APICall
  let purpose: Purpose
  /// The protocol that both sides agreed on: `v5.channel.k8s.io`.
  let subprotocol: String

  /// Gives the command up; connections to ports are closed by who opens them.
  func close() async {
    if case .command(let number) = purpose { await host.close(number) }
  }
}

extension APIRequest {
  /// A query parameter that is on or off.
  func isSet(_ name: String) -> Bool { ["true", "1"].contains(parameter(name) ?? "") }
}
