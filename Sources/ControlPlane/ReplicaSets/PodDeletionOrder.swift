import KubernetesModel
import SimulationKernel

/// Which pods a ReplicaSet gives up first, as kube-controller-manager ranks them.
struct PodDeletionOrder {
  /// Pods of the ReplicaSet's siblings count too: a node that has many of them loses one first.
  let related: [Pod]
  let now: Instant

  private struct Rank {
    let pod: Pod
    let assigned: Int
    let phase: Int
    let ready: Int
    let cost: Int64
    /// Greater is deleted earlier.
    let doubled: Int
    let readySince: Instant?
    let restarts: Int64
    let created: Instant
  }

  func first(_ count: Int, of pods: [Pod]) -> [Pod] {
    guard count < pods.count else { return pods }
    var perNode: [String: Int] = [:]
    for pod in related { perNode[pod.nodeName, default: 0] += 1 }
    let ranks = pods.map { rank($0, doubled: perNode[$0.nodeName] ?? 0) }
    return ranks.sorted(by: precedes).prefix(count).map(\.pod)
  }

  private func rank(_ pod: Pod, doubled: Int) -> Rank {
    Rank(
      pod: pod, assigned: pod.nodeName.isEmpty ? 0 : 1, phase: ["Pending": 0, "Unknown": 1][pod.phase] ?? 2,
      ready: pod.isReady ? 1 : 0,
      cost: Int64(pod.annotations["controller.kubernetes.io/pod-deletion-cost"] ?? "") ?? 0, doubled: doubled,
      readySince: pod.readySince, restarts: pod.mostRestarts, created: pod.created)
  }

  private func precedes(_ left: Rank, _ right: Rank) -> Bool {
    if left.assigned != right.assigned { return left.assigned < right.assigned }
    if left.phase != right.phase { return left.phase < right.phase }
    if left.ready != right.ready { return left.ready < right.ready }
    if left.cost != right.cost { return left.cost < right.cost }
    if left.doubled != right.doubled { return left.doubled > right.doubled }
    if let one = left.readySince, let other = right.readySince, one != other {
      return byAge(one, other) ?? (left.pod.uid < right.pod.uid)
    }
    if left.restarts != right.restarts { return left.restarts > right.restarts }
    if left.created != right.created { return byAge(left.created, right.created) ?? (left.pod.uid < right.pod.uid) }
    return left.pod.uid < right.pod.uid
  }

  /// Younger first, where ages differ by about a factor of two; nil where they are much alike.
  private func byAge(_ left: Instant, _ right: Instant) -> Bool? {
    let leftAge = magnitude(now - left)
    let rightAge = magnitude(now - right)
    return leftAge == rightAge ? nil : leftAge < rightAge
  }

  /// The binary logarithm of an age in nanoseconds, rounded down.
  private func magnitude(_ age: Duration) -> Int {
    guard age > .zero else { return -1 }
    let (nanoseconds, overflow) = age.microseconds.multipliedReportingOverflow(by: 1000)
    return overflow ? 63 : Int64.bitWidth - 1 - nanoseconds.leadingZeroBitCount
  }
}
