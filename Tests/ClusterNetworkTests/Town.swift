import APIServer
import ClusterNetwork
import KubernetesModel
import SimulationKernel
import Testing

/// Two namespaces, a few Services and pods, and the cluster's DNS.
struct Town {
  var api: APIServer
  private let now = Instant(seconds: 1_795_359_810)

  init() {
    api = APIServer(seed: 1, at: now)
    for namespace in ["shop", "ops"] {
      put(["metadata": ["name": .string(namespace), "labels": ["team": .string(namespace)]]], .namespaces)
      put(["metadata": ["name": "default", "namespace": .string(namespace)]], .serviceAccounts)
    }
    put(
      [
        "metadata": ["name": "node-1"],
        "status": [
          "addresses": [["type": "InternalIP", "address": "192.0.2.11"]],
          "conditions": [["type": "Ready", "status": "True"]],
        ],
      ], .nodes)
    addPod("coredns", "kube-system", "10.244.0.2", labels: ["k8s-app": "kube-dns"])
    addService("kube-dns", "kube-system", ip: "10.96.0.10", port: 53, protocol: "UDP", endpoints: ["10.244.0.2": true])
    addPod("client", "shop", "10.244.0.5", labels: ["app": "client"])
    addPod("web", "shop", "10.244.0.6", labels: ["app": "web"])
    addPod("db-0", "ops", "10.244.0.7", labels: ["app": "db"])
    addService("web", "shop", ip: "10.96.0.20", port: 80, targetPort: 8080, endpoints: ["10.244.0.6": true])
    addService("empty", "shop", ip: "10.96.0.21", port: 80, endpoints: [:])
    addService("waiting", "shop", ip: "10.96.0.22", port: 80, endpoints: ["10.244.0.6": false])
    addService("db", "ops", ip: "None", port: 5432, endpoints: ["10.244.0.7": true], hostname: "db-0")
    put(
      [
        "metadata": ["name": "outside", "namespace": "shop"],
        "spec": ["type": "ExternalName", "externalName": "pay.firedrill.dev"],
      ], .services)
    addService(
      "door", "shop", ip: "10.96.0.23", port: 80, targetPort: 8080, nodePort: 30080, endpoints: ["10.244.0.6": true])
  }

  var network: ClusterNetwork { ClusterNetwork(api) }

  func pod(_ name: String, _ namespace: String = "shop") -> NetworkSource {
    .pod(Pod(api.get(.pods, namespace: namespace, name)?.value ?? .null))
  }

  mutating func put(_ object: JSONValue, _ resource: GroupResource) {
    var object = object
    let status = object["status"]
    do throws(APIStatus) {
      let created = try api.create(object, in: resource, as: .admin, at: now)
      guard let status else { return }
      object = created.value
      object["status"] = status
      try api.updateStatus(object, in: resource, as: .admin, at: now)
    } catch {
      Issue.record(error)
    }
  }

  mutating func edit(
    _ resource: GroupResource, _ namespace: String, _ name: String, _ change: (inout JSONValue) -> Void
  ) {
    guard var object = api.get(resource, namespace: namespace, name)?.value else { return }
    change(&object)
    _ = try? api.updateStatus(object, in: resource, as: .admin, at: now)
  }

  mutating func addPod(_ name: String, _ namespace: String, _ address: String, labels: [String: String]) {
    put(
      [
        "metadata": ["name": .string(name), "namespace": .string(namespace), "labels": JSONValue(labels)],
        "spec": [
          "nodeName": "node-1",
          "containers": [["name": "app", "image": "x", "ports": [["name": "http", "containerPort": 8080]]]],
        ],
        "status": [
          "phase": "Running", "podIP": .string(address), "conditions": [["type": "Ready", "status": "True"]],
        ],
      ], .pods)
  }

  mutating func addService(
    _ name: String, _ namespace: String, ip: String, port: Int, targetPort: Int? = nil, nodePort: Int? = nil,
    protocol transport: String = "TCP", endpoints: [String: Bool], hostname: String? = nil
  ) {
    var value: JSONValue = [
      "port": JSONValue(port), "protocol": .string(transport), "targetPort": JSONValue(targetPort ?? port),
    ]
    if let nodePort { value["nodePort"] = JSONValue(nodePort) }
    put(
      [
        "metadata": ["name": .string(name), "namespace": .string(namespace)],
        "spec": [
          "type": nodePort == nil ? "ClusterIP" : "NodePort", "clusterIP": .string(ip), "ports": [value],
          "selector": ["app": "any"],
        ],
      ], .services)
    let list: [JSONValue] = endpoints.sorted { $0.key < $1.key }.map { address, ready in
      var endpoint: JSONValue = ["addresses": [.string(address)], "conditions": ["ready": .bool(ready)]]
      endpoint["nodeName"] = "node-1"
      endpoint["hostname"] = hostname.map(JSONValue.string)
      return endpoint
    }
    put(
      [
        "metadata": [
          "name": .string(name), "namespace": .string(namespace),
          "labels": ["kubernetes.io/service-name": .string(name)],
        ],
        "addressType": "IPv4", "endpoints": .array(list),
        "ports": [["name": "", "port": JSONValue(targetPort ?? port), "protocol": .string(transport)]],
      ], .endpointSlices)
  }

  mutating func addPolicy(_ namespace: String, _ spec: JSONValue) {
    put(["metadata": ["name": "policy", "namespace": .string(namespace)], "spec": spec], .networkPolicies)
  }
}
