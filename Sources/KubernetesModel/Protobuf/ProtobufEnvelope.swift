/// The form in which Kubernetes sends objects as protobuf: four bytes that say so, and a `runtime.Unknown` with the kind
/// and the object's message.
package struct ProtobufEnvelope: Sendable {
  package static let prefix: [UInt8] = [0x6B, 0x38, 0x73, 0]

  package var apiVersion: String
  package var kind: String
  /// The object's message.
  package var raw: ArraySlice<UInt8>

  package init(apiVersion: String, kind: String, raw: [UInt8]) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.raw = raw[...]
  }

  package init(parsing bytes: [UInt8]) throws(ProtobufError) {
    guard bytes.starts(with: Self.prefix) else {
      throw ProtobufError(
        "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")
    }
    guard bytes.count > Self.prefix.count else { throw ProtobufError("empty body") }
    (apiVersion, kind, raw) = ("", "", [])
    var reader = ProtobufReader(bytes[Self.prefix.count...])
    while !reader.isAtEnd {
      let tag = try reader.tag(in: "Unknown")
      guard (1...2).contains(tag.number) else {
        try reader.skip(tag.type)
        continue
      }
      guard tag.type == ProtobufReader.WireType.bytes.rawValue else {
        throw .wrongWireType(tag.type, tag.number == 1 ? "typeMeta" : "raw")
      }
      let part = try reader.lengthDelimited()
      if tag.number == 1 { try readType(part) } else { raw = part.remainder }
    }
  }

  private mutating func readType(_ reader: ProtobufReader) throws(ProtobufError) {
    var reader = reader
    while !reader.isAtEnd {
      let tag = try reader.tag(in: "TypeMeta")
      switch (tag.number, tag.type) {
      case (1, ProtobufReader.WireType.bytes.rawValue): apiVersion = try reader.lengthDelimited().text
      case (2, ProtobufReader.WireType.bytes.rawValue): kind = try reader.lengthDelimited().text
      default: try reader.skip(tag.type)
      }
    }
  }

  /// The bytes of the whole; the encoding and the type of the content are left empty, as Kubernetes does.
  package var bytes: [UInt8] {
    var type = ProtobufWriter()
    type.text(1, apiVersion)
    type.text(2, kind)
    var unknown = ProtobufWriter()
    unknown.data(1, type.bytes)
    unknown.data(2, Array(raw))
    unknown.text(3, "")
    unknown.text(4, "")
    return Self.prefix + unknown.bytes
  }
}

extension ProtobufEnvelope {
  /// The type of a kind's messages. Kinds that serve every group are looked up by their name alone.
  package static func type(of kind: GroupVersionKind, table: TypeTable = .kubernetes) -> String? {
    table.type(of: kind)?.name ?? kindsOfEveryGroup[kind.kind].flatMap { table.type(named: $0)?.name }
  }

  private static let kindsOfEveryGroup = [
    "DeleteOptions": "meta.v1.DeleteOptions", "PartialObjectMetadata": "meta.v1.PartialObjectMetadata",
    "PartialObjectMetadataList": "meta.v1.PartialObjectMetadataList",
  ]

  /// A watch event. It has no envelope of its own; the object in it has one.
  package static func event(type: String, object: [UInt8]) -> [UInt8] {
    var inner = ProtobufWriter()
    inner.data(1, object)
    var event = ProtobufWriter()
    event.text(1, type)
    event.data(2, inner.bytes)
    return event.bytes
  }

  /// An object in an envelope; nil for kinds that protobuf does not have.
  package static func encode(_ value: JSONValue) -> [UInt8]? {
    // The oldest discovery documents have no version in JSON.
    let apiVersion = value["apiVersion"]?.stringValue ?? "v1"
    let kind = value["kind"]?.stringValue ?? ""
    let groupVersionKind = GroupVersionKind(GroupVersion(apiVersion: apiVersion), kind)
    guard let type = type(of: groupVersionKind) else { return nil }
    return ProtobufEnvelope(
      apiVersion: apiVersion, kind: kind, raw: ProtobufEncoder.encode(value, as: type)
    ).bytes
  }
}
