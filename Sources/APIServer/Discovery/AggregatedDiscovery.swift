import KubernetesModel

/// Builds the aggregated discovery documents (apidiscovery.k8s.io/v2).
struct AggregatedDiscovery {
  let definitions: [ResourceDefinition]

  var documents: (core: JSONValue, groups: JSONValue) {
    var seen: Set<String> = [""]
    let groups = definitions.map(\.groupVersion.group).filter { seen.insert($0).inserted }
    return (document([""]), document(groups))
  }

  private func document(_ groups: [String]) -> JSONValue {
    let items = groups.map { group -> JSONValue in
      ["metadata": group.isEmpty ? [:] : ["name": .string(group)], "versions": .array(versions(of: group))]
    }
    return [
      "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:], "items": .array(items),
    ]
  }

  private func versions(of group: String) -> [JSONValue] {
    var seen: Set<GroupVersion> = []
    let versions = definitions.map(\.groupVersion).filter { $0.group == group && seen.insert($0).inserted }
    return versions.map { version in
      [
        "version": .string(version.version), "freshness": "Current",
        "resources": .array(definitions.filter { $0.groupVersion == version }.map(resource)),
      ]
    }
  }

  private func resource(_ definition: ResourceDefinition) -> JSONValue {
    var resource: JSONValue = [
      "resource": .string(definition.plural), "responseKind": responseKind(definition.groupVersionKind, definition),
      "scope": definition.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(definition.singular),
      "verbs": texts(definition.verbs),
    ]
    if !definition.shortNames.isEmpty { resource["shortNames"] = texts(definition.shortNames) }
    if !definition.categories.isEmpty { resource["categories"] = texts(definition.categories) }
    if !definition.subresources.isEmpty {
      resource["subresources"] = .array(
        definition.subresources.map {
          [
            "subresource": .string($0.name),
            "responseKind": responseKind($0.groupVersionKind(in: definition), definition),
            "verbs": texts($0.verbs),
          ]
        })
    }
    return resource
  }

  /// The group and the version are left empty where they are the resource's own.
  private func responseKind(_ kind: GroupVersionKind, _ definition: ResourceDefinition) -> JSONValue {
    let isOwn = kind.groupVersion == definition.groupVersion
    return [
      "group": .string(isOwn ? "" : kind.group), "version": .string(isOwn ? "" : kind.version),
      "kind": .string(kind.kind),
    ]
  }

  private func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
}

extension ResourceDefinition.Subresource {
  /// The kind of its bodies: the resource's own unless the subresource names another.
  func groupVersionKind(in definition: ResourceDefinition) -> GroupVersionKind {
    guard let kind else { return definition.groupVersionKind }
    guard let dot = kind.lastIndex(of: ".") else { return GroupVersionKind(definition.groupVersion, kind) }
    return GroupVersionKind(GroupVersion(apiVersion: String(kind[..<dot])), String(kind[kind.index(after: dot)...]))
  }
}
