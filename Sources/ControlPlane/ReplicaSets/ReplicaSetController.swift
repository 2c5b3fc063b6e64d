import APIServer
import KubernetesModel
import SimulationKernel

/// Keeps as many pods as a ReplicaSet, or a ReplicationController, asks for.
struct ReplicaSetController: Controller {
  let name: String
  let kind: OwnerKind
  var retries = RetryDelays()
  private let pods: PodControl

  /// The most pods that one reconciliation creates or deletes.
  private static let burst = 500

  private init(_ kind: OwnerKind, name: String) {
    self.name = name
    self.kind = kind
    pods = PodControl(recorder: EventRecorder(component: name), kind: kind)
  }

  static let replicaSets = ReplicaSetController(.replicaSet, name: "replicaset-controller")
  static let replicationControllers = ReplicaSetController(.replicationController, name: "replication-controller")

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == kind.resource {
      queue.addSoon(change.object)
    } else if change.resource == .pods {
      if let previous = change.previous, previous.value.controllerReference != change.object.value.controllerReference {
        queue.addController(of: previous, kind: kind.kind, group: kind.group)
      }
      if change.object.value.controllerReference != nil {
        queue.addController(of: change.object, kind: kind.kind, group: kind.group)
      } else if change.kind != .deleted {
        queue.addSoon(WorkKey(task: "orphan", namespace: change.object.namespace, name: change.object.name))
      }
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == "orphan" {
      findAdopters(of: key, api: api, queue: &queue)
      return
    }
    guard let stored = api.get(kind.resource, namespace: key.namespace, key.name) else { return }
    let set = ReplicaSet(stored.value)
    let selector = selector(of: set)
    let all = api.list(.pods, namespace: key.namespace)
    let claim = OwnershipClaim(owner: set.value, kind: kind, selector: selector)
    let active = try claim.claim(all.filter { Pod($0.value).isActive }, api: &api, at: queue.now).map(Pod.init)
    var failure: APIStatus?
    if !set.isBeingDeleted {
      do throws(APIStatus) {
        try scale(set, active: active, all: all, api: &api, at: queue.now)
      } catch {
        failure = error
      }
    }
    let terminating = all.filter { $0.value.isBeingDeleted && $0.value.controllerUID == set.uid }
    let due = try report(
      set, active: active, terminating: terminating.count { !Pod($0.value).isFinished }, failure: failure, api: &api,
      at: queue.now)
    if let failure { throw failure }
    if let due { queue.add(key, at: due) }
  }

  private func selector(of set: ReplicaSet) -> LabelSelector {
    if kind.resource == .replicationControllers { return LabelSelector(set.value.strings(set.selector)) }
    return (try? LabelSelector(object: set.selector)) ?? .nothing
  }

  /// A pod without a controller may be for any set that selects it.
  private func findAdopters(of key: WorkKey, api: APIServer, queue: inout WorkQueue) {
    guard let pod = api.get(.pods, namespace: key.namespace, key.name)?.value, pod.controllerReference == nil,
      Pod(pod).isActive
    else { return }
    for set in api.list(kind.resource, namespace: key.namespace)
    where selector(of: ReplicaSet(set.value)).matches(pod.labels) {
      queue.addSoon(set)
    }
  }

  private func scale(
    _ set: ReplicaSet, active: [Pod], all: [StoredObject], api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    let missing = Int(clamping: set.replicas) - active.count
    if missing > 0 {
      try create(min(missing, Self.burst), for: set, api: &api, at: now)
    } else if missing < 0 {
      let order = PodDeletionOrder(related: related(to: set, among: all, api: api), now: now)
      for pod in order.first(min(-missing, Self.burst), of: active) {
        try pods.delete(pod, owner: set.value, api: &api, at: now)
      }
    }
  }

  /// Creates pods in batches of 1, 2, 4, ... and gives up after the batch in which one failed, so that a refusal costs
  /// few requests.
  private func create(
    _ count: Int, for set: ReplicaSet, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    let pod = pods.pod(from: set.template, owner: set.value)
    var remaining = count
    var batch = 1
    while remaining > 0 {
      var failure: APIStatus?
      for _ in 0..<min(batch, remaining) {
        do throws(APIStatus) {
          try pods.create(pod, owner: set.value, api: &api, at: now)
        } catch {
          if error.isNamespaceTerminating { return }
          failure = error
        }
      }
      if let failure { throw failure }
      remaining -= min(batch, remaining)
      batch *= 2
    }
  }

  /// Active pods of all sets with the same owner.
  private func related(to set: ReplicaSet, among all: [StoredObject], api: APIServer) -> [Pod] {
    var owners: Set<String> = [set.uid]
    if let owner = set.controller {
      for sibling in api.list(kind.resource, namespace: set.namespace)
      where sibling.value.controllerUID == owner.uid {
        owners.insert(sibling.uid)
      }
    }
    return all.map { Pod($0.value) }.filter { $0.isActive && owners.contains($0.controller?.uid ?? "") }
  }

  /// Writes the status as it was before this reconciliation created or deleted pods, and says when a pod that is ready
  /// will be available.
  private func report(
    _ set: ReplicaSet, active: [Pod], terminating: Int, failure: APIStatus?, api: inout APIServer, at now: Instant
  ) throws(APIStatus) -> Instant? {
    let availability = active.map { $0.availability(after: set.minReadySeconds, at: now) }
    let template = LabelSelector(Pod(set.template).labels)
    var status: JSONValue = [
      "replicas": JSONValue(active.count), "observedGeneration": .integer(set.generation),
    ]
    let counts = [
      ("fullyLabeledReplicas", active.count { template.matches($0.value.at("metadata", "labels")) }),
      ("readyReplicas", active.count(where: \.isReady)),
      ("availableReplicas", availability.count(where: \.isAvailable)),
    ]
    for (field, count) in counts where count > 0 { status[field] = JSONValue(count) }
    if kind.resource == .replicaSets { status["terminatingReplicas"] = JSONValue(terminating) }
    var conditions = set.conditions
    if failure == nil {
      conditions.remove("ReplicaFailure")
    } else if let failure, conditions["ReplicaFailure"] == nil {
      let reason = active.count < set.replicas ? "FailedCreate" : "FailedDelete"
      conditions.set(
        Condition(type: "ReplicaFailure", status: "True", reason: reason, message: failure.message), at: now.rfc3339)
    }
    status["conditions"] = conditions.value
    if status != set.status {
      var updated = set.value
      updated["status"] = status
      try api.updateStatus(updated, in: kind.resource, as: .controllerManager, at: now)
    }
    return availability.compactMap(\.due).min()
  }
}
