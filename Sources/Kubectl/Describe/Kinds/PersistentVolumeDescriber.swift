import KubernetesModel
import SimulationKernel

struct PersistentVolumeDescriber: ObjectDescriber {
  func describe(_ volume: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = volume["spec"] ?? .null
    out.line(0, "Name:\t\(volume.name)")
    out.labels(volume.labels)
    out.annotations(volume.annotations)
    out.line(0, "Finalizers:\t[\(volume.finalizers.joined(separator: " "))]")
    out.line(0, "StorageClass:\t\(StorageText.storageClass(volume))")
    out.line(
      0,
      volume.isBeingDeleted
        ? "Status:\tTerminating (lasts \(out.age(volume.metadata["deletionTimestamp"])))"
        : "Status:\t\(volume.text("status", "phase"))")
    let claim = spec["claimRef"].map { "\($0.text("namespace"))/\($0.text("name"))" } ?? ""
    out.line(0, "Claim:\t\(claim)")
    out.line(0, "Reclaim Policy:\t\(spec.text("persistentVolumeReclaimPolicy"))")
    out.line(0, "Access Modes:\t\(StorageText.accessModes(spec.texts("accessModes")))")
    if spec.has("volumeMode") { out.line(0, "VolumeMode:\t\(spec.text("volumeMode"))") }
    out.line(0, "Capacity:\t\(spec.quantity("capacity", "storage"))")
    affinity(spec, &out)
    out.line(0, "Message:\t\(volume.text("status", "message"))")
    out.line(0, "Source:")
    out.volumeSource(spec, isPersistent: true)
    out.events(related.events)
    return out.text()
  }

  private func affinity(_ spec: JSONValue, _ out: inout Description) {
    out.write(0, "Node Affinity:\t")
    guard spec.has("nodeAffinity", "required") else { return out.rest("<none>") }
    out.rest("")
    let terms = spec.list("nodeAffinity", "required", "nodeSelectorTerms")
    out.write(1, "Required Terms:\t")
    if terms.isEmpty { return out.rest("<none>") }
    out.rest("")
    for (index, term) in terms.enumerated() {
      let lines = term.list("matchExpressions").map { requirement in
        let values = requirement.texts("values")
        return "\(requirement.text("key")) \(requirement.text("operator").lowercased())"
          + (values.isEmpty ? "" : " [\(values.joined(separator: ", "))]")
      }
      out.items(lines, title: "Term \(index)", level: 2)
    }
  }
}
