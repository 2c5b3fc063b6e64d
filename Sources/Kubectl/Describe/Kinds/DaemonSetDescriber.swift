import KubernetesModel
import SimulationKernel

struct DaemonSetDescriber: ObjectDescriber {
  func related(to set: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    let pods = try source.pods(of: set)
    return Related(events: source.events(of: set), pods: pods)
  }

  func describe(_ set: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let status = set["status"] ?? .null
    out.line(0, "Name:\t\(set.name)")
    out.line(0, "Namespace:\t\(set.namespace)")
    out.line(0, "Selector:\t\(SelectorText.plain(set.at("spec", "selector")))")
    out.line(0, "Node-Selector:\t\(LabelText.joined(set.map("spec", "template", "spec", "nodeSelector")))")
    out.labels(set.labels)
    out.annotations(set.annotations)
    out.line(0, "Desired Number of Nodes Scheduled: \(status.number("desiredNumberScheduled"))")
    out.line(0, "Current Number of Nodes Scheduled: \(status.number("currentNumberScheduled"))")
    out.line(0, "Number of Nodes Scheduled with Up-to-date Pods: \(status.number("updatedNumberScheduled"))")
    out.line(0, "Number of Nodes Scheduled with Available Pods: \(status.number("numberAvailable"))")
    out.line(0, "Number of Nodes Misscheduled: \(status.number("numberMisscheduled"))")
    out.line(0, "Pods Status:\t\(Description.podCounts(related.pods ?? [], ownedBy: set.uid))")
    out.podTemplate(set.at("spec", "template"))
    out.events(related.events)
    return out.text()
  }
}
