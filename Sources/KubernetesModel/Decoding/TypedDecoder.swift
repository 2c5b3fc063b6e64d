/// Why a tree is not an object of its type, in the words of Go's JSON decoder.
package struct TypeMismatch: Error, Hashable, Sendable, CustomStringConvertible {
  /// As in `json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container`.
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Reads JSON trees as objects of the type table, as an API server does: values of a wrong type are errors, unknown fields
/// are reported and left out, numbers, quantities, times and bytes are normalised, nulls and empty optional lists and maps
/// go.
package struct TypedDecoder: Sendable {
  private let table: TypeTable
  /// The keys on the way to the value at hand, with and without indices.
  private var path = ValuePath()
  private var fields: [String] = []
  private var structure: TypeDefinition?
  private var unknown: [String] = []

  private init(table: TypeTable) { self.table = table }

  /// Reads a tree as a type, named as in `core.v1.Pod`. A type that the table does not have is taken as it is.
  ///
  /// - Returns: the object, and the paths of unknown fields, as in `spec.containers[0].comand`, ordered by key.
  package static func decode(
    _ json: JSONValue, as type: String, table: TypeTable = .kubernetes
  ) throws(TypeMismatch) -> (value: JSONValue, unknownFields: [String]) {
    var decoder = TypedDecoder(table: table)
    let value = try decoder.value(json, .named(type)) ?? .object(JSONObject())
    return (value, decoder.unknown)
  }

  /// Nil for null.
  private mutating func value(_ json: JSONValue, _ type: FieldType) throws(TypeMismatch) -> JSONValue? {
    if json.isNull { return nil }
    switch type {
    case .string:
      guard case .string = json else { throw mismatch(json, type) }
      return json
    case .bool:
      guard case .bool = json else { throw mismatch(json, type) }
      return json
    case .int32: return try integer(json, type, Int64(Int32.min)...Int64(Int32.max))
    case .int64: return try integer(json, type, Int64.min...Int64.max)
    case .double:
      guard json.doubleValue != nil else { throw mismatch(json, type) }
      return json
    case .bytes: return try bytes(json, type)
    case .list(let element): return try list(json, element, type)
    case .map(let element): return try map(json, element, type)
    case .named(let name):
      guard let definition = table.type(named: name) else { return json }
      if let scalar = definition.scalar { return try ScalarDecoder.value(json, name: name, scalar: scalar) }
      return try object(json, definition, type)
    }
  }

  private mutating func object(
    _ json: JSONValue, _ definition: TypeDefinition, _ type: FieldType
  ) throws(TypeMismatch) -> JSONValue {
    guard case .object(let object) = json else { throw mismatch(json, type) }
    let outer = structure
    structure = definition
    defer { structure = outer }
    var result = JSONObject()
    for member in object.members {
      path.enter(member.key)
      defer { path.leave() }
      guard let field = definition.field(member.key) else {
        unknown.append(path.text)
        continue
      }
      fields.append(member.key)
      defer { fields.removeLast() }
      guard let value = try value(member.value, field.type) else { continue }
      if !field.isRequired, value.isEmptyCollection, field.type.isCollection { continue }
      result[member.key] = value
    }
    return .object(result)
  }

  private mutating func list(
    _ json: JSONValue, _ element: FieldType, _ type: FieldType
  ) throws(TypeMismatch) -> JSONValue {
    guard case .array(let elements) = json else { throw mismatch(json, type) }
    var result: [JSONValue] = []
    result.reserveCapacity(elements.count)
    for (index, item) in elements.enumerated() {
      path.enter(index)
      defer { path.leave() }
      result.append(try value(item, element) ?? element.zero)
    }
    return .array(result)
  }

  private mutating func map(
    _ json: JSONValue, _ element: FieldType, _ type: FieldType
  ) throws(TypeMismatch) -> JSONValue {
    guard case .object(let object) = json else { throw mismatch(json, type) }
    var result = JSONObject()
    for member in object.members {
      path.enter(member.key)
      defer { path.leave() }
      result[member.key] = try value(member.value, element) ?? element.zero
    }
    return .object(result)
  }

  private func integer(
    _ json: JSONValue, _ type: FieldType, _ range: ClosedRange<Int64>
  ) throws(TypeMismatch) -> JSONValue {
    switch json {
    case .integer(let number) where range.contains(number): return json
    case .integer(let number): throw mismatch("number \(number)", type)
    case .double(let number):
      let text = JSONWriter.text(number)
      throw mismatch("number " + (Int64(text) == nil ? text : text + ".0"), type)
    default: throw mismatch(json, type)
    }
  }

  private func bytes(_ json: JSONValue, _ type: FieldType) throws(TypeMismatch) -> JSONValue {
    guard case .string(let text) = json else { throw mismatch(json, type) }
    switch Base64.decodeReportingError(text) {
    case .success(let bytes): return text.utf8.contains(0x0A) ? .string(Base64.encode(bytes)) : json
    case .failure(let failure): throw TypeMismatch("illegal base64 data at input byte \(failure.offset)")
    }
  }

  private func mismatch(_ json: JSONValue, _ type: FieldType) -> TypeMismatch { mismatch(json.typeName, type) }

  private func mismatch(_ found: String, _ type: FieldType) -> TypeMismatch {
    let place = fields.isEmpty ? "value" : "struct field \(structure?.goName ?? "").\(fields.joined(separator: "."))"
    return TypeMismatch("json: cannot unmarshal \(found) into Go \(place) of type \(type.goName)")
  }
}

extension FieldType {
  /// The type as Go prints it: `[]v1.Container`, `map[string]string`.
  var goName: String {
    switch self {
    case .string: return "string"
    case .bool: return "bool"
    case .int32: return "int32"
    case .int64: return "int64"
    case .double: return "float64"
    case .bytes: return "[]uint8"
    case .list(let element): return "[]" + element.goName
    case .map(let element): return "map[string]" + element.goName
    case .named(let name): return name.split(separator: ".").suffix(2).joined(separator: ".")
    }
  }

  fileprivate var isCollection: Bool {
    switch self {
    case .list, .map: true
    default: false
    }
  }

  /// What null stands for among the elements of a list or map.
  fileprivate var zero: JSONValue {
    switch self {
    case .string: .string("")
    case .bool: .bool(false)
    case .int32, .int64, .double: .integer(0)
    case .bytes, .list, .map: .null
    case .named: .object(JSONObject())
    }
  }
}

extension JSONValue {
  fileprivate var isEmptyCollection: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    default: false
    }
  }
}
