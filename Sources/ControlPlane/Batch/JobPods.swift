import APIServer
import KubernetesModel
import SimulationKernel

/// The pods of one Job, and what they mean for it.
struct JobPods {
  static let finalizer = "batch.kubernetes.io/job-tracking"

  let active: [Pod]
  let terminating: [Pod]
  /// Not yet counted in the Job's status.
  let uncounted: [Pod]
  /// Those of them that ended.
  let succeeded: [Pod]
  let failed: [Pod]
  private let all: [Pod]

  /// A pod that is being deleted counts as failed at once, unless `onlyFailed` says to wait for its end.
  init(_ pods: [Pod], onlyFailed: Bool) {
    all = pods
    active = pods.filter(\.isActive)
    terminating = pods.filter { $0.isBeingDeleted && !$0.isFinished }
    uncounted = pods.filter { $0.value.finalizers.contains(Self.finalizer) }
    succeeded = uncounted.filter { $0.phase == "Succeeded" }
    failed = uncounted.filter {
      $0.phase == "Failed" || (!onlyFailed && $0.isBeingDeleted && $0.phase != "Succeeded")
    }
  }

  var ready: Int { active.count(where: \.isReady) }

  /// Container restarts of the pods that run, which count as failures where pods restart their containers.
  var restarts: Int64 {
    active.reduce(0) { sum, pod in
      let statuses = ["initContainerStatuses", "containerStatuses"].flatMap { pod.status[$0]?.arrayValue ?? [] }
      return sum + statuses.reduce(0) { $0 + max(0, min($1["restartCount"]?.intValue ?? 0, 1 << 30)) }
    }
  }

  /// How many pods failed one after the other since the last success, and when the last of them ended.
  var recentFailures: (count: Int, last: Instant)? {
    let ends = all.filter(\.isFinished).map { (pod: $0, end: $0.end) }
    let lastSuccess = ends.filter { $0.pod.phase == "Succeeded" }.map(\.end).max() ?? .distantPast
    let failures = ends.filter { $0.pod.phase == "Failed" && $0.end > lastSuccess }
    guard let last = failures.map(\.end).max() else { return nil }
    return (failures.count, last)
  }
}

extension Pod {
  /// When the last of its containers ended.
  var end: Instant {
    let times = (status["containerStatuses"]?.arrayValue ?? []).compactMap {
      $0.at("state", "terminated", "finishedAt")?.stringValue.flatMap { Instant(rfc3339: $0) }
    }
    let ready = conditions["Ready"].flatMap { Instant(rfc3339: $0.time("lastTransitionTime")) }
    return times.max() ?? ready ?? created
  }
}
