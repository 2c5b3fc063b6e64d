import APIServer
import KubernetesModel
import SimulationKernel

/// One look at a Job: counts the pods that ended, decides about the Job, starts or stops pods, and writes the status.
struct JobRun {
  let job: Job
  let pods: JobPods
  let now: Instant
  let recorder: EventRecorder
  /// When to look again although nothing changes.
  private(set) var due: Instant?

  private var succeeded: Int64
  private var failed: Int64
  private var active: Int64
  /// Those that this look at the Job deletes.
  private var deleted: [Pod] = []
  private var conditions: Conditions
  private var startTime: String
  private var completedIndexes: Set<Int64>
  private let policy: PodFailurePolicy?
  private let indexFailures: IndexFailures?

  init(job: Job, pods: JobPods, now: Instant, recorder: EventRecorder) {
    self.job = job
    self.pods = pods
    self.now = now
    self.recorder = recorder
    let policy = PodFailurePolicy(job)
    self.policy = policy
    succeeded = job.integer("status", "succeeded")
    failed =
      job.integer("status", "failed") + Int64(pods.failed.count { policy?.verdict(on: $0).counts ?? true })
    active = Int64(pods.active.count)
    conditions = job.conditions
    startTime = job.text("status", "startTime")
    completedIndexes = JobIndexes.parse(job.text("status", "completedIndexes"))
    if job.isIndexed {
      completedIndexes.formUnion(
        pods.succeeded.compactMap(JobIndexes.index).filter { $0 >= 0 && $0 < job.completions ?? 0 })
      succeeded = Int64(completedIndexes.count)
    } else {
      succeeded += Int64(pods.succeeded.count)
    }
    indexFailures = IndexFailures(job, pods, succeeded: completedIndexes)
  }

  mutating func reconcile(api: inout APIServer) throws(APIStatus) {
    noteSuspension(api: &api)
    if startTime.isEmpty, !job.isSuspended { startTime = now.rfc3339 }
    decide(api: &api)
    var failure: APIStatus?
    do throws(APIStatus) {
      try manage(api: &api)
    } catch {
      failure = error
    }
    finish(api: &api)
    let released = self.released
    try report(released, api: &api)
    for pod in released { try Self.removeFinalizer(from: pod, api: &api, at: now) }
    if let failure { throw failure }
  }

  static func removeFinalizer(from pod: Pod, api: inout APIServer, at now: Instant) throws(APIStatus) {
    guard var value = api.get(.pods, namespace: pod.namespace, pod.name)?.value else { return }
    let rest = value.finalizers.filter { $0 != JobPods.finalizer }
    guard rest.count < value.finalizers.count else { return }
    value.set(rest.isEmpty ? nil : .array(rest.map(JSONValue.string)), at: "metadata", "finalizers")
    try api.update(value, in: .pods, as: .controllerManager, at: now)
  }

  private mutating func set(_ type: String, _ status: String, _ reason: String, _ message: String) {
    var condition = Condition(type: type, status: status, reason: reason, message: message)
    condition.value["lastProbeTime"] = .string(now.rfc3339)
    conditions.set(condition, at: now.rfc3339)
  }

  private mutating func noteSuspension(api: inout APIServer) {
    let wasSuspended = conditions.isTrue("Suspended")
    if job.isSuspended, !wasSuspended {
      set("Suspended", "True", "JobSuspended", "Job suspended")
      recorder.normal(job.value, "Suspended", "Job suspended", api: &api, at: now)
      startTime = ""
    } else if !job.isSuspended, wasSuspended {
      set("Suspended", "False", "JobResumed", "Job resumed")
      recorder.normal(job.value, "Resumed", "Job resumed", api: &api, at: now)
      startTime = now.rfc3339
    }
  }

  private var isDecided: Bool { conditions.isTrue("FailureTarget") || conditions.isTrue("SuccessCriteriaMet") }

