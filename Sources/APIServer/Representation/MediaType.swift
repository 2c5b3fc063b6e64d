package import KubernetesModel

/// The formats in which objects are read and written.
package enum MediaType: String, CaseIterable, Sendable {
  case json = "application/json"
  case yaml = "application/yaml"
  case protobuf = "application/vnd.kubernetes.protobuf"

  /// The format of a `Content-Type`; parameters do not count.
  package init?(contentType: String) {
    self.init(rawValue: contentType.split(separator: ";").first.map { $0.trimmed.lowercased() } ?? "")
  }

  /// Formats in which events can follow each other.
  static let streamed: [MediaType] = [.json, .protobuf]
}

extension MediaType {
  /// An object as it goes over the wire. What protobuf does not have is written as JSON.
  package func encode(_ value: JSONValue, isPretty: Bool = false) -> [UInt8] {
    switch self {
    case .json where isPretty: return JSONWriter.bytes(value, indent: 2)
    case .json: return JSONWriter.bytes(value) + [UInt8(ascii: "\n")]
    case .yaml: return Array(YAMLWriter.string(value).utf8)
    case .protobuf: return ProtobufEnvelope.encode(value) ?? JSONWriter.bytes(value)
    }
  }

  /// An event of a watch, with what sets it apart from the next: a line's end in JSON, a length before it in protobuf.
  package func encode(event: JSONValue) -> [UInt8] {
    guard self == .protobuf else { return JSONWriter.bytes(event) + [UInt8(ascii: "\n")] }
    let object = event["object"] ?? .null
    let message = ProtobufEnvelope.event(
      type: event["type"]?.stringValue ?? "", object: ProtobufEnvelope.encode(object) ?? JSONWriter.bytes(object))
    let length = UInt32(clamping: message.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + message
  }
}
