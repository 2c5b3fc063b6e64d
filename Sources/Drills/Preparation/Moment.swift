import APIServer
import Cluster
import KubernetesModel
import Scenarios
import Scoring

/// A cluster at a moment of its life. What a client would be answered is asked once, however many probes want to see it,
/// and not at all where nothing changed since the moment before.
final class Moment {
  let cluster: Cluster
  private let previous: Cluster?
  private var answers: [String: Exchange] = [:]

  /// - Parameter previous: the same cluster at an earlier moment of which everything was asked.
  init(_ cluster: Cluster, after previous: Cluster?) {
    self.cluster = cluster
    self.previous = previous
  }

  /// The answers that could show what a probe wants to see, unless they were the same before.
  func news(about probe: Probe) -> [Exchange] {
    switch probe {
    case .field(let object, _, _): return versions(of: object)
    case .absence(let object): return hasChanged(object.resource) ? [ask(path(of: object))] : []
    case .cell(let object, _, _):
      return hasChanged(object.resource) ? [ask(path(of: object), accept: DrillState.tableAccept)] : []
    case .event(let object, _, _):
      let namespace = object.namespace.isEmpty ? "default" : object.namespace
      return hasChanged(GroupResource("events")) ? [ask("/api/v1/namespaces/\(namespace)/events")] : []
    case .log(let pod, _): return pod.objects(in: cluster.server).flatMap(logs)
    case .output, .connection, .relation: return []
    }
  }

  private func hasChanged(_ resource: GroupResource) -> Bool { changes(of: resource)?.isEmpty != true }

  /// Since the moment before; nil where history does not reach back, and anything may have changed.
  private func changes(of resource: GroupResource) -> [Change]? {
    previous.flatMap { cluster.server.store.changes(of: resource, after: $0.server.store.resourceVersion) }
  }

  /// The objects as they are now, and as they were at any instant since the moment before: somebody may have looked then.
  private func versions(of reference: ObjectReference) -> [Exchange] {
    guard let changes = changes(of: reference.resource) else { return [ask(path(of: reference))] }
    guard !changes.isEmpty else { return [] }
    let list = APIRequest(.get, path(of: reference))
    let objects = changes.filter { $0.kind != .deleted }.map(\.object.value)
    return [Exchange(request: list, response: APIResponse(status: 200, body: .none)).showing(.objects(objects))]
  }

  private func ask(
    _ path: String, query: [(name: String, value: String)] = [], accept: String = "application/json"
  ) -> Exchange {
    let key = accept + path + "?" + query.map { $0.name + "=" + $0.value }.joined(separator: "&")
    if let known = answers[key] { return known }
    let request = APIRequest(.get, path, query: query, accept: accept)
    var copy = cluster
    let answer = Exchange(request: request, response: copy.handle(request, at: copy.now))
    answers[key] = answer
    return answer
  }

  private func path(of reference: ObjectReference) -> String {
    reference.resource.path(namespace: reference.namespace)
  }

  private func logs(of pod: StoredObject) -> [Exchange] {
    let containers = ["initContainers", "containers"].flatMap { pod.value.at("spec", $0)?.arrayValue ?? [] }
    return containers.flatMap { container in
      ["false", "true"].map { previous in
        ask(
          "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)/log",
          query: [("container", container["name"]?.stringValue ?? ""), ("previous", previous)])
      }
    }
  }
}
