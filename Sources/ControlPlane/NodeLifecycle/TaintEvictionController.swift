import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// Deletes pods from nodes with a `NoExecute` taint, when they tolerate it no longer.
struct TaintEvictionController: Controller {
  let name = "taint-eviction-controller"
  var retries = RetryDelays()
  /// Since when each pod that will have to go bears with the taints of its node.
  private var waiting: TreeDictionary<WorkKey, Instant> = [:]
  private let recorder = EventRecorder(component: "taint-eviction-controller")

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    let object = change.object
    if change.resource == .nodes {
      let before = change.previous?.value.at("spec", "taints")
      if change.kind != .deleted, before != object.value.at("spec", "taints") {
        queue.addSoon(WorkKey(task: "node", name: object.name))
      }
    } else if change.resource == .pods {
      let key = WorkKey(namespace: object.namespace, name: object.name)
      if change.kind == .deleted {
        if waiting[key] != nil { waiting[key] = nil }
      } else if change.previous?.value.at("spec", "nodeName") != object.value.at("spec", "nodeName") {
        queue.addSoon(key)
      }
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard key.task == "node" else { return try reconcilePod(key, api: &api, queue: &queue) }
    for stored in api.list(.pods) where stored.value.at("spec", "nodeName")?.stringValue == key.name {
      try reconcilePod(WorkKey(namespace: stored.namespace, name: stored.name), api: &api, queue: &queue)
    }
  }

  private mutating func reconcilePod(
    _ key: WorkKey, api: inout APIServer, queue: inout WorkQueue
  ) throws(APIStatus) {
    guard let stored = api.get(.pods, namespace: key.namespace, key.name) else { return }
    let pod = Pod(stored.value)
    guard !pod.isBeingDeleted, let node = api.get(.nodes, pod.nodeName) else { return }
    let taints = Node(node.value).taints.map(Taint.init).filter { $0.effect == "NoExecute" }
    switch patience(of: pod, with: taints) {
    case .forever:
      guard waiting[key] != nil else { return }
      waiting[key] = nil
      let message = "Cancelling deletion of Pod \(pod.namespace)/\(pod.name)"
      recorder.normal(pod.value, "TaintManagerEviction", message, api: &api, at: queue.now)
    case .seconds(let seconds):
      let since = waiting[key] ?? queue.now
      let due = since + .seconds(seconds)
      if due > queue.now {
        waiting[key] = since
        queue.add(key, at: due)
      } else {
        waiting[key] = nil
        try evict(pod, api: &api, at: queue.now)
      }
    }
  }

  private enum Patience {
    case forever
    case seconds(Int64)
  }

  /// The shortest time for which the pod tolerates all of the taints.
  private func patience(of pod: Pod, with taints: [Taint]) -> Patience {
    if taints.isEmpty { return .forever }
    var shortest: Int64?
    for taint in taints {
      let tolerations = pod.tolerations.filter { taint.isTolerated(by: $0) }
      if tolerations.isEmpty { return .seconds(0) }
      for seconds in tolerations.compactMap({ $0["tolerationSeconds"]?.intValue }) {
        shortest = min(shortest ?? .max, max(0, seconds))
      }
    }
    return shortest.map(Patience.seconds) ?? .forever
  }

  private func evict(_ pod: Pod, api: inout APIServer, at now: Instant) throws(APIStatus) {
    let message = "Marking for deletion Pod \(pod.namespace)/\(pod.name)"
    recorder.normal(pod.value, "TaintManagerEviction", message, api: &api, at: now)
    var marked = pod
    var condition = Condition(
      type: "DisruptionTarget", status: "True", reason: "DeletionByTaintManager",
      message: "Taint manager: deleting due to NoExecute taint")
    condition.value["lastProbeTime"] = .some(.null)
    if pod.generation > 0 { condition.value["observedGeneration"] = .integer(pod.generation) }
    var conditions = marked.conditions
    conditions.set(condition, at: now.rfc3339)
    marked.conditions = conditions
    try api.updateStatus(marked.value, in: .pods, as: .controllerManager, at: now)
    try api.delete(.pods, namespace: pod.namespace, pod.name, as: .controllerManager, at: now)
  }
}
