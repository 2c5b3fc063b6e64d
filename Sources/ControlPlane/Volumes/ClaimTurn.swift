import APIServer
import KubernetesModel
import SimulationKernel

/// One look of the binder at a claim.
struct ClaimTurn {
  var claim: PersistentClaim
  let now: Instant
  let recorder: EventRecorder

  /// Takes the claim's next step; returns false where it waits for something.
  mutating func advance(api: inout APIServer) throws(APIStatus) -> Bool {
    if claim.isBound { return try keep(api: &api) }
    if !claim.volumeName.isEmpty { return try bindToNamed(api: &api) }
    if claim.value.at("spec", "storageClassName") == nil { try adoptDefaultClass(api: &api) }
    let storageClass = claim.className.isEmpty ? nil : api.get(.storageClasses, claim.className)?.value
    let waits = storageClass?["volumeBindingMode"]?.stringValue == "WaitForFirstConsumer" && claim.selectedNode == nil
    let volumes = api.list(.persistentVolumes).map(\.value)
    let reserved = volumes.first(where: claim.isReserved)
    if let volume = reserved ?? (waits ? nil : claim.match(among: volumes)) {
      try bind(volume, api: &api)
      return true
    }
    try report(storageClass, waits: waits, api: &api)
    return false
  }

  /// A bound claim whose volume is gone has lost its data.
  private func keep(api: inout APIServer) throws(APIStatus) -> Bool {
    if let volume = api.get(.persistentVolumes, claim.volumeName), claim.isReserved(volume.value) { return true }
    guard claim.value.at("status", "phase")?.stringValue != "Lost" else { return true }
    var lost = claim.value
    lost.set("Lost", at: "status", "phase")
    try api.updateStatus(lost, in: .persistentVolumeClaims, as: .controllerManager, at: now)
    recorder.warning(
      lost, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!", api: &api, at: now)
    return true
  }

  /// The user asked for one volume: it is taken as soon as it is there, if nobody else has it.
  private func bindToNamed(api: inout APIServer) throws(APIStatus) -> Bool {
    guard let volume = api.get(.persistentVolumes, claim.volumeName)?.value else { return false }
    if volume.at("spec", "claimRef") == nil || claim.isReserved(volume) {
      try bind(volume, api: &api)
      return true
    }
    recorder.warning(
      claim.value, "FailedBinding", "volume \"\(volume.name)\" already bound to a different claim.", api: &api, at: now)
    return false
  }

  /// A default class that came after the claim is the claim's as well.
  private mutating func adoptDefaultClass(api: inout APIServer) throws(APIStatus) {
    let classes = api.list(.storageClasses).filter {
      $0.value.annotations["storageclass.kubernetes.io/is-default-class"] == "true"
    }
    guard let name = classes.first?.name else { return }
    claim.value.set(.string(name), at: "spec", "storageClassName")
    let stored = try api.update(claim.value, in: .persistentVolumeClaims, as: .controllerManager, at: now)
    claim.value = stored.value
  }

  private func report(_ storageClass: JSONValue?, waits: Bool, api: inout APIServer) throws(APIStatus) {
    if waits {
      return recorder.normal(
        claim.value, "WaitForFirstConsumer", "waiting for first consumer to be created before binding", api: &api,
        at: now)
    }
    if claim.className.isEmpty {
      return recorder.normal(
        claim.value, "FailedBinding", "no persistent volumes available for this claim and no storage class is set",
        api: &api, at: now)
    }
    guard let storageClass else {
      return recorder.warning(
        claim.value, "ProvisioningFailed", "storageclass.storage.k8s.io \"\(claim.className)\" not found", api: &api,
        at: now)
    }
    let provisioner = storageClass["provisioner"]?.stringValue ?? ""
    // Volumes of this class are made by hand.
    if provisioner == "kubernetes.io/no-provisioner" { return }
    let waiting = claim.waiting(for: provisioner)
    if waiting != claim.value {
      try api.update(waiting, in: .persistentVolumeClaims, as: .controllerManager, at: now)
    }
    recorder.normal(
      claim.value, "ExternalProvisioning",
      "Waiting for a volume to be created either by the external provisioner '\(provisioner)' or manually by the system "
        + "administrator. If volume creation is delayed, please verify that the provisioner is running and correctly "
        + "registered.", api: &api, at: now)
  }

  private func bind(_ volume: JSONValue, api: inout APIServer) throws(APIStatus) {
    var volume = volume
    if (volume.at("spec", "claimRef", "uid")?.stringValue ?? "").isEmpty {
      if volume.at("spec", "claimRef") == nil {
        volume.set("yes", at: "metadata", "annotations", PersistentClaim.boundByController)
      }
      volume.set(
        [
          "kind": "PersistentVolumeClaim", "apiVersion": "v1", "namespace": .string(claim.value.namespace),
          "name": .string(claim.value.name), "uid": .string(claim.value.uid),
          "resourceVersion": .string(claim.value.resourceVersion),
        ], at: "spec", "claimRef")
      volume = try api.update(volume, in: .persistentVolumes, as: .controllerManager, at: now).value
    }
    if volume.at("status", "phase")?.stringValue != "Bound" {
      volume.set("Bound", at: "status", "phase")
      volume.set(.string(now.rfc3339), at: "status", "lastPhaseTransitionTime")
      try api.updateStatus(volume, in: .persistentVolumes, as: .controllerManager, at: now)
    }
    var bound = claim.value
    bound.set("yes", at: "metadata", "annotations", PersistentClaim.bindCompleted)
    if claim.volumeName.isEmpty {
      bound.set("yes", at: "metadata", "annotations", PersistentClaim.boundByController)
      bound.set(.string(volume.name), at: "spec", "volumeName")
    }
    bound = try api.update(bound, in: .persistentVolumeClaims, as: .controllerManager, at: now).value
    bound["status"] = ["phase": "Bound"]
    bound.set(volume.at("spec", "accessModes"), at: "status", "accessModes")
    bound.set(volume.at("spec", "capacity"), at: "status", "capacity")
    try api.updateStatus(bound, in: .persistentVolumeClaims, as: .controllerManager, at: now)
  }
}
