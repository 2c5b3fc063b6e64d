import KubernetesModel

/// One key of the schema: where it is, and what the schema says of it.
struct SchemaKey {
  /// Keys on the way, with `[]` for the elements of a list: `images[].program`, `needs[]`.
  let path: [String]
  let schema: JSONValue
  let isRequired: Bool

  var name: String { path.joined(separator: ".") }

  /// `images[].program.needs[].after` of a path to a value.
  static func name(of path: [PathStep]) -> String {
    path.reduce(into: "") { name, step in
      if case .key(let key) = step { name += (name.isEmpty ? "" : ".") + key } else { name += "[]" }
    }
  }

  /// Whether a tree has it somewhere.
  func isIn(_ tree: JSONValue) -> Bool { Self.holds(tree, path[...]) }

  private static func holds(_ value: JSONValue, _ path: ArraySlice<String>) -> Bool {
    guard let step = path.first else { return true }
    let isList = step.hasSuffix("[]")
    guard let inner = value[isList ? String(step.dropLast(2)) : step] else { return false }
    guard isList else { return holds(inner, path.dropFirst()) }
    return path.count == 1 || (inner.arrayValue ?? []).contains { holds($0, path.dropFirst()) }
  }
}

/// Every key that the schema allows, outer ones first; what stands in several places, in the outermost of them.
enum SchemaKeys {
  static func all(of schema: Schema) -> [SchemaKey] {
    var keys: [SchemaKey] = []
    var seen: Set<String> = []
    var objects: [(object: JSONValue, path: [String])] = [(schema.root, [])]
    while !objects.isEmpty {
      let (object, path) = objects.removeFirst()
      let required = (object["required"]?.arrayValue ?? []).compactMap(\.stringValue)
      for member in object["properties"]?.objectValue?.members ?? [] {
        let (inner, isList, names) = content(of: member.value, schema)
        let place = path + [member.key + (isList ? "[]" : "")]
        keys.append(SchemaKey(path: place, schema: member.value, isRequired: required.contains(member.key)))
        if let inner, !names.contains(where: seen.contains) { objects.append((inner, place)) }
        seen.formUnion(names)
      }
    }
    return keys
  }

  /// The object that a value is, or that the elements of a list are, and the names of the definitions on the way.
  static func content(of value: JSONValue, _ schema: Schema) -> (object: JSONValue?, isList: Bool, names: [String]) {
    var value = value
    var isList = false
    var names: [String] = []
    while true {
      if let reference = value["$ref"]?.stringValue {
        names.append(reference)
        value = schema.definition(reference)
      } else if let items = value["items"] {
        isList = true
        value = items
      } else if let choice = value["anyOf"]?.arrayValue?.first(where: { $0["properties"] != nil }) {
        value = choice
      } else {
        return (value["properties"] == nil ? nil : value, isList, names)
      }
    }
  }
}
