import KubernetesModel
import SimulationKernel

struct PersistentVolumeClaimDescriber: ObjectDescriber {
  func related(to claim: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    let pods = try source.pods(in: claim.namespace)
    return Related(events: source.events(of: claim), pods: pods)
  }

  func describe(_ claim: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.claim(claim, isFull: true)
    out.items(Self.users(of: claim, among: related.pods ?? []), title: "Used By")
    let conditions = claim.list("status", "conditions")
    if !conditions.isEmpty {
      out.line(0, "Conditions:")
      out.line(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage")
      out.line(1, "----\t------\t-----------------\t------------------\t------\t-------")
      for condition in conditions {
        out.line(
          1,
          "\(condition.text("type")) \t\(condition.text("status")) \t\(condition.date("lastProbeTime")) \t\(condition.date("lastTransitionTime")) \t\(condition.text("reason")) \t\(condition.text("message"))"
        )
      }
    }
    out.events(related.events)
    return out.text()
  }

  /// The pods that mount the claim, and those that own it.
  private static func users(of claim: JSONValue, among pods: [JSONValue]) -> [String] {
    let owners = Set(claim.list("metadata", "ownerReferences").filter { $0.kind == "Pod" }.map { $0.text("uid") })
    return pods.filter { pod in
      owners.contains(pod.uid)
        || pod.list("spec", "volumes").contains { $0.text("persistentVolumeClaim", "claimName") == claim.name }
    }.map(\.name).sorted()
  }
}
