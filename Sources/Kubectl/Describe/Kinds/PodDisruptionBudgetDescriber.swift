import KubernetesModel
import SimulationKernel

struct PodDisruptionBudgetDescriber: ObjectDescriber {
  func describe(_ budget: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = budget["spec"] ?? .null
    out.line(0, "Name:\t\(budget.name)")
    out.line(0, "Namespace:\t\(budget.namespace)")
    if spec.has("minAvailable") {
      out.line(0, "Min available:\t\(spec.plain("minAvailable"))")
    } else if spec.has("maxUnavailable") {
      out.line(0, "Max unavailable:\t\(spec.plain("maxUnavailable"))")
    }
    out.line(0, "Selector:\t\(spec.has("selector") ? LabelSelector.text(of: spec["selector"]) : "<unset>")")
    out.line(0, "Status:")
    for (title, key) in [
      ("Allowed disruptions", "disruptionsAllowed"), ("Current", "currentHealthy"), ("Desired", "desiredHealthy"),
      ("Total", "expectedPods"),
    ] {
      out.line(2, "\(title):\t\(budget.number("status", key))")
    }
    out.events(related.events)
    return out.text()
  }
}
