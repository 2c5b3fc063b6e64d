import KubernetesModel
import SimulationKernel

struct ReplicationControllerDescriber: ObjectDescriber {
  func related(to controller: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    let pods = try source.pods(of: controller)
    return Related(events: source.events(of: controller), pods: pods)
  }

  func describe(_ controller: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(controller.name)")
    out.line(0, "Namespace:\t\(controller.namespace)")
    out.line(0, "Selector:\t\(LabelText.joined(controller.map("spec", "selector")))")
    out.labels(controller.labels)
    out.annotations(controller.annotations)
    out.line(
      0,
      "Replicas:\t\(controller.number("status", "replicas")) current / \(controller.number("spec", "replicas")) desired"
    )
    out.line(0, "Pods Status:\t\(Description.podCounts(related.pods ?? [], ownedBy: controller.uid))")
    out.podTemplate(controller.at("spec", "template"))
    out.workloadConditions(controller.list("status", "conditions"))
    out.events(related.events)
    return out.text()
  }
}
