import APIServer
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// A stream to a pod that a connection was taken over for.
struct PodStream: Sendable {
  let host: ClusterHost
  let number: Int
  let kind: PodConnection.Kind
  /// The protocol that both sides agreed on: `v5.channel.k8s.io`.
  let subprotocol: String
}

/// Why a connection was not taken over: the answer to its first request, taken once.
final class UpgradeRefusal: Sendable {
  private let response = Mutex<APIResponse?>(nil)

  func set(_ value: APIResponse) { response.withLock { $0 = value } }

  func take() -> APIResponse? {
    response.withLock { response in
      defer { response = nil }
      return response
    }
  }
}
