package import APIServer
package import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The kubelets of all nodes, and the pods that run there.
package struct Kubelets: Component {
  package let name = "kubelet"
  var nodes: TreeDictionary<String, NodeRuntime>
  var pods = PodTable()
  /// Commands that clients run in containers, by the number that names them.
  var sessions: TreeDictionary<Int, CommandSession> = [:]
  var nextSession = 0
  /// Connections that port-forwards opened to pods, by number.
  var connections: TreeDictionary<Int, ForwardedConnection> = [:]
  var nextConnection = 0
  private let names: [String]

  package init(_ configurations: [NodeConfiguration], images: ImageCatalogue, seed: UInt64) {
    var nodes: TreeDictionary<String, NodeRuntime> = [:]
    for (index, configuration) in configurations.enumerated() {
      var random = RandomStream(seed: seed, name: "node/" + configuration.name)
      nodes[configuration.name] = NodeRuntime(
        objects: NodeObjects(configuration: configuration, index: index), catalogue: images,
        relistOffset: random.duration(from: .zero, to: .milliseconds(999)))
    }
    self.nodes = nodes
    names = configurations.map(\.name)
  }

  enum Task {
    static let lease = "lease"
    static let heartbeat = "heartbeat"
    static let schedulability = "schedulability"
    static let pod = "pod"
    static let volumes = "volumes"
    /// An answer on a forwarded connection has arrived: nothing is to be done, but its reader to be woken.
    static let arrival = "arrival"
  }

  /// Registers every node and starts its heartbeats.
  package func start(api: inout APIServer, queue: inout WorkQueue) {
    for name in names {
      guard let node = nodes[name] else { continue }
      node.register(api: &api, at: queue.now)
      node.renewLease(api: &api, at: queue.now)
      let lease = queue.random.duration(from: .zero, to: .seconds(10))
      queue.add(WorkKey(task: Task.lease, name: name), after: lease)
      let heartbeat = queue.random.duration(from: .seconds(10), to: .seconds(300))
      queue.add(WorkKey(task: Task.heartbeat, name: name), after: heartbeat)
    }
  }

  /// Switches a machine off, or on again. While it is off its pods stand still and nobody reaches them.
  package mutating func setNode(_ name: String, isRunning: Bool, queue: inout WorkQueue) {
    guard nodes[name] != nil else { return }
    nodes[name]?.isRunning = isRunning
    guard isRunning else { return }
    for task in [Task.lease, Task.heartbeat] { queue.add(WorkKey(task: task, name: name)) }
    for pod in pods.sorted where pod.node == name { queue.add(WorkKey(task: Task.pod, name: pod.uid)) }
  }

  package mutating func observe(_ change: Change, queue: inout WorkQueue) {
    switch change.resource {
    case .pods: observePod(change, queue: &queue)
    case .configMaps, .secrets: observeConfiguration(change, queue: &queue)
    case .nodes: observeNode(change.object, queue: &queue)
    default: break
    }
  }

  /// Kubelet: what became of its node is noticed with the next update of its status, within 10 s.
  private func observeNode(_ object: StoredObject, queue: inout WorkQueue) {
    guard let node = nodes[object.name], node.isUnschedulable != Node(object.value).isUnschedulable else { return }
    let delay = queue.random.duration(from: .zero, to: .seconds(10))
    queue.add(WorkKey(task: Task.schedulability, name: object.name), after: delay)
  }

  private mutating func observePod(_ change: Change, queue: inout WorkQueue) {
    let object = change.object
    let key = WorkKey(task: Task.pod, name: object.uid)
    if change.kind == .deleted {
      guard let pod = pods.remove(object.uid) else { return }
      nodes[pod.node]?.releaseAddress(of: pod.uid)
      return
    }
    if var known = pods[object.uid] {
      let needsSync = known.update(object, at: queue.now)
      if needsSync {
        known.requestSync(at: queue.now)
        queue.add(key)
      }
      pods[object.uid] = known
      return
    }
    let pod = Pod(object.value)
    guard nodes[pod.nodeName] != nil, !pod.isFinished || pod.isBeingDeleted else { return }
    let delay = queue.random.duration(from: .milliseconds(15), to: .milliseconds(50))
    var runtime = PodRuntime(object, on: pod.nodeName, at: queue.now)
    runtime.requestSync(at: queue.now + delay)
    pods[object.uid] = runtime
    queue.add(key, after: delay)
  }

  /// Kubelet: mounted ConfigMaps and Secrets are read again with a pod's next regular sync, a minute or so later.
  private func observeConfiguration(_ change: Change, queue: inout WorkQueue) {
    guard change.kind != .added else { return }
    for pod in pods.sorted
    where pod.namespace == change.object.namespace && pod.mounts(change.resource, named: change.object.name) {
      let delay = queue.random.duration(from: .seconds(10), to: .seconds(80))
      queue.add(WorkKey(task: Task.volumes, name: pod.uid), after: delay)
    }
  }

  package mutating func work(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) {
    switch key.task {
    case Task.pod: take(turnOf: key.name, api: &api, queue: &queue) { $0.wake(&$1) }
    case Task.volumes: take(turnOf: key.name, api: &api, queue: &queue) { $0.refreshVolumes($1) }
    case Task.lease:
      guard let node = nodes[key.name], node.isRunning else { return }
      node.renewLease(api: &api, at: queue.now)
      queue.add(key, after: .seconds(10))
    case Task.heartbeat:
      guard let node = nodes[key.name], node.isRunning else { return }
      node.reportStatus(api: &api, at: queue.now)
      queue.add(key, after: .seconds(300))
    case Task.schedulability:
      guard nodes[key.name]?.isRunning ?? false else { return }
      nodes[key.name]?.reportSchedulability(api: &api, at: queue.now)
    default: break
    }
  }

  /// Gives a pod's worker a turn, does what it wants done, and notes when it has to be called again.
  mutating func take(
    turnOf uid: String, api: inout APIServer, queue: inout WorkQueue, _ body: (inout PodRuntime, inout PodTurn) -> Void
  ) {
    guard let node = nodes[pods[uid]?.node ?? ""], node.isRunning, var pod = pods.remove(uid) else {
      return
    }
    var turn = Self.run(&pod, among: pods.takeAll(), on: node, nodes: nodes, api: api, queue: queue, body)
    pods = turn.pods.takeAll()
    nodes[pod.node] = turn.node
    queue.random = turn.random
    for effect in turn.effects { perform(effect, of: &pod, api: &api, at: queue.now) }
    pods[uid] = pod
    if let next = pod.nextWake { queue.add(WorkKey(task: Task.pod, name: uid), at: next) }
    for other in turn.touched {
      if let next = pods[other]?.nextWake { queue.add(WorkKey(task: Task.pod, name: other), at: next) }
    }
  }

  private struct TurnResult {
    var pods: PodTable
    let node: NodeRuntime
    let random: RandomStream
    let effects: [PodTurn.Effect]
    let touched: [String]
  }

  /// The turn holds a copy of the API server; it must be gone before the server is changed, so that nothing is copied.
  private static func run(
    _ pod: inout PodRuntime, among others: PodTable, on node: NodeRuntime,
    nodes: TreeDictionary<String, NodeRuntime>, api: APIServer, queue: WorkQueue,
    _ body: (inout PodRuntime, inout PodTurn) -> Void
  ) -> TurnResult {
    let neighbourhood = Neighbourhood(pods: others, nodes: nodes, api: api, now: queue.now)
    var turn = PodTurn(now: queue.now, api: api, node: node, neighbourhood: neighbourhood, random: queue.random)
    body(&pod, &turn)
    return TurnResult(
      pods: neighbourhood.giveBack(), node: turn.node, random: turn.random, effects: turn.effects,
      touched: neighbourhood.touched.sorted())
  }

  private func perform(_ effect: PodTurn.Effect, of pod: inout PodRuntime, api: inout APIServer, at now: Instant) {
    let user = UserInfo.kubelet(on: pod.node)
    switch effect {
    case .event(let event):
      api.recordEvent(
        about: pod.object.value, fieldPath: event.fieldPath, event.type, reason: event.reason, message: event.message,
        from: EventSource("kubelet", host: pod.node), at: now)
    case .status(let status):
      guard let current = api.get(.pods, namespace: pod.namespace, pod.name), current.uid == pod.uid else { return }
      var value = current.value
      value["status"] = status
      if let written = try? api.updateStatus(value, in: .pods, as: user, at: now) { pod.object = written }
    case .delete:
      guard let current = api.get(.pods, namespace: pod.namespace, pod.name), current.uid == pod.uid else { return }
      let options: JSONValue = ["gracePeriodSeconds": 0, "preconditions": ["uid": .string(pod.uid)]]
      try? api.delete(.pods, namespace: pod.namespace, pod.name, options: options, as: user, at: now)
    }
  }
}
