import KubernetesModel
import SimulationKernel

struct StatefulSetDescriber: ObjectDescriber {
  func related(to set: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    let pods = try source.pods(of: set)
    return Related(events: source.events(of: set), pods: pods)
  }

  func describe(_ set: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(set.name)")
    out.line(0, "Namespace:\t\(set.namespace)")
    out.line(0, "CreationTimestamp:\t\(set.date("metadata", "creationTimestamp"))")
    out.line(0, "Selector:\t\(SelectorText.plain(set.at("spec", "selector")))")
    out.labels(set.labels)
    out.annotations(set.annotations)
    out.line(0, "Replicas:\t\(set.number("spec", "replicas")) desired | \(set.number("status", "replicas")) total")
    out.line(0, "Update Strategy:\t\(set.text("spec", "updateStrategy", "type"))")
    if let update = set.at("spec", "updateStrategy", "rollingUpdate"), update.has("partition") {
      out.line(1, "Partition:\t\(update.number("partition"))")
      if update.has("maxUnavailable") { out.line(1, "MaxUnavailable:\t\(update.plain("maxUnavailable"))") }
    }
    out.line(0, "Pods Status:\t\(Description.podCounts(related.pods ?? [], ownedBy: set.uid))")
    out.podTemplate(set.at("spec", "template"))
    out.claimTemplates(set.list("spec", "volumeClaimTemplates"))
    out.events(related.events)
    return out.text()
  }
}
