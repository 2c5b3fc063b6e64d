import KubernetesModel

/// An `openAPIV3Schema`, which also says what is kept. Values are no deeper than the parser lets them be.
struct StructuralSchema {
  let schema: JSONValue

  init(_ schema: JSONValue) { self.schema = schema }

  func property(_ key: String) -> StructuralSchema? {
    (schema["properties"]?[key] ?? schema["additionalProperties"].flatMap { $0.objectValue == nil ? nil : $0 })
      .map(StructuralSchema.init)
  }

  var items: StructuralSchema? { schema["items"].map(StructuralSchema.init) }

  private var keepsUnknown: Bool {
    schema["x-kubernetes-preserve-unknown-fields"]?.boolValue == true
      || schema["additionalProperties"]?.boolValue == true
      || schema["x-kubernetes-embedded-resource"]?.boolValue == true
  }

  /// A value without what the schema does not know, and the paths of that.
  func pruned(_ value: JSONValue, _ path: String = "", isRoot: Bool = false) -> (value: JSONValue, unknown: [String]) {
    var unknown: [String] = []
    switch value {
    case .object(let object):
      var kept = JSONObject()
      for member in object.members {
        let inner = path.isEmpty ? member.key : path + "." + member.key
        if isRoot, ["apiVersion", "kind", "metadata"].contains(member.key) {
          kept[member.key] = member.value
        } else if let property = property(member.key) {
          let result = property.pruned(member.value, inner)
          kept[member.key] = result.value
          unknown += result.unknown
        } else if keepsUnknown {
          kept[member.key] = member.value
        } else {
          unknown.append(inner)
        }
      }
      return (.object(kept), unknown)
    case .array(let elements):
      guard let items else { return (value, []) }
      let results = elements.enumerated().map { items.pruned($0.element, "\(path)[\($0.offset)]") }
      return (.array(results.map(\.value)), results.flatMap(\.unknown))
    default: return (value, [])
    }
  }

  func setDefaults(_ value: inout JSONValue) {
    switch value {
    case .object:
      for member in schema["properties"]?.objectValue?.members ?? [] {
        if let initial = member.value["default"], value[member.key] == nil { value[member.key] = initial }
        guard var inner = value[member.key] else { continue }
        StructuralSchema(member.value).setDefaults(&inner)
        value[member.key] = inner
      }
    case .array(var elements):
      guard let items else { return }
      for index in elements.indices { items.setDefaults(&elements[index]) }
      value = .array(elements)
    default: break
    }
  }
}
