/// The first byte of each WebSocket message of exec and attach (`v4.channel.k8s.io`, `v5.channel.k8s.io`).
package enum RemoteCommandChannel {
  package static let standardInput: UInt8 = 0
  package static let standardOutput: UInt8 = 1
  package static let standardError: UInt8 = 2
  package static let status: UInt8 = 3
  package static let resize: UInt8 = 4
  /// Only in version 5: the payload names the channel that its sender closes.
  package static let close: UInt8 = 255
}
