import KubernetesModel

/// `spec.successPolicy` of an Indexed Job: which indexes are enough.
enum SuccessPolicy {
  /// Why a Job may end well before all its indexes did; nil while it may not.
  static func message(for job: Job, succeeded: Set<Int64>) -> String? {
    let rules = job.spec.at("successPolicy", "rules")?.arrayValue ?? []
    guard !succeeded.isEmpty, let index = rules.firstIndex(where: { isMet($0, succeeded) }) else { return nil }
    return "Matched rules at index \(index)"
  }

  private static func isMet(_ rule: JSONValue, _ succeeded: Set<Int64>) -> Bool {
    let count = rule["succeededCount"]?.intValue
    guard let text = rule["succeededIndexes"]?.stringValue else { return count.map { succeeded.count >= $0 } ?? false }
    let wanted = JobIndexes.parse(text)
    guard let count else { return wanted.isSubset(of: succeeded) }
    return wanted.intersection(succeeded).count >= count
  }
}
