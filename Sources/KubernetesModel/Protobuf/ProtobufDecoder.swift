/// Reads protobuf messages as JSON trees, by the type table.
///
/// Protobuf carries fields that Go cannot leave out even when they are zero, JSON mostly does not: the tree is what Go's
/// JSON encoder would have written.
package struct ProtobufDecoder: Sendable {
  /// Messages within messages; a pod template in a list of objects has about fifteen.
  private static let maximumDepth = 100

  private let table: TypeTable
  private var depth = 0

  private init(table: TypeTable) { self.table = table }

  /// Reads a message of a type, named as in `core.v1.Pod`.
  package static func decode(
    _ bytes: ArraySlice<UInt8>, as type: String, table: TypeTable = .kubernetes
  ) throws(ProtobufError) -> JSONValue {
    var decoder = ProtobufDecoder(table: table)
    return try decoder.message(ProtobufReader(bytes), type) ?? .object(JSONObject())
  }

  /// Reads a message that a field holds; nil where JSON has nothing for it, as for a time of zero.
  mutating func message(_ reader: ProtobufReader, _ type: String) throws(ProtobufError) -> JSONValue? {
    guard let definition = table.type(named: type) else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw .tooDeep }
    if definition.scalar != nil { return try scalar(reader, definition) }
    var object = JSONObject()
    try read(reader, definition, into: &object)
    return .object(object)
  }

  /// Reads a message's fields into an object that may have others.
  private mutating func read(
    _ reader: ProtobufReader, _ definition: TypeDefinition, into object: inout JSONObject
  ) throws(ProtobufError) {
    var reader = reader
    var maps: [String: [MapEntry]] = [:]
    while !reader.isAtEnd {
      let tag = try reader.tag(in: definition.shortName)
      guard let member = definition.wireMember(tag.number) else {
        try reader.skip(tag.type)
        continue
      }
      switch member.content {
      case .inlined(let type):
        let inner = try lengthDelimited(&reader, tag.type, type)
        guard let inlined = table.type(named: type) else { continue }
        try read(inner, inlined, into: &object)
      case .field(let field):
        switch field.type {
        case .map(let element):
          maps[field.name, default: []].append(
            try mapEntry(lengthDelimited(&reader, tag.type, field.name), element, field))
        case .list(let element) where field.isWrapped:
          try readList(lengthDelimited(&reader, tag.type, field.name), element, field, &object)
        case .list(let element): try readElement(&reader, tag.type, element, field, &object)
        default: try readSingle(&reader, tag.type, field, &object)
        }
      }
    }
    for (name, entries) in maps { object[name] = Self.object(entries) }
  }

  private func lengthDelimited(
    _ reader: inout ProtobufReader, _ type: UInt8, _ field: String
  ) throws(ProtobufError) -> ProtobufReader {
    guard type == ProtobufReader.WireType.bytes.rawValue else { throw .wrongWireType(type, field) }
    return try reader.lengthDelimited()
  }

  /// A field that has one value; of several values the last counts, of several messages each adds to those before.
  private mutating func readSingle(
    _ reader: inout ProtobufReader, _ type: UInt8, _ field: FieldDefinition, _ object: inout JSONObject
  ) throws(ProtobufError) {
    if case .named(let name) = field.type, let definition = table.type(named: name), definition.scalar == nil {
      let inner = try lengthDelimited(&reader, type, field.name)
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.maximumDepth else { throw .tooDeep }
      var nested = object[field.name]?.objectValue ?? JSONObject()
      try read(inner, definition, into: &nested)
      object[field.name] = .object(nested)
      return
    }
    guard let value = try value(&reader, type, field.type, field) else {
      object[field.name] = nil
      return
    }
    let isLeftOut = !field.isPointer && !field.isRequired && !field.keepsZero && value.isZero(of: field.type)
    object[field.name] = isLeftOut ? nil : value
  }

  /// One element of a list, or several numbers that are packed into one field.
  private mutating func readElement(
    _ reader: inout ProtobufReader, _ type: UInt8, _ element: FieldType, _ field: FieldDefinition,
    _ object: inout JSONObject
  ) throws(ProtobufError) {
    var elements: [JSONValue] = []
    if element.isNumber, type == ProtobufReader.WireType.bytes.rawValue {
      var packed = try reader.lengthDelimited()
      while !packed.isAtEnd {
        elements.append(try number(&packed, element))
      }
    } else {
      elements.append(try value(&reader, type, element, field) ?? .null)
    }
    object.update(field.name) { list in list.updateArray { $0 += elements } }
  }

  /// A field of a scalar's message.
  mutating func readPart(
    _ reader: inout ProtobufReader, _ type: UInt8, _ field: FieldDefinition, _ parts: inout JSONObject
  ) throws(ProtobufError) {
    if case .list(let element) = field.type {
      try readElement(&reader, type, element, field, &parts)
    } else {
      parts[field.name] = try value(&reader, type, field.type, field)
    }
  }

  /// A list that is a message of its own, with its elements under the number 1.
  private mutating func readList(
    _ reader: ProtobufReader, _ element: FieldType, _ field: FieldDefinition, _ object: inout JSONObject
  ) throws(ProtobufError) {
    var reader = reader
    while !reader.isAtEnd {
      let tag = try reader.tag(in: field.name)
      if tag.number == 1 {
        try readElement(&reader, tag.type, element, field, &object)
      } else {
        try reader.skip(tag.type)
      }
    }
  }

  /// One value of a type; nil for what JSON has nothing for.
  private mutating func value(
    _ reader: inout ProtobufReader, _ type: UInt8, _ wanted: FieldType, _ field: FieldDefinition
  ) throws(ProtobufError) -> JSONValue? {
    switch wanted {
    case .string: return .string(try lengthDelimited(&reader, type, field.name).text)
    case .bytes: return .string(Base64.encode(try lengthDelimited(&reader, type, field.name).remainder))
    case .bool, .int32, .int64, .double:
      let expected: ProtobufReader.WireType = wanted == .double ? .fixed64 : .varint
      guard type == expected.rawValue else { throw .wrongWireType(type, field.name) }
      return try number(&reader, wanted)
    case .named(let name): return try message(lengthDelimited(&reader, type, field.name), name)
    case .list, .map: return nil
    }
  }

  private func number(_ reader: inout ProtobufReader, _ type: FieldType) throws(ProtobufError) -> JSONValue {
    switch type {
    case .bool: .bool(try reader.varint() != 0)
    case .int32: .integer(Int64(Int32(truncatingIfNeeded: try reader.varint())))
    case .double: .double(Double(bitPattern: try reader.fixed64()))
    default: .integer(Int64(bitPattern: try reader.varint()))
    }
  }
}

