import KubernetesModel
import SimulationKernel

/// OpenAPI v3 from the type table: an index, and a document for each group and version.
struct OpenAPIDocuments {
  let catalog: ResourceCatalog
  private let table = TypeTable.kubernetes

  init(catalog: ResourceCatalog) { self.catalog = catalog }

  /// The document under a path; nil where there is none.
  func document(_ path: String) -> APIResponse? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 2, parts[0] == "openapi", parts[1] == "v3" else { return nil }
    if parts.count == 2 {
      // A real server names this type too, though it sends JSON.
      return APIResponse(status: 200, contentType: "text/plain; charset=utf-8", body: .value(index))
    }
    let groupVersion: GroupVersion
    switch (parts[2], parts.count) {
    case ("api", 4): groupVersion = GroupVersion(group: "", version: parts[3])
    case ("apis", 5): groupVersion = GroupVersion(group: parts[3], version: parts[4])
    default: return nil
    }
    guard catalog.serves(groupVersion) else { return nil }
    return APIResponse(status: 200, body: .value(document(groupVersion)))
  }

  private func path(_ groupVersion: GroupVersion) -> String {
    (groupVersion.group.isEmpty ? "api/" : "apis/") + groupVersion.apiVersion
  }

  private var index: JSONValue {
    var paths = JSONObject()
    for groupVersion in Set(catalog.definitions.map(\.groupVersion)).sorted() {
      let path = path(groupVersion)
      var digest = Fingerprint()
      digest.combine(path)
      digest.combine(APIServer.version.text("gitVersion"))
      let address = "/openapi/v3/\(path)?hash=\(digest.description.uppercased())"
      paths[path] = ["serverRelativeURL": .string(address)]
    }
    return ["paths": .object(paths)]
  }

  private func document(_ groupVersion: GroupVersion) -> JSONValue {
    let definitions = catalog.definitions.filter { $0.groupVersion == groupVersion }
    var paths = JSONObject()
    for definition in definitions {
      let scope = definition.isNamespaced ? "/namespaces/{namespace}/" : "/"
      let collection = "/" + path(groupVersion) + scope + definition.plural
      let operations = operations(definition)
      paths[collection] = operations.collection
      paths[collection + "/{name}"] = operations.object
    }
    return [
      "openapi": "3.0.0",
      "info": ["title": "Kubernetes", "version": .string(APIServer.version.text("gitVersion"))],
      "paths": .object(paths), "components": ["schemas": schemas(definitions)],
    ]
  }

  private func operations(_ definition: ResourceDefinition) -> (collection: JSONValue, object: JSONValue) {
    let methods = [
      "create": "post", "update": "put", "patch": "patch", "delete": "delete", "get": "get", "list": "get",
      "deletecollection": "delete",
    ]
    var collection = JSONObject()
    var object = JSONObject()
    for verb in definition.verbs {
      guard let method = methods[verb] else { continue }
      let isWrite = ["create", "update", "patch"].contains(verb)
      let names = isWrite ? ["dryRun", "fieldManager", "fieldValidation"] : verb == "delete" ? ["dryRun"] : []
      let parameters = names.map { name -> JSONValue in
        ["name": .string(name), "in": "query", "schema": ["type": "string", "uniqueItems": true]]
      }
      let operation: JSONValue = [
        "x-kubernetes-action": .string(verb), "x-kubernetes-group-version-kind": kind(definition.groupVersionKind),
        "parameters": .array(parameters), "responses": ["200": ["description": "OK"]],
      ]
      if ["create", "list", "deletecollection"].contains(verb) {
        collection[method] = operation
      } else {
        object[method] = operation
      }
    }
    return (.object(collection), .object(object))
  }

  private func kind(_ kind: GroupVersionKind) -> JSONValue {
    ["group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind)]
  }

  /// The schemas of the kinds and of everything that they hold.
  private func schemas(_ definitions: [ResourceDefinition]) -> JSONValue {
    var schemas = JSONObject()
    var waiting = definitions.compactMap { table.type(of: $0.groupVersionKind)?.name }
    waiting += ["meta.v1.DeleteOptions", "meta.v1.Status"]
    while let name = waiting.popLast() {
      let key = Self.schemaName(name)
      guard schemas[key] == nil, let type = table.type(named: name), !type.isWireOnly else { continue }
      schemas[key] = schema(type)
      for field in type.fields { if let inner = table.definition(of: field.type) { waiting.append(inner.name) } }
    }
    return .object(schemas)
  }

  private func schema(_ type: TypeDefinition) -> JSONValue {
    if let scalar = type.scalar { return Self.scalar(scalar) }
    var properties = JSONObject()
    for field in type.fields { properties[field.name] = property(field) }
    var schema: JSONValue = ["type": "object", "properties": .object(properties)]
    let required = type.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    if let kind = type.groupVersionKind { schema["x-kubernetes-group-version-kind"] = [self.kind(kind)] }
    if type.isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
    return schema
  }

  private func property(_ field: FieldDefinition) -> JSONValue {
    var property = reference(field.type)
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
    case .named(let name): ["$ref": .string("#/components/schemas/" + Self.schemaName(name))]
    }
  }

  private static func scalar(_ text: String) -> JSONValue {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.first != "any" else { return [:] }
    var schema: JSONValue = ["type": .string(parts.first ?? "string")]
    if parts.count > 1 { schema["format"] = .string(parts[1]) }
    return schema
  }

  /// `core.v1.Pod` is `io.k8s.api.core.v1.Pod`; types that all groups share live elsewhere.
  static func schemaName(_ name: String) -> String {
    let homes = [
      "meta.": "io.k8s.apimachinery.pkg.apis.", "resource.Quantity": "io.k8s.apimachinery.pkg.api.",
      "intstr.": "io.k8s.apimachinery.pkg.util.", "runtime.": "io.k8s.apimachinery.pkg.",
      "apiextensions.": "io.k8s.apiextensions-apiserver.pkg.apis.",
      "apiregistration.": "io.k8s.kube-aggregator.pkg.apis.",
    ]
    let home = homes.first { name.hasPrefix($0.key) }?.value
    return (home ?? "io.k8s.api.") + name
  }
}
