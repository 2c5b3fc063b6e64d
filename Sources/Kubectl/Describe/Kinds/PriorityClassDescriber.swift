import KubernetesModel
import SimulationKernel

struct PriorityClassDescriber: ObjectDescriber {
  func describe(_ priorityClass: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(priorityClass.name)")
    out.line(0, "Value:\t\(priorityClass.number("value"))")
    out.line(0, "GlobalDefault:\t\(priorityClass.flag("globalDefault"))")
    out.line(0, "PreemptionPolicy:\t\(priorityClass.text("preemptionPolicy"))")
    out.line(0, "Description:\t\(priorityClass.text("description"))")
    out.line(0, "Annotations:\t\(LabelText.joined(priorityClass.annotations))")
    out.events(related.events)
    return out.text()
  }
}