  /// Whether the Job has failed or succeeded: its pods still have to end.
  private mutating func decide(api: inout APIServer) {
    guard !isDecided else { return }
    if let message = fatalFailure {
      set("FailureTarget", "True", "PodFailurePolicy", message)
    } else if isPastBackoffLimit {
      set("FailureTarget", "True", "BackoffLimitExceeded", "Job has reached the specified backoff limit")
    } else if isPastDeadline {
      set("FailureTarget", "True", "DeadlineExceeded", "Job was active longer than specified deadline")
    } else if hasTooManyFailedIndexes {
      set(
        "FailureTarget", "True", "MaxFailedIndexesExceeded",
        "Job has exceeded the specified maximal number of failed indexes")
    } else if let indexes = indexFailures?.failed, !indexes.isEmpty,
      Int64(indexes.count) + succeeded >= job.completions ?? 0
    {
      set("FailureTarget", "True", "FailedIndexes", "Job has failed indexes")
    } else if let message = SuccessPolicy.message(for: job, succeeded: completedIndexes) {
      set("SuccessCriteriaMet", "True", "SuccessPolicy", message)
    } else if isComplete {
      set("SuccessCriteriaMet", "True", "CompletionsReached", "Reached expected number of succeeded pods")
    }
  }

  /// Why a failed pod makes the Job fail, by its policy.
  private var fatalFailure: String? {
    guard let policy else { return nil }
    return pods.failed.lazy.map(policy.verdict).first { $0.action == .failJob }?.message
  }

  private var isPastBackoffLimit: Bool {
    if failed > job.backoffLimit { return true }
    guard Pod(job.template).text("spec", "restartPolicy") == "OnFailure" else { return false }
    return job.backoffLimit == 0 ? pods.restarts > 0 : pods.restarts >= job.backoffLimit
  }

  private var hasTooManyFailedIndexes: Bool {
    guard let most = job.spec["maxFailedIndexes"]?.intValue, let indexFailures else { return false }
    return indexFailures.failed.count > most
  }

  private mutating func wait(until instant: Instant) { due = min(due ?? .distantFuture, instant) }

  private var isPastDeadline: Bool {
    mutating get {
      guard let seconds = job.spec["activeDeadlineSeconds"]?.intValue, !job.isSuspended,
        let start = Instant(rfc3339: startTime)
      else { return false }
      let deadline = start + .seconds(seconds)
      if deadline > now { wait(until: deadline) }
      return deadline <= now
    }
  }

  private var isComplete: Bool {
    guard let completions = job.completions else { return succeeded > 0 && active == 0 }
    return succeeded >= completions
  }

  /// Stops the pods of a Job that is decided or suspended, starts those that are missing.
  private mutating func manage(api: inout APIServer) throws(APIStatus) {
    let control = PodControl(recorder: recorder, kind: .job)
    let wanted = isDecided || job.isSuspended ? 0 : wantedActive
    let excess = active - wanted
    if excess > 0 {
      for pod in pods.active.sorted(by: { ($0.isReady ? 1 : 0, $1.created) < ($1.isReady ? 1 : 0, $0.created) })
        .prefix(Int(excess))
      {
        try control.delete(pod, owner: job.value, api: &api, at: now)
        active -= 1
        deleted.append(pod)
      }
      return
    }
    guard excess < 0 else { return }
    if indexFailures == nil, let ready = backoffEnd, ready > now { return wait(until: ready) }
    try start(-excess, control, api: &api)
  }

  private var wantedActive: Int64 {
    guard let completions = job.completions else { return succeeded > 0 ? active : job.parallelism }
    let ending = job.replacesOnlyFailed ? Int64(pods.terminating.count) : 0
    return max(0, min(completions - succeeded, job.parallelism) - ending)
  }

  private var backoffEnd: Instant? {
    pods.recentFailures.map { $0.last + JobBackOff.delay(afterFailures: $0.count) }
  }

