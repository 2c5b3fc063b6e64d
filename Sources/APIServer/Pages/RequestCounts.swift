import HashTreeCollections
import KubernetesModel

/// How often the server was asked for what, and how it answered.
struct RequestCounts: Sendable {
  /// Small, for every run has some of its own.
  struct Key: Hashable, Comparable {
    enum Verb: String {
      case get = "GET"
      case list = "LIST"
      case watch = "WATCH"
      case create = "POST"
      case update = "PUT"
      case patch = "PATCH"
      case delete = "DELETE"
      case deleteCollection = "DELETECOLLECTION"
      case connect = "CONNECT"
    }

    enum Scope: String {
      case resource, namespace, cluster
    }

    let groupVersion: GroupVersion
    let resource: String
    let subresource: String
    let verb: Verb
    let scope: Scope
    let isDryRun: Bool
    let code: UInt16

    static func < (left: Key, right: Key) -> Bool { left.text < right.text }

    /// The labels of a Prometheus sample.
    var text: String {
      "code=\"\(code)\",component=\"apiserver\",dry_run=\"\(isDryRun ? "All" : "")\",group=\"\(groupVersion.group)\","
        + "resource=\"\(resource)\",scope=\"\(scope.rawValue)\",subresource=\"\(subresource)\",verb=\"\(verb.rawValue)\","
        + "version=\"\(groupVersion.version)\""
    }
  }

  private(set) var counts: TreeDictionary<Key, Int> = [:]

  mutating func count(_ request: APIRequest, _ target: RequestTarget, _ response: APIResponse) {
    let isOne = !target.name.isEmpty
    let key = Key(
      groupVersion: target.definition.groupVersion, resource: target.definition.plural,
      subresource: target.subresource, verb: Self.verb(target),
      scope: isOne ? .resource : target.namespace.isEmpty ? .cluster : .namespace,
      isDryRun: request.parameter("dryRun") == "All", code: UInt16(clamping: response.status))
    counts[key, default: 0] += 1
  }

  private static func verb(_ target: RequestTarget) -> Key.Verb {
    switch target.verb {
    case .get: PodConnection.Kind(rawValue: target.subresource) == nil ? .get : .connect
    case .list: .list
    case .watch: .watch
    case .create: PodConnection.Kind(rawValue: target.subresource) == nil ? .create : .connect
    case .update: .update
    case .patch: .patch
    case .delete: .delete
    case .deletecollection: .deleteCollection
    }
  }
}
