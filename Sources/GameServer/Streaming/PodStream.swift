/// A stream to a pod that a connection was taken over for.
struct PodStream: Sendable {
  let host: ClusterHost
  let number: Int
  /// The protocol that both sides agreed on: `v5.channel.k8s.io`.
  let subprotocol: String
}
