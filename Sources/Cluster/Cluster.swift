package import APIServer
import ControlPlane
import KubernetesModel
import Nodes
package import SimulationKernel

/// A Kubernetes cluster as a value: its API server, its controllers and its nodes. A copy is a fork: both go on from the
/// same state, and neither sees what happens to the other.
package struct Cluster: Sendable {
  package private(set) var now: Instant
  /// Of every change of the store so far: two clusters with equal fingerprints went the same way.
  package private(set) var fingerprint = Fingerprint()
  package private(set) var server: APIServer
  var kubelets: Kubelets
  private var kubeletRandom: RandomStream
  private var controllers: [ComponentSlot]
  private var agenda = ClusterAgenda()

  package init(_ configuration: ClusterConfiguration, seed: UInt64, at start: Instant) {
    now = start
    server = APIServer(seed: seed, at: start)
    kubelets = Kubelets(configuration.preparedNodes, images: configuration.images, seed: seed)
    kubeletRandom = RandomStream(seed: seed, name: kubelets.name)
    controllers = controlPlaneComponents().map { ComponentSlot($0, seed: seed) }
    withKubelets { kubelets, api, queue in kubelets.start(api: &api, queue: &queue) }
    guard !configuration.isBare else { return }
    Addons.install(on: &server, at: start)
    deliverChanges()
  }

  /// Lets everything that is random from now on come of another seed.
  package mutating func reseed(_ seed: UInt64) {
    // Also where it is the seed of before: what is drawn twice would be no identifier.
    var stream = RandomStream(seed: seed, name: "reseeded")
    let seed = stream.next()
    server.reseed(seed)
    kubeletRandom = RandomStream(seed: seed, name: kubelets.name)
    for index in controllers.indices {
      controllers[index].random = RandomStream(seed: seed, name: controllers[index].component.name)
    }
  }

  /// When something is due, if anything is; nothing changes before, unless by a request.
  package var nextEvent: Instant? { agenda.nextInstant }

  /// Lets time pass: does, in order, all work that is due until `instant`. Time never goes back.
  package mutating func advance(to instant: Instant) {
    while let due = agenda.next(by: instant) {
      now = max(now, due.instant)
      work(due.item)
    }
    now = max(now, instant)
  }

  /// Removes events that are over an hour old, as else the next request for events does.
  package mutating func expireEvents() {
    server.expireEvents(at: now)
    deliverChanges()
  }

  /// Answers a request that arrives at `instant`.
  package mutating func handle(_ request: APIRequest, at instant: Instant) -> APIResponse {
    advance(to: instant)
    if request.path.hasPrefix(MetricsAPI.root), MetricsAPI.isRegistered(server) {
      return MetricsAPI(server: server, kubelets: kubelets, now: now).answer(request)
    }
    let response = server.handle(request, at: now)
    if request.path == "/apis" { return MetricsAPI.isRegistered(server) ? MetricsAPI.extend(response) : response }
    deliverChanges()
    guard case .connect(let connection) = response.body else { return response }
    return withKubelets { kubelets, api, queue in kubelets.answer(connection, api: &api, queue: &queue) }
  }

  /// Lets the kubelets do something out of turn, then tells everybody what changed.
  mutating func withKubelets<Result>(_ body: (inout Kubelets, inout APIServer, inout WorkQueue) -> Result) -> Result {
    var queue = WorkQueue(now: now, random: kubeletRandom)
    let result = body(&kubelets, &server, &queue)
    kubeletRandom = queue.random
    add(queue, of: Self.kubeletIndex)
    deliverChanges()
    return result
  }

  private static let kubeletIndex = -1

  /// Lets one component work, then tells all of them what changed.
  private mutating func work(_ item: ClusterAgenda.Item) {
    let index = item.component
    guard controllers.indices.contains(index) else {
      withKubelets { kubelets, api, queue in kubelets.work(item.key, api: &api, queue: &queue) }
      return
    }
    var queue = WorkQueue(now: now, random: controllers[index].random)
    controllers[index].component.work(item.key, api: &server, queue: &queue)
    controllers[index].random = queue.random
    add(queue, of: index)
    deliverChanges()
  }

  private mutating func deliverChanges() {
    let changes = server.takeChanges()
    guard !changes.isEmpty else { return }
    for change in changes { fingerprint.combine(change) }
    var queue = WorkQueue(now: now, random: kubeletRandom)
    for change in changes { kubelets.observe(change, queue: &queue) }
    kubeletRandom = queue.random
    add(queue, of: Self.kubeletIndex)
    for index in controllers.indices {
      var queue = WorkQueue(now: now, random: controllers[index].random)
      for change in changes { controllers[index].component.observe(change, queue: &queue) }
      controllers[index].random = queue.random
      add(queue, of: index)
    }
  }

  private mutating func add(_ queue: WorkQueue, of index: Int) {
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
