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
    if parts.count == 1, let version = aggregatedVersion(accept) {
      switch parts[0] {
      case "api": return aggregated(catalog.aggregatedDiscovery.core, version)
      case "apis": return aggregated(catalog.aggregatedDiscovery.groups, version)
      default: return nil
      }
    }
    guard let document = plainDocument(parts) else { return nil }
    guard accept.isEmpty || Negotiation.isProduced(accept) else { return APIResponse(.notProduced(isList: false)) }
    let mediaType = Negotiation.mediaType(ofErrorFor: accept)
    return APIResponse(status: 200, contentType: mediaType.rawValue, body: .value(document))
  }

  private func plainDocument(_ parts: [String]) -> JSONValue? {
    switch (parts.first, parts.count) {
    case ("api", 1): return coreVersions
    case ("apis", 1): return groupList
    case ("apis", 2):
      guard groups.contains(parts[1]) else { return nil }
      var document = group(parts[1])
      document["kind"] = "APIGroup"
      document["apiVersion"] = "v1"
      return document
    case ("api", 2): return resourceList(GroupVersion(group: "", version: parts[1]))
    case ("apis", 3): return resourceList(GroupVersion(group: parts[1], version: parts[2]))
    default: return nil
    }
  }

  private func aggregated(_ document: JSONValue, _ version: String) -> APIResponse {
    var document = document
    document["apiVersion"] = .string("apidiscovery.k8s.io/" + version)
    return APIResponse(
      status: 200, contentType: "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList",
      body: .value(document))
  }

  /// The version of the aggregated documents that a client prefers; nil where it wants the plain ones.
  private func aggregatedVersion(_ accept: String) -> String? {
    for clause in AcceptClause.clauses(of: accept) where clause.includes(.json) {
      let parameters = Dictionary(clause.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
      guard let kind = parameters["as"] else { return nil }
      guard kind == "APIGroupDiscoveryList", parameters["g"] == "apidiscovery.k8s.io" else { continue }
      if let version = parameters["v"], ["v2", "v2beta1"].contains(version) { return version }
    }
    return nil
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

  private func resourceList(_ groupVersion: GroupVersion) -> JSONValue? {
    guard catalog.serves(groupVersion) else { return nil }
    let resources = definitions(groupVersion).flatMap { definition in
      [resource(definition)] + definition.subresources.map { subresource($0, of: definition) }
    }
    var document: JSONValue = [
      "kind": "APIResourceList", "groupVersion": .string(groupVersion.apiVersion), "resources": .array(resources),
    ]
    // The core's list is older than the field.
    if !groupVersion.group.isEmpty { document["apiVersion"] = "v1" }
    return document
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
    let kind = subresource.groupVersionKind(in: definition)
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

  private func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
}
