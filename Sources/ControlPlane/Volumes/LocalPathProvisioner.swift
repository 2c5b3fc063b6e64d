import APIServer
import KubernetesModel
import SimulationKernel

/// The program of the add-on `local-path-provisioner`: makes volumes for claims of its classes, on the node where the
/// first pod goes, and removes those that nobody holds any more. It works for as long as its pod does.
struct LocalPathProvisioner: Controller {
  let name = "local-path-provisioner"
  var retries = RetryDelays()

  private static let provisioner = "rancher.io/local-path"
  private static let namespace = "local-path-storage"
  private static let provisionedBy = "pv.kubernetes.io/provisioned-by"
  /// Work on a volume; work on a claim has no task.
  private static let volume = "volume"
  /// A pod on the node makes or empties the folder meanwhile.
  private static let work = Duration.seconds(3)
  /// How often a claim's work begins again that found the provisioner away.
  private static let resync = Duration.seconds(15)

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    guard change.kind != .deleted else { return }
    let object = change.object.value
    switch change.resource {
    case .persistentVolumeClaims where object.annotations[PersistentClaim.provisioner] == Self.provisioner:
      if PersistentClaim(object).volumeName.isEmpty {
        queue.add(WorkKey(namespace: object.namespace, name: object.name), after: Self.work)
      }
    case .persistentVolumes where object.annotations[Self.provisionedBy] == Self.provisioner:
      if object.at("status", "phase")?.stringValue == "Released" {
        queue.add(WorkKey(task: Self.volume, name: object.name), after: Self.work)
      }
    default: break
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard let pod = runningPod(api) else { return queue.add(key, after: Self.resync) }
    if key.task == Self.volume { return try remove(key.name, api: &api, at: queue.now) }
    guard let stored = api.get(.persistentVolumeClaims, namespace: key.namespace, key.name) else { return }
    let claim = PersistentClaim(stored.value)
    guard claim.volumeName.isEmpty, !claim.value.isBeingDeleted,
      let storageClass = api.get(.storageClasses, claim.className)?.value
    else { return }
    let recorder = EventRecorder(component: "\(Self.provisioner)_\(pod.name)_\(pod.uid)")
    let about = "\"\(claim.value.namespace)/\(claim.value.name)\""
    recorder.normal(
      claim.value, "Provisioning", "External provisioner is provisioning volume for claim \(about)", api: &api,
      at: queue.now)
    guard let node = claim.selectedNode else {
      recorder.warning(
        claim.value, "ProvisioningFailed",
        "failed to provision volume with StorageClass \"\(claim.className)\": configuration error, no node was specified",
        api: &api, at: queue.now)
      return queue.add(key, after: Self.resync)
    }
    let volume = Self.volume(for: claim, of: storageClass, on: node)
    try api.create(volume, in: .persistentVolumes, as: .controllerManager, at: queue.now)
    recorder.normal(
      claim.value, "ProvisioningSucceeded", "Successfully provisioned volume \(volume.name)", api: &api, at: queue.now)
  }

  private func runningPod(_ api: APIServer) -> Pod? {
    api.list(.pods, namespace: Self.namespace).map { Pod($0.value) }.first {
      $0.value.labels["app"] == name && $0.isReady && $0.isActive
    }
  }

  private func remove(_ name: String, api: inout APIServer, at now: Instant) throws(APIStatus) {
    guard let volume = api.get(.persistentVolumes, name)?.value, !volume.isBeingDeleted,
      volume.at("status", "phase")?.stringValue == "Released",
      volume.at("spec", "persistentVolumeReclaimPolicy")?.stringValue == "Delete"
    else { return }
    try api.delete(.persistentVolumes, name, as: .controllerManager, at: now)
  }

  private static func volume(for claim: PersistentClaim, of storageClass: JSONValue, on node: String) -> JSONValue {
    let name = "pvc-" + claim.value.uid
    let folder = "/opt/local-path-provisioner/\(name)_\(claim.value.namespace)_\(claim.value.name)"
    let isThere: JSONValue = ["key": "kubernetes.io/hostname", "operator": "In", "values": [.string(node)]]
    return [
      "apiVersion": "v1", "kind": "PersistentVolume",
      "metadata": [
        "name": .string(name),
        "annotations": [
          provisionedBy: .string(provisioner), "local.path.provisioner/selected-node": .string(node),
        ],
      ],
      "spec": [
        "accessModes": claim.value.at("spec", "accessModes") ?? [],
        "capacity": ["storage": claim.value.at("spec", "resources", "requests", "storage") ?? "0"],
        "claimRef": [
          "apiVersion": "v1", "kind": "PersistentVolumeClaim", "name": .string(claim.value.name),
          "namespace": .string(claim.value.namespace), "uid": .string(claim.value.uid),
          "resourceVersion": .string(claim.value.resourceVersion),
        ],
        "hostPath": ["path": .string(folder), "type": "DirectoryOrCreate"],
        "nodeAffinity": ["required": ["nodeSelectorTerms": [["matchExpressions": [isThere]]]]],
        "persistentVolumeReclaimPolicy": storageClass["reclaimPolicy"] ?? "Delete",
        "storageClassName": .string(storageClass.name),
        "volumeMode": claim.value.at("spec", "volumeMode") ?? "Filesystem",
      ],
    ]
  }
}
