import KubernetesModel
import SimulationKernel

struct ReplicaSetDescriber: ObjectDescriber {
  func related(to replicaSet: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    var related = Related()
    do throws(KubectlError) {
      related.pods = try source.pods(of: replicaSet)
    } catch {
      related.problem = error.message
    }
    related.events = source.events(of: replicaSet)
    return related
  }

  func describe(_ replicaSet: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(replicaSet.name)")
    out.line(0, "Namespace:\t\(replicaSet.namespace)")
    out.line(0, "Selector:\t\(LabelSelector.text(of: replicaSet.at("spec", "selector")))")
    out.labels(replicaSet.labels)
    out.annotations(replicaSet.annotations)
    out.controller(of: replicaSet)
    out.line(
      0,
      "Replicas:\t\(replicaSet.number("status", "replicas")) current / \(replicaSet.number("spec", "replicas")) desired"
    )
    let counts = related.pods.map { Description.podCounts($0, ownedBy: replicaSet.uid) }
    out.line(0, "Pods Status:\t\(counts ?? "error in fetching pods: " + related.problem)")
    out.podTemplate(replicaSet.at("spec", "template"))
    out.workloadConditions(replicaSet.list("status", "conditions"))
    out.events(related.events)
    return out.text()
  }
}
