import KubernetesModel

/// Schemas of the type table's types, for OpenAPI documents of one version.
struct OpenAPISchemas {
  enum Version {
    case two, three
  }

  let version: Version
  private let table = TypeTable.kubernetes
  private let descriptions = TypeDescriptions.kubernetes

  init(_ version: Version) { self.version = version }

  /// The schemas of types and of everything that they hold, by name.
  func schemas(of types: [String]) -> JSONObject {
    var found: [String: JSONValue] = [:]
    var waiting = types
    while let name = waiting.popLast() {
      let key = Self.name(name)
      guard found[key] == nil, let type = table.type(named: name), !type.isWireOnly else { continue }
      found[key] = schema(type)
      for field in type.fields { if let inner = table.definition(of: field.type) { waiting.append(inner.name) } }
    }
    return JSONObject(found.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
  }

  func schema(_ type: TypeDefinition) -> JSONValue {
    var schema = type.scalar.map { scalar($0, type.name) } ?? object(type)
    let description = descriptions.text(of: type)
    if !description.isEmpty { schema["description"] = .string(description) }
    return schema
  }

  private func object(_ type: TypeDefinition) -> JSONValue {
    var properties = JSONObject()
    for field in type.fields { properties[field.name] = property(field, in: type) }
    var schema: JSONValue = ["type": "object"]
    if !properties.isEmpty { schema["properties"] = .object(properties) }
    let required = type.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    let kinds = Self.kinds(of: type)
    if !kinds.isEmpty { schema["x-kubernetes-group-version-kind"] = .array(kinds.map(Self.kind)) }
    if type.isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
    return schema
  }

  private func property(_ field: FieldDefinition, in type: TypeDefinition) -> JSONValue {
    var property = reference(field.type)
    let description = descriptions.text(of: field.name, in: type)
    if !description.isEmpty {
      // In version 3 nothing may stand beside a reference.
      if version == .three, property["$ref"] != nil { property = ["allOf": [property]] }
      property["description"] = .string(description)
    }
    if let key = field.mergeKey { property["x-kubernetes-patch-merge-key"] = .string(key) }
    if let strategy = field.patchStrategy { property["x-kubernetes-patch-strategy"] = .string(strategy) }
    if let list = field.listType { property["x-kubernetes-list-type"] = .string(list.rawValue) }
    if !field.listKeys.isEmpty {
      property["x-kubernetes-list-map-keys"] = .array(field.listKeys.map(JSONValue.string))
    }
    if field.isAtomicMap { property["x-kubernetes-map-type"] = "atomic" }
    return property
  }

  private func reference(_ type: FieldType) -> JSONValue {
    switch type {
    case .string: ["type": "string"]
    case .bool: ["type": "boolean"]
    case .int32: ["type": "integer", "format": "int32"]
    case .int64: ["type": "integer", "format": "int64"]
    case .double: ["type": "number", "format": "double"]
    case .bytes: ["type": "string", "format": "byte"]
    case .list(let element): ["type": "array", "items": reference(element)]
    case .map(let element): ["type": "object", "additionalProperties": reference(element)]
    case .named(let name): reference(to: name)
    }
  }

  /// A reference to a type of the table.
  func reference(to type: String) -> JSONValue { reference(named: Self.name(type)) }

  /// A reference to a schema by its name.
  func reference(named name: String) -> JSONValue {
    ["$ref": .string((version == .two ? "#/definitions/" : "#/components/schemas/") + name)]
  }

  /// `string`, `string:quantity`, `any`, ...: version 3 can say that numbers will do as well.
  private func scalar(_ text: String, _ name: String) -> JSONValue {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.first != "any" else { return .object(JSONObject()) }
    if version == .three, name == "intstr.IntOrString" {
      return ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]]
    }
    if version == .three, name == "resource.Quantity" { return ["oneOf": [["type": "string"], ["type": "number"]]] }
    var schema: JSONValue = ["type": .string(parts.first ?? "string")]
    if parts.count > 1 { schema["format"] = .string(parts[1]) }
    return schema
  }

  static func kind(_ kind: GroupVersionKind) -> JSONValue {
    ["group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind)]
  }

  /// The kinds that have a schema. Options of deletions are of every group and version.
  private static func kinds(of type: TypeDefinition) -> [GroupVersionKind] {
    guard type.name == "meta.v1.DeleteOptions" || type.name == "meta.v1.WatchEvent" else {
      return type.groupVersionKind.map { [$0] } ?? []
    }
    return Set(ResourceDefinition.builtIn.map(\.groupVersion)).sorted().map {
      GroupVersionKind($0, type.name == "meta.v1.WatchEvent" ? "WatchEvent" : "DeleteOptions")
    }
  }

  /// `core.v1.Pod` is `io.k8s.api.core.v1.Pod`; types that all groups share live elsewhere.
  static func name(_ type: String) -> String {
    let home = homes.first { type.hasPrefix($0.prefix) }?.home
    return (home ?? "io.k8s.api.") + type
  }

  private static let homes = [
    (prefix: "meta.", home: "io.k8s.apimachinery.pkg.apis."),
    (prefix: "resource.Quantity", home: "io.k8s.apimachinery.pkg.api."),
    (prefix: "intstr.", home: "io.k8s.apimachinery.pkg.util."),
    (prefix: "runtime.", home: "io.k8s.apimachinery.pkg."),
    (prefix: "apiextensions.", home: "io.k8s.apiextensions-apiserver.pkg.apis."),
    (prefix: "apiregistration.", home: "io.k8s.kube-aggregator.pkg.apis."),
  ]
}
