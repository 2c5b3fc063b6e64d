import APIServer
import KubernetesModel
import SimulationKernel

/// Keeps the Endpoints object of each Service with a selector: the deprecated form of its EndpointSlices.
struct EndpointsController: Controller {
  let name = "endpoint-controller"
  var retries = RetryDelays()

  /// More addresses than these are cut off.
  private static let limit = 1000

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    ServiceObserver.observe(change, result: .endpoints, queue: &queue)
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == ServiceObserver.podTask {
      ServiceObserver.queueServices(of: key, api: api, queue: &queue)
      return
    }
    guard let stored = api.get(.services, namespace: key.namespace, key.name) else {
      if api.get(.endpoints, namespace: key.namespace, key.name) != nil {
        try api.delete(.endpoints, namespace: key.namespace, key.name, as: .controllerManager, at: queue.now)
      }
      return
    }
    let service = Service(stored.value)
    guard let selector = service.selector, service.type != "ExternalName" else { return }
    let subsets = subsets(of: service, targets: ServiceObserver.targets(of: service, selector: selector, api: api))
    try write(subsets, of: service, api: &api, at: queue.now)
  }

  private struct Subset {
    let ports: [EndpointPort]
    var addresses: [JSONValue] = []
    var notReadyAddresses: [JSONValue] = []

    var value: JSONValue {
      var value: JSONValue = [:]
      if !addresses.isEmpty { value["addresses"] = Self.sorted(addresses) }
      if !notReadyAddresses.isEmpty { value["notReadyAddresses"] = Self.sorted(notReadyAddresses) }
      if !ports.isEmpty { value["ports"] = .array(ports.map { $0.value(withEmptyName: false) }) }
      return value
    }

    /// By the texts of the addresses.
    private static func sorted(_ addresses: [JSONValue]) -> JSONValue {
      func key(_ address: JSONValue) -> (String, String) {
        (address["ip"]?.stringValue ?? "", address.at("targetRef", "uid")?.stringValue ?? "")
      }
      return .array(addresses.sorted { key($0) < key($1) })
    }
  }

  /// Pods with the same port numbers share a subset; pods that are being deleted are in none.
  private func subsets(of service: Service, targets: [EndpointTarget]) -> JSONValue? {
    var subsets: [Subset] = []
    for target in targets.prefix(Self.limit) where !target.isTerminating || service.publishesNotReadyAddresses {
      let ports = target.ports
      if ports.isEmpty && !service.ports.isEmpty { continue }
      let index = subsets.firstIndex { $0.ports == ports } ?? subsets.endIndex
      if index == subsets.endIndex { subsets.append(Subset(ports: ports)) }
      let isReady = target.pod.isReady || service.publishesNotReadyAddresses
      if isReady {
        subsets[index].addresses.append(address(target))
      } else {
        subsets[index].notReadyAddresses.append(address(target))
      }
    }
    return subsets.isEmpty ? nil : .array(subsets.map(\.value))
  }

  private func address(_ target: EndpointTarget) -> JSONValue {
    var address: JSONValue = ["ip": .string(target.pod.podIP), "targetRef": target.reference]
    if !target.pod.nodeName.isEmpty { address["nodeName"] = .string(target.pod.nodeName) }
    address["hostname"] = target.hostname.map(JSONValue.string)
    return address
  }

  private func labels(of service: Service) -> JSONValue {
    var labels = service.labels
    labels["endpoints.kubernetes.io/managed-by"] = name
    if service.isHeadless { labels["service.kubernetes.io/headless"] = "" }
    return JSONValue(labels)
  }

  private func write(
    _ subsets: JSONValue?, of service: Service, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    let stored = api.get(.endpoints, namespace: service.namespace, service.name)
    var value =
      stored?.value ?? [
        "apiVersion": "v1", "kind": "Endpoints",
        "metadata": ["name": .string(service.name), "namespace": .string(service.namespace)],
      ]
    value["subsets"] = subsets
    value.set(labels(of: service), at: "metadata", "labels")
    guard value != stored?.value else { return }
    let trigger = stored == nil ? service.text("metadata", "creationTimestamp") : now.rfc3339
    value.set(.string(trigger), at: "metadata", "annotations", "endpoints.kubernetes.io/last-change-trigger-time")
    if stored == nil {
      try api.create(value, in: .endpoints, as: .controllerManager, at: now)
    } else {
      try api.update(value, in: .endpoints, as: .controllerManager, at: now)
    }
  }
}
