import KubernetesModel

/// Schemas of custom resources: what their definitions say, and what all objects have.
struct CustomSchemas {
  let schemas: OpenAPISchemas

  /// `com.example.v1.Toy` for kind `Toy` of `example.com/v1`.
  static func name(_ kind: GroupVersionKind) -> String {
    (kind.group.split(separator: ".").reversed().map(String.init) + [kind.version, kind.kind]).joined(separator: ".")
  }

  /// Adds the schemas of those resources that a CustomResourceDefinition made.
  func add(to all: inout JSONObject, of definitions: [ResourceDefinition]) {
    for definition in definitions {
      guard let custom = definition.custom else { continue }
      for (name, schema) in schemas(of: definition, custom) { all[name] = schema }
    }
  }

  /// The schemas of a resource's kind and of its list, by name.
  private func schemas(of definition: ResourceDefinition, _ custom: CustomKind) -> [String: JSONValue] {
    let kind = definition.groupVersionKind
    let listKind = GroupVersionKind(definition.groupVersion, definition.kind + "List")
    return [Self.name(kind): object(kind, custom.schema), Self.name(listKind): list(listKind, of: kind)]
  }

  private func object(_ kind: GroupVersionKind, _ schema: JSONValue) -> JSONValue {
    var object = schema
    if object["properties"] == nil, object["x-kubernetes-preserve-unknown-fields"] == nil {
      object["x-kubernetes-preserve-unknown-fields"] = true
    }
    object["type"] = "object"
    for (name, property) in common("meta.v1.ObjectMeta") { object.set(property, at: "properties", name) }
    object["x-kubernetes-group-version-kind"] = [OpenAPISchemas.kind(kind)]
    return object
  }

  private func list(_ kind: GroupVersionKind, of element: GroupVersionKind) -> JSONValue {
    var properties = JSONObject(common("meta.v1.ListMeta"))
    properties["items"] = ["type": "array", "items": schemas.reference(named: Self.name(element))]
    return [
      "type": "object", "required": ["items"], "properties": .object(properties),
      "x-kubernetes-group-version-kind": [OpenAPISchemas.kind(kind)],
    ]
  }

  private func common(_ metadata: String) -> [(key: String, value: JSONValue)] {
    [
      ("apiVersion", ["type": "string"]), ("kind", ["type": "string"]), ("metadata", schemas.reference(to: metadata)),
    ]
  }
}
