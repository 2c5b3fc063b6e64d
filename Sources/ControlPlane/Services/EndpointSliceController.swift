import APIServer
import KubernetesModel
import SimulationKernel

/// Lists the pods of each Service in EndpointSlices: one slice for each set of port numbers, at most 100 pods in each.
struct EndpointSliceController: Controller {
  let name = "endpointslice-controller"
  var retries = RetryDelays()

  static let serviceLabel = "kubernetes.io/service-name"
  static let managerLabel = "endpointslice.kubernetes.io/managed-by"
  static let manager = "endpointslice-controller.k8s.io"
  private static let limit = 100

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    ServiceObserver.observe(change, result: .endpointSlices, queue: &queue)
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == ServiceObserver.podTask {
      ServiceObserver.queueServices(of: key, api: api, queue: &queue)
      return
    }
    let current = api.list(.endpointSlices, namespace: key.namespace).filter {
      let labels = $0.value.labels
      return labels[Self.serviceLabel] == key.name && labels[Self.managerLabel] == Self.manager
    }
    guard let stored = api.get(.services, namespace: key.namespace, key.name) else {
      for slice in current { try delete(slice, api: &api, at: queue.now) }
      return
    }
    let service = Service(stored.value)
    guard let selector = service.selector, service.type != "ExternalName", !service.isBeingDeleted else { return }
    let wanted = slices(
      of: service, targets: ServiceObserver.targets(of: service, selector: selector, api: api), api: api)
    try replace(current, by: wanted, of: service, api: &api, at: queue.now)
  }

  private struct Slice {
    var ports: [EndpointPort]
    var endpoints: [JSONValue]
  }

  private func slices(of service: Service, targets: [EndpointTarget], api: APIServer) -> [Slice] {
    var slices: [Slice] = []
    for target in targets {
      let ports = target.ports
      let endpoint = endpoint(target, api: api)
      if let index = slices.lastIndex(where: { $0.ports == ports }), slices[index].endpoints.count < Self.limit {
        slices[index].endpoints.append(endpoint)
      } else {
        slices.append(Slice(ports: ports, endpoints: [endpoint]))
      }
    }
    return slices.isEmpty ? [Slice(ports: [], endpoints: [])] : slices
  }

  private func endpoint(_ target: EndpointTarget, api: APIServer) -> JSONValue {
    var endpoint: JSONValue = [
      "addresses": [.string(target.pod.podIP)],
      "conditions": [
        "ready": .bool(target.isReady), "serving": .bool(target.isServing), "terminating": .bool(target.isTerminating),
      ],
      "targetRef": target.reference,
    ]
    endpoint["hostname"] = target.hostname.map(JSONValue.string)
    guard !target.pod.nodeName.isEmpty else { return endpoint }
    endpoint["nodeName"] = .string(target.pod.nodeName)
    let zone = api.get(.nodes, target.pod.nodeName)?.value.labels["topology.kubernetes.io/zone"]
    endpoint["zone"] = zone.map(JSONValue.string)
    return endpoint
  }

  /// Writes the wanted slices over the current ones with the same ports, and creates and deletes the rest.
  private func replace(
    _ current: [StoredObject], by wanted: [Slice], of service: Service, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    var spare = current
    var missing: [Slice] = []
    for slice in wanted {
      guard let index = spare.firstIndex(where: { $0.value["ports"] == ports(of: slice) }) else {
        missing.append(slice)
        continue
      }
      try update(spare.remove(at: index), to: slice, of: service, api: &api, at: now)
    }
    for slice in missing {
      if spare.isEmpty {
        try create(slice, of: service, api: &api, at: now)
      } else {
        try update(spare.removeFirst(), to: slice, of: service, api: &api, at: now)
      }
    }
    for slice in spare { try delete(slice, api: &api, at: now) }
  }

  /// A slice without endpoints lists no ports.
  private func ports(of slice: Slice) -> JSONValue {
    slice.ports.isEmpty ? .null : .array(slice.ports.map { $0.value(withEmptyName: true) })
  }

  private func labels(of service: Service) -> JSONValue {
    var labels = service.labels.filter { !$0.key.hasPrefix("endpointslice.kubernetes.io/") }
    labels[Self.serviceLabel] = service.name
    labels[Self.managerLabel] = Self.manager
    if service.isHeadless { labels["service.kubernetes.io/headless"] = "" }
    return JSONValue(labels)
  }

  private func create(
    _ slice: Slice, of service: Service, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    var value: JSONValue = [
      "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
      "metadata": [
        "generateName": .string(service.name + "-"), "namespace": .string(service.namespace),
        "labels": labels(of: service),
        "annotations": ["endpoints.kubernetes.io/last-change-trigger-time": .string(trigger(of: service, at: now))],
      ],
      "addressType": "IPv4", "endpoints": .array(slice.endpoints), "ports": ports(of: slice),
    ]
    value.ownerReferences = [OwnerReference(controller: service.value, apiVersion: "v1", kind: "Service")]
    try api.create(value, in: .endpointSlices, as: .controllerManager, at: now)
  }

  /// The first slice of a Service says when that was made, later changes when they came.
  private func trigger(of service: Service, at now: Instant) -> String {
    let created = service.text("metadata", "creationTimestamp")
    return created.isEmpty ? now.rfc3339 : created
  }

  private func update(
    _ stored: StoredObject, to slice: Slice, of service: Service, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    var value = stored.value
    value["endpoints"] = .array(slice.endpoints)
    value["ports"] = ports(of: slice)
    value.set(labels(of: service), at: "metadata", "labels")
    guard normalized(value) != normalized(stored.value) else { return }
    value.set(.string(now.rfc3339), at: "metadata", "annotations", "endpoints.kubernetes.io/last-change-trigger-time")
    try api.update(value, in: .endpointSlices, as: .controllerManager, at: now)
  }

  /// A list that is empty, null or absent says the same.
  private func normalized(_ value: JSONValue) -> JSONValue {
    var value = value
    for field in ["endpoints", "ports"] where value[field]?.arrayValue?.isEmpty ?? true { value[field] = nil }
    return value
  }

  private func delete(_ slice: StoredObject, api: inout APIServer, at now: Instant) throws(APIStatus) {
    try api.delete(.endpointSlices, namespace: slice.namespace, slice.name, as: .controllerManager, at: now)
  }
}
