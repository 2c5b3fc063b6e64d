/// Writes JSON trees as protobuf messages, by the type table: as Go does, fields in the order of their numbers, and fields
/// that Go cannot leave out also when the tree has none.
package struct ProtobufEncoder: Sendable {
  private static let maximumDepth = 100

  private let table: TypeTable
  private var depth = 0

  private init(table: TypeTable) { self.table = table }

  /// The message of a tree that is an object of a type, named as in `core.v1.Pod`. Fields that the type does not have are
  /// left out.
  package static func encode(_ value: JSONValue, as type: String, table: TypeTable = .kubernetes) -> [UInt8] {
    var encoder = ProtobufEncoder(table: table)
    return encoder.message(value, type)
  }

  private mutating func message(_ value: JSONValue, _ type: String) -> [UInt8] {
    guard let definition = table.type(named: type), depth < Self.maximumDepth else { return [] }
    depth += 1
    defer { depth -= 1 }
    if definition.scalar != nil { return scalar(value, definition) }
    var writer = ProtobufWriter()
    for member in definition.wireLayout {
      switch member.content {
      case .inlined(let type): writer.data(member.number, message(value, type))
      case .field(let field): write(value[field.name], field, member.number, &writer)
      }
    }
    return writer.bytes
  }

  mutating func write(_ value: JSONValue?, _ field: FieldDefinition, _ number: Int, _ writer: inout ProtobufWriter) {
    let value = value?.isNull == true ? nil : value
    switch field.type {
    case .list(let element):
      guard let elements = value?.arrayValue else { return }
      if field.isWrapped {
        writer.data(number, list(elements, element))
      } else {
        for item in elements { write(item, element, number, &writer) }
      }
    case .map(let element):
      for member in value?.objectValue?.members ?? [] { writer.data(number, mapEntry(member, element)) }
    case .bytes:
      if let value { write(value, field.type, number, &writer) }
    default:
      if value != nil || !field.isPointer { write(value ?? .null, field.type, number, &writer) }
    }
  }

  /// One value; null stands for the type's zero.
  private mutating func write(_ value: JSONValue, _ type: FieldType, _ number: Int, _ writer: inout ProtobufWriter) {
    switch type {
    case .string: writer.text(number, value.stringValue ?? "")
    case .bytes: writer.data(number, value.stringValue.flatMap(Base64.decode) ?? [])
    case .bool: writer.varint(number, value.boolValue == true ? 1 : 0)
    case .int32, .int64: writer.varint(number, UInt64(bitPattern: value.intValue ?? 0))
    case .double: writer.fixed64(number, (value.doubleValue ?? 0).bitPattern)
    case .named(let name): writer.data(number, message(value, name))
    case .list(let element): writer.data(number, list(value.arrayValue ?? [], element))
    case .map: break
    }
  }

  private mutating func list(_ elements: [JSONValue], _ type: FieldType) -> [UInt8] {
    var writer = ProtobufWriter()
    for element in elements { write(element, type, 1, &writer) }
    return writer.bytes
  }

  private mutating func mapEntry(_ member: JSONObject.Member, _ type: FieldType) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.text(1, member.key)
    write(member.value, type, 2, &writer)
    return writer.bytes
  }
}

/// Types that are one value in JSON and a message in protobuf.
extension ProtobufEncoder {
  private mutating func scalar(_ value: JSONValue, _ definition: TypeDefinition) -> [UInt8] {
    switch definition.name {
    case "meta.v1.Time", "meta.v1.MicroTime": Self.time(value, hasFraction: definition.name == "meta.v1.MicroTime")
    case "resource.Quantity": Self.text(1, Quantity(value)?.description ?? "0")
    case "intstr.IntOrString": Self.intOrString(value)
    case "runtime.RawExtension", "meta.v1.FieldsV1", "apiextensions.v1.JSON":
      value.isNull && definition.name != "apiextensions.v1.JSON" ? [] : Self.data(1, JSONWriter.bytes(value))
    default: choice(value, definition)
    }
  }

  /// The types of a CustomResourceDefinition's schema that are one thing or another.
  private mutating func choice(_ value: JSONValue, _ definition: TypeDefinition) -> [UInt8] {
    let chosen: String
    switch value {
    case .object: chosen = "schema"
    case .array: chosen = definition.wireFields.first { $0.name != "schema" }?.name ?? ""
    default: chosen = "allows"
    }
    var writer = ProtobufWriter()
    for field in definition.wireFields where field.name == chosen || field.type == .bool {
      let isAllowed: JSONValue = .bool(value.boolValue ?? true)
      write(field.type == .bool ? isAllowed : value, field, field.number ?? 0, &writer)
    }
    return writer.bytes
  }

  private static func time(_ value: JSONValue, hasFraction: Bool) -> [UInt8] {
    guard let text = value.stringValue, let time = try? TimeText(text) else { return [] }
    var writer = ProtobufWriter()
    writer.varint(1, UInt64(bitPattern: Int64(time.seconds)))
    writer.varint(2, UInt64(hasFraction ? time.nanoseconds : 0))
    return writer.bytes
  }

  private static func intOrString(_ value: JSONValue) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.varint(1, value.stringValue == nil ? 0 : 1)
    writer.varint(2, UInt64(bitPattern: value.intValue ?? 0))
    writer.text(3, value.stringValue ?? "")
    return writer.bytes
  }

  private static func text(_ number: Int, _ text: String) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.text(number, text)
    return writer.bytes
  }

  private static func data(_ number: Int, _ data: [UInt8]) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.data(number, data)
    return writer.bytes
  }
}
