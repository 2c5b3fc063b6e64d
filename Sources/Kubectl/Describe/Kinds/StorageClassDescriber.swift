import KubernetesModel
import SimulationKernel

struct StorageClassDescriber: ObjectDescriber {
  private static let defaults = [
    "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class",
  ]

  func describe(_ storageClass: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let annotations = storageClass.annotations
    out.line(0, "Name:\t\(storageClass.name)")
    out.line(0, "IsDefaultClass:\t\(Self.defaults.contains { annotations[$0] == "true" } ? "Yes" : "No")")
    out.line(0, "Annotations:\t\(LabelText.joined(annotations))")
    out.line(0, "Provisioner:\t\(storageClass.text("provisioner"))")
    out.line(0, "Parameters:\t\(LabelText.joined(storageClass.map("parameters")))")
    let grows = storageClass["allowVolumeExpansion"]?.boolValue
    out.line(0, "AllowVolumeExpansion:\t\(grows.map { $0 ? "True" : "False" } ?? "<unset>")")
    let options = storageClass.texts("mountOptions")
    out.line(0, options.isEmpty ? "MountOptions:\t<none>" : "MountOptions:")
    for option in options { out.line(1, option) }
    for (title, key) in [("ReclaimPolicy", "reclaimPolicy"), ("VolumeBindingMode", "volumeBindingMode")]
    where storageClass.has(key) {
      out.line(0, "\(title):\t\(storageClass.text(key))")
    }
    topologies(storageClass, &out)
    out.events(related.events)
    return out.text()
  }

  private func topologies(_ storageClass: JSONValue, _ out: inout Description) {
    guard storageClass.has("allowedTopologies") else { return }
    let terms = storageClass.list("allowedTopologies")
    out.line(0, "AllowedTopologies:\t" + (terms.isEmpty ? "<none>" : ""))
    for (index, term) in terms.enumerated() {
      let lines = term.list("matchLabelExpressions").map { requirement in
        let values = requirement.texts("values")
        return requirement.text("key") + " in" + (values.isEmpty ? "" : " [\(values.joined(separator: ", "))]")
      }
      out.items(lines, title: "Term \(index)", level: 1)
    }
  }
}
