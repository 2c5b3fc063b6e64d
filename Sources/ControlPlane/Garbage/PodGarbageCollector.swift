import APIServer
import KubernetesModel
import SimulationKernel

/// Deletes pods that nobody else will: of nodes that are gone, of namespaces of pods that never got a node, and the
/// oldest of very many that ended.
struct PodGarbageCollector: Controller {
  let name = "pod-garbage-collector-controller"
  var retries = RetryDelays()

  /// kube-controller-manager: `--terminated-pod-gc-threshold`.
  private static let threshold = 12500
  /// kube-controller-manager looks every 20 s; a node must be missing for 40 s.
  private static let period = Duration.seconds(20)
  private static let quarantine = Duration.seconds(40)
  private static let sweep = WorkKey(task: "sweep", name: "")

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    switch change.resource {
    case .nodes where change.kind == .deleted: queue.add(Self.sweep, after: Self.quarantine)
    case .pods where change.kind == .modified && concerns(Pod(change.object.value)):
      queue.add(Self.sweep, after: Self.period)
    default: break
    }
  }

  private func concerns(_ pod: Pod) -> Bool { pod.isFinished || (pod.isBeingDeleted && pod.nodeName.isEmpty) }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    let pods = api.list(.pods).map { Pod($0.value) }
    let finished = pods.filter { $0.isFinished && !$0.isBeingDeleted }
    if finished.count > Self.threshold {
      for pod in finished.sorted(by: { $0.created < $1.created }).prefix(finished.count - Self.threshold) {
        try delete(pod, api: &api, at: queue.now)
      }
    }
    for pod in pods where !pod.nodeName.isEmpty && api.get(.nodes, pod.nodeName) == nil {
      try deleteOrphan(pod, api: &api, at: queue.now)
    }
    for pod in pods where pod.nodeName.isEmpty && pod.isBeingDeleted {
      try delete(pod, api: &api, at: queue.now)
    }
  }

  private func deleteOrphan(_ pod: Pod, api: inout APIServer, at now: Instant) throws(APIStatus) {
    if !pod.isFinished {
      var failed = pod
      failed.value.set("Failed", at: "status", "phase")
      var condition = Condition(
        type: "DisruptionTarget", status: "True", reason: "DeletionByPodGC", message: "PodGC: node no longer exists")
      condition.value["lastProbeTime"] = .some(.null)
      var conditions = failed.conditions
      conditions.set(condition, at: now.rfc3339)
      failed.conditions = conditions
      try api.updateStatus(failed.value, in: .pods, as: .controllerManager, at: now)
    }
    try delete(pod, api: &api, at: now)
  }

  private func delete(_ pod: Pod, api: inout APIServer, at now: Instant) throws(APIStatus) {
    do throws(APIStatus) {
      try api.delete(
        .pods, namespace: pod.namespace, pod.name, options: ["gracePeriodSeconds": 0], as: .controllerManager, at: now)
    } catch {
      if error.code != 404 { throw error }
    }
  }
}
