import KubernetesModel

/// CronJobs.
struct CronJobStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("concurrencyPolicy", "Allow")
      spec.setDefault("suspend", false)
      spec.setDefault("successfulJobsHistoryLimit", 3)
      spec.setDefault("failedJobsHistoryLimit", 1)
      spec.update("jobTemplate") { job in
        job.setDefault("metadata", .object(JSONObject()))
        job.update("spec") { $0.update("template", PodSpecDefaults.setTemplate) }
      }
    }
    object.setDefault("status", .object(JSONObject()))
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    if object.name.utf8.count > 52 {
      errors.invalid("metadata.name", object.name, "must be no more than 52 characters")
    }
    let spec = object["spec"] ?? .null
    let schedule = spec["schedule"]?.stringValue ?? ""
    if schedule.isEmpty {
      errors.required("spec.schedule")
    } else if let problem = CronSchedule.problem(schedule) {
      errors.invalid("spec.schedule", schedule, problem)
    }
    WorkloadValidation.checkCount(spec["startingDeadlineSeconds"], "spec.startingDeadlineSeconds", &errors)
    PodSpecValidation.checkChoice(spec, "concurrencyPolicy", "spec", ["Allow", "Forbid", "Replace"], &errors)
    JobStrategy.checkTemplate(spec.at("jobTemplate", "spec") ?? .null, "spec.jobTemplate.spec", &errors)
    for key in ["successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
      WorkloadValidation.checkCount(spec[key], "spec." + key, &errors)
    }
  }
}

/// Whether a text is a schedule, in the words of robfig/cron.
enum CronSchedule {
  static func problem(_ text: String) -> String? {
    let descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]
    if text.hasPrefix("@") {
      return descriptors.contains(text) || text.hasPrefix("@every ") ? nil : "unrecognized descriptor: \(text)"
    }
    let fields = text.split(separator: " ").map(String.init)
    guard fields.count == 5 else {
      return "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]"
    }
    let bounds: [ClosedRange<Int>] = [0...59, 0...23, 1...31, 1...12, 0...6]
    for (field, bound) in zip(fields, bounds) {
      for part in field.split(separator: ",") {
        if let problem = self.problem(part, bound) { return problem }
      }
    }
    return nil
  }

  private static let names = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sun", "mon", "tue", "wed",
    "thu", "fri", "sat",
  ]

  private static func problem(_ part: Substring, _ bound: ClosedRange<Int>) -> String? {
    let range = part.split(separator: "/", maxSplits: 1).first ?? ""
    guard range != "*", range != "?" else { return nil }
    for end in range.split(separator: "-", maxSplits: 1) {
      guard !names.contains(end.lowercased()) else { continue }
      guard let number = Int(end) else {
        return "failed to parse int from \(end): strconv.Atoi: parsing \"\(end)\": invalid syntax"
      }
      if number > bound.upperBound { return "end of range (\(number)) above maximum (\(bound.upperBound)): \(part)" }
      if number < bound.lowerBound {
        return "beginning of range (\(number)) below minimum (\(bound.lowerBound)): \(part)"
      }
    }
    return nil
  }
}
