import APIServer
import KubernetesModel
import SimulationKernel

/// Runs pods until as many as a Job wants have succeeded, or until it fails.
struct JobController: Controller {
  let name = "job-controller"
  var retries = RetryDelays()

  /// job-controller: what happens to pods within a second is looked at together.
  private static let batchPeriod = Duration.seconds(1)

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .jobs {
      if change.kind != .deleted { queue.addSoon(change.object) }
    } else if change.resource == .pods {
      if let owner = change.object.value.jobName {
        queue.add(WorkKey(namespace: change.object.namespace, name: owner), after: Self.batchPeriod)
      }
      if change.kind != .deleted, change.object.value.isBeingDeleted,
        change.object.value.finalizers.contains(JobPods.finalizer)
      {
        queue.add(
          WorkKey(task: "orphan", namespace: change.object.namespace, name: change.object.name), after: .seconds(1))
      }
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == "orphan" { return try releaseOrphan(key, api: &api, at: queue.now) }
    guard let stored = api.get(.jobs, namespace: key.namespace, key.name), !stored.value.isBeingDeleted else { return }
    let job = Job(stored.value)
    if let finished = job.finishedCondition { return try expire(job, finished, key, api: &api, queue: &queue) }
    let selector = (try? LabelSelector(object: job.selector)) ?? .nothing
    let claim = OwnershipClaim(owner: job.value, kind: .job, selector: selector)
    let pods = try claim.claim(api.list(.pods, namespace: key.namespace), api: &api, at: queue.now)
    var run = JobRun(
      job: job, pods: JobPods(pods.map(Pod.init), onlyFailed: job.replacesOnlyFailed), now: queue.now,
      recorder: EventRecorder(component: name))
    try run.reconcile(api: &api)
    if let due = run.due { queue.add(key, at: due) }
  }

  /// A pod whose Job is gone is not held back any more.
  private func releaseOrphan(_ key: WorkKey, api: inout APIServer, at now: Instant) throws(APIStatus) {
    guard let stored = api.get(.pods, namespace: key.namespace, key.name), stored.value.isBeingDeleted else { return }
    if let owner = stored.value.controllerReference?["name"]?.stringValue,
      let job = api.get(.jobs, namespace: key.namespace, owner), job.uid == stored.value.controllerUID,
      !job.value.isBeingDeleted, Job(job.value).finishedCondition == nil
    {
      return
    }
    try JobRun.removeFinalizer(from: Pod(stored.value), api: &api, at: now)
  }

  /// Deletes a Job whose time to live after its end is over.
  private func expire(
    _ job: Job, _ finished: Condition, _ key: WorkKey, api: inout APIServer, queue: inout WorkQueue
  ) throws(APIStatus) {
    guard let seconds = job.spec["ttlSecondsAfterFinished"]?.intValue,
      let end = Instant(rfc3339: finished.time("lastTransitionTime"))
    else { return }
    let due = end + .seconds(max(0, seconds))
    if due > queue.now { return queue.add(key, at: due) }
    try api.delete(
      .jobs, namespace: job.namespace, job.name, options: ["propagationPolicy": "Foreground"],
      as: .controllerManager, at: queue.now)
  }
}

extension JSONValue {
  /// The Job that controls this object.
  fileprivate var jobName: String? {
    guard let owner = ownerReferences.first(where: \.isController), owner.kind == "Job", owner.group == "batch" else {
      return nil
    }
    return owner.name
  }
}

extension Job {
  var parallelism: Int64 { spec["parallelism"]?.intValue ?? 1 }
  var completions: Int64? { spec["completions"]?.intValue }
  var backoffLimit: Int64 { spec["backoffLimit"]?.intValue ?? 6 }
  var isSuspended: Bool { spec["suspend"]?.boolValue ?? false }
  var isIndexed: Bool { text("spec", "completionMode") == "Indexed" }

  var replacesOnlyFailed: Bool { text("spec", "podReplacementPolicy") == "Failed" }

  /// The condition that says that the Job is over.
  var finishedCondition: Condition? { conditions.first { ["Complete", "Failed"].contains($0.type) && $0.isTrue } }
}
