import KubernetesModel

/// Writes objects as Go writes its own types: members in the order of the type, with the kind first.
enum TypedJSON {
  static func string(_ object: JSONValue) -> String {
    let type = TypeTable.kubernetes.type(
      of: GroupVersionKind(GroupVersion(apiVersion: object.apiVersion), object.kind))
    return text(object, type.map { .named($0.name) }, isTop: true)
  }

  private static func text(_ value: JSONValue, _ type: FieldType?, isTop: Bool = false) -> String {
    switch value {
    case .object(let object):
      let definition = type.flatMap { if case .named = $0 { TypeTable.kubernetes.definition(of: $0) } else { nil } }
      let members = ordered(object, definition, isTop: isTop).map { member in
        JSONWriter.string(.string(member.key)) + ":" + text(member.value, fieldType(member.key, definition, type))
      }
      return "{" + members.joined(separator: ",") + "}"
    case .array(let elements):
      var element: FieldType?
      if case .list(let inner) = type { element = inner }
      return "[" + elements.map { text($0, element) }.joined(separator: ",") + "]"
    default: return JSONWriter.string(value)
    }
  }

  private static func fieldType(_ key: String, _ definition: TypeDefinition?, _ type: FieldType?) -> FieldType? {
    if case .map(let element) = type { return element }
    return definition?.field(key)?.type
  }

  private static func ordered(
    _ object: JSONObject, _ definition: TypeDefinition?, isTop: Bool
  ) -> [JSONObject.Member] {
    guard let definition else { return object.members }
    let positions = Dictionary(
      definition.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func position(_ key: String) -> Int {
      if isTop, key == "kind" { return -2 }
      if isTop, key == "apiVersion" { return -1 }
      return positions[key] ?? .max
    }
    return object.members.sorted { (position($0.key), $0.key) < (position($1.key), $1.key) }
  }
}
