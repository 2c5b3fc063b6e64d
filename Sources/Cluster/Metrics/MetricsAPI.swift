import APIServer
import KubernetesModel
import Nodes
import SimulationKernel

/// `metrics.k8s.io`, which the metrics server answers behind the API server.
struct MetricsAPI {
  static let root = "/apis/metrics.k8s.io"
  private static let groupVersion = "metrics.k8s.io/v1beta1"

  let server: APIServer
  let kubelets: Kubelets
  let now: Instant

  /// Whether somebody answers: a cluster has the API as long as it has its registration.
  static func isRegistered(_ server: APIServer) -> Bool {
    server.get(GroupResource(group: "apiregistration.k8s.io", "apiservices"), "v1beta1.metrics.k8s.io") != nil
  }

  private var isAvailable: Bool {
    server.list(.pods, namespace: "kube-system").contains {
      $0.value.labels["k8s-app"] == "metrics-server" && Pod($0.value).isReady
    }
  }

  func answer(_ request: APIRequest) -> APIResponse {
    let parts = request.path.dropFirst(Self.root.count).split(separator: "/").map(String.init)
    if parts.isEmpty { return APIResponse(status: 200, body: .value(Self.group)) }
    if parts == ["v1beta1"] { return APIResponse(status: 200, body: .value(Self.resources)) }
    guard isAvailable else {
      return APIResponse(
        APIStatus(
          code: 503, reason: "ServiceUnavailable", message: "the server is currently unable to handle the request",
          hasDetails: false))
    }
    do throws(APIStatus) {
      return APIResponse(status: 200, body: .value(try metrics(Array(parts.dropFirst()), request)))
    } catch {
      return APIResponse(error)
    }
  }

  private func metrics(_ parts: [String], _ request: APIRequest) throws(APIStatus) -> JSONValue {
    let selector: LabelSelector
    do {
      selector = try LabelSelector(parsing: request.parameter("labelSelector") ?? "")
    } catch {
      throw .badRequest("unable to parse requirement: \(error)")
    }
    var rest = parts[...]
    var namespace: String?
    if rest.first == "namespaces", rest.count > 2 {
      namespace = rest.dropFirst().first
      rest = rest.dropFirst(2)
    }
    let name = rest.dropFirst().first
    let refusal = server.refusal(
      of: name == nil ? "list" : "get", GroupResource(group: "metrics.k8s.io", rest.first ?? ""),
      namespace: namespace ?? "", name: name ?? "", to: request)
    if let refusal { throw refusal }
    switch rest.first {
    case "nodes" where rest.count == 1: return Self.list("NodeMetricsList", nodes(selector))
    case "pods" where rest.count == 1: return Self.list("PodMetricsList", pods(namespace, selector))
    case "nodes" where rest.count == 2:
      if let name, let node = server.get(.nodes, name), let metrics = nodeMetrics(node) { return metrics }
    case "pods" where rest.count == 2:
      if let name, let pod = server.get(.pods, namespace: namespace ?? "", name), let metrics = podMetrics(pod) {
        return metrics
      }
    default:
      throw APIStatus(code: 404, reason: "NotFound", message: "the server could not find the requested resource")
    }
    throw .notFound(GroupResource(group: "metrics.k8s.io", rest.first ?? ""), name ?? "")
  }

  private func nodes(_ selector: LabelSelector) -> [JSONValue] {
    server.list(.nodes).filter { selector.matches($0.value.at("metadata", "labels")) }.compactMap(nodeMetrics)
  }

  private func pods(_ namespace: String?, _ selector: LabelSelector) -> [JSONValue] {
    server.list(.pods, namespace: namespace).filter { selector.matches($0.value.at("metadata", "labels")) }
      .compactMap(podMetrics)
  }

  private func nodeMetrics(_ node: StoredObject) -> JSONValue? {
    kubelets.usage(ofNode: node.name, at: now).map { usage in
      var value = object("NodeMetrics", node)
      value["usage"] = Self.usage(usage)
      return value
    }
  }

  private func podMetrics(_ pod: StoredObject) -> JSONValue? {
    guard let containers = kubelets.usage(ofPod: pod.uid, at: now), !containers.isEmpty else { return nil }
    var value = object("PodMetrics", pod)
    value["containers"] = .array(
      containers.map { ["name": .string($0.name), "usage": Self.usage($0.usage)] })
    return value
  }

  /// Measured every 15 seconds.
  private func object(_ kind: String, _ of: StoredObject) -> JSONValue {
    let measured = Instant(seconds: now.seconds - now.seconds % 15)
    var metadata: JSONValue = ["name": .string(of.name), "creationTimestamp": .string(now.rfc3339)]
    if !of.namespace.isEmpty { metadata["namespace"] = .string(of.namespace) }
    if let labels = of.value.at("metadata", "labels") { metadata["labels"] = labels }
    return [
      "kind": .string(kind), "apiVersion": .string(Self.groupVersion), "metadata": metadata,
      "timestamp": .string(measured.rfc3339), "window": "15.0s",
    ]
  }

  private static func usage(_ usage: ResourceUsage) -> JSONValue {
    [
      "cpu": .string(usage.cpu == 0 ? "0" : "\(usage.cpu)m"), "memory": .string("\(usage.memory / 1024)Ki"),
    ]
  }

  private static func list(_ kind: String, _ items: [JSONValue]) -> JSONValue {
    ["kind": .string(kind), "apiVersion": .string(groupVersion), "metadata": [:], "items": .array(items)]
  }

  // MARK: Discovery

  private static let version: JSONValue = ["groupVersion": "metrics.k8s.io/v1beta1", "version": "v1beta1"]

  static let group: JSONValue = [
    "kind": "APIGroup", "apiVersion": "v1", "name": "metrics.k8s.io", "versions": [version],
    "preferredVersion": version,
  ]

  private static let resources: JSONValue = [
    "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "metrics.k8s.io/v1beta1",
    "resources": [
      ["name": "nodes", "singularName": "", "namespaced": false, "kind": "NodeMetrics", "verbs": ["get", "list"]],
      ["name": "pods", "singularName": "", "namespaced": true, "kind": "PodMetrics", "verbs": ["get", "list"]],
    ],
  ]

  private static func discovered(_ resource: String, _ kind: String, _ scope: String) -> JSONValue {
    [
      "resource": .string(resource),
      "responseKind": ["group": "", "version": "", "kind": .string(kind)], "scope": .string(scope),
      "singularResource": "", "verbs": ["get", "list"],
    ]
  }

  private static let aggregated: JSONValue = [
    "metadata": ["name": "metrics.k8s.io", "creationTimestamp": .null],
    "versions": [
      [
        "version": "v1beta1", "freshness": "Current",
        "resources": [discovered("nodes", "NodeMetrics", "Cluster"), discovered("pods", "PodMetrics", "Namespaced")],
      ]
    ],
  ]

  /// Adds the group to the document that lists all groups, in either of its forms.
  static func extend(_ response: APIResponse) -> APIResponse {
    guard case .value(var document) = response.body else { return response }
    switch document.kind {
    case "APIGroupDiscoveryList": document.update("items") { $0.updateArray { $0.append(aggregated) } }
    case "APIGroupList":
      var entry = group
      entry["kind"] = nil
      entry["apiVersion"] = nil
      document.update("groups") { $0.updateArray { $0.append(entry) } }
    default: return response
    }
    var extended = response
    extended.body = .value(document)
    return extended
  }
}
