import KubernetesModel

/// How often the server was asked for what, and how it answered.
struct RequestCounts: Sendable {
  struct Key: Hashable, Comparable {
    let verb: String
    let groupVersion: GroupVersion
    let resource: String
    let subresource: String
    let scope: String
    let isDryRun: Bool
    let code: Int

    static func < (left: Key, right: Key) -> Bool { left.text < right.text }

    /// The labels of a Prometheus sample.
    var text: String {
      "code=\"\(code)\",component=\"apiserver\",dry_run=\"\(isDryRun ? "All" : "")\",group=\"\(groupVersion.group)\","
        + "resource=\"\(resource)\",scope=\"\(scope)\",subresource=\"\(subresource)\",verb=\"\(verb)\","
        + "version=\"\(groupVersion.version)\""
    }
  }

  private(set) var counts: [Key: Int] = [:]

  mutating func count(_ request: APIRequest, _ target: RequestTarget, _ response: APIResponse) {
    let isOne = !target.name.isEmpty
    let key = Key(
      verb: Self.verb(target), groupVersion: target.definition.groupVersion, resource: target.definition.plural,
      subresource: target.subresource, scope: isOne ? "resource" : target.namespace.isEmpty ? "cluster" : "namespace",
      isDryRun: request.parameter("dryRun") == "All", code: response.status)
    counts[key, default: 0] += 1
  }

  private static func verb(_ target: RequestTarget) -> String {
    switch target.verb {
    case .get: PodConnection.Kind(rawValue: target.subresource) == nil ? "GET" : "CONNECT"
    case .list: "LIST"
    case .watch: "WATCH"
    case .create: PodConnection.Kind(rawValue: target.subresource) == nil ? "POST" : "CONNECT"
    case .update: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .deletecollection: "DELETECOLLECTION"
    }
  }
}
