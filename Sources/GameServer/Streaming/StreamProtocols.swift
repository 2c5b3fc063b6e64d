import APIServer
import KubernetesModel

/// Which protocols are spoken inside of what a connection was upgraded to.
struct StreamProtocols: Sendable {
  static let channels = "v4.channel.k8s.io"
  /// SPDY within a WebSocket.
  static let tunnel = "SPDY/3.1+portforward.k8s.io"

  let commands: [String]
  let portForwards: [String]
  /// Whether the server's favourite is taken, or the client's.
  let prefersOwn: Bool
  /// Whether the API server speaks it with the client, and wraps what it hears from the kubelet in words of its own;
  /// otherwise it hands bytes on.
  let isTranslated: Bool

  static let webSocket = StreamProtocols(
    commands: ["v5.channel.k8s.io", channels], portForwards: [tunnel, channels], prefersOwn: true, isTranslated: true)
  static let spdy = StreamProtocols(
    commands: [channels], portForwards: ["portforward.k8s.io"], prefersOwn: false, isTranslated: false)

  func choose(_ spoken: [String], _ offered: [String]) -> String? {
    prefersOwn ? spoken.first(where: offered.contains) : offered.first(where: spoken.contains)
  }
}

/// What a kubelet itself says to a stream that it refuses, before the API server wraps it.
struct KubeletRefusal {
  private static let wrapping = "Internal error occurred: "
  private static let upgradeFailure = "unable to upgrade connection: "

  private(set) var status: JSONValue
  /// The answer of a kubelet that does not take the connection over; nil where it does, and then tells the status.
  let beforeUpgrade: APIResponse?

  /// - Parameter status: as an API server tells it to clients with WebSockets.
  init(_ status: JSONValue) {
    var message = status["message"]?.stringValue ?? ""
    if message.hasPrefix(Self.wrapping) { message.removeFirst(Self.wrapping.count) }
    self.status = status
    self.status["message"] = .string(message)
    guard message.hasPrefix(Self.upgradeFailure) else {
      beforeUpgrade = nil
      return
    }
    beforeUpgrade = APIResponse(
      status: 404, contentType: "text/plain; charset=utf-8",
      body: .bytes(Array(message.dropFirst(Self.upgradeFailure.count).utf8)))
  }
}
