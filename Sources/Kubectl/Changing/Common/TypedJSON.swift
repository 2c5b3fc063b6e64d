import KubernetesModel

/// Objects as Go's own types hold and write them: members in the order of the type, with the kind first.
enum TypedJSON {
  static func string(_ object: JSONValue, indent: Int? = nil) -> String {
    text(object, definition(of: object).map { .named($0.name) }, Layout(indent: indent), isTop: true)
  }

  /// The object with what Go's types write although it is not there: the metadata of every template, and the time of
  /// creation in it.
  static func completed(_ object: JSONValue) -> JSONValue {
    definition(of: object).map { completed(object, .named($0.name)) } ?? object
  }

  private static func definition(of object: JSONValue) -> TypeDefinition? {
    if object.kind == "List", object.apiVersion == "v1" { return named(.named("meta.v1.List")) }
    return TypeTable.kubernetes.type(of: GroupVersionKind(GroupVersion(apiVersion: object.apiVersion), object.kind))
  }

  private static func named(_ type: FieldType?) -> TypeDefinition? {
    if case .named = type { type.flatMap { TypeTable.kubernetes.definition(of: $0) } } else { nil }
  }

  private static func completed(_ value: JSONValue, _ type: FieldType?) -> JSONValue {
    switch value {
    case .object(var object):
      let definition = named(type)
      for member in object.members {
        object[member.key] = completed(member.value, fieldType(member.key, definition, type))
      }
      if let field = definition?.field("metadata"), isObjectMeta(field.type) {
        var metadata = object["metadata"] ?? [:]
        if metadata["creationTimestamp"] == nil { metadata["creationTimestamp"] = .null }
        object["metadata"] = metadata
      }
      return .object(object)
    case .array(let elements):
      guard case .list(let element) = type else { return value }
      return .array(elements.map { completed($0, element) })
    default: return value
    }
  }

  private static func isObjectMeta(_ type: FieldType) -> Bool {
    if case .named(let name) = type { name.hasSuffix("ObjectMeta") } else { false }
  }

  // MARK: Text

  /// Where lines break; nowhere without an indent.
  private struct Layout {
    let indent: Int?
    var depth = 0

    var colon: String { indent == nil ? ":" : ": " }
    var deeper: Layout { Layout(indent: indent, depth: depth + 1) }

    func list(_ open: String, _ elements: [String], _ close: String) -> String {
      guard let indent, !elements.isEmpty else { return open + elements.joined(separator: ",") + close }
      let line = "\n" + String(repeating: " ", count: indent * (depth + 1))
      let last = "\n" + String(repeating: " ", count: indent * depth)
      return open + line + elements.joined(separator: "," + line) + last + close
    }
  }

  private static func text(
    _ value: JSONValue, _ type: FieldType?, _ layout: Layout, isTop: Bool = false
  ) -> String {
    switch value {
    case .object(let object):
      let definition = named(type)
      let members = ordered(object, definition, isKind: isTop || definition?.groupVersionKind != nil).map { member in
        JSONWriter.string(.string(member.key)) + layout.colon
          + text(member.value, fieldType(member.key, definition, type), layout.deeper)
      }
      return layout.list("{", members, "}")
    case .array(let elements):
      var element: FieldType?
      if case .list(let inner) = type { element = inner }
      return layout.list("[", elements.map { text($0, element, layout.deeper) }, "]")
    default: return JSONWriter.string(value)
    }
  }

  private static func fieldType(_ key: String, _ definition: TypeDefinition?, _ type: FieldType?) -> FieldType? {
    if case .map(let element) = type { return element }
    return definition?.field(key)?.type
  }

  private static func ordered(
    _ object: JSONObject, _ definition: TypeDefinition?, isKind: Bool
  ) -> [JSONObject.Member] {
    guard let definition else { return object.members }
    let names = GoFieldOrder.byType[definition.name] ?? definition.fields.map(\.name)
    let positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func position(_ key: String) -> Int {
      if isKind, key == "kind" { return -2 }
      if isKind, key == "apiVersion" { return -1 }
      return positions[key] ?? .max
    }
    return object.members.sorted { (position($0.key), $0.key) < (position($1.key), $1.key) }
  }
}
