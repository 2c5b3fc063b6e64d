import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

/// A pod on a node: what its worker does, its sandbox, its containers.
struct PodRuntime: Sendable {
  /// What the worker is busy with; it does one thing at a time.
  enum Step: Sendable {
    case sandbox
    case pull(Int, PullOutcome)
    case start(Int)
    /// Waits for a container that is being killed to be started again.
    case kill(Int)
  }

  struct Sandbox: Sendable {
    let ip: String
    /// The kubelet shows the address with the sync after the one that made the sandbox.
    var isReported = false
  }

  let uid: String
  let node: String
  /// The pod as the kubelet saw it last.
  var object: StoredObject
  /// What it asks for: thousandths of a core, bytes.
  private(set) var requestedCPU: Int64
  private(set) var requestedMemory: Int64
  var containers: [ContainerRuntime]
  var sandbox: Sandbox?
  var startTime: Instant?
  var rejection: WaitingReason?
  var eviction: Eviction?
  var isAdmitted = false

  var step: Step?
  var stepStart: Instant?
  var stepEnd = Instant.distantFuture
  /// Containers that this sync still has to start.
  var pending: [Int] = []
  /// When the present sync has to be repeated for what went wrong; nil when nothing did.
  var retryAt: Instant?
  var hasStartedSomething = false

  var nextSync: Instant?
  var termination: Termination?
  var isTerminated = false
  var volumes = PodVolumes()
  /// Nil where nothing is limited.
  var storage: StorageWatch?

  var pod: Pod { Pod(object.value) }
  var name: String { object.name }
  var namespace: String { object.namespace }
  var isRunningOnHostNetwork: Bool { pod.isOnHostNetwork }

  init(_ object: StoredObject, on node: String, at now: Instant) {
    uid = object.uid
    self.node = node
    self.object = object
    let requests = Pod(object.value).requests
    requestedCPU = requests["cpu"].milliValue
    requestedMemory = requests["memory"].value
    containers = Pod(object.value).containerViews.map { ContainerRuntime(view: $0) }
    storage = StorageWatch(Pod(object.value), since: now)
    for index in containers.indices {
      containers[index].probes = ProbeWorker.workers(for: containers[index].view, since: now)
    }
  }

  /// Takes note of a change of the pod's object; whether a sync has to look at it.
  mutating func update(_ changed: StoredObject, at now: Instant) -> Bool {
    let before = object.value
    object = changed
    let after = changed.value
    guard
      before["spec"] != after["spec"] || before.at("metadata", "labels") != after.at("metadata", "labels")
        || before.at("metadata", "annotations") != after.at("metadata", "annotations")
        || before.isBeingDeleted != after.isBeingDeleted
        || before.at("metadata", "deletionGracePeriodSeconds") != after.at("metadata", "deletionGracePeriodSeconds")
    else { return false }
    let requests = Pod(after).requests
    requestedCPU = requests["cpu"].milliValue
    requestedMemory = requests["memory"].value
    for view in Pod(after).containerViews {
      if let index = containers.firstIndex(where: { $0.name == view.name }) {
        containers[index].view = view
      } else {
        containers.append(ContainerRuntime(view: view))
      }
    }
    return true
  }

  /// When the worker has to be called next; nil when nothing is to come.
  var nextWake: Instant? {
    var next = Instant.distantFuture
    if step != nil { next = min(next, stepEnd) }
    if step == nil, let nextSync { next = min(next, nextSync) }
    if let termination { next = min(next, termination.next) }
    if termination == nil, !isTerminated, let storage { next = min(next, storage.next) }
    for container in containers {
      guard let instance = container.instance, instance.isRunning else { continue }
      if let event = instance.process?.nextEvent { next = min(next, event) }
      if let kill = instance.kill { next = min(next, kill.signalAt ?? kill.killAt) }
      guard termination == nil else { continue }
      for probe in container.probes { next = min(next, probe.next(for: instance)) }
    }
    return next == .distantFuture ? nil : next
  }

