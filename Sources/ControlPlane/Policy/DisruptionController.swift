import APIServer
import KubernetesModel
import SimulationKernel

/// Counts how many pods of each PodDisruptionBudget may be taken away.
struct DisruptionController: Controller {
  let name = "disruption-controller"
  var retries = RetryDelays()

  /// A pod that was to be evicted and is still there after this time was not.
  private static let disruptionTimeout = Duration.seconds(120)

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    switch change.resource {
    case .podDisruptionBudgets: if change.kind != .deleted { queue.addSoon(change.object) }
    case .pods where concerns(change), .deployments where change.object.value["spec"] != change.previous?.value["spec"],
      .statefulSets where change.object.value["spec"] != change.previous?.value["spec"]:
      queue.addSoon(WorkKey(task: "namespace", namespace: change.object.namespace, name: ""))
    default: break
    }
  }

  private func concerns(_ change: Change) -> Bool {
    guard change.kind == .modified, let previous = change.previous else { return true }
    let (before, after) = (Pod(previous.value), Pod(change.object.value))
    return before.isReady != after.isReady || before.labels != after.labels
      || before.isBeingDeleted != after.isBeingDeleted || before.phase != after.phase
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == "namespace" {
      for budget in api.list(.podDisruptionBudgets, namespace: key.namespace) { queue.addSoon(budget) }
      return
    }
    guard let stored = api.get(.podDisruptionBudgets, namespace: key.namespace, key.name) else { return }
    let budget = stored.value
    let selector = (try? LabelSelector(object: budget.at("spec", "selector"))) ?? .nothing
    let pods = api.list(.pods, namespace: key.namespace).map { Pod($0.value) }.filter {
      selector.matches($0.labels) && !$0.isFinished
    }
    let disrupted = stillDisrupted(budget, pods: pods, at: queue.now)
    let healthy = pods.count { $0.isReady && !$0.isBeingDeleted && disrupted?[$0.name] == nil }
    let (expected, desired) = expectation(budget, pods: pods, api: api)
    try write(
      budget, expected: expected, desired: desired, healthy: Int64(healthy), disrupted: disrupted, api: &api,
      at: queue.now)
    if disrupted != nil { queue.add(key, after: Self.disruptionTimeout) }
  }

  /// Pods whose eviction was granted and which have not begun to go yet.
  private func stillDisrupted(_ budget: JSONValue, pods: [Pod], at now: Instant) -> JSONValue? {
    guard let before = budget.at("status", "disruptedPods")?.objectValue else { return nil }
    var after = JSONObject()
    for member in before.members {
      guard let pod = pods.first(where: { $0.name == member.key }), !pod.isBeingDeleted,
        let time = member.value.stringValue.flatMap({ Instant(rfc3339: $0) }), time + Self.disruptionTimeout > now
      else { continue }
      after[member.key] = member.value
    }
    return after.isEmpty ? nil : .object(after)
  }

  /// How many pods there should be, and how many of them must be healthy.
  private func expectation(_ budget: JSONValue, pods: [Pod], api: APIServer) -> (expected: Int64, desired: Int64) {
    if let most = budget.at("spec", "maxUnavailable") {
      let expected = scale(of: pods, api: api)
      return (expected, max(0, expected - scaled(most, of: expected, roundingUp: true)))
    }
    let least = budget.at("spec", "minAvailable") ?? 1
    if let number = least.intValue { return (Int64(pods.count), number) }
    let expected = scale(of: pods, api: api)
    return (expected, scaled(least, of: expected, roundingUp: true))
  }

  /// The replicas that the pods' controllers want in all; a pod without one counts for itself.
  private func scale(of pods: [Pod], api: APIServer) -> Int64 {
    var sizes: [String: Int64] = [:]
    for pod in pods {
      guard let owner = pod.controller else { continue }
      let size = size(of: owner, namespace: pod.namespace, api: api)
      sizes[size.uid] = max(0, min(size.replicas, Int64(Int32.max)))
    }
    return sizes.values.reduce(0, +)
  }

  private func size(of owner: OwnerReference, namespace: String, api: APIServer) -> (uid: String, replicas: Int64) {
    let resources: [String: GroupResource] = [
      "ReplicaSet": .replicaSets, "StatefulSet": .statefulSets, "ReplicationController": .replicationControllers,
      "Deployment": .deployments,
    ]
    guard let resource = resources[owner.kind], let found = api.get(resource, namespace: namespace, owner.name) else {
      return (owner.uid, 0)
    }
    let set = ReplicaSet(found.value)
    if owner.kind == "ReplicaSet", let parent = set.controller, parent.kind == "Deployment" {
      return size(of: parent, namespace: namespace, api: api)
    }
    return (owner.uid, set.replicas)
  }

  private func write(
    _ budget: JSONValue, expected: Int64, desired: Int64, healthy: Int64, disrupted: JSONValue?,
    api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    let allowed = expected <= 0 ? 0 : max(0, healthy - desired)
    var conditions = Conditions(budget.at("status", "conditions"))
    var condition = Condition(
      type: "DisruptionAllowed", status: allowed > 0 ? "True" : "False",
      reason: allowed > 0 ? "SufficientPods" : "InsufficientPods")
    condition.value["message"] = ""
    condition.value["observedGeneration"] = .integer(budget.generation)
    conditions.set(condition, at: now.rfc3339)
    var status: JSONValue = [
      "currentHealthy": .integer(healthy), "desiredHealthy": .integer(desired), "disruptionsAllowed": .integer(allowed),
      "expectedPods": .integer(expected), "observedGeneration": .integer(budget.generation),
    ]
    status["disruptedPods"] = disrupted
    status["conditions"] = conditions.value
    guard status != budget["status"] else { return }
    var updated = budget
    updated["status"] = status
    try api.updateStatus(updated, in: .podDisruptionBudgets, as: .controllerManager, at: now)
  }
}
