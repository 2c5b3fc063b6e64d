import KubernetesModel

/// All operations on a resource.
struct OpenAPIOperations {
  private let definition: ResourceDefinition

  init(_ definition: ResourceDefinition) { self.definition = definition }

  var all: [OpenAPIOperation] {
    let own = definition.verbs.compactMap(operation)
    let everywhere = definition.isNamespaced && definition.verbs.contains("list") ? [listEverywhere] : []
    return everywhere + own + definition.subresources.flatMap(operations)
  }

  private var root: String { "/" + OpenAPIDocuments.path(definition.groupVersion) + "/" }

  private var collection: String {
    root + (definition.isNamespaced ? "namespaces/{namespace}/" : "") + definition.plural
  }

  private var scope: String { definition.isNamespaced ? "Namespaced" : "" }

  private var schema: String { Self.schema(of: definition.groupVersionKind, definition) }

  /// The schema of a kind: a type of the table, or a custom resource.
  static func schema(of kind: GroupVersionKind, _ definition: ResourceDefinition) -> String {
    TypeTable.kubernetes.type(of: kind).map { OpenAPISchemas.name($0.name) }
      ?? (definition.custom == nil ? OpenAPISchemas.name("meta.v1.Status") : CustomSchemas.name(kind))
  }

  private var listSchema: String {
    Self.schema(of: GroupVersionKind(definition.groupVersion, definition.kind + "List"), definition)
  }

  private func identifier(_ verb: String, _ scope: String, _ suffix: String = "") -> String {
    verb + OpenAPIOperation.groupName(definition.groupVersion.group).later
      + definition.groupVersion.version.prefix(1).uppercased() + definition.groupVersion.version.dropFirst() + scope
      + definition.kind + suffix
  }

  private var listEverywhere: OpenAPIOperation {
    OpenAPIOperation(
      path: root + definition.plural, method: "get", action: "list",
      id: identifier("list", "", "ForAllNamespaces"), description: "list or watch objects of kind \(definition.kind)",
      kind: definition.groupVersionKind, groupVersion: definition.groupVersion, parameters: OpenAPIParameter.listing,
      body: nil, answer: listSchema, statuses: ["200"], isStream: true)
  }

  private func operation(_ verb: String) -> OpenAPIOperation? {
    let kind = definition.kind
    let object = collection + "/{name}"
    let status = OpenAPISchemas.name("meta.v1.Status")
    switch verb {
    case "list":
      return make(
        collection, "get", "list", identifier("list", scope), "list or watch objects of kind \(kind)",
        OpenAPIParameter.listing, answer: listSchema, isStream: true)
    case "create":
      return make(
        collection, "post", "post", identifier("create", scope), "create \(article(kind))", OpenAPIParameter.writing,
        .object(schema), answer: schema, statuses: ["200", "201", "202"])
    case "deletecollection":
      return make(
        collection, "delete", "deletecollection", identifier("delete", "Collection" + scope),
        "delete collection of \(kind)", OpenAPIParameter.deletingMany, .options("meta.v1.DeleteOptions"), answer: status
      )
    case "get":
      return make(object, "get", "get", identifier("read", scope), "read the specified \(kind)", [], answer: schema)
    case "update":
      return make(
        object, "put", "put", identifier("replace", scope), "replace the specified \(kind)", OpenAPIParameter.writing,
        .object(schema), answer: schema, statuses: ["200", "201"])
    case "patch":
      return make(
        object, "patch", "patch", identifier("patch", scope), "partially update the specified \(kind)",
        OpenAPIParameter.patching, .patch(definition.patchKinds), answer: schema, statuses: ["200", "201"])
    case "delete":
      return make(
        object, "delete", "delete", identifier("delete", scope), "delete \(article(kind))", OpenAPIParameter.deleting,
        .options("meta.v1.DeleteOptions"), answer: definition.strategy.returnsDeletedObject ? schema : status,
        statuses: ["200", "202"])
    default: return nil
    }
  }

