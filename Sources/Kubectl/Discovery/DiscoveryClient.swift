import APIServer
import KubernetesModel
import Synchronization

/// Reads what the server serves: aggregated discovery, or the older documents where a server has nothing else.
struct DiscoveryClient {
  static let accept = [
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList", "application/json",
  ].joined(separator: ",")

  let client: APIClient
  /// The `timeout` of discovery requests; nil for none.
  var timeout: String? = "32s"

  /// What was read from the documents that came last. Clusters that share their documents share what was read from
  /// them; comparing a document with itself costs nothing.
  private static let lastRead = Mutex<(documents: [JSONValue], content: Content)?>(nil)

  typealias Content = (groups: [DiscoveredGroup], resources: [DiscoveredResource])

  func fetch() throws(KubectlError) -> Content {
    let core = try client.object(.get, "/api", query: query, accept: Self.accept)
    let groups = try client.object(.get, "/apis", query: query, accept: Self.accept)
    let documents = [core, groups]
    if let last = Self.lastRead.withLock({ $0 }), last.documents == documents { return last.content }
    var content: Content = ([], [])
    for (root, document) in zip(["/api", "/apis"], documents) {
      if document.kind == "APIGroupDiscoveryList" {
        read(aggregated: document, &content.groups, &content.resources)
      } else {
        try read(legacy: document, root: root, &content.groups, &content.resources)
      }
    }
    if documents.allSatisfy({ $0.kind == "APIGroupDiscoveryList" }) {
      Self.lastRead.withLock { $0 = (documents, content) }
    }
    return content
  }

  private var query: [(name: String, value: String)] { timeout.map { [("timeout", $0)] } ?? [] }

  private func read(
    aggregated document: JSONValue, _ groups: inout [DiscoveredGroup], _ resources: inout [DiscoveredResource]
  ) {
    for group in document["items"]?.arrayValue ?? [] {
      let versions = group["versions"]?.arrayValue ?? []
      groups.append(
        DiscoveredGroup(name: group.name, versions: versions.compactMap { $0["version"]?.stringValue }))
      for version in versions {
        let groupVersion = GroupVersion(group: group.name, version: version["version"]?.stringValue ?? "")
        for resource in version["resources"]?.arrayValue ?? [] {
          resources.append(Self.resource(aggregated: resource, in: groupVersion))
        }
      }
    }
  }

  private static func resource(aggregated entry: JSONValue, in groupVersion: GroupVersion) -> DiscoveredResource {
    let kind = entry.at("responseKind", "kind")?.stringValue ?? ""
    let singular = entry["singularResource"]?.stringValue ?? ""
    return DiscoveredResource(
      groupVersion: groupVersion, plural: entry["resource"]?.stringValue ?? "",
      singular: singular.isEmpty ? kind.lowercased() : singular, kind: kind,
      isNamespaced: entry["scope"]?.stringValue == "Namespaced", shortNames: texts(entry["shortNames"]),
      categories: texts(entry["categories"]), verbs: texts(entry["verbs"]),
      subresources: (entry["subresources"]?.arrayValue ?? []).compactMap { $0["subresource"]?.stringValue })
  }

  private func read(
    legacy document: JSONValue, root: String, _ groups: inout [DiscoveredGroup], _ resources: inout [DiscoveredResource]
  ) throws(KubectlError) {
    if root == "/api" {
      let versions = Self.texts(document["versions"])
      groups.append(DiscoveredGroup(name: "", versions: versions))
      for version in versions {
        resources += try legacyResources("/api/" + version, GroupVersion(group: "", version: version))
      }
      return
    }
    for group in document["groups"]?.arrayValue ?? [] {
      let name = group["name"]?.stringValue ?? ""
      let preferred = group.at("preferredVersion", "version")?.stringValue ?? ""
      var versions = (group["versions"]?.arrayValue ?? []).compactMap { $0["version"]?.stringValue }
      if let index = versions.firstIndex(of: preferred) { versions.insert(versions.remove(at: index), at: 0) }
      groups.append(DiscoveredGroup(name: name, versions: versions))
      for version in versions {
        let groupVersion = GroupVersion(group: name, version: version)
        resources += try legacyResources("/apis/" + groupVersion.apiVersion, groupVersion)
      }
    }
  }

  private func legacyResources(_ path: String, _ groupVersion: GroupVersion) throws(KubectlError)
    -> [DiscoveredResource]
  {
    let list = try client.object(.get, path, query: query)["resources"]?.arrayValue ?? []
    var resources: [DiscoveredResource] = []
    var subresources: [String: [String]] = [:]
    for entry in list {
      let parts = (entry["name"]?.stringValue ?? "").split(separator: "/", maxSplits: 1).map(String.init)
      guard let plural = parts.first else { continue }
      if parts.count == 2 {
        subresources[plural, default: []].append(parts[1])
        continue
      }
      let kind = entry.kind
      let singular = entry["singularName"]?.stringValue ?? ""
      resources.append(
        DiscoveredResource(
          groupVersion: groupVersion, plural: plural, singular: singular.isEmpty ? kind.lowercased() : singular,
          kind: kind, isNamespaced: entry["namespaced"]?.boolValue ?? false,
          shortNames: Self.texts(entry["shortNames"]),
          categories: Self.texts(entry["categories"]), verbs: Self.texts(entry["verbs"]), subresources: []))
    }
    for index in resources.indices { resources[index].subresources = subresources[resources[index].plural] ?? [] }
    return resources
  }

  private static func texts(_ value: JSONValue?) -> [String] { (value?.arrayValue ?? []).compactMap(\.stringValue) }
}
