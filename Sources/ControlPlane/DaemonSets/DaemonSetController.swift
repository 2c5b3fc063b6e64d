import APIServer
import KubernetesModel
import SimulationKernel

/// Runs a pod of a DaemonSet on each node that it selects.
struct DaemonSetController: Controller {
  let name = "daemonset-controller"
  var retries = RetryDelays()

  static let hashLabel = "controller-revision-hash"
  private static let generationLabel = "pod-template-generation"
  private static let generationAnnotation = "deprecated.daemonset.template.generation"

  private var recorder: EventRecorder { EventRecorder(component: name) }
  private var control: PodControl { PodControl(recorder: recorder, kind: .daemonSet) }

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    switch change.resource {
    case .daemonSets: if change.kind != .deleted { queue.addSoon(change.object) }
    case .pods: queue.addController(of: change.object, kind: "DaemonSet", group: "apps")
    case .nodes:
      let previous = change.previous?.value
      if change.kind == .modified, previous?["spec"] == change.object.value["spec"],
        previous?.labels == change.object.value.labels
      {
        return
      }
      queue.addSoon(WorkKey(task: "all", name: ""))
    default: break
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == "all" {
      for set in api.list(.daemonSets) { queue.addSoon(set) }
      return
    }
    guard let stored = api.get(.daemonSets, namespace: key.namespace, key.name), !stored.value.isBeingDeleted else {
      return
    }
    let set = DaemonSet(stored.value)
    let history = RevisionHistory(owner: set.value, kind: .daemonSet, hashLabel: Self.hashLabel)
    let revision = try history.sync(api: &api, at: queue.now)
    let selector = (try? LabelSelector(object: set.selector)) ?? .nothing
    let claim = OwnershipClaim(owner: set.value, kind: .daemonSet, selector: selector)
    let pods = try claim.claim(api.list(.pods, namespace: key.namespace), api: &api, at: queue.now).map(Pod.init)
    try manage(set, pods: pods, hash: revision.hash, api: &api, at: queue.now)
    try update(set, pods: pods, hash: revision.hash, api: &api, at: queue.now)
    let inUse = Set(pods.compactMap { $0.labels[Self.hashLabel] }).union([revision.hash])
    try history.cleanUp(keeping: inUse, api: &api, at: queue.now)
    if let due = try report(set, pods: pods, hash: revision.hash, api: &api, at: queue.now) { queue.add(key, at: due) }
  }

  /// Starts pods where they are missing, and stops those that ended, are too many, or are where they should not be.
  private func manage(
    _ set: DaemonSet, pods: [Pod], hash: String, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    let placement = DaemonPlacement(set: set)
    let byNode = Dictionary(grouping: pods, by: DaemonPlacement.node(of:))
    for node in api.list(.nodes).map({ Node($0.value) }) {
      let wanted = placement.wants(node)
      let here = byNode[node.name] ?? []
      if wanted.start, here.isEmpty {
        try control.create(pod(for: set, on: node.name, hash: hash), owner: set.value, api: &api, at: now)
      }
      let running = here.filter { !$0.isBeingDeleted }.sorted { ($0.created, $0.name) < ($1.created, $1.name) }
      for pod in running where pod.isFinished && wanted.stay {
        let what =
          pod.phase == "Failed" ? ("FailedDaemonPod", "failed", "kill") : ("SucceededDaemonPod", "succeeded", "delete")
        let message =
          "Found \(what.1) daemon pod \(pod.namespace)/\(pod.name) on node \(node.name), will try to \(what.2) it"
        if pod.phase == "Failed" {
          recorder.warning(set.value, what.0, message, api: &api, at: now)
        } else {
          recorder.normal(set.value, what.0, message, api: &api, at: now)
        }
        try control.delete(pod, owner: set.value, api: &api, at: now)
      }
      let excess = wanted.stay ? running.filter { !$0.isFinished }.dropFirst() : running[...]
      for pod in excess { try control.delete(pod, owner: set.value, api: &api, at: now) }
    }
  }

