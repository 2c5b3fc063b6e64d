import KubernetesModel
import SimulationKernel

struct JobDescriber: ObjectDescriber {
  func describe(_ job: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = job["spec"] ?? .null
    let status = job["status"] ?? .null
    out.line(0, "Name:\t\(job.name)")
    out.line(0, "Namespace:\t\(job.namespace)")
    out.line(0, "Selector:\t\(SelectorText.plain(spec["selector"]))")
    out.labels(job.labels)
    out.annotations(job.annotations)
    out.controller(of: job)
    if spec.has("parallelism") { out.line(0, "Parallelism:\t\(spec.number("parallelism"))") }
    out.line(0, "Completions:\t\(spec.has("completions") ? spec.plain("completions") : "<unset>")")
    for (title, key) in [
      ("Completion Mode", "completionMode"), ("Suspend", "suspend"), ("Backoff Limit", "backoffLimit"),
      ("TTL Seconds After Finished", "ttlSecondsAfterFinished"),
    ] where spec.has(key) {
      out.line(0, "\(title):\t\(spec.plain(key))")
    }
    times(status, &out)
    if spec.has("activeDeadlineSeconds") {
      out.line(0, "Active Deadline Seconds:\t\(spec.number("activeDeadlineSeconds"))s")
    }
    let ready = status.has("ready") ? " (\(status.number("ready")) Ready)" : ""
    out.line(
      0,
      "Pods Statuses:\t\(status.number("active")) Active\(ready) / \(status.number("succeeded")) Succeeded / \(status.number("failed")) Failed"
    )
    if spec.text("completionMode") == "Indexed" {
      out.line(0, "Completed Indexes:\t\(Self.capped(status.text("completedIndexes")))")
    }
    out.podTemplate(spec["template"])
    out.events(related.events)
    return out.text()
  }

  private func times(_ status: JSONValue, _ out: inout Description) {
    if status.has("startTime") { out.line(0, "Start Time:\t\(status.date("startTime"))") }
    guard status.has("completionTime") else { return }
    out.line(0, "Completed At:\t\(status.date("completionTime"))")
    if let start = Instant(rfc3339: status.text("startTime")), let end = Instant(rfc3339: status.text("completionTime"))
    {
      out.line(0, "Duration:\t\((end - start).humanText)")
    }
  }

  /// Long lists of indexes end at the first comma after 50 characters.
  private static func capped(_ indexes: String) -> String {
    if indexes.isEmpty { return "<none>" }
    guard let comma = indexes.utf8.dropFirst(50).firstIndex(of: UInt8(ascii: ",")) else { return indexes }
    return indexes[...comma] + "..."
  }
}
