import KubernetesModel

/// The documents by which clients learn what is served.
struct DiscoveryDocuments {
  let catalog: ResourceCatalog

  /// The groups apart from the core, in the order in which they are listed.
  private var groups: [String] {
    var seen: Set<String> = [""]
    return catalog.definitions.map(\.groupVersion.group).filter { seen.insert($0).inserted }
  }

  private func versions(of group: String) -> [GroupVersion] {
    var seen: Set<GroupVersion> = []
    return catalog.definitions.map(\.groupVersion).filter { $0.group == group && seen.insert($0).inserted }
  }

  private func definitions(_ groupVersion: GroupVersion) -> [ResourceDefinition] {
    catalog.definitions.filter { $0.groupVersion == groupVersion }
  }

  /// The document under a path; nil where there is none.
  func document(_ path: String, accept: String) -> APIResponse? {
    let parts = path.split(separator: "/").map(String.init)
    switch (parts.first, parts.count) {
    case ("api", 1): return isAggregated(accept) ? aggregated([""]) : json(coreVersions)
    case ("apis", 1): return isAggregated(accept) ? aggregated(groups) : json(groupList)
    case ("apis", 2):
      guard groups.contains(parts[1]) else { return nil }
      var document = group(parts[1])
      document["kind"] = "APIGroup"
      document["apiVersion"] = "v1"
      return json(document)
    case ("api", 2): return resourceList(GroupVersion(group: "", version: parts[1]))
    case ("apis", 3): return resourceList(GroupVersion(group: parts[1], version: parts[2]))
    default: return nil
    }
  }

  private func json(_ value: JSONValue) -> APIResponse { APIResponse(status: 200, body: .value(value)) }

  private func isAggregated(_ accept: String) -> Bool {
    accept.contains("g=apidiscovery.k8s.io") && accept.contains("as=APIGroupDiscoveryList") && accept.contains("v=v2")
  }

  private var coreVersions: JSONValue {
    [
      "kind": "APIVersions", "versions": ["v1"],
      "serverAddressByClientCIDRs": [
        ["clientCIDR": "0.0.0.0/0", "serverAddress": .string(APIServer.address + ":6443")]
      ],
    ]
  }

  private var groupList: JSONValue {
    ["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups.map(group))]
  }

  private func group(_ name: String) -> JSONValue {
    let versions = versions(of: name).map { version -> JSONValue in
      ["groupVersion": .string(version.apiVersion), "version": .string(version.version)]
    }
    return ["name": .string(name), "versions": .array(versions), "preferredVersion": versions.first ?? .null]
  }

  private func resourceList(_ groupVersion: GroupVersion) -> APIResponse? {
    guard catalog.serves(groupVersion) else { return nil }
    let resources = definitions(groupVersion).flatMap { definition in
      [resource(definition)] + definition.subresources.map { subresource($0, of: definition) }
    }
    var document: JSONValue = [
      "kind": "APIResourceList", "groupVersion": .string(groupVersion.apiVersion), "resources": .array(resources),
    ]
    // The core's list is older than the field.
    if !groupVersion.group.isEmpty { document["apiVersion"] = "v1" }
    return json(document)
  }

  private func resource(_ definition: ResourceDefinition) -> JSONValue {
    var resource: JSONValue = [
      "name": .string(definition.plural), "singularName": .string(definition.singular),
      "namespaced": .bool(definition.isNamespaced), "kind": .string(definition.kind), "verbs": texts(definition.verbs),
    ]
    if !definition.shortNames.isEmpty { resource["shortNames"] = texts(definition.shortNames) }
    if !definition.categories.isEmpty { resource["categories"] = texts(definition.categories) }
    return resource
  }

  private func subresource(_ subresource: ResourceDefinition.Subresource, of definition: ResourceDefinition)
    -> JSONValue
  {
    let kind = kind(of: subresource, definition)
    var document: JSONValue = [
      "name": .string(definition.plural + "/" + subresource.name), "singularName": "",
      "namespaced": .bool(definition.isNamespaced), "kind": .string(kind.kind), "verbs": texts(subresource.verbs),
    ]
    if kind.groupVersion != definition.groupVersion {
      document["group"] = .string(kind.group)
      document["version"] = .string(kind.version)
    }
    return document
  }

  private func kind(
    of subresource: ResourceDefinition.Subresource, _ definition: ResourceDefinition
  ) -> GroupVersionKind {
    guard let text = subresource.kind else { return definition.groupVersionKind }
    guard let dot = text.lastIndex(of: ".") else { return GroupVersionKind(definition.groupVersion, text) }
    return GroupVersionKind(GroupVersion(apiVersion: String(text[..<dot])), String(text[text.index(after: dot)...]))
  }

  private func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }

  private func aggregated(_ groups: [String]) -> APIResponse {
    let items = groups.map { group -> JSONValue in
      let versions = versions(of: group).map { version -> JSONValue in
        [
          "version": .string(version.version), "freshness": "Current",
          "resources": .array(definitions(version).map(aggregated)),
        ]
      }
      return [
        "metadata": group.isEmpty ? [:] : ["name": .string(group)], "versions": .array(versions),
      ]
    }
    return APIResponse(
      status: 200, contentType: "application/json;g=apidiscovery.k8s.io;v=v2;as=apigroupdiscoverylist",
      body: .value([
        "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:],
        "items": .array(items),
      ]))
  }

  private func aggregated(_ definition: ResourceDefinition) -> JSONValue {
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
            "subresource": .string($0.name), "responseKind": responseKind(kind(of: $0, definition), definition),
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
}
