package import KubernetesModel

/// What is served, by name. A reference, since every copy of a server has the same, unless custom resources come.
package final class ResourceCatalog: Sendable {
  package static let builtIn = ResourceCatalog(ResourceDefinition.builtIn)

  private struct Key: Hashable {
    let groupVersion: GroupVersion
    let plural: String
  }

  /// In the order of discovery.
  package let definitions: [ResourceDefinition]
  private let byPlural: [Key: ResourceDefinition]
  private let byKind: [GroupVersionKind: ResourceDefinition]
  private let byResource: [GroupResource: ResourceDefinition]
  private let groupVersions: Set<GroupVersion>
  /// The aggregated documents of the core group and of all others: asked for often, and the same for all copies.
  let aggregatedDiscovery: (core: JSONValue, groups: JSONValue)
  let openAPI: OpenAPIDocuments

  package init(_ definitions: [ResourceDefinition]) {
    self.definitions = definitions
    func first<Value>(_ old: Value, _ new: Value) -> Value { old }
    byPlural = Dictionary(
      definitions.map { (Key(groupVersion: $0.groupVersion, plural: $0.plural), $0) }, uniquingKeysWith: first)
    byKind = Dictionary(definitions.map { ($0.groupVersionKind, $0) }, uniquingKeysWith: first)
    byResource = Dictionary(definitions.map { ($0.groupResource, $0) }, uniquingKeysWith: first)
    groupVersions = Set(definitions.map(\.groupVersion))
    openAPI = OpenAPIDocuments(definitions)
    aggregatedDiscovery = AggregatedDiscovery(definitions: definitions).documents
  }

  package func definition(_ groupVersion: GroupVersion, _ plural: String) -> ResourceDefinition? {
    byPlural[Key(groupVersion: groupVersion, plural: plural)]
  }

  package func definition(of kind: GroupVersionKind) -> ResourceDefinition? { byKind[kind] }

  /// The definition in the version that is stored.
  package func definition(_ resource: GroupResource) -> ResourceDefinition? { byResource[resource] }

  package func serves(_ groupVersion: GroupVersion) -> Bool { groupVersions.contains(groupVersion) }
}
