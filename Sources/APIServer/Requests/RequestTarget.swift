import KubernetesModel

/// What a request's path and method mean: a resource, perhaps one object of it, and what is to be done.
struct RequestTarget: Sendable {
  enum Verb: String, Sendable {
    case get, list, watch, create, update, patch, delete, deletecollection
  }

  let verb: Verb
  let definition: ResourceDefinition
  let subresource: String
  /// Empty for cluster-scoped resources and for all namespaces.
  let namespace: String
  /// Empty for a collection.
  let name: String
  /// What follows the subresource, as in `pods/a/proxy/metrics`.
  let rest: String

  /// How errors name the resource; the stored one's name for resources that are served in two groups.
  var resource: GroupResource { definition.groupResource }
}

/// Why a path leads nowhere.
enum PathProblem: Error {
  /// Nothing is served under the path.
  case unknownPath
  case status(APIStatus)
}

extension RequestTarget {
  /// Reads a path below `/api/v1` or `/apis/group/version`.
  init(_ request: APIRequest, serving catalog: ResourceCatalog) throws(PathProblem) {
    var parts = request.path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }[...]
    let groupVersion: GroupVersion
    switch (parts.first, parts.count) {
    case ("api", 3...): groupVersion = GroupVersion(group: "", version: parts[1])
    case ("apis", 4...): groupVersion = GroupVersion(group: parts[1], version: parts[2])
    default: throw .unknownPath
    }
    guard catalog.serves(groupVersion) else { throw .unknownPath }
    parts = parts.dropFirst(groupVersion.group.isEmpty && parts.first == "api" ? 2 : 3)

    var namespace = ""
    if parts.first == "namespaces", parts.count >= 3, !["status", "finalize"].contains(parts[parts.startIndex + 2]) {
      namespace = parts[parts.startIndex + 1]
      parts = parts.dropFirst(2)
    }
    guard let plural = parts.first, let definition = catalog.definition(groupVersion, plural) else {
      throw .status(.unknownResource)
    }
    guard namespace.isEmpty || definition.isNamespaced else { throw .status(.unknownResource) }
    let name = parts.dropFirst().first ?? ""
    let subresource = parts.dropFirst(2).first ?? ""
    guard subresource.isEmpty || definition.subresources.contains(where: { $0.name == subresource }) else {
      throw .status(.unknownResource)
    }
    self.definition = definition
    self.namespace = namespace
    self.name = name
    self.subresource = subresource
    rest = parts.dropFirst(3).joined(separator: "/")
    verb = try Self.verb(request, definition, namespace: namespace, name: name, subresource: subresource)
  }

  private static func verb(
    _ request: APIRequest, _ definition: ResourceDefinition, namespace: String, name: String, subresource: String
  ) throws(PathProblem) -> Verb {
    let isCollection = name.isEmpty
    let isWatch = isTrue(request.parameter("watch"))
    let verb: Verb
    switch request.method {
    case .get: verb = isWatch && subresource.isEmpty ? .watch : isCollection ? .list : .get
    case .post: verb = .create
    case .put: verb = .update
    case .patch: verb = .patch
    case .delete: verb = isCollection ? .deletecollection : .delete
    }
    let served =
      subresource.isEmpty
      ? definition.verbs : definition.subresources.first { $0.name == subresource }?.verbs ?? []
    let fits =
      switch verb {
      case .create: isCollection == subresource.isEmpty
      case .update, .patch: !isCollection
      default: true
      }
    // Namespaced objects are written below their namespace only.
    let isMisplaced = definition.isNamespaced && namespace.isEmpty && !(verb == .list || verb == .watch)
    guard served.contains(verb.rawValue), fits, !isMisplaced else { throw .status(.methodNotAllowed) }
    return verb
  }
}

/// How the API reads a flag in a query: given, and neither false nor 0.
func isTrue(_ parameter: String?) -> Bool {
  guard let parameter else { return false }
  return !["false", "0"].contains(parameter.lowercased())
}
