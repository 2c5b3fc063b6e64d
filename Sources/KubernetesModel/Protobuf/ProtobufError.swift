/// Why bytes are not a protobuf message of their type, in the words of Kubernetes' decoders.
package struct ProtobufError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  static let unexpectedEnd = ProtobufError("unexpected EOF")
  static let overflow = ProtobufError("proto: integer overflow")
  static let invalidLength = ProtobufError("proto: negative length found during unmarshaling")
  static let unexpectedGroupEnd = ProtobufError("proto: unexpected end of group")
  /// A real server's stack takes more; nobody's objects need it.
  static let tooDeep = ProtobufError("proto: message nested too deeply")

  static func wrongWireType(_ type: UInt8, _ field: String) -> ProtobufError {
    ProtobufError("proto: wrong wireType = \(type) for field \(goName(field))")
  }

  static func illegalTag(_ number: Int, _ type: UInt8, in message: String) -> ProtobufError {
    ProtobufError("proto: \(message): illegal tag \(number) (wire type \(type))")
  }

  static func endGroup(in message: String) -> ProtobufError {
    ProtobufError("proto: \(message): wiretype end group for non-group")
  }

  /// A field's name in Go: that of JSON with a capital, and initialisms in capitals.
  private static func goName(_ field: String) -> String {
    let initialisms = [
      "api", "ca", "cidr", "csi", "dns", "fc", "fs", "gid", "grpc", "http", "id", "ip", "iscsi", "nfs", "os", "qos",
      "rbd", "se", "tcp", "tls", "ttl", "tty", "uid", "url",
    ]
    let start = String(field.prefix { $0.isLowercase })
    if field == "metadata" { return "ObjectMeta" }
    let isInitialism = initialisms.contains(start)
    return (isInitialism ? start.uppercased() : start.prefix(1).uppercased() + start.dropFirst())
      + field.dropFirst(start.count)
  }
}
