import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

/// Why the kubelet itself ends a pod that runs on its node.
struct Eviction: Sendable {
  /// As in the pod's status.
  let reason: String
  let message: String
  /// How long its containers have to end; nil for as long as the pod says.
  let grace: Duration?
}

extension PodRuntime {
  /// Ends a pod that has run for as long as it may (kubelet: the active deadline handler). One that has not is looked
  /// at again when its time is over.
  mutating func checkDeadline(_ turn: inout PodTurn) {
    guard eviction == nil, let startTime, let seconds = pod.spec["activeDeadlineSeconds"]?.intValue else { return }
    let deadline = startTime + .seconds(seconds)
    if deadline > turn.now { return requestSync(at: deadline) }
    eviction = Eviction(
      reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline", grace: nil)
    tellDeadline(&turn)
  }

  /// Kubelet: says so whenever it makes a status for a pod past its deadline.
  func tellDeadline(_ turn: inout PodTurn) {
    guard let eviction, eviction.reason == "DeadlineExceeded" else { return }
    turn.normal(eviction.reason, eviction.message)
  }

  /// Ends a pod that wrote more than it may, when it is time to look at that.
  mutating func checkStorage(_ turn: inout PodTurn) {
    guard var watch = storage, watch.next <= turn.now, !isTerminated else { return }
    watch.next = turn.now + StorageWatch.period
    if watch.volumesDue <= turn.now {
      watch.volumesDue = turn.now + turn.random.duration(from: .seconds(60), to: .seconds(120))
      watch.volumes = usageOfEmptyVolumes()
    }
    storage = watch
    guard let problem = storageProblem(watch.volumes) else { return }
    turn.warning("Evicted", problem)
    eviction = Eviction(reason: "Evicted", message: problem, grace: .seconds(1))
    beginTermination(&turn)
  }
}
