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
    } else {
      if let problem = CronSchedule.problem(schedule) { errors.invalid("spec.schedule", schedule, problem) }
      if schedule.contains("TZ") {
        errors.invalid(
          "spec.schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead")
      }
    }
    errors.checkNonnegative(spec["startingDeadlineSeconds"], "spec.startingDeadlineSeconds")
    if let name = spec["timeZone"]?.stringValue { checkTimeZone(name, &errors) }
    errors.checkChoice(spec["concurrencyPolicy"], "spec.concurrencyPolicy", ["Allow", "Forbid", "Replace"])
    let job = spec.at("jobTemplate", "spec") ?? .null
    JobValidation.check(job, "spec.jobTemplate.spec", &errors)
    if let selector = job["selector"] {
      errors.invalid("spec.jobTemplate.spec.selector", selector, "`selector` will be auto-generated")
    }
    if job["manualSelector"]?.boolValue == true {
      errors.notSupported("spec.jobTemplate.spec.manualSelector", true, ["nil", "false"])
    }
    for key in ["successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
      errors.checkNonnegative(spec[key], "spec." + key)
    }
  }

  private func checkTimeZone(_ name: String, _ errors: inout FieldErrors) {
    let field = "spec.timeZone"
    if name.isEmpty {
      errors.invalid(field, name, "timeZone must be nil or non-empty string")
    } else if name.lowercased() == "local" {
      errors.invalid(
        field, name, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones")
    } else if !TimeZoneNames.contains(name) {
      errors.invalid(field, name, "unknown time zone \(name)")
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    if let old, old["spec"] == object["spec"] { return [] }
    return (old == nil ? NameWarnings.ofWorkload(object.name) : [])
      + JobValidation.warnings(object.at("spec", "jobTemplate", "spec") ?? .null, "spec.jobTemplate.spec")
  }
}
