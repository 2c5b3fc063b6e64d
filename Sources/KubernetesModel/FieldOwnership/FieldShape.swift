/// How a value is divided into fields that have owners of their own.
enum FieldShape {
  /// A value that is owned as a whole.
  case atomic
  case object(TypeDefinition)
  case map(FieldType)
  case set
  case keyedList(keys: [String], FieldType)
  /// Of kinds that the table does not have: objects are divided, lists are not.
  case unknown

  var dividesObjects: Bool {
    switch self {
    case .object, .map, .unknown: true
    case .atomic, .set, .keyedList: false
    }
  }
}

extension TypeTable {
  func shape(of type: FieldType) -> FieldShape {
    switch type {
    case .map(let element): return .map(element)
    case .named(let name):
      guard let definition = self.type(named: name) else { return .unknown }
      if let scalar = definition.scalar { return scalar == "object" || scalar == "any" ? .unknown : .atomic }
      return definition.isAtomic ? .atomic : .object(definition)
    default: return .atomic
    }
  }

  func shape(of field: FieldDefinition) -> FieldShape {
    if field.isAtomicMap { return .atomic }
    guard case .list(let element) = field.type else { return shape(of: field.type) }
    switch field.listType {
    case .set: return .set
    case .map: return .keyedList(keys: field.listKeys, element)
    case .atomic, nil: return .atomic
    }
  }

  func shape(of key: String, in shape: FieldShape) -> FieldShape {
    switch shape {
    case .object(let definition): definition.field(key).map { self.shape(of: $0) } ?? .unknown
    case .map(let element): self.shape(of: element)
    default: .unknown
    }
  }
}

/// A value's divisible parts, each with its key in a field set, in the order of the value.
struct FieldParts {
  struct Part {
    let key: String
    let value: JSONValue
    let shape: FieldShape
    /// Whether the part is a member when it has members below: elements of lists and keys of maps are.
    let isOwnMember: Bool
  }

  var parts: [Part] = []

  /// Nil for a value that is owned as a whole.
  init?(_ value: JSONValue, _ shape: FieldShape, _ table: TypeTable) {
    switch (shape, value) {
    case (.atomic, _): return nil
    case (.object(let definition), .object(let object)):
      parts.reserveCapacity(object.count)
      for member in object.members {
        let field = definition.field(member.key)
        parts.append(
          Part(
            key: field?.ownedKey ?? "f:" + member.key, value: member.value,
            shape: field.map { table.shape(of: $0) } ?? .unknown, isOwnMember: field == nil))
      }
    case (.map, .object(let object)), (.unknown, .object(let object)):
      for member in object.members {
        let inner = table.shape(of: member.key, in: shape)
        parts.append(Part(key: "f:" + member.key, value: member.value, shape: inner, isOwnMember: true))
      }
    case (.set, .array(let elements)):
      for element in elements {
        let key = "v:" + JSONWriter.string(element, escapesHTML: false)
        parts.append(Part(key: key, value: element, shape: .atomic, isOwnMember: true))
      }
    case (.keyedList(let keys, let type), .array(let elements)):
      let shape = table.shape(of: type)
      for element in elements {
        let key = Self.key(of: element, keys)
        parts.append(Part(key: key, value: element, shape: shape, isOwnMember: true))
      }
    default: return nil
    }
  }

  /// Ports without a protocol count as TCP, as the schema's default says.
  static func key(of element: JSONValue, _ keys: [String]) -> String {
    var object = JSONObject()
    for key in keys {
      if let value = element[key] {
        object[key] = value
      } else if key == "protocol" {
        object[key] = "TCP"
      }
    }
    return "k:" + JSONWriter.string(.object(object), escapesHTML: false)
  }
}

extension FieldSet {
  /// The fields that a value names.
  init(of value: JSONValue, _ shape: FieldShape, _ table: TypeTable) {
    self.init(tree: Self.children(of: value, shape, table) ?? JSONObject())
  }

  /// Nil for a value that is owned as a whole.
  private static func children(of value: JSONValue, _ shape: FieldShape, _ table: TypeTable) -> JSONObject? {
    guard let parts = FieldParts(value, shape, table)?.parts else { return nil }
    var children = JSONObject()
    for part in parts {
      let inner = Self.children(of: part.value, part.shape, table)
      let isEmptyObject = part.value.objectValue?.isEmpty == true
      let isMember = inner == nil || part.isOwnMember || isEmptyObject || part.value.isNull
      children[part.key] = node(isMember: isMember, inner ?? JSONObject()).map(JSONValue.object)
    }
    return children
  }
}
