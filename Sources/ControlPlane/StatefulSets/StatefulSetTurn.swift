import APIServer
import KubernetesModel
import SimulationKernel

/// One look at a StatefulSet: the next step towards its pods, and its status as it was before.
struct StatefulSetTurn {
  let set: StatefulSet
  let identity: StatefulPods
  let pods: [Pod]
  private let named: [String: Pod]
  let current: RevisionHistory.Revision
  let update: RevisionHistory.Revision
  let now: Instant
  let recorder: EventRecorder

  init(
    set: StatefulSet, pods: [Pod], current: RevisionHistory.Revision, update: RevisionHistory.Revision, now: Instant,
    recorder: EventRecorder
  ) {
    self.set = set
    self.pods = pods
    self.current = current
    self.update = update
    self.now = now
    self.recorder = recorder
    identity = StatefulPods(set: set)
    named = Dictionary(pods.map { ($0.name, $0) }) { first, _ in first }
  }

  private var isParallel: Bool { self.set.text("spec", "podManagementPolicy") == "Parallel" }
  private var ordinals: Range<Int64> { identity.start..<(identity.start + max(0, min(set.replicas, 100_000))) }
  private var partition: Int64 { self.set.integer("spec", "updateStrategy", "rollingUpdate", "partition") }

  private func pod(_ ordinal: Int64) -> Pod? { named[identity.name(ordinal)] }

  private func revision(of pod: Pod) -> String? {
    pod.value.at("metadata", "labels", StatefulPods.hashLabel)?.stringValue
  }

  private func isHealthy(_ pod: Pod) -> Bool { pod.phase == "Running" && pod.isReady && !pod.isBeingDeleted }

  private func isAvailable(_ pod: Pod) -> Bool {
    isHealthy(pod) && pod.availability(after: set.minReadySeconds, at: now).isAvailable
  }

  func advance(api: inout APIServer) throws(APIStatus) {
    for ordinal in ordinals {
      if try !settle(ordinal, api: &api), !isParallel { return }
    }
    if try condense(api: &api), !isParallel { return }
    try roll(api: &api)
  }

  /// Brings a pod into being; returns whether it is there and well, so that the next one may come.
  private func settle(_ ordinal: Int64, api: inout APIServer) throws(APIStatus) -> Bool {
    guard let pod = pod(ordinal) else {
      try create(ordinal, api: &api)
      return false
    }
    if pod.isBeingDeleted { return false }
    if pod.isFinished {
      let message = "StatefulSet \(set.namespace)/\(set.name) is recreating \(pod.phase.lowercased()) Pod \(pod.name)"
      recorder.warning(set.value, "Recreating\(pod.phase)Pod", message, api: &api, at: now)
      try delete(pod, api: &api)
      return false
    }
    return isAvailable(pod)
  }

  private func create(_ ordinal: Int64, api: inout APIServer) throws(APIStatus) {
    let name = identity.name(ordinal)
    for claim in identity.claims(ordinal)
    where api.get(.persistentVolumeClaims, namespace: set.namespace, claim.name) == nil {
      try api.create(claim, in: .persistentVolumeClaims, as: .controllerManager, at: now)
      let message = "Create Claim \(claim.name) Pod \(name) in StatefulSet \(set.name) success"
      recorder.normal(set.value, "SuccessfulCreate", message, api: &api, at: now)
    }
    let revision = ordinal < identity.start + partition ? current : update
    let control = PodControl(recorder: recorder, kind: .statefulSet)
    let pod = identity.pod(ordinal, from: revision, control: control)
    do throws(APIStatus) {
      try api.create(pod.value, in: .pods, as: .controllerManager, at: now)
      recorder.normal(
        set.value, "SuccessfulCreate", "Create Pod \(name) in StatefulSet \(set.name) successful", api: &api, at: now)
    } catch {
      let message = "Create Pod \(name) in StatefulSet \(set.name) failed error: \(error.message)"
      recorder.warning(set.value, "FailedCreate", message, api: &api, at: now)
      throw error
    }
  }

  private func delete(_ pod: Pod, api: inout APIServer) throws(APIStatus) {
    try api.delete(.pods, namespace: pod.namespace, pod.name, as: .controllerManager, at: now)
    recorder.normal(
      set.value, "SuccessfulDelete", "Delete Pod \(pod.name) in StatefulSet \(set.name) successful", api: &api, at: now)
  }

  /// Deletes pods beyond the wanted number, the last first; returns whether there are any.
  private func condense(api: inout APIServer) throws(APIStatus) -> Bool {
    let excess = pods.filter { identity.ordinal(of: $0).map { !ordinals.contains($0) } ?? false }
      .sorted { (identity.ordinal(of: $0) ?? 0) > (identity.ordinal(of: $1) ?? 0) }
    for pod in excess {
      if !pod.isBeingDeleted { try delete(pod, api: &api) }
      if !isParallel { return true }
    }
    return !excess.isEmpty
  }

  /// RollingUpdate: replaces the last pod of an older template, once all that come after it are well.
  private func roll(api: inout APIServer) throws(APIStatus) {
    guard set.text("spec", "updateStrategy", "type") != "OnDelete" else { return }
    for ordinal in ordinals.reversed() where ordinal >= identity.start + partition {
      guard let pod = pod(ordinal) else { return }
      if revision(of: pod) != update.name {
        if !pod.isBeingDeleted { try delete(pod, api: &api) }
        return
      }
      if !isAvailable(pod) { return }
    }
  }

  /// Writes the status; says when a pod that is ready will be available.
  func report(api: inout APIServer) throws(APIStatus) -> Instant? {
    let alive = pods.filter { !$0.isBeingDeleted }
    let healthy = alive.filter(isHealthy)
    let revisions = alive.map(revision(of:))
    let updated = revisions.count { $0 == update.name }
    let isRolled =
      partition == 0 && alive.count == ordinals.count && updated == alive.count && healthy.count == alive.count
    let now = isRolled ? update : current
    var status: JSONValue = [
      "observedGeneration": .integer(set.generation), "replicas": JSONValue(alive.count),
      "availableReplicas": JSONValue(healthy.count(where: isAvailable)), "collisionCount": 0,
      "currentRevision": .string(now.name), "updateRevision": .string(update.name),
    ]
    for (field, count) in [
      ("readyReplicas", healthy.count), ("currentReplicas", revisions.count { $0 == now.name }),
      ("updatedReplicas", updated),
    ] where count > 0 {
      status[field] = JSONValue(count)
    }
    let due = alive.compactMap { $0.availability(after: set.minReadySeconds, at: self.now).due }.min()
    guard status != set.status else { return due }
    var reported = set
    reported.value["status"] = status
    try api.updateStatus(reported.value, in: .statefulSets, as: .controllerManager, at: self.now)
    return due
  }
}
