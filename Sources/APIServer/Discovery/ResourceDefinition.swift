package import KubernetesModel

/// A kind as the API serves it: its names, its scope, its verbs.
package struct ResourceDefinition: Sendable {
  package struct Subresource: Sendable {
    package let name: String
    /// The kind of its bodies where that is not the resource's own, as `Scale` or `Eviction`.
    package let kind: String?
    package let verbs: [String]
  }

  package let groupVersion: GroupVersion
  package let plural: String
  package let singular: String
  package let kind: String
  package let isNamespaced: Bool
  package let shortNames: [String]
  package let categories: [String]
  package let verbs: [String]
  package let subresources: [Subresource]
  /// What its CustomResourceDefinition says; nil for Kubernetes' own kinds.
  let custom: CustomKind?
  private let ownership: FieldOwnership
  private let statusOwnership: FieldOwnership

  init(
    groupVersion: GroupVersion, plural: String, singular: String, kind: String, isNamespaced: Bool,
    shortNames: [String] = [], categories: [String] = [], verbs: [String], subresources: [Subresource] = [],
    custom: CustomKind? = nil
  ) {
    self.groupVersion = groupVersion
    self.plural = plural
    self.singular = singular
    self.kind = kind
    self.isNamespaced = isNamespaced
    self.shortNames = shortNames
    self.categories = categories
    self.verbs = verbs
    self.subresources = subresources
    self.custom = custom
    let type = TypeTable.kubernetes.type(of: GroupVersionKind(groupVersion, kind))?.name
    let hasStatus = subresources.contains { $0.name == "status" }
    ownership = FieldOwnership(type: type, resetFields: hasStatus ? [["status"]] : [])
    statusOwnership = FieldOwnership(type: type, resetFields: [["spec"]])
  }

  /// Who owns what of its objects' fields, in writes to the object or to one of its subresources.
  func ownership(_ subresource: String) -> FieldOwnership { subresource == "status" ? statusOwnership : ownership }

  /// Whether the group is one of Kubernetes' own, not of a custom resource.
  var isBuiltIn: Bool { !groupVersion.group.contains(".") || groupVersion.group.hasSuffix(".k8s.io") }

  package var groupResource: GroupResource { GroupResource(group: groupVersion.group, plural) }
  package var groupVersionKind: GroupVersionKind { GroupVersionKind(groupVersion, kind) }

  package static let usualVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]

  /// Every built-in resource, in the order in which discovery lists them.
  package static let builtIn: [ResourceDefinition] = servedResources.split(separator: "\n").compactMap(parse)

  private static func parse(_ line: Substring) -> ResourceDefinition? {
    let words = line.split(separator: " ").map(String.init)
    guard words.count >= 8 else { return nil }
    func list(_ word: String) -> [String] { word == "-" ? [] : word.split(separator: ",").map(String.init) }
    return ResourceDefinition(
      groupVersion: GroupVersion(apiVersion: words[0]), plural: words[1], singular: words[2], kind: words[3],
      isNamespaced: words[4] == "yes", shortNames: list(words[5]), categories: list(words[6]),
      verbs: words[7] == "*" ? usualVerbs : list(words[7]), subresources: words.dropFirst(8).map(subresource))
  }

  /// Reads `name:verbs` or `name(Kind):verbs`, with the verbs joined by `+`.
  private static func subresource(_ text: String) -> Subresource {
    let halves = text.split(separator: ":", maxSplits: 1)
    let names = halves[0].split(separator: "(")
    return Subresource(
      name: String(names[0]), kind: names.count > 1 ? String(names[1].dropLast()) : nil,
      verbs: halves.count > 1 ? halves[1].split(separator: "+").map(String.init) : [])
  }
}

extension ResourceDefinition {
  /// What clients are warned of who use the resource at all.
  var deprecation: String? {
    switch (groupVersion.apiVersion, plural) {
    case ("v1", "endpoints"): "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
    case ("v1", "componentstatuses"): "v1 ComponentStatus is deprecated in v1.19+"
    default: nil
    }
  }
}

extension GroupResource {
  /// Where the API serves a built-in resource: all of them, those of a namespace, or one.
  package func path(namespace: String = "", name: String = "") -> String {
    let version = ResourceDefinition.builtIn.first { $0.groupResource == self }?.groupVersion.version ?? "v1"
    var path = group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)"
    if !namespace.isEmpty { path += "/namespaces/\(namespace)" }
    path += "/\(resource)"
    return name.isEmpty ? path : path + "/" + name
  }
}
