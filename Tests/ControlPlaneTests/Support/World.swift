import APIServer
import ControlPlane
import KubernetesModel
import SimulationKernel
import Testing

/// An API server with the control plane's components, and kubelets that do as they are told: enough of a cluster to see
/// controllers at work.
struct World {
  var api: APIServer
  private(set) var now = Instant(seconds: 1_795_359_810)
  private(set) var changes: [Change] = []
  private var components: [any Component]
  private var randoms: [RandomStream]
  private var agenda = Agenda<(component: Int, key: WorkKey)>()
  private var waiting: [Slot: Instant] = [:]

  private struct Slot: Hashable {
    let component: Int
    let key: WorkKey
  }

  init(nodes: [String] = ["node-1"], startsPods: Bool = true) {
    api = APIServer(seed: 1, at: now)
    components = controlPlaneComponents() + (startsPods ? [SimpleKubelets()] : [])
    randoms = components.map { RandomStream(seed: 1, name: $0.name) }
    for node in nodes { addNode(node) }
    run(for: .seconds(2))
    changes = []
  }

  mutating func addNode(_ name: String, _ edit: (inout JSONValue) -> Void = { _ in }) {
    var node: JSONValue = [
      "metadata": ["name": .string(name), "labels": ["kubernetes.io/hostname": .string(name)]],
      "status": [
        "allocatable": ["cpu": "2", "memory": "4Gi", "pods": "110"],
        "conditions": [["type": "Ready", "status": "True", "reason": "KubeletReady"]],
      ],
    ]
    edit(&node)
    let status = node["status"]
    create(node, in: .nodes)
    update(.nodes, name, in: "") { $0["status"] = status }
    update(.nodes, name, in: "", subresource: "status") { $0["status"] = status }
  }

  mutating func create(_ object: JSONValue, in resource: GroupResource) {
    var object = object
    if object.namespace.isEmpty { object.set("default", at: "metadata", "namespace") }
    do throws(APIStatus) {
      try api.create(object, in: resource, as: .admin, at: now)
    } catch {
      Issue.record(error)
    }
    deliver()
  }

  mutating func update(
    _ resource: GroupResource, _ name: String, in namespace: String = "default", subresource: String = "",
    _ edit: (inout JSONValue) -> Void
  ) {
    guard var object = api.get(resource, namespace: namespace, name)?.value else { return }
    edit(&object)
    do throws(APIStatus) {
      try api.update(object, in: resource, subresource: subresource, as: .admin, at: now)
    } catch {
      Issue.record(error)
    }
    deliver()
  }

  mutating func delete(
    _ resource: GroupResource, _ name: String, in namespace: String = "default", policy: String? = nil
  ) {
    var options: JSONValue = [:]
    options["propagationPolicy"] = policy.map(JSONValue.string)
    try? api.delete(resource, namespace: namespace, name, options: options, as: .admin, at: now)
    deliver()
  }

  mutating func run(for duration: Duration) {
    let end = now + duration
    deliver()
    while let due = agenda.popDue(by: end) {
      let slot = Slot(component: due.item.component, key: due.item.key)
      guard waiting[slot] == due.instant else { continue }
      waiting[slot] = nil
      now = max(now, due.instant)
      var queue = WorkQueue(now: now, random: randoms[slot.component])
      components[slot.component].work(slot.key, api: &api, queue: &queue)
      take(queue, of: slot.component)
      deliver()
    }
    now = end
  }

  private mutating func deliver() {
    let new = api.takeChanges()
    guard !new.isEmpty else { return }
    changes += new
    for index in components.indices {
      var queue = WorkQueue(now: now, random: randoms[index])
      for change in new { components[index].observe(change, queue: &queue) }
      take(queue, of: index)
    }
  }

  private mutating func take(_ queue: WorkQueue, of index: Int) {
    randoms[index] = queue.random
    for (key, due) in queue.added {
      let slot = Slot(component: index, key: key)
      if let earlier = waiting[slot], earlier <= due { continue }
      waiting[slot] = due
      agenda.add((index, key), at: due)
    }
  }
}

extension World {
  func get(_ resource: GroupResource, _ name: String, namespace: String = "default") -> JSONValue? {
    api.get(resource, namespace: namespace, name)?.value
  }

  func pods(namespace: String = "default") -> [Pod] {
    api.list(.pods, namespace: namespace).map { Pod($0.value) }
  }

  func sets() -> [ReplicaSet] {
    api.list(.replicaSets, namespace: "default").map { ReplicaSet($0.value) }
      .sorted { $0.value.resourceVersion.count < $1.value.resourceVersion.count }
  }

  func deployment(_ name: String = "web") -> Deployment { Deployment(get(.deployments, name) ?? .null) }

  /// `reason: message` of the events about an object, oldest first.
  func events(about kind: String, reason: String? = nil) -> [String] {
    api.list(.events).map(\.value)
      .filter { $0.at("involvedObject", "kind")?.stringValue == kind }
      .filter { reason == nil || $0["reason"]?.stringValue == reason }
      .sorted { (Int64($0.resourceVersion) ?? 0) < (Int64($1.resourceVersion) ?? 0) }
      .map { ($0["reason"]?.stringValue ?? "") + ": " + ($0["message"]?.stringValue ?? "") }
  }
}
