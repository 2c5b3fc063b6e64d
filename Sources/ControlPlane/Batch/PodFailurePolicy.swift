import KubernetesModel

/// `spec.podFailurePolicy` of a Job: what a failed pod means for it.
struct PodFailurePolicy {
  enum Action: String {
    case ignore = "Ignore"
    case count = "Count"
    case failIndex = "FailIndex"
    case failJob = "FailJob"
  }

  /// What the first rule that fits says of a pod.
  struct Verdict {
    /// Nil where no rule fits: the failure counts.
    let action: Action?
    /// Why the Job fails, where it does.
    let message: String

    var counts: Bool { action != .ignore }
  }

  private let rules: [JSONValue]

  /// Nil for a Job without a policy.
  init?(_ job: Job) {
    guard let policy = job.spec["podFailurePolicy"], !policy.isNull else { return nil }
    rules = policy["rules"]?.arrayValue ?? []
  }

  func verdict(on pod: Pod) -> Verdict {
    for (index, rule) in rules.enumerated() {
      guard let action = rule["action"]?.stringValue.flatMap(Action.init), let finding = Self.finding(rule, in: pod)
      else { continue }
      return Verdict(action: action, message: "\(finding) matching \(action.rawValue) rule at index \(index)")
    }
    return Verdict(action: nil, message: "")
  }

  /// What a rule found in a pod, in words; nil where it does not fit.
  private static func finding(_ rule: JSONValue, in pod: Pod) -> String? {
    let name = "\(pod.namespace)/\(pod.name)"
    if let requirement = rule["onExitCodes"] {
      guard let end = end(requirement, in: pod) else { return nil }
      return "Container \(end.container) for pod \(name) failed with exit code \(end.code)"
    }
    let patterns = rule["onPodConditions"]?.arrayValue ?? []
    let condition = patterns.lazy.compactMap { pattern in
      pod.conditions.first {
        $0.type == pattern["type"]?.stringValue && $0.status == pattern["status"]?.stringValue ?? "True"
      }
    }.first
    return condition.map { "Pod \(name) has condition \($0.type)" }
  }

  /// The first container that ended with a code that is asked for; 0 never is.
  private static func end(_ requirement: JSONValue, in pod: Pod) -> (container: String, code: Int64)? {
    let name = requirement["containerName"]?.stringValue
    let codes = (requirement["values"]?.arrayValue ?? []).compactMap(\.intValue)
    let isIn = requirement["operator"]?.stringValue == "In"
    let statuses = ["containerStatuses", "initContainerStatuses"].flatMap { pod.status[$0]?.arrayValue ?? [] }
    for status in statuses {
      guard let container = status["name"]?.stringValue, name == nil || name == container,
        let code = status.at("state", "terminated", "exitCode")?.intValue, code != 0, codes.contains(code) == isIn
      else { continue }
      return (container, code)
    }
    return nil
  }
}