  private mutating func start(_ count: Int64, _ control: PodControl, api: inout APIServer) throws(APIStatus) {
    var template = control.pod(from: job.template, owner: job.value)
    let finalizers = template.value.finalizers + [JobPods.finalizer]
    template.value.set(.array(finalizers.map(JSONValue.string)), at: "metadata", "finalizers")
    if !job.isIndexed {
      for _ in 0..<min(count, 500) {
        try control.create(template, owner: job.value, api: &api, at: now)
        active += 1
      }
      return
    }
    for index in missingIndexes(Int(min(count, 500))) {
      if let due = indexFailures?.due(index), due > now {
        wait(until: due)
        continue
      }
      var pod = template
      JobIndexes.assign(index, to: &pod, job: job.name)
      indexFailures?.note(index, on: &pod)
      try control.create(pod, owner: job.value, api: &api, at: now)
      active += 1
    }
  }

  /// The first indexes, so many of them, that no pod works at.
  private func missingIndexes(_ count: Int) -> [Int64] {
    var taken = completedIndexes.union(pods.active.compactMap(JobIndexes.index))
    taken.formUnion(indexFailures?.failed ?? [])
    if job.replacesOnlyFailed { taken.formUnion(pods.terminating.compactMap(JobIndexes.index)) }
    return Array((0..<(job.completions ?? 0)).lazy.filter { !taken.contains($0) }.prefix(count))
  }

  /// Says that the Job is over, once none of its pods runs any more.
  private mutating func finish(api: inout APIServer) {
    guard active == 0, pods.terminating.isEmpty, pods.active.isEmpty else { return }
    if let target = conditions["FailureTarget"], target.isTrue {
      set("Failed", "True", target.reason, target.message)
      recorder.warning(job.value, target.reason, target.message, api: &api, at: now)
    } else if let target = conditions["SuccessCriteriaMet"], target.isTrue {
      set("Complete", "True", target.reason, target.message)
      recorder.normal(job.value, "Completed", "Job completed", api: &api, at: now)
    }
  }

  /// The pods that the Job is through with: those that ended, and all of them once it is decided. One whose index is to
  /// be tried again is kept until then.
  private var released: [Pod] {
    if isDecided { return pods.uncounted }
    let kept = Set((indexFailures?.waiting ?? [:]).values.map(\.uid))
    return (pods.succeeded + pods.failed).filter { !kept.contains($0.uid) }
  }

  /// How many pods failed, those that are let go now included. When the Job has failed, what still ran has, too.
  private func countFailed(_ released: [Pod]) -> Int64 {
    let failed = Set(pods.failed.map(\.uid))
    let count = released.count { pod in
      guard failed.contains(pod.uid) || (conditions.isTrue("FailureTarget") && pod.phase != "Succeeded") else {
        return false
      }
      return policy?.verdict(on: pod).counts ?? true
    }
    return job.integer("status", "failed") + Int64(count)
  }

  private func report(_ released: [Pod], api: inout APIServer) throws(APIStatus) {
    let failed = countFailed(released)
    var status: JSONValue = [
      "ready": JSONValue(pods.ready - deleted.count(where: \.isReady)),
      "terminating": JSONValue(pods.terminating.count + deleted.count),
    ]
    status["uncountedTerminatedPods"] = .object(JSONObject())
    for (field, count) in [("active", active), ("succeeded", succeeded), ("failed", failed)] where count > 0 {
      status[field] = .integer(count)
    }
    if !startTime.isEmpty { status["startTime"] = .string(startTime) }
    if !completedIndexes.isEmpty { status["completedIndexes"] = .string(JobIndexes.text(completedIndexes)) }
    if let indexFailures { status["failedIndexes"] = .string(JobIndexes.text(indexFailures.failed)) }
    status["conditions"] = conditions.value
    if let complete = conditions["Complete"], complete.isTrue {
      status["completionTime"] = job.status["completionTime"] ?? .string(now.rfc3339)
    }
    guard status != job.status else { return }
    var updated = job
    updated.value["status"] = status
    try api.updateStatus(updated.value, in: .jobs, as: .controllerManager, at: now)
  }
}
