package import SimulationKernel

/// What a component has to look at: a key in its work queue.
package struct WorkKey: Hashable, Sendable {
  /// What is to be done, in the component's own words; empty for "reconcile this object".
  package let task: String
  package let namespace: String
  package let name: String

  package init(task: String = "", namespace: String = "", name: String) {
    self.task = task
    self.namespace = namespace
    self.name = name
  }
}

/// A part of the cluster that lives by the API: a controller, the scheduler, the kubelets. A value, as the cluster is:
/// what it keeps must be cheap to copy and to change after a copy (`TreeDictionary`, not a large array).
package protocol Component: Sendable {
  /// Names its random stream and the source of its events; unique in a cluster.
  var name: String { get }

  /// Sees every change of the store, in order. May only queue work: the store is not to be changed from here.
  mutating func observe(_ change: Change, queue: inout WorkQueue)

  /// Does the work that was queued under `key`, now that it is due.
  mutating func work(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue)
}

/// Where a component queues work. A key waits at most once: queued again, it is due at the earlier of both instants.
package struct WorkQueue: Sendable {
  package let now: Instant
  /// The component's own stream.
  package var random: RandomStream
  package private(set) var added: [(key: WorkKey, due: Instant)] = []

  package init(now: Instant, random: RandomStream) {
    self.now = now
    self.random = random
  }

  package mutating func add(_ key: WorkKey, after delay: Duration = .zero) {
    added.append((key, now + delay))
  }

  package mutating func add(_ key: WorkKey, at instant: Instant) {
    added.append((key, max(now, instant)))
  }
}
