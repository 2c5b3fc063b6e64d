import KubernetesModel
import SimulationKernel

/// How often each index of an Indexed Job with `backoffLimitPerIndex` failed. A pod carries how often its index failed
/// before, and keeps its finalizer until the next pod carries on from it.
struct IndexFailures {
  private static let count = "batch.kubernetes.io/job-index-failure-count"
  private static let ignored = "batch.kubernetes.io/job-index-ignored-failure-count"

  /// Indexes that are not tried again.
  let failed: Set<Int64>
  /// Failed pods that nobody took the place of yet, by index.
  let waiting: [Int64: Pod]
  private let policy: PodFailurePolicy?

  /// Nil for a Job without such a limit.
  init?(_ job: Job, _ pods: JobPods, succeeded: Set<Int64>) {
    guard job.isIndexed, let limit = job.spec["backoffLimitPerIndex"]?.intValue else { return nil }
    let policy = PodFailurePolicy(job)
    self.policy = policy
    var failed = JobIndexes.parse(job.text("status", "failedIndexes"))
    for pod in pods.failed {
      guard let index = JobIndexes.index(of: pod), (0..<(job.completions ?? 0)).contains(index) else { continue }
      let verdict = policy?.verdict(on: pod)
      if verdict?.action == .failIndex || (verdict?.counts != false && Self.number(Self.count, pod) >= limit) {
        failed.insert(index)
      }
    }
    self.failed = failed
    let settled = failed.union(succeeded).union(pods.active.compactMap(JobIndexes.index))
    var waiting: [Int64: Pod] = [:]
    for pod in pods.failed {
      guard let index = JobIndexes.index(of: pod), !settled.contains(index) else { continue }
      if let other = waiting[index], Self.all(other) > Self.all(pod) { continue }
      waiting[index] = pod
    }
    self.waiting = waiting
  }

  private static func number(_ annotation: String, _ pod: Pod) -> Int64 {
    pod.annotations[annotation].flatMap { Int64($0) }.map { min(max(0, $0), 1 << 31) } ?? 0
  }

  private static func all(_ pod: Pod) -> Int64 { number(count, pod) + number(ignored, pod) }

  /// When the index may be tried again.
  func due(_ index: Int64) -> Instant {
    guard let before = waiting[index] else { return .distantPast }
    return before.end + JobBackOff.delay(afterFailures: Int(Self.all(before)) + 1)
  }

  /// Writes on a new pod how often its index has failed.
  func note(_ index: Int64, on pod: inout Pod) {
    var counted: Int64 = 0
    var ignored: Int64 = 0
    if let before = waiting[index] {
      counted = Self.number(Self.count, before)
      ignored = Self.number(Self.ignored, before)
      if policy?.verdict(on: before).counts ?? true { counted += 1 } else { ignored += 1 }
    }
    pod.setAnnotation(Self.count, String(counted))
    if ignored > 0 { pod.setAnnotation(Self.ignored, String(ignored)) }
  }
}

/// job-controller: after each failure in a row the next pod waits twice as long, from 10 s to 10 min.
enum JobBackOff {
  static func delay(afterFailures count: Int) -> Duration {
    .seconds(count >= 7 ? 600 : min(600, 10 << max(0, count - 1)))
  }
}
