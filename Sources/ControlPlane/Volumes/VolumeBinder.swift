import APIServer
import KubernetesModel
import SimulationKernel

/// kube-controller-manager's persistentvolume-controller: brings claims and volumes together.
struct VolumeBinder: Controller {
  let name = "persistentvolume-controller"
  var retries = RetryDelays()

  /// Work on a volume; work on a claim has no task.
  private static let volume = "volume"
  /// Claims without a volume are looked at again, as the controller's informers resynchronise.
  private static let resync = Duration.seconds(15)

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    let object = change.object
    switch change.resource {
    case .persistentVolumeClaims:
      if change.kind != .deleted { queue.addSoon(object) }
      let volume = object.value.at("spec", "volumeName")?.stringValue ?? ""
      if change.kind == .deleted, !volume.isEmpty { queue.addSoon(WorkKey(task: Self.volume, name: volume)) }
    case .persistentVolumes where change.kind != .deleted:
      queue.addSoon(WorkKey(task: Self.volume, name: object.name))
    case .persistentVolumes:
      guard let claim = object.value.at("spec", "claimRef") else { return }
      queue.addSoon(
        WorkKey(namespace: claim["namespace"]?.stringValue ?? "", name: claim["name"]?.stringValue ?? ""))
    default: break
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == Self.volume { return try settle(volume: key.name, api: &api, queue: &queue) }
    guard let stored = api.get(.persistentVolumeClaims, namespace: key.namespace, key.name) else { return }
    var turn = ClaimTurn(
      claim: PersistentClaim(stored.value), now: queue.now, recorder: EventRecorder(component: name))
    if try !turn.advance(api: &api) { queue.add(key, after: Self.resync) }
  }

  /// Sets a volume's phase by the claim that it is bound to; wakes the claims that an unbound one could serve.
  private func settle(volume name: String, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard let stored = api.get(.persistentVolumes, name) else { return }
    let reference = stored.value.at("spec", "claimRef") ?? .null
    var phase = "Available"
    if let uid = reference["uid"]?.stringValue, !uid.isEmpty {
      let claim = api.get(
        .persistentVolumeClaims, namespace: reference["namespace"]?.stringValue ?? "",
        reference["name"]?.stringValue ?? "")
      phase = claim?.uid == uid ? "Bound" : "Released"
      if phase == "Bound", let claim, !PersistentClaim(claim.value).isBound { queue.addSoon(claim) }
    }
    if phase == "Available" { wakeClaims(api: api, queue: &queue) }
    guard stored.value.at("status", "phase")?.stringValue != phase else { return }
    var volume = stored.value
    volume.set(.string(phase), at: "status", "phase")
    volume.set(.string(queue.now.rfc3339), at: "status", "lastPhaseTransitionTime")
    try api.updateStatus(volume, in: .persistentVolumes, as: .controllerManager, at: queue.now)
  }

  private func wakeClaims(api: APIServer, queue: inout WorkQueue) {
    for claim in api.list(.persistentVolumeClaims) where !PersistentClaim(claim.value).isBound {
      queue.addSoon(claim)
    }
  }
}
