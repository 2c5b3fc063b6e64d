import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// A controller of kube-controller-manager: makes the world fit one object at a time, and tries again when the API
/// refuses something.
protocol Controller: Component {
  var retries: RetryDelays { get set }

  /// Looks at the object named by `key`; a thrown status has it looked at again later.
  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus)
}

extension Controller {
  mutating func work(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) {
    do throws(APIStatus) {
      try reconcile(key, api: &api, queue: &queue)
      retries.forget(key)
    } catch {
      queue.add(key, after: retries.next(for: key))
    }
  }
}

/// How long failed work waits: client-go's exponential limiter, 5 ms doubling to 1000 s.
struct RetryDelays: Sendable {
  private var failures: TreeDictionary<WorkKey, Int> = [:]

  mutating func next(for key: WorkKey) -> Duration {
    let count = failures[key, default: 0]
    failures[key] = count + 1
    return count >= 18 ? .seconds(1000) : min(.seconds(1000), .milliseconds(5 << count))
  }

  mutating func forget(_ key: WorkKey) {
    if failures[key] != nil { failures[key] = nil }
  }
}

extension WorkQueue {
  /// Queues work for as soon as a controller that heard of a change gets to it: some milliseconds.
  mutating func addSoon(_ key: WorkKey) {
    add(key, after: random.duration(from: .milliseconds(4), to: .milliseconds(25)))
  }

  mutating func addSoon(_ object: StoredObject) {
    addSoon(WorkKey(namespace: object.namespace, name: object.name))
  }

  /// Queues the controller of `object` when it is of `kind` in the API group `group`.
  mutating func addController(of object: StoredObject, kind: String, group: String) {
    guard let owner = object.value.ownerReferences.first(where: \.isController), owner.kind == kind,
      owner.group == group
    else { return }
    addSoon(WorkKey(namespace: object.namespace, name: owner.name))
  }
}
