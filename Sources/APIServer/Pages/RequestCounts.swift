import HashTreeCollections
import KubernetesModel

/// How often the server was asked for what, and how it answered.
struct RequestCounts: Sendable {
  /// Small, for every run has some of its own.
  struct Key: Hashable, Comparable {
    enum Scope: String {
      case resource, namespace, cluster
    }

    let groupVersion: GroupVersion
    let resource: String
    let subresource: String
    let verb: RequestTarget.Verb
    let scope: Scope
    let isDryRun: Bool
    let code: UInt16

    static func < (left: Key, right: Key) -> Bool { left.text < right.text }

    /// The labels of a Prometheus sample.
    var text: String {
      "code=\"\(code)\",component=\"apiserver\",dry_run=\"\(isDryRun ? "All" : "")\",group=\"\(groupVersion.group)\","
        + "resource=\"\(resource)\",scope=\"\(scope.rawValue)\",subresource=\"\(subresource)\",verb=\"\(verbText)\","
        + "version=\"\(groupVersion.version)\""
    }

    private var verbText: String {
      let connects = PodConnection.Kind(rawValue: subresource) != nil
      return switch verb {
      case .get where connects, .create where connects: "CONNECT"
      case .create: "POST"
      case .update: "PUT"
      default: verb.rawValue.uppercased()
      }
    }
  }

  private(set) var counts: TreeDictionary<Key, Int> = [:]

  mutating func count(_ request: APIRequest, _ target: RequestTarget, _ response: APIResponse) {
    let isOne = !target.name.isEmpty
    let key = Key(
      groupVersion: target.definition.groupVersion, resource: target.definition.plural,
      subresource: target.subresource, verb: target.verb,
      scope: isOne ? .resource : target.namespace.isEmpty ? .cluster : .namespace,
      isDryRun: request.parameter("dryRun") == "All", code: UInt16(clamping: response.status))
    counts[key, default: 0] += 1
  }
}
