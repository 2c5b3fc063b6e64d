import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// Notices nodes that nobody hears of any more, and taints nodes by their conditions.
struct NodeLifecycleController: Controller {
  let name = "node-controller"
  var retries = RetryDelays()
  /// When each node was last heard of: its lease or its conditions changed.
  private var heard: TreeDictionary<String, Instant> = [:]
  private let recorder = EventRecorder(component: "node-controller")

  /// kube-controller-manager: `--node-monitor-period`, `--node-monitor-grace-period`.
  private static let period = Duration.seconds(5)
  private static let grace = Duration.seconds(50)
  private static let monitor = WorkKey(task: "monitor", name: "")

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .leases {
      if change.object.namespace == "kube-node-lease", change.kind != .deleted {
        heard[change.object.name] = queue.now
      }
      return
    }
    guard change.resource == .nodes else { return }
    let object = change.object
    switch change.kind {
    case .added:
      heard[object.name] = queue.now
      queue.addSoon(WorkKey(task: "registered", name: object.name))
      queue.addSoon(object)
      queue.add(Self.monitor, after: Self.period)
    case .modified:
      if isHeartbeat(change) { heard[object.name] = queue.now }
      if concernsTaints(change) { queue.addSoon(object) }
    case .deleted: heard[object.name] = nil
    }
  }

  private func isHeartbeat(_ change: Change) -> Bool {
    func time(_ value: JSONValue?) -> String {
      Conditions(value?.at("status", "conditions"))["Ready"]?.time("lastHeartbeatTime") ?? ""
    }
    return time(change.object.value) != time(change.previous?.value)
  }

  private func concernsTaints(_ change: Change) -> Bool {
    guard let previous = change.previous?.value else { return true }
    func summary(_ value: JSONValue) -> [String] {
      Conditions(value.at("status", "conditions")).map { $0.type + "=" + $0.status }
    }
    return previous["spec"] != change.object.value["spec"] || summary(previous) != summary(change.object.value)
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    switch key.task {
    case "monitor":
      queue.add(Self.monitor, after: Self.period)
      for (node, instant) in heard.sorted(by: { $0.key < $1.key }) where instant + Self.grace < queue.now {
        try markUnknown(node, since: instant, api: &api, at: queue.now)
      }
    case "registered":
      if let node = api.get(.nodes, key.name) {
        let message = "Node \(key.name) event: Registered Node \(key.name) in Controller"
        recorder.normal(node.value, "RegisteredNode", message, api: &api, at: queue.now)
      }
    default: try taint(key.name, api: &api, queue: &queue)
    }
  }

  /// Says in the conditions of a silent node that nothing is known of it.
  private func markUnknown(
    _ name: String, since: Instant, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    guard let stored = api.get(.nodes, name) else { return }
    var node = Node(stored.value)
    guard node.conditions["Ready"]?.status != "Unknown" else { return }
    let wasReady = node.isReady
    var conditions = node.conditions
    for type in ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"] {
      let known = conditions[type]
      var condition = Condition(
        type: type, status: "Unknown", reason: known == nil ? "NodeStatusNeverUpdated" : "NodeStatusUnknown",
        message: known == nil ? "Kubelet never posted node status." : "Kubelet stopped posting node status.")
      condition.value["lastHeartbeatTime"] =
        known?.value["lastHeartbeatTime"] ?? node.value.at("metadata", "creationTimestamp")
      conditions.set(condition, at: now.rfc3339)
    }
    node.conditions = conditions
    try api.updateStatus(node.value, in: .nodes, as: .controllerManager, at: now)
    guard wasReady else { return }
    recorder.normal(
      stored.value, "NodeNotReady", "Node \(name) status is now: NodeNotReady", api: &api, at: now)
    try markPodsNotReady(on: name, api: &api, at: now)
  }

  /// Takes the pods of a silent node out of their Services.
  private func markPodsNotReady(on node: String, api: inout APIServer, at now: Instant) throws(APIStatus) {
    for stored in api.list(.pods) where stored.value.at("spec", "nodeName")?.stringValue == node {
      var pod = Pod(stored.value)
      guard var ready = pod.conditions["Ready"], ready.isTrue else { continue }
      ready.value["status"] = "False"
      var conditions = pod.conditions
      conditions.set(ready, at: now.rfc3339)
      pod.conditions = conditions
      try api.updateStatus(pod.value, in: .pods, as: .controllerManager, at: now)
      recorder.warning(stored.value, "NodeNotReady", "Node is not ready", api: &api, at: now)
    }
  }

  /// Gives a node the taints that its conditions call for.
  private func taint(_ name: String, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard let stored = api.get(.nodes, name) else { return }
    let node = Node(stored.value)
    var wanted = NodeTaints(node).noSchedule
    if api.list(.nodes).contains(where: { Node($0.value).isReady }) {
      wanted += NodeTaints(node).noExecute
    }
    let kept = node.taints.filter { taint in
      let taint = Taint(taint)
      return !NodeTaints.isOurs(taint) || wanted.contains { $0.key == taint.key && $0.effect == taint.effect }
    }
    let missing = wanted.filter { taint in
      !kept.contains { Taint($0).key == taint.key && Taint($0).effect == taint.effect }
    }
    guard kept.count != node.taints.count || !missing.isEmpty else { return }
    let added = missing.map { taint -> JSONValue in
      var value = taint.value
      value["timeAdded"] = .string(queue.now.rfc3339)
      return value
    }
    var updated = node
    let taints = kept + added
    updated.value.set(taints.isEmpty ? nil : .array(taints), at: "spec", "taints")
    try api.update(updated.value, in: .nodes, as: .controllerManager, at: queue.now)
    // When the first node comes back, or the last one goes, what holds for the others changes too.
    for other in api.list(.nodes) where other.name != name && !Node(other.value).isReady { queue.addSoon(other) }
  }
}

/// Which taints a node's state calls for.
struct NodeTaints {
  let node: Node

  init(_ node: Node) { self.node = node }

  private static let prefix = "node.kubernetes.io/"
  private static let notReady = "not-ready"
  private static let unreachable = "unreachable"
  private static let pressures = [
    ("MemoryPressure", "memory-pressure"), ("DiskPressure", "disk-pressure"), ("PIDPressure", "pid-pressure"),
    ("NetworkUnavailable", "network-unavailable"),
  ]

  private static func taint(_ name: String, _ effect: String) -> Taint {
    Taint(["key": .string(prefix + name), "effect": .string(effect)])
  }

  private var unready: String? {
    switch node.conditions["Ready"]?.status {
    case "False": Self.notReady
    case "Unknown": Self.unreachable
    default: nil
    }
  }

  var noSchedule: [Taint] {
    var names = Self.pressures.filter { node.conditions.isTrue($0.0) }.map(\.1)
    if let unready { names.append(unready) }
    if node.isUnschedulable { names.append("unschedulable") }
    return names.map { Self.taint($0, "NoSchedule") }
  }

  var noExecute: [Taint] { unready.map { [Self.taint($0, "NoExecute")] } ?? [] }

  /// Whether the controller put a taint there, and may take it away.
  static func isOurs(_ taint: Taint) -> Bool {
    guard taint.key.hasPrefix(prefix) else { return false }
    let name = String(taint.key.dropFirst(prefix.count))
    if [notReady, unreachable].contains(name) { return ["NoSchedule", "NoExecute"].contains(taint.effect) }
    return taint.effect == "NoSchedule" && (name == "unschedulable" || pressures.contains { $0.1 == name })
  }
}