  private func article(_ kind: String) -> String { ("AEIOU".contains(kind.prefix(1)) ? "an " : "a ") + kind }

  private func make(
    _ path: String, _ method: String, _ action: String, _ id: String, _ description: String,
    _ parameters: [OpenAPIParameter], _ body: OpenAPIOperation.Body? = nil, answer: String?,
    statuses: [String] = ["200"],
    kind: GroupVersionKind? = nil, isStream: Bool = false
  ) -> OpenAPIOperation {
    OpenAPIOperation(
      path: path, method: method, action: action, id: id, description: description,
      kind: kind ?? definition.groupVersionKind, groupVersion: definition.groupVersion, parameters: parameters,
      body: body, answer: answer, statuses: statuses, isStream: isStream)
  }
}

extension OpenAPIOperations {
  /// Subresources that lead to a kubelet or through it.
  private static let connections: Set<String> = ["attach", "exec", "portforward", "proxy"]

  private func operations(_ subresource: ResourceDefinition.Subresource) -> [OpenAPIOperation] {
    let path = collection + "/{name}/" + subresource.name
    let suffix = subresource.name.prefix(1).uppercased() + subresource.name.dropFirst()
    guard !Self.connections.contains(subresource.name) else {
      let paths =
        subresource.name == "proxy" ? [(path, suffix), (path + "/{path}", suffix + "WithPath")] : [(path, suffix)]
      return paths.flatMap { path, suffix in connections(subresource, path, suffix) }
    }
    return subresource.verbs.compactMap { operation($0, on: subresource, path, suffix) }
  }

  private func operation(
    _ verb: String, on subresource: ResourceDefinition.Subresource, _ path: String, _ suffix: String
  ) -> OpenAPIOperation? {
    let kind = subresource.groupVersionKind(in: definition)
    let schema = Self.schema(of: kind, definition)
    let what = "\(subresource.name) of \(definition.kind)"
    switch verb {
    case "get" where subresource.name == "log":
      return make(
        path, "get", "get", identifier("read", scope, suffix), "read \(what)",
        OpenAPIParameter.connecting["log"] ?? [], answer: nil)
    case "get":
      return make(path, "get", "get", identifier("read", scope, suffix), "read \(what)", [], answer: schema, kind: kind)
    case "create":
      return make(
        path, "post", "post", identifier("create", scope, suffix), "create \(what)", OpenAPIParameter.writing,
        .object(schema), answer: schema, statuses: ["200", "201", "202"], kind: kind)
    case "update":
      return make(
        path, "put", "put", identifier("replace", scope, suffix), "replace \(what)", OpenAPIParameter.writing,
        .object(schema), answer: schema, statuses: ["200", "201"], kind: kind)
    case "patch":
      return make(
        path, "patch", "patch", identifier("patch", scope, suffix), "partially update \(what)",
        OpenAPIParameter.patching, .patch(definition.patchKinds), answer: schema, statuses: ["200", "201"], kind: kind)
    default: return nil
    }
  }

  private func connections(
    _ subresource: ResourceDefinition.Subresource, _ path: String, _ suffix: String
  ) -> [OpenAPIOperation] {
    let methods = ["create": "post", "delete": "delete", "get": "get", "patch": "patch", "update": "put"]
    return subresource.verbs.compactMap { methods[$0] }.map { method in
      let verb = "connect" + OpenAPIOperation.groupName(definition.groupVersion.group).later
      let id =
        verb + definition.groupVersion.version.uppercased() + method.prefix(1).uppercased() + method.dropFirst() + scope
        + definition.kind + suffix
      return make(
        path, method, "connect", id,
        "connect \(method.uppercased()) requests to \(subresource.name) of \(definition.kind)",
        OpenAPIParameter.connecting[subresource.name] ?? [], answer: nil,
        kind: subresource.groupVersionKind(in: definition))
    }
  }
}
