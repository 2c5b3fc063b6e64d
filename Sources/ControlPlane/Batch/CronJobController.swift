import APIServer
import KubernetesModel
import SimulationKernel

/// Starts a Job whenever a CronJob is due.
struct CronJobController: Controller {
  let name = "cronjob-controller"
  var retries = RetryDelays()
  private let recorder = EventRecorder(component: "cronjob-controller")

  /// A CronJob that missed more starts than this is reported.
  private static let missedLimit = 100

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .cronJobs {
      if change.kind != .deleted { queue.addSoon(change.object) }
    } else if change.resource == .jobs {
      queue.addController(of: change.object, kind: "CronJob", group: "batch")
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard let stored = api.get(.cronJobs, namespace: key.namespace, key.name), !stored.value.isBeingDeleted else {
      return
    }
    let jobs = api.list(.jobs, namespace: key.namespace).map { Job($0.value) }.filter {
      $0.controller?.uid == stored.uid
    }
    var status = stored.value["status"] ?? .object(JSONObject())
    updateActive(&status, of: stored.value, jobs: jobs, api: &api, at: queue.now)
    try cleanUp(stored.value, jobs: jobs, api: &api, at: queue.now)
    if stored.value.at("spec", "suspend")?.boolValue != true {
      try startDue(stored.value, &status, key, api: &api, queue: &queue)
    }
    guard status != stored.value["status"] else { return }
    guard var updated = api.get(.cronJobs, namespace: key.namespace, key.name)?.value else { return }
    updated["status"] = status
    try api.updateStatus(updated, in: .cronJobs, as: .controllerManager, at: queue.now)
  }

  /// Strikes finished Jobs off `status.active`, and notes Jobs that somebody else made.
  private func updateActive(
    _ status: inout JSONValue, of cronJob: JSONValue, jobs: [Job], api: inout APIServer, at now: Instant
  ) {
    var active = status["active"]?.arrayValue ?? []
    for job in jobs {
      let isActive = active.contains { $0["uid"]?.stringValue == job.uid }
      if let finished = job.finishedCondition {
        guard isActive else { continue }
        active.removeAll { $0["uid"]?.stringValue == job.uid }
        let message = "Saw completed job: \(job.name), condition: \(finished.type)"
        recorder.normal(cronJob, "SawCompletedJob", message, api: &api, at: now)
        let end = job.status["completionTime"]
        if finished.type == "Complete", let end,
          (status["lastSuccessfulTime"]?.stringValue ?? "") < end.stringValue ?? ""
        {
          status["lastSuccessfulTime"] = end
        }
      } else if !isActive {
        let message = "Saw a job that the controller did not create or forgot: \(job.name)"
        recorder.warning(cronJob, "UnexpectedJob", message, api: &api, at: now)
      }
    }
    for reference in active where !jobs.contains(where: { $0.uid == reference["uid"]?.stringValue }) {
      let message = "Active job went missing: \(reference["name"]?.stringValue ?? "")"
      recorder.normal(cronJob, "MissingJob", message, api: &api, at: now)
    }
    active.removeAll { reference in !jobs.contains { $0.uid == reference["uid"]?.stringValue } }
    status["active"] = active.isEmpty ? nil : .array(active)
  }

  /// Deletes the oldest finished Jobs beyond the history limits.
  private func cleanUp(
    _ cronJob: JSONValue, jobs: [Job], api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    for (type, field, usual) in [
      ("Complete", "successfulJobsHistoryLimit", Int64(3)), ("Failed", "failedJobsHistoryLimit", 1),
    ] {
      let limit = cronJob.at("spec", field)?.intValue ?? usual
      let finished = jobs.filter { $0.finishedCondition?.type == type }.sorted {
        ($0.text("status", "startTime"), $0.name) < ($1.text("status", "startTime"), $1.name)
      }
      guard finished.count > limit else { continue }
      for job in finished.prefix(finished.count - Int(max(0, limit))) {
        try api.delete(
          .jobs, namespace: job.namespace, job.name, options: ["propagationPolicy": "Background"],
          as: .controllerManager, at: now)
        recorder.normal(cronJob, "SuccessfulDelete", "Deleted job \(job.name)", api: &api, at: now)
      }
    }
  }

