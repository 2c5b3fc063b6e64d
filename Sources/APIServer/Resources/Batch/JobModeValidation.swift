import KubernetesModel

/// What a Job's completion mode allows, for the specs of Jobs and of the Jobs that CronJobs make.
enum JobModeValidation {
  /// Indexes are kept in the status as text, which these limits keep short.
  private static let mostIndexesAtOnce: Int64 = 100_000
  private static let manyCompletions: Int64 = 100_000
  private static let mostWithManyCompletions: Int64 = 10_000

  static func check(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if spec["maxFailedIndexes"]?.intValue != nil, spec["backoffLimitPerIndex"]?.intValue == nil {
      errors.required(field + ".backoffLimitPerIndex", "when maxFailedIndexes is specified")
    }
    switch spec["completionMode"]?.stringValue ?? "NonIndexed" {
    case "Indexed": checkIndexed(spec, field, &errors)
    case "NonIndexed":
      for key in ["backoffLimitPerIndex", "maxFailedIndexes"] {
        if let value = spec[key], !value.isNull {
          errors.invalid("\(field).\(key)", value, "requires indexed completion mode")
        }
      }
    case let other: errors.notSupported(field + ".completionMode", .string(other), ["NonIndexed", "Indexed"])
    }
  }

  private static func checkIndexed(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let completions = spec["completions"]?.intValue
    let failures = spec["maxFailedIndexes"]?.intValue
    if completions == nil { errors.required(field + ".completions", "when completion mode is Indexed") }
    func atMost(_ limit: Int64, _ key: String, _ why: String) {
      guard let number = spec[key]?.intValue, number > limit else { return }
      errors.invalid("\(field).\(key)", .integer(number), "must be less than or equal to \(why)")
    }
    atMost(mostIndexesAtOnce, "parallelism", "\(mostIndexesAtOnce) when completion mode is Indexed")
    if let completions { atMost(completions, "maxFailedIndexes", "completions") }
    atMost(mostIndexesAtOnce, "maxFailedIndexes", "\(mostIndexesAtOnce)")
    guard let completions, completions > manyCompletions, spec["backoffLimitPerIndex"]?.intValue != nil else { return }
    if failures == nil {
      errors.required(field + ".maxFailedIndexes", "must be specified when completions is above \(manyCompletions)")
    }
    let why =
      "\(mostWithManyCompletions) when completions are above \(manyCompletions) and used with backoff limit per index"
    atMost(mostWithManyCompletions, "parallelism", why)
    atMost(mostWithManyCompletions, "maxFailedIndexes", why)
  }
}