extension ProtobufDecoder {
  private struct MapEntry {
    var key = ""
    var value: JSONValue
  }

  /// A message with a key and a value.
  private mutating func mapEntry(
    _ reader: ProtobufReader, _ element: FieldType, _ field: FieldDefinition
  ) throws(ProtobufError) -> MapEntry {
    var reader = reader
    var entry = MapEntry(value: element.emptyValue)
    while !reader.isAtEnd {
      let tag = try reader.tag(in: field.name)
      switch tag.number {
      case 1: entry.key = try lengthDelimited(&reader, tag.type, field.name).text
      case 2:
        if case .list(let inner) = element {
          var wrapped = JSONObject()
          try readList(lengthDelimited(&reader, tag.type, field.name), inner, field, &wrapped)
          entry.value = wrapped[field.name] ?? .array([])
        } else {
          entry.value = try value(&reader, tag.type, element, field) ?? .null
        }
      default: try reader.skip(tag.type)
      }
    }
    return entry
  }

  /// Sorted before they are put in, so that many entries cost no more than a few each; of several with one key the last
  /// counts.
  private static func object(_ entries: [MapEntry]) -> JSONValue {
    let sorted = entries.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
    var object = JSONObject()
    for entry in sorted { object[entry.element.key] = entry.element.value }
    return .object(object)
  }
}

extension FieldType {
  fileprivate var isNumber: Bool { self == .bool || self == .int32 || self == .int64 || self == .double }

  /// What a map has where an entry has no value.
  fileprivate var emptyValue: JSONValue {
    switch self {
    case .string, .bytes: .string("")
    case .bool: .bool(false)
    case .int32, .int64, .double: .integer(0)
    case .list: .array([])
    case .map: .object(JSONObject())
    case .named("resource.Quantity"): .string("0")
    case .named: .object(JSONObject())
    }
  }
}

extension JSONValue {
  fileprivate func isZero(of type: FieldType) -> Bool {
    switch (type, self) {
    case (.string, .string(let text)), (.bytes, .string(let text)): text.isEmpty
    case (.bool, .bool(let flag)): !flag
    case (.int32, .integer(let number)), (.int64, .integer(let number)): number == 0
    case (.double, .double(let number)): number == 0
    default: false
    }
  }
}

extension TypeDefinition {
  /// `Pod` for `core.v1.Pod`.
  var shortName: String { name.split(separator: ".").last.map(String.init) ?? name }
}