  private func startDue(
    _ cronJob: JSONValue, _ status: inout JSONValue, _ key: WorkKey, api: inout APIServer, queue: inout WorkQueue
  ) throws(APIStatus) {
    let text = cronJob.at("spec", "schedule")?.stringValue ?? ""
    guard let schedule = CronSchedule(text) else {
      let message = "unparseable schedule: \(text) : not a cron expression"
      recorder.warning(cronJob, "UnparseableSchedule", message, api: &api, at: queue.now)
      return
    }
    let (due, missed) = lastDue(schedule, cronJob, status, at: queue.now)
    if let next = schedule.next(after: queue.now) { queue.add(key, at: next) }
    if missed > Self.missedLimit {
      let message =
        "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew"
      recorder.warning(cronJob, "TooManyMissedTimes", message, api: &api, at: queue.now)
    }
    guard let due else { return }
    if let deadline = cronJob.at("spec", "startingDeadlineSeconds")?.intValue, due + .seconds(deadline) < queue.now {
      let message = "Missed scheduled time to start a job: \(due.rfc1123)"
      recorder.warning(cronJob, "MissSchedule", message, api: &api, at: queue.now)
      return
    }
    guard try makeRoom(cronJob, &status, api: &api, at: queue.now) else { return }
    try start(cronJob, &status, due: due, api: &api, at: queue.now)
  }

  /// The latest time that was due since the last start, and how many there were.
  private func lastDue(
    _ schedule: CronSchedule, _ cronJob: JSONValue, _ status: JSONValue, at now: Instant
  ) -> (Instant?, Int) {
    let created = cronJob.at("metadata", "creationTimestamp")?.stringValue
    let since = (status["lastScheduleTime"]?.stringValue ?? created).flatMap { Instant(rfc3339: $0) } ?? now
    let deadline = cronJob.at("spec", "startingDeadlineSeconds")?.intValue
    var time = deadline.map { max(since, now - .seconds($0) - .seconds(1)) } ?? since
    var last: Instant?
    var count = 0
    while let next = schedule.next(after: time), next <= now {
      last = next
      time = next
      count += 1
      // Far behind: only the latest matters.
      if count == Self.missedLimit + 1 { time = max(time, now - .seconds(7200)) }
      if count > 10 * Self.missedLimit { break }
    }
    return (last, count)
  }

  /// Obeys the concurrency policy; returns whether a Job may be started.
  private func makeRoom(
    _ cronJob: JSONValue, _ status: inout JSONValue, api: inout APIServer, at now: Instant
  ) throws(APIStatus) -> Bool {
    let active = status["active"]?.arrayValue ?? []
    guard !active.isEmpty else { return true }
    switch cronJob.at("spec", "concurrencyPolicy")?.stringValue {
    case "Forbid":
      recorder.normal(
        cronJob, "JobAlreadyActive",
        "Not starting job because prior execution is running and concurrency policy is Forbid", api: &api, at: now)
      return false
    case "Replace":
      for job in active.compactMap({ $0["name"]?.stringValue }) {
        try api.delete(
          .jobs, namespace: cronJob.namespace, job, options: ["propagationPolicy": "Background"],
          as: .controllerManager, at: now)
        recorder.normal(cronJob, "SuccessfulDelete", "Deleted job \(job)", api: &api, at: now)
      }
      status["active"] = nil
      return true
    default: return true
    }
  }

  private func start(
    _ cronJob: JSONValue, _ status: inout JSONValue, due: Instant, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    let template = cronJob.at("spec", "jobTemplate") ?? .null
    var job: JSONValue = ["apiVersion": "batch/v1", "kind": "Job", "spec": template["spec"] ?? [:]]
    for field in ["labels", "annotations"] { job.set(template.at("metadata", field), at: "metadata", field) }
    job.set(.string(cronJob.name + "-" + String(due.seconds / 60)), at: "metadata", "name")
    job.set(.string(cronJob.namespace), at: "metadata", "namespace")
    job.set(.string(due.rfc3339), at: "metadata", "annotations", "batch.kubernetes.io/cronjob-scheduled-timestamp")
    job.ownerReferences = [OwnerKind.cronJob.reference(to: cronJob)]
    do throws(APIStatus) {
      let created = try api.create(job, in: .jobs, as: .controllerManager, at: now)
      recorder.normal(cronJob, "SuccessfulCreate", "Created job \(created.name)", api: &api, at: now)
      let reference: JSONValue = [
        "apiVersion": "batch/v1", "kind": "Job", "name": .string(created.name),
        "namespace": .string(created.namespace), "resourceVersion": .string(created.value.resourceVersion),
        "uid": .string(created.uid),
      ]
      status["active"] = .array((status["active"]?.arrayValue ?? []) + [reference])
      status["lastScheduleTime"] = .string(due.rfc3339)
    } catch {
      if error.reason == "AlreadyExists" { return }
      recorder.warning(cronJob, "FailedCreate", "Error creating job: \(error.message)", api: &api, at: now)
      throw error
    }
  }
}
