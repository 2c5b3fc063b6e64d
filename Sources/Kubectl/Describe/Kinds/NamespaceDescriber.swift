import APIServer
import KubernetesModel
import SimulationKernel

struct NamespaceDescriber: ObjectDescriber {
  func related(to namespace: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    var related = Related()
    related.quotas = try listIfServed("resourcequotas", namespace.name, source)
    related.limitRanges = try listIfServed("limitranges", namespace.name, source)
    return related
  }

  private func listIfServed(
    _ resource: String, _ namespace: String, _ source: RelatedSource
  ) throws(KubectlError) -> [JSONValue]? {
    do throws(KubectlError) {
      return try source.list("/api/v1/namespaces/\(namespace)/\(resource)", asked: resource)
    } catch {
      if error.status?.reason == "NotFound" { return nil }
      throw error
    }
  }

  func describe(_ namespace: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(namespace.name)")
    out.labels(namespace.labels)
    out.annotations(namespace.annotations)
    out.line(0, "Status:\t\(namespace.text("status", "phase"))")
    let conditions = namespace.list("status", "conditions")
    if !conditions.isEmpty {
      out.line(0, "Conditions:")
      out.line(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage")
      out.line(1, "----\t------\t------------------\t------\t-------")
      for condition in conditions {
        out.line(
          1,
          "\(condition.text("type"))\t\(condition.text("status"))\t\(condition.date("lastTransitionTime"))\t\(condition.text("reason"))\t\(condition.text("message"))"
        )
      }
    }
    if let quotas = related.quotas { describe(quotas: quotas, &out) }
    if let ranges = related.limitRanges { describe(limitRanges: ranges, &out) }
    return out.text()
  }

  private func describe(quotas: [JSONValue], _ out: inout Description) {
    out.line(0, "")
    if quotas.isEmpty { return out.line(0, "No resource quota.") }
    out.line(0, "Resource Quotas")
    for quota in quotas.sorted(by: { $0.name < $1.name }) {
      out.line(1, "Name:\t\(quota.name)")
      QuotaText.scopes(quota, level: 1, bullet: "*", &out)
      out.line(1, "Resource\tUsed\tHard")
      out.line(1, "--------\t---\t---")
      for name in quota.keys("status", "hard") {
        out.line(1, "\(name)\t\(quota.quantity("status", "used", name))\t\(quota.quantity("status", "hard", name))")
      }
    }
  }

  private func describe(limitRanges: [JSONValue], _ out: inout Description) {
    out.line(0, "")
    if limitRanges.isEmpty { return out.line(0, "No LimitRange resource.") }
    out.line(
      0, "Resource Limits\n Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio")
    out.line(0, " ----\t--------\t---\t---\t---------------\t-------------\t-----------------------")
    for range in limitRanges { LimitText.rows(of: range, prefix: " ", &out) }
  }
}
