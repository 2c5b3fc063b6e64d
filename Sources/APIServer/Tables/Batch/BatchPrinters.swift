import KubernetesModel
import SimulationKernel

enum BatchPrinters {
  static let job = TablePrinter(
    """
    Name:string/name Status:string Completions:string Duration:string Age:string +Containers:string +Images:string
    +Selector:string
    """
  ) { object, now in
    [
      .string(object.name), .string(status(object)), .string(completions(object)), .string(duration(object, now)),
      .string(object.age(now)),
    ] + containerCells(object.at("spec", "template", "spec")) + [selectorCell(object.at("spec", "selector"))]
  }

  private static func completions(_ job: JSONValue) -> String {
    let succeeded = job.integer("status", "succeeded")
    if let wanted = job.at("spec", "completions")?.intValue { return "\(succeeded)/\(wanted)" }
    let parallelism = job.integer("spec", "parallelism")
    return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
  }

  private static func status(_ job: JSONValue) -> String {
    func has(_ type: String) -> Bool {
      job.list("status", "conditions").contains { $0.text("type") == type && $0.text("status") == "True" }
    }
    if has("Complete") { return "Complete" }
    if has("Failed") { return "Failed" }
    if job.isBeingDeleted { return "Terminating" }
    if has("Suspended") { return "Suspended" }
    if has("FailureTarget") { return "FailureTarget" }
    if has("SuccessCriteriaMet") { return "SuccessCriteriaMet" }
    return "Running"
  }

  private static func duration(_ job: JSONValue, _ now: Instant) -> String {
    guard let start = Instant(rfc3339: job.text("status", "startTime")) else { return "" }
    let end = Instant(rfc3339: job.text("status", "completionTime"))
    return ((end ?? now) - start).humanText
  }

  static let cronJob = TablePrinter(
    """
    Name:string/name Schedule:string Timezone:string Suspend:boolean Active:integer Last_Schedule:string Age:string
    +Containers:string +Images:string +Selector:string
    """
  ) { object, now in
    let last = object.at("status", "lastScheduleTime")
    let pod = object.at("spec", "jobTemplate", "spec", "template", "spec")
    return [
      .string(object.name), .string(object.text("spec", "schedule")),
      .string(object.text("spec", "timeZone").ifEmpty("<none>")),
      // The cell is a text, whatever its column says.
      .string(object.at("spec", "suspend")?.boolValue == true ? "True" : "False"),
      JSONValue(object.list("status", "active").count), .string(last == nil ? "<none>" : object.since(last, now)),
      .string(object.age(now)),
    ] + containerCells(pod) + [selectorCell(object.at("spec", "jobTemplate", "spec", "selector"))]
  }
}
