import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

/// How far a pod's end has come.
struct Termination: Sendable {
  enum Stage: Sendable {
    /// Containers are being stopped: first the regular ones, then the sidecars, last started first.
    case containers
    /// All have ended; the sandbox is taken down.
    case sandbox
    /// The last status is written; the object may go.
    case object
  }

  var stage = Stage.containers
  /// When the stage's next step is due; containers that end call before.
  var next: Instant
  /// When what still runs is killed.
  var deadline: Instant
}

extension PodRuntime {
  /// Stops the pod: it is deleted, finished, or not wanted on this node.
  mutating func beginTermination(_ turn: inout PodTurn) {
    tellDeadline(&turn)
    report(&turn)
    step = nil
    pending = []
    termination = Termination(next: turn.now, deadline: turn.now + deletionGrace)
    terminate(&turn)
  }

  private var deletionGrace: Duration {
    eviction?.grace
      ?? object.value.at("metadata", "deletionGracePeriodSeconds")?.intValue.map { .seconds($0) } ?? pod.gracePeriod
  }

  mutating func terminate(_ turn: inout PodTurn) {
    guard let current = termination else { return }
    switch current.stage {
    case .containers: stopContainers(&turn)
    case .sandbox where current.next <= turn.now: removeSandbox(&turn)
    case .object where current.next <= turn.now: finishTermination(&turn)
    case .sandbox, .object: break
    }
  }

  private mutating func stopContainers(_ turn: inout PodTurn) {
    shortenGrace(turn)
    for index in nextToStop where containers[index].instance?.kill == nil { stop(index, &turn) }
    guard containers.allSatisfy({ !$0.isRunning || $0.instance?.process?.exit != nil }) else {
      termination?.next = .distantFuture
      return
    }
    termination?.stage = .sandbox
    let wait = turn.random.duration(from: .milliseconds(100), to: .milliseconds(300))
    termination?.next = turn.now + (sandbox == nil ? .zero : wait)
    if sandbox == nil { removeSandbox(&turn) }
  }

  /// Which containers are to stop now: sidecars wait for the regular ones, and for those started after them.
  private var nextToStop: [Int] {
    func runs(_ index: Int) -> Bool {
      containers[index].isRunning && containers[index].instance?.process?.exit == nil
    }
    let others = containers.indices.filter { containers[$0].role != .sidecar && runs($0) }
    if !others.isEmpty { return others }
    return containers.indices.last { containers[$0].role == .sidecar && runs($0) }.map { [$0] } ?? []
  }

  private mutating func stop(_ index: Int, _ turn: inout PodTurn) {
    let container = containers[index]
    turn.normal("Killing", "Stopping container \(container.name)", fieldPath: container.view.fieldPath)
    let deadline = termination?.deadline ?? turn.now
    let hook = runPreStopHook(index, &turn)
    let signalAt = min(turn.now + hook, deadline)
    // Kubelet: a container has two seconds at the least, unless it was to go at once.
    let least = deletionGrace == .zero ? Duration.zero : .seconds(2)
    containers[index].instance?.kill = ContainerKill(signalAt: signalAt, killAt: max(deadline, turn.now + least))
    requestSync(at: turn.now)
  }

  /// A second deletion may leave less time than the first.
  private mutating func shortenGrace(_ turn: PodTurn) {
    guard
      let deletion = object.value.at("metadata", "deletionTimestamp")?.stringValue.flatMap({ Instant(rfc3339: $0) }),
      let current = termination, deletion < current.deadline
    else { return }
    termination?.deadline = deletion
    for index in containers.indices {
      guard let kill = containers[index].instance?.kill, kill.killAt > deletion else { continue }
      containers[index].instance?.kill?.killAt = max(deletion, turn.now)
    }
  }

  private mutating func removeSandbox(_ turn: inout PodTurn) {
    for index in containers.indices { observeEnd(index, turn) }
    sandbox = nil
    turn.node.releaseAddress(of: uid)
    isTerminated = true
    report(&turn)
    // Kubelet: makes a status when the last container has ended, and another when all is cleaned up.
    for _ in 0..<2 { tellDeadline(&turn) }
    termination = nil
    if object.value.isBeingDeleted { finishDeletion(&turn) }
  }

  /// Nothing runs any more: soon the object can go, too.
  mutating func finishDeletion(_ turn: inout PodTurn) {
    let wait = turn.random.duration(from: .milliseconds(200), to: .milliseconds(400))
    termination = Termination(stage: .object, next: turn.now + wait, deadline: turn.now)
    report(&turn)
  }

  private mutating func finishTermination(_ turn: inout PodTurn) {
    termination = nil
    turn.effects.append(.delete)
  }
}