  /// Does what is due. Bounded: whatever is left comes with the next turn.
  mutating func wake(_ turn: inout PodTurn) {
    for _ in 0..<32 {
      runContainers(&turn)
      if termination == nil { checkStorage(&turn) }
      if termination != nil {
        terminate(&turn)
        return
      }
      runProbes(&turn)
      if let current = step {
        guard stepEnd <= turn.now || isOver(current) else { return }
        step = nil
        finish(current, &turn)
      } else if let due = nextSync, due <= turn.now {
        nextSync = nil
        sync(&turn)
      } else {
        return
      }
    }
  }

  mutating func requestSync(at instant: Instant) {
    nextSync = min(nextSync ?? .distantFuture, instant)
  }

  mutating func begin(_ step: Step, for duration: Duration, _ turn: PodTurn) {
    self.step = step
    stepStart = turn.now
    stepEnd = turn.now + duration
  }

  /// A kill is over as soon as the container has ended.
  private func isOver(_ step: Step) -> Bool {
    guard case .kill(let index) = step, containers.indices.contains(index) else { return false }
    return containers[index].instance?.process?.exit != nil
  }

  /// Lets every container run whose time has come, and asks them to stop or kills them where that is due.
  private mutating func runContainers(_ turn: inout PodTurn) {
    for index in containers.indices {
      guard let instance = containers[index].instance, instance.isRunning, let process = instance.process,
        process.exit == nil
      else { continue }
      let isDue = process.nextEvent.map { $0 <= turn.now } ?? false
      let signal = dueSignal(instance.kill, at: turn.now)
      guard isDue || signal != nil else { continue }
      withProcess(index, turn.neighbourhood) { process, neighbourhood in
        if isDue { process.advance(to: turn.now, surroundings: neighbourhood) }
        if let signal, process.exit == nil {
          process.terminate(signal: signal, at: turn.now, surroundings: neighbourhood)
        }
      }
      if signal == 15 { containers[index].instance?.kill?.signalAt = nil }
      if containers[index].instance?.process?.exit != nil { requestSync(at: turn.nextRelist()) }
    }
  }

  /// After something out of turn, such as a command of a client: probes look again, and containers that ended are seen
  /// as usual.
  mutating func noticeMeddling(_ turn: PodTurn) {
    for index in containers.indices {
      for probe in containers[index].probes.indices { containers[index].probes[probe].wake(at: turn.now) }
    }
    guard termination == nil, containers.contains(where: { $0.isRunning && $0.instance?.process?.exit != nil }) else {
      return
    }
    requestSync(at: turn.nextRelist())
  }

  private func dueSignal(_ kill: ContainerKill?, at now: Instant) -> Int? {
    guard let kill else { return nil }
    if kill.killAt <= now { return 9 }
    if let signalAt = kill.signalAt, signalAt <= now { return 15 }
    return nil
  }

  /// Does something with a container's process, then hands what it wrote to volumes to the pod's other containers.
  @discardableResult
  mutating func withProcess<Result>(
    _ index: Int, _ neighbourhood: Neighbourhood, _ body: (inout Container, Neighbourhood) -> Result
  ) -> Result? {
    guard containers.indices.contains(index), var process = containers[index].instance?.process else { return nil }
    neighbourhood.enter(self)
    containers[index].instance?.process = nil
    let result = body(&process, neighbourhood)
    let asked = neighbourhood.leave()
    let changes = process.takeVolumeChanges()
    containers[index].instance?.process = process
    for change in changes {
      volumes.store(change.files, for: change.volume)
      for other in containers.indices where other != index {
        containers[other].instance?.process?.replaceFiles(ofVolume: change.volume, with: change.files)
      }
    }
    for question in asked { answerLate(question, at: neighbourhood.now) }
    return result
  }

  /// A container asked another one of its pod, or itself, and was answered by a copy: now the original gets to know.
  private mutating func answerLate(_ asked: Neighbourhood.Question, at now: Instant) {
    guard containers.indices.contains(asked.container) else { return }
    _ = containers[asked.container].instance?.process?.serve(
      asked.question, isLoopback: asked.isLoopback, at: now, surroundings: Unreachable())
  }
}
