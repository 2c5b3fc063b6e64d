import KubernetesModel

extension Description {
  /// A claim; `isFull` is false for the template of an ephemeral volume.
  mutating func claim(_ claim: JSONValue, isFull: Bool) {
    if isFull {
      line(0, "Name:\t\(claim.name)")
      line(0, "Namespace:\t\(claim.namespace)")
    }
    line(0, "StorageClass:\t\(StorageText.storageClass(claim))")
    if isFull {
      line(
        0,
        claim.isBeingDeleted
          ? "Status:\tTerminating (lasts \(age(claim.metadata["deletionTimestamp"])))"
          : "Status:\t\(claim.text("status", "phase"))")
    }
    line(0, "Volume:\t\(claim.text("spec", "volumeName"))")
    labels(claim.labels)
    annotations(claim.annotations)
    if isFull { line(0, "Finalizers:\t[\(claim.finalizers.joined(separator: " "))]") }
    let isBound = !claim.text("spec", "volumeName").isEmpty
    line(0, "Capacity:\t\(isBound ? claim.quantity("status", "capacity", "storage") : "")")
    line(0, "Access Modes:\t\(isBound ? StorageText.accessModes(claim.texts("status", "accessModes")) : "")")
    if claim.has("spec", "volumeMode") { line(0, "VolumeMode:\t\(claim.text("spec", "volumeMode"))") }
    guard let source = claim.at("spec", "dataSource"), !source.isNull else { return }
    line(0, "DataSource:")
    if source.has("apiGroup") { line(1, "APIGroup:\t\(source.text("apiGroup"))") }
    line(1, "Kind:\t\(source.text("kind"))")
    line(1, "Name:\t\(source.text("name"))")
  }

  /// The claims that a StatefulSet makes.
  mutating func claimTemplates(_ templates: [JSONValue]) {
    if templates.isEmpty { return line(0, "Volume Claims:\t<none>") }
    line(0, "Volume Claims:")
    for claim in templates {
      line(1, "Name:\t\(claim.name)")
      line(1, "StorageClass:\t\(StorageText.storageClass(claim))")
      labels(claim.labels, indent: "  ")
      labels(claim.annotations, title: "Annotations", indent: "  ")
      let isSized = claim.has("spec", "resources", "requests", "storage")
      line(
        1, "Capacity:\t\(isSized ? claim.quantity("spec", "resources", "requests", "storage") : "<default>")")
      line(1, "Access Modes:\t[\(claim.texts("spec", "accessModes").joined(separator: " "))]")
    }
  }
}

/// How kubectl writes what storage has.
enum StorageText {
  static func storageClass(_ object: JSONValue) -> String {
    object.annotations["volume.beta.kubernetes.io/storage-class"] ?? object.text("spec", "storageClassName")
  }

  /// `RWO,ROX`, each once.
  static func accessModes(_ modes: [String]) -> String {
    let letters = [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
    ]
    return letters.filter { modes.contains($0.0) }.map(\.1).joined(separator: ",")
  }
}
