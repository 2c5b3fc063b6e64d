import APIServer
import KubernetesModel
import SimulationKernel

/// Describes objects of one kind. Fetching and writing are apart: what is written depends on nothing but the arguments.
protocol ObjectDescriber: Sendable {
  /// Asks for what the description needs besides the object, in kubectl's order.
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related

  func describe(_ object: JSONValue, _ related: Related, now: Instant) -> String
}

extension ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    Related(events: source.events(of: object))
  }
}

/// What belongs to an object that is described.
struct Related: Sendable {
  /// nil where they were not asked for.
  var events: [JSONValue]?
  /// The pods of a workload, of a node, or of a claim's namespace; nil where they may not be seen.
  var pods: [JSONValue]?
  var replicaSets: [JSONValue] = []
  var endpointSlices: [JSONValue] = []
  /// nil where the server has none.
  var quotas: [JSONValue]?
  var limitRanges: [JSONValue]?
  var secrets: [JSONValue] = []
  var lease: JSONValue?
  /// Why something could not be had.
  var problem = ""
  /// What stands behind an ingress' services, by `name:port`.
  var backends: [String: String] = [:]
}

/// Asks the server for what belongs to an object, as kubectl's describers do.
struct RelatedSource {
  let client: APIClient
  let showsEvents: Bool
  let chunkSize: Int

  /// A list, in chunks; the refusal says which list it was.
  func list(
    _ path: String, asked: String, labels: String = "", fields: String = "", isChunked: Bool = true
  ) throws(KubectlError) -> [JSONValue] {
    var items: [JSONValue] = []
    var next = ""
    repeat {
      var query: [(name: String, value: String)] = []
      if !labels.isEmpty { query.append(("labelSelector", labels)) }
      if !fields.isEmpty { query.append(("fieldSelector", fields)) }
      if isChunked, chunkSize > 0 { query.append(("limit", String(chunkSize))) }
      if !next.isEmpty { query.append(("continue", next)) }
      let list = try client.object(.get, path, query: query, accept: APIClient.typedAccept, asked: asked)
      items += list["items"]?.arrayValue ?? []
      next = list.at("metadata", "continue")?.stringValue ?? ""
    } while !next.isEmpty
    return items
  }

  func object(_ path: String, asked: String) throws(KubectlError) -> JSONValue {
    try client.object(.get, path, accept: APIClient.typedAccept, asked: asked)
  }

  /// The events of an object; none where they cannot be had, nil where they are not wanted.
  func events(of object: JSONValue, kind: String? = nil, uid: String? = nil) -> [JSONValue]? {
    guard showsEvents else { return nil }
    var fields = "involvedObject.name=\(object.name),involvedObject.namespace=\(object.namespace)"
    let kind = kind ?? object.kind
    if !kind.isEmpty { fields += ",involvedObject.kind=" + kind }
    let uid = uid ?? object.uid
    if !uid.isEmpty { fields += ",involvedObject.uid=" + uid }
    let path = object.namespace.isEmpty ? "/api/v1/events" : "/api/v1/namespaces/\(object.namespace)/events"
    return (try? list(path, asked: "events", fields: fields)) ?? []
  }

  func pods(in namespace: String, labels: String = "", fields: String = "") throws(KubectlError) -> [JSONValue] {
    let path = namespace.isEmpty ? "/api/v1/pods" : "/api/v1/namespaces/\(namespace)/pods"
    return try list(path, asked: "pods", labels: labels, fields: fields)
  }

  /// The pods that a workload's selector selects.
  func pods(of workload: JSONValue) throws(KubectlError) -> [JSONValue] {
    let selector =
      workload.has("spec", "selector", "matchLabels") || workload.has("spec", "selector", "matchExpressions")
      ? LabelSelector.text(of: workload.at("spec", "selector"))
      : LabelText.joined(workload.map("spec", "selector"))
    return try pods(in: workload.namespace, labels: selector)
  }
}
