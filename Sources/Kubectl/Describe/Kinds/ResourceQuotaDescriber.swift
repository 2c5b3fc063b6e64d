import KubernetesModel
import SimulationKernel

struct ResourceQuotaDescriber: ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related { Related() }

  func describe(_ quota: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(quota.name)")
    out.line(0, "Namespace:\t\(quota.namespace)")
    QuotaText.scopes(quota, level: 0, bullet: " *", &out)
    out.line(0, "Resource\tUsed\tHard")
    out.line(0, "--------\t----\t----")
    for name in quota.keys("status", "hard") {
      out.line(0, "\(name)\t\(QuotaText.used(quota, name))\t\(quota.quantity("status", "hard", name))")
    }
    return out.text()
  }
}

enum QuotaText {
  /// The used amount, in the form of the hard one.
  static func used(_ quota: JSONValue, _ name: String) -> String {
    guard let hard = Quantity(quota.at("status", "hard", name)), let used = Quantity(quota.at("status", "used", name)),
      hard.format != used.format
    else { return quota.quantity("status", "used", name) }
    return Quantity(used.value, format: hard.format).description
  }

  static func scopes(_ quota: JSONValue, level: Int, bullet: String, _ out: inout Description) {
    let scopes = quota.texts("spec", "scopes").sorted()
    if scopes.isEmpty { return }
    out.line(level, "Scopes:\t\(scopes.joined(separator: ", "))")
    for scope in scopes { if let help = explanations[scope] { out.line(level, "\(bullet) \(help)") } }
  }

  private static let explanations = [
    "Terminating":
      "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
    "NotTerminating":
      "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
    "BestEffort":
      "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
    "NotBestEffort":
      "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
  ]
}