  private func pod(for set: DaemonSet, on node: String, hash: String) -> Pod {
    var pod = control.pod(from: set.template, owner: set.value)
    DaemonPlacement(set: set).bind(&pod, to: node)
    pod.setLabel(Self.hashLabel, hash)
    pod.setLabel(Self.generationLabel, set.annotations[Self.generationAnnotation] ?? String(set.generation))
    return pod
  }

  /// RollingUpdate: replaces pods of older templates, as many at a time as may be unavailable.
  private func update(
    _ set: DaemonSet, pods: [Pod], hash: String, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    guard set.text("spec", "updateStrategy", "type") != "OnDelete" else { return }
    let placement = DaemonPlacement(set: set)
    let nodes = api.list(.nodes).filter { placement.wants(Node($0.value)).stay }.map(\.name)
    let limit = scaled(
      set.value.at("spec", "updateStrategy", "rollingUpdate", "maxUnavailable") ?? 1, of: Int64(nodes.count),
      roundingUp: true)
    var unavailable: Int64 = 0
    var candidates: [Pod] = []
    for node in nodes {
      let here = pods.filter { DaemonPlacement.node(of: $0) == node }
      guard let pod = here.first(where: \.isActive) else {
        unavailable += 1
        continue
      }
      let isOld = pod.labels[Self.hashLabel] != hash
      if pod.availability(after: set.minReadySeconds, at: now).isAvailable {
        if isOld { candidates.append(pod) }
      } else {
        unavailable += 1
        // An old pod that is of no use is replaced whatever the limit says.
        if isOld { try control.delete(pod, owner: set.value, api: &api, at: now) }
      }
    }
    for pod in candidates.prefix(Int(clamping: max(0, limit - unavailable))) {
      try control.delete(pod, owner: set.value, api: &api, at: now)
    }
  }

  private func report(
    _ set: DaemonSet, pods: [Pod], hash: String, api: inout APIServer, at now: Instant
  ) throws(APIStatus) -> Instant? {
    let placement = DaemonPlacement(set: set)
    var counts = ["desired": 0, "current": 0, "misscheduled": 0, "ready": 0, "available": 0, "updated": 0]
    var due: Instant?
    for node in api.list(.nodes).map({ Node($0.value) }) {
      let here = pods.filter { DaemonPlacement.node(of: $0) == node.name && !$0.isBeingDeleted }
      guard placement.wants(node).start else {
        if !here.isEmpty { counts["misscheduled", default: 0] += 1 }
        continue
      }
      counts["desired", default: 0] += 1
      guard let pod = here.first else { continue }
      counts["current", default: 0] += 1
      let availability = pod.availability(after: set.minReadySeconds, at: now)
      if pod.isReady { counts["ready", default: 0] += 1 }
      if availability.isAvailable { counts["available", default: 0] += 1 }
      if pod.labels[Self.hashLabel] == hash { counts["updated", default: 0] += 1 }
      if let next = availability.due { due = min(due ?? .distantFuture, next) }
    }
    func count(_ name: String) -> JSONValue { JSONValue(counts[name] ?? 0) }
    var status: JSONValue = [
      "currentNumberScheduled": count("current"), "numberMisscheduled": count("misscheduled"),
      "desiredNumberScheduled": count("desired"), "numberReady": count("ready"),
      "observedGeneration": .integer(set.generation),
    ]
    let unavailable = (counts["desired"] ?? 0) - (counts["available"] ?? 0)
    for (field, number) in [
      ("updatedNumberScheduled", counts["updated"] ?? 0), ("numberAvailable", counts["available"] ?? 0),
      ("numberUnavailable", unavailable),
    ] where number > 0 {
      status[field] = JSONValue(number)
    }
    guard status != set.status else { return due }
    var updated = set
    updated.value["status"] = status
    try api.updateStatus(updated.value, in: .daemonSets, as: .controllerManager, at: now)
    return due
  }
}
