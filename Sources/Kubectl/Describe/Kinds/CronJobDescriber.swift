import KubernetesModel
import SimulationKernel

struct CronJobDescriber: ObjectDescriber {
  func describe(_ job: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = job["spec"] ?? .null
    func orUnset(_ value: JSONValue, _ key: String, unit: String = "") -> String {
      value.has(key) ? value.plain(key) + unit : "<unset>"
    }
    out.line(0, "Name:\t\(job.name)")
    out.line(0, "Namespace:\t\(job.namespace)")
    out.labels(job.labels)
    out.annotations(job.annotations)
    out.line(0, "Schedule:\t\(spec.text("schedule"))")
    out.line(0, "Concurrency Policy:\t\(spec.text("concurrencyPolicy"))")
    out.line(0, "Suspend:\t\(spec.has("suspend") ? spec.flag("suspend") ? "True" : "False" : "<unset>")")
    out.line(0, "Successful Job History Limit:\t\(orUnset(spec, "successfulJobsHistoryLimit"))")
    out.line(0, "Failed Job History Limit:\t\(orUnset(spec, "failedJobsHistoryLimit"))")
    out.line(0, "Starting Deadline Seconds:\t\(orUnset(spec, "startingDeadlineSeconds", unit: "s"))")
    let template = spec.at("jobTemplate", "spec") ?? .null
    out.line(
      0, "Selector:\t\(template.has("selector") ? SelectorText.plain(template["selector"]) : "<unset>")")
    out.line(0, "Parallelism:\t\(orUnset(template, "parallelism"))")
    out.line(0, "Completions:\t\(orUnset(template, "completions"))")
    if template.has("activeDeadlineSeconds") {
      out.line(0, "Active Deadline Seconds:\t\(template.number("activeDeadlineSeconds"))s")
    }
    out.podTemplate(template["template"])
    let hasRun = job.has("status", "lastScheduleTime")
    out.line(0, "Last Schedule Time:\t\(hasRun ? job.date("status", "lastScheduleTime") : "<unset>")")
    let active = job.list("status", "active").map { $0.text("name") }
    out.line(0, "Active Jobs:\t\(active.isEmpty ? "<none>" : active.joined(separator: ", "))")
    out.events(related.events)
    return out.text()
  }
}
