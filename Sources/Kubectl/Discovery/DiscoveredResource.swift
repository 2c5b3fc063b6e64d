import KubernetesModel

/// A resource as the server's discovery documents describe it.
struct DiscoveredResource: Hashable, Sendable {
  var groupVersion: GroupVersion
  var plural: String
  var singular: String
  var kind: String
  var isNamespaced: Bool
  var shortNames: [String]
  var categories: [String]
  var verbs: [String]
  /// Names of its subresources, as in `status`, `scale`.
  var subresources: [String]

  /// `deployments.apps`, or `pods` in the core group.
  var qualified: String { GroupResource(group: groupVersion.group, plural).qualified }

  /// `deployment.apps`, as kubectl names what it did something to.
  var qualifiedSingular: String {
    let name = kind.lowercased()
    return groupVersion.group.isEmpty ? name : name + "." + groupVersion.group
  }

  var groupVersionKind: GroupVersionKind { GroupVersionKind(groupVersion, kind) }

  /// As Go prints the resource: `apps/v1, Resource=deployments`.
  var description: String { "\(groupVersion.group)/\(groupVersion.version), Resource=\(plural)" }

  /// Where the API serves it.
  func path(namespace: String, name: String = "", subresource: String = "") -> String {
    var path = groupVersion.group.isEmpty ? "/api/\(groupVersion.version)" : "/apis/\(groupVersion.apiVersion)"
    if isNamespaced, !namespace.isEmpty { path += "/namespaces/" + namespace }
    path += "/" + plural
    if !name.isEmpty { path += "/" + name }
    if !subresource.isEmpty { path += "/" + subresource }
    return path
  }
}
