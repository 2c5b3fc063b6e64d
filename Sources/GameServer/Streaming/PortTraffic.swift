import APIServer
import Cluster
import KubernetesModel
import NIOCore

/// The connections of one port-forward: opens them, and brings what comes on them to the client.
struct PortTraffic: Sendable {
  let host: ClusterHost
  let call: APICall

  /// Opens a connection; nil with the reason where there is none.
  func open(_ port: Int) async -> (number: Int?, problem: String) {
    let answer = await host.handle(call.forPort(port))
    if let number = answer.stream { return (number, "") }
    guard case .value(let status) = answer.response.body else { return (nil, "the connection was refused") }
    return (nil, status.at("message")?.stringValue ?? "")
  }

  /// Brings everything that comes on a connection, until it ends.
  func pump(_ number: Int, _ take: (_ bytes: ByteBuffer, _ isError: Bool) async throws -> Void) async throws {
    while let read = await host.next(of: number) {
      switch read {
      case .bytes(let bytes, let isError): try await take(ByteBuffer(bytes: bytes), isError)
      case .ended: return
      case .wantsInput, .pending, .watchEvents: continue
      }
    }
  }
}
