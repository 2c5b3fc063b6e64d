package import KubernetesModel

/// One event of a stream of server-sent events.
package struct ServerEvent: Hashable, Sendable {
  /// What a client shows as `Last-Event-ID` to go on behind it; nil for what cannot be gone on from.
  package var id: String?
  package var name: String
  /// JSON on one line.
  package var data: [UInt8]

  package init(_ name: String, _ data: JSONValue, id: String? = nil) {
    self.id = id
    self.name = name
    self.data = JSONWriter.bytes(data, escapesHTML: false)
  }

  /// Of what it takes up while it waits.
  var weight: Int { data.count + name.utf8.count + 64 }

  /// As it goes over the wire. Neither JSON nor the names that the server gives hold a line's end.
  var encoded: [UInt8] {
    var text = id.map { "id: \($0)\n" } ?? ""
    text += "event: \(name)\ndata: "
    return Array(text.utf8) + data + [0x0A, 0x0A]
  }

  /// What is sent where nothing happens, so that nobody on the way takes the connection for dead.
  static let heartbeat = Array(": \n\n".utf8)
}
