import KubernetesModel

/// The identity of a StatefulSet's pods: their ordinals, names and claims.
struct StatefulPods {
  static let podNameLabel = "statefulset.kubernetes.io/pod-name"
  static let indexLabel = "apps.kubernetes.io/pod-index"
  static let hashLabel = "controller-revision-hash"

  let set: StatefulSet

  var start: Int64 { self.set.integer("spec", "ordinals", "start") }
  var claimTemplates: [JSONValue] { self.set.spec["volumeClaimTemplates"]?.arrayValue ?? [] }

  func name(_ ordinal: Int64) -> String { "\(set.name)-\(ordinal)" }

  /// The number at the end of a pod's name, when the rest is the set's.
  func ordinal(of pod: Pod) -> Int64? {
    guard pod.name.hasPrefix(set.name + "-") else { return nil }
    return Int64(pod.name.dropFirst(set.name.utf8.count + 1))
  }

  func pod(_ ordinal: Int64, from revision: RevisionHistory.Revision, control: PodControl) -> Pod {
    var pod = control.pod(from: revision.template, owner: set.value)
    let name = name(ordinal)
    pod.value.set(nil, at: "metadata", "generateName")
    pod.value.set(.string(name), at: "metadata", "name")
    pod.value.set(.string(name), at: "spec", "hostname")
    if !set.serviceName.isEmpty { pod.value.set(.string(set.serviceName), at: "spec", "subdomain") }
    pod.setLabel(Self.podNameLabel, name)
    pod.setLabel(Self.indexLabel, String(ordinal))
    pod.setLabel(Self.hashLabel, revision.name)
    let names = Set(claimTemplates.map(\.name))
    let others = pod.volumes.filter { !names.contains($0["name"]?.stringValue ?? "") }
    let claimed = claimTemplates.map { template -> JSONValue in
      [
        "name": .string(template.name),
        "persistentVolumeClaim": ["claimName": .string(template.name + "-" + name)],
      ]
    }
    if !claimed.isEmpty { pod.value.set(.array(claimed + others), at: "spec", "volumes") }
    return pod
  }

  /// The claims of one pod.
  func claims(_ ordinal: Int64) -> [JSONValue] {
    claimTemplates.map { template in
      var claim = template
      claim["apiVersion"] = "v1"
      claim["kind"] = "PersistentVolumeClaim"
      claim["status"] = nil
      claim.set(.string(template.name + "-" + name(ordinal)), at: "metadata", "name")
      claim.set(.string(set.namespace), at: "metadata", "namespace")
      for (key, text) in set.value.strings(set.selector["matchLabels"]).sorted(by: { $0.key < $1.key }) {
        claim.set(.string(text), at: "metadata", "labels", key)
      }
      return claim
    }
  }
}
