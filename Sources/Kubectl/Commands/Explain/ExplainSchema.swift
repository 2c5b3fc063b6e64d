import APIServer
import KubernetesModel

/// A type as `explain` shows it. What stands below is read when it is asked for: types contain themselves.
struct ExplainSchema {
  struct Field {
    let name: String
    let isRequired: Bool
    let description: String
    let values: [String]
    let schema: () -> ExplainSchema
  }

  /// `string`, `[]Container`, `map[string]string`
  let typeName: String
  let description: String
  /// Names the type behind lists and maps; empty for nameless ones.
  let identity: String
  let fields: () -> [Field]
}

/// Where schemas come from: the server's OpenAPI documents, or the types of Kubernetes where it has none.
struct ExplainSource {
  let client: APIClient

  init(_ client: APIClient) { self.client = client }

  func schema(of mapping: DiscoveredResource) throws(KubectlError) -> ExplainSchema? {
    if let document = try client.openAPIDocument(for: mapping.groupVersion),
      let schema = OpenAPISchemas(document).schema(of: mapping.groupVersionKind)
    {
      return schema
    }
    return TypeTable.kubernetes.type(of: mapping.groupVersionKind).map { TypeSchemas.schema(of: $0) }
  }
}

/// Reads the schemas of an OpenAPI v3 document.
struct OpenAPISchemas {
  private static let deepest = 50
  private let schemas: JSONValue

  init(_ document: JSONValue) { schemas = document.at("components", "schemas") ?? .null }

  func schema(of kind: GroupVersionKind) -> ExplainSchema? {
    schemas.objectValue?.members.first { member in
      member.value.list("x-kubernetes-group-version-kind").contains {
        $0.text("group") == kind.group && $0.text("version") == kind.version && $0.text("kind") == kind.kind
      }
    }.map { member in read(["$ref": .string("#/components/schemas/" + member.key)]) }
  }

  private func read(_ schema: JSONValue) -> ExplainSchema {
    let target = innermost(schema)
    return ExplainSchema(
      typeName: typeName(schema), description: descriptions(schema).joined(separator: "\n"), identity: target.name
    ) {
      let required = Set(target.schema.texts("required"))
      return (target.schema["properties"]?.objectValue?.members ?? []).map { member in
        ExplainSchema.Field(
          name: member.key, isRequired: required.contains(member.key), description: member.value.text("description"),
          values: member.value.list("enum").map { $0 == "" ? "\"\"" : GoText.value($0) }
        ) { read(member.value) }
      }
    }
  }

  private func resolved(_ schema: JSONValue) -> (schema: JSONValue, name: String) {
    let name = schema.text("$ref").split(separator: "/").last.map(String.init) ?? ""
    return name.isEmpty ? (schema, "") : (schemas[name] ?? .null, name)
  }

  /// The schema with the fields: behind references, lists, maps and single alternatives.
  private func innermost(_ schema: JSONValue) -> (schema: JSONValue, name: String) {
    var current = resolved(schema)
    for _ in 0..<Self.deepest {
      if current.schema.has("properties") { return current }
      guard let next = inner(current.schema) else { return current }
      let found = resolved(next)
      current = (found.schema, found.name.isEmpty ? current.name : found.name)
    }
    return current
  }

  private func inner(_ schema: JSONValue) -> JSONValue? {
    if let items = schema["items"], !items.isNull { return items }
    if let values = schema["additionalProperties"], values.objectValue != nil { return values }
    return schema.list("allOf").first
  }

  private func descriptions(_ schema: JSONValue) -> [String] {
    var result: [String] = []
    var current: JSONValue? = schema
    for _ in 0..<Self.deepest {
      guard let next = current else { break }
      let found = resolved(next).schema
      if !found.text("description").isEmpty { result.append(found.text("description")) }
      current = inner(found)
    }
    return result
  }

  private func typeName(_ schema: JSONValue, depth: Int = 0) -> String {
    guard depth < Self.deepest else { return "Object" }
    if let items = schema["items"], !items.isNull { return "[]" + typeName(items, depth: depth + 1) }
    if let values = schema["additionalProperties"], values.objectValue != nil {
      return "map[string]" + typeName(values, depth: depth + 1)
    }
    let alternatives = schema.list("allOf")
    if alternatives.count == 1, !schema.has("properties") { return typeName(alternatives[0], depth: depth + 1) }
    let target = resolved(schema)
    let type = target.schema.text("type")
    if !target.name.isEmpty, type.isEmpty || type == "object" {
      return target.name.split(separator: ".").last.map(String.init) ?? "Object"
    }
    return type.isEmpty || type == "object" ? "Object" : type
  }
}

/// Reads the types that Kubernetes has by itself.
enum TypeSchemas {
  static func schema(of definition: TypeDefinition) -> ExplainSchema {
    let description = TypeDescriptions.kubernetes.text(of: definition)
    return ExplainSchema(typeName: name(of: definition), description: description, identity: definition.name) {
      fields(of: definition)
    }
  }

  private static func fields(of definition: TypeDefinition) -> [ExplainSchema.Field] {
    let inlined = definition.inlined.compactMap { TypeTable.kubernetes.type(named: $0.type) }.flatMap(fields)
    let own = definition.fields.map { field in
      let text = TypeDescriptions.kubernetes.text(of: field.name, in: definition)
      return ExplainSchema.Field(name: field.name, isRequired: field.isRequired, description: text, values: []) {
        let target = TypeTable.kubernetes.definition(of: field.type)
        return ExplainSchema(typeName: name(of: field.type), description: text, identity: target?.name ?? "") {
          target.map(fields) ?? []
        }
      }
    }
    return (own + inlined).sorted { $0.name < $1.name }
  }

  private static func name(of type: FieldType) -> String {
    switch type {
    case .string, .bytes: "string"
    case .bool: "boolean"
    case .int32, .int64: "integer"
    case .double: "number"
    case .list(let element): "[]" + name(of: element)
    case .map(let element): "map[string]" + name(of: element)
    case .named(let type): TypeTable.kubernetes.type(named: type).map(name) ?? "Object"
    }
  }

  private static func name(of definition: TypeDefinition) -> String {
    guard let scalar = definition.scalar else {
      return definition.name.split(separator: ".").last.map(String.init) ?? "Object"
    }
    let kind = scalar.split(separator: ":").first.map(String.init) ?? scalar
    return kind == "any" ? "Object" : kind
  }
}
