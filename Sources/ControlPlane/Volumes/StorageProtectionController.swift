import APIServer
import KubernetesModel
import SimulationKernel

/// Lets deleted claims go once no pod uses them, and deleted volumes once they are not bound.
struct StorageProtectionController: Controller {
  let name = "pvc-protection-controller"
  var retries = RetryDelays()

  private static let claims = "claim"

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    let value = change.object.value
    switch change.resource {
    case .persistentVolumes where change.kind != .deleted && value.isBeingDeleted: queue.addSoon(change.object)
    case .persistentVolumeClaims where change.kind != .deleted && value.isBeingDeleted:
      queue.addSoon(WorkKey(task: Self.claims, namespace: value.namespace, name: value.name))
    case .pods where change.kind == .deleted || Pod(value).isFinished:
      for claim in Self.claimNames(of: Pod(value)) {
        queue.addSoon(WorkKey(task: Self.claims, namespace: value.namespace, name: claim))
      }
    default: break
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == Self.claims {
      guard let claim = api.get(.persistentVolumeClaims, namespace: key.namespace, key.name), claim.value.isBeingDeleted
      else { return }
      let isUsed = api.list(.pods, namespace: key.namespace).map { Pod($0.value) }.contains { pod in
        !pod.isFinished && Self.claimNames(of: pod).contains(key.name)
      }
      if !isUsed { try release(claim, "kubernetes.io/pvc-protection", api: &api, at: queue.now) }
    } else if let volume = api.get(.persistentVolumes, key.name), volume.value.isBeingDeleted,
      volume.value.at("status", "phase")?.stringValue != "Bound"
    {
      try release(volume, "kubernetes.io/pv-protection", api: &api, at: queue.now)
    }
  }

  private func release(
    _ object: StoredObject, _ finalizer: String, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    guard object.value.finalizers.contains(finalizer) else { return }
    var value = object.value
    let rest = value.finalizers.filter { $0 != finalizer }
    value.set(rest.isEmpty ? nil : .array(rest.map(JSONValue.string)), at: "metadata", "finalizers")
    try api.update(value, in: object.resource, as: .controllerManager, at: now)
  }

  private static func claimNames(of pod: Pod) -> [String] {
    pod.volumes.compactMap { $0.at("persistentVolumeClaim", "claimName")?.stringValue }
  }
}
