package import APIServer
import KubernetesModel
import Nodes
package import SimulationKernel

/// A Kubernetes cluster as a value: its API server, its controllers and its nodes. A copy is a fork: both go on from the
/// same state, and neither sees what happens to the other.
package struct Cluster: Sendable {
  package private(set) var now: Instant
  /// Of every change of the store so far: two clusters with equal fingerprints went the same way.
  package private(set) var fingerprint = Fingerprint()
  private(set) var server: APIServer
  private var slots: [ComponentSlot]
  private var agenda = ClusterAgenda()
  /// The store's changes up to this version were delivered to the components.
  private var delivered: UInt64 = 0

  package init(_ configuration: ClusterConfiguration, seed: UInt64, at start: Instant) {
    now = start
    server = APIServer(seed: seed)
    slots = ([Kubelets(configuration.nodes)] + Self.controlPlane()).map { ComponentSlot($0, seed: seed) }
    ClusterBootstrap(configuration: configuration).perform(on: &server, at: start)
    step(0) { component, api, queue in
      (component as? Kubelets)?.start(configuration.nodes, api: &api, queue: &queue)
    }
  }

  /// The controllers and the scheduler, in the order in which they see changes.
  private static func controlPlane() -> [any Component] { [] }

  /// When something is due, if anything is; nothing changes before, unless by a request.
  package var nextEvent: Instant? { agenda.nextInstant }

  /// Lets time pass: does, in order, all work that is due until `instant`. Time never goes back.
  package mutating func advance(to instant: Instant) {
    while let due = agenda.next(by: instant) {
      now = max(now, due.instant)
      step(due.item.component) { component, api, queue in component.work(due.item.key, api: &api, queue: &queue) }
    }
    now = max(now, instant)
  }

  /// Answers a request that arrives at `instant`.
  package mutating func handle(_ request: APIRequest, at instant: Instant) -> APIResponse {
    advance(to: instant)
    let response = server.handle(request, at: now)
    deliverChanges()
    return response
  }

  /// Lets one component work, then tells all of them what changed.
  private mutating func step(
    _ index: Int, _ body: (inout any Component, inout APIServer, inout WorkQueue) -> Void
  ) {
    guard slots.indices.contains(index) else { return }
    var queue = WorkQueue(now: now, random: slots[index].random)
    body(&slots[index].component, &server, &queue)
    take(queue, of: index)
    deliverChanges()
  }

  private mutating func deliverChanges() {
    let current = server.store.resourceVersion
    guard current > delivered else { return }
    let changes = server.store.changes(after: delivered) ?? []
    delivered = current
    for change in changes { fingerprint.combine(change) }
    for index in slots.indices {
      var queue = WorkQueue(now: now, random: slots[index].random)
      for change in changes { slots[index].component.observe(change, queue: &queue) }
      take(queue, of: index)
    }
  }

  private mutating func take(_ queue: WorkQueue, of index: Int) {
    slots[index].random = queue.random
    for added in queue.added { agenda.add(ClusterAgenda.Item(component: index, key: added.key), at: added.due) }
  }
}

/// A component and the random stream that is its own.
private struct ComponentSlot: Sendable {
  var component: any Component
  var random: RandomStream

  init(_ component: any Component, seed: UInt64) {
    self.component = component
    random = RandomStream(seed: seed, name: component.name)
  }
}
