import KubernetesModel

/// DefaultStorageClass and PersistentVolumeClaimResize.
extension APIServer {
  private static let defaultMark = "storageclass.kubernetes.io/is-default-class"

  /// Gives a claim that names no class the default one, the newest of several.
  func setDefaultClass(_ claim: inout JSONValue) {
    guard claim.at("spec", "storageClassName") == nil,
      claim.annotations["volume.beta.kubernetes.io/storage-class"] == nil
    else { return }
    let classes = store.objects(.storageClasses, namespace: nil)
      .filter { $0.value.annotations[Self.defaultMark] == "true" }
    let newest = classes.max { left, right in
      let dates = [left, right].map { $0.value.text("metadata", "creationTimestamp") }
      return dates[0] == dates[1] ? left.name > right.name : dates[0] < dates[1]
    }
    if let newest { claim.set(.string(newest.name), at: "spec", "storageClassName") }
  }

  /// Lets a claim grow only where its class says so.
  func checkExpansion(_ claim: JSONValue, old: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    guard let wanted = Quantity(claim.at("spec", "resources", "requests", "storage")),
      let present = Quantity(old.at("spec", "resources", "requests", "storage")), present < wanted
    else { return }
    guard old.text("status", "phase") == "Bound" else {
      throw .forbidden(
        definition.groupResource, claim.name, "only bound persistent volume claims can be expanded")
    }
    let name = old.text("spec", "storageClassName")
    guard store.object(.storageClasses, namespace: "", name: name)?.value["allowVolumeExpansion"]?.boolValue == true
    else {
      throw .forbidden(
        definition.groupResource, claim.name,
        "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support "
          + "resize")
    }
  }
}
