import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

/// One sync after the other: the kubelet compares what runs with what should, reports what it sees, and acts.
extension PodRuntime {
  mutating func sync(_ turn: inout PodTurn) {
    observeEnds(turn)
    if isTerminated {
      if object.value.isBeingDeleted { finishDeletion(&turn) }
      return
    }
    if startTime == nil { startTime = turn.now }
    if object.value.isBeingDeleted || rejection != nil || !admit(&turn) {
      beginTermination(&turn)
      return
    }
    checkDeadline(&turn)
    if sandbox != nil { sandbox?.isReported = true }
    report(&turn)
    if ["Succeeded", "Failed"].contains(computedPhase) {
      beginTermination(&turn)
      return
    }
    retryAt = nil
    hasStartedSomething = false
    guard sandbox != nil else {
      startSandbox(&turn)
      return
    }
    checkPullSecrets(&turn)
    plan(&turn)
  }

  /// Volumes first, then the sandbox with the pod's network.
  private mutating func startSandbox(_ turn: inout PodTurn) {
    if let retry = mountVolumes(&turn) {
      requestSync(at: retry)
      return
    }
    checkPullSecrets(&turn)
    if let problem = hostnameProblem {
      turn.warning("FailedCreatePodSandBox", "Failed to create pod sandbox: " + problem)
      return requestSync(at: turn.now + jittered(BackOff.first, &turn))
    }
    begin(.sandbox, for: turn.random.duration(from: .milliseconds(300), to: .milliseconds(450)), turn)
  }

  /// Chooses what this sync starts: ephemeral containers, then the next init container, then the regular ones.
  private mutating func plan(_ turn: inout PodTurn) {
    let policy = pod.restartPolicy
    pending = containers.indices.filter { containers[$0].role == .ephemeral && containers[$0].instance == nil }
    let hasInitialized = containers.contains { $0.role == .regular && $0.instance != nil }
    if hasInitialized {
      pending += containers.indices.filter {
        containers[$0].role == .sidecar && containers[$0].shouldRun(policy: policy)
      }
    } else if let next = nextInitContainer(policy) {
      pending += next
      startNext(&turn)
      return
    }
    for index in containers.indices where containers[index].role == .regular {
      if needsKill(index) {
        beginKill(index, &turn)
        return
      }
      if containers[index].shouldRun(policy: policy) { pending.append(index) }
    }
    startNext(&turn)
  }

  /// The init containers to start now, none while one is still at work; nil when all are through.
  private func nextInitContainer(_ policy: String) -> [Int]? {
    for index in containers.indices {
      let container = containers[index]
      switch container.role {
      case .initial:
        if container.hasSucceeded { continue }
        return container.shouldRun(policy: policy) ? [index] : []
      case .sidecar:
        if container.isRunning {
          if container.instance?.isStarted == true { continue }
          return []
        }
        return [index]
      case .regular, .ephemeral: continue
      }
    }
    return nil
  }

  /// Whether a running container has to give way: its liveness or startup probe failed, or its image changed.
  private func needsKill(_ index: Int) -> Bool {
    let container = containers[index]
    guard let instance = container.instance, instance.isRunning, instance.kill == nil else { return false }
    return container.probes.contains(where: \.hasGivenUp) || imageChanged(container)
  }

  private func imageChanged(_ container: ContainerRuntime) -> Bool {
    guard let wanted = try? ImageReference(container.view.image), let instance = container.instance else {
      return false
    }
    return wanted != instance.image.reference
  }

  private mutating func beginKill(_ index: Int, _ turn: inout PodTurn) {
    let container = containers[index]
    let failed = container.probes.first(where: \.hasGivenUp)
    let why =
      failed.map { "failed \($0.kind.rawValue) probe, will be restarted" }
      ?? "definition changed, will be restarted"
    turn.normal("Killing", "Container \(container.name) \(why)", fieldPath: container.view.fieldPath)
    let grace = failed?.gracePeriod ?? pod.gracePeriod
    let hook = runPreStopHook(index, &turn)
    let signalAt = turn.now + min(hook, grace)
    containers[index].instance?.kill = ContainerKill(
      signalAt: signalAt, killAt: max(turn.now + grace, signalAt + .milliseconds(100)))
    begin(.kill(index), for: grace + .seconds(2), turn)
  }

  /// Ends the step that was under way and goes on with the sync.
  mutating func finish(_ step: Step, _ turn: inout PodTurn) {
    switch step {
    case .sandbox:
      sandbox = Sandbox(ip: turn.node.claimAddress(for: self))
      report(&turn)
      hasStartedSomething = true
      plan(&turn)
    case .pull(let index, let outcome):
      finishPull(index, outcome, &turn)
    case .start(let index):
      start(index, &turn)
      startNext(&turn)
    case .kill(let index):
      finishKill(index, &turn)
    }
  }

  /// A container that was killed is started again in the same sync; the back-off goes by the end before this one.
  private mutating func finishKill(_ index: Int, _ turn: inout PodTurn) {
    let before = containers[index].previous?.end
    observeEnds(turn)
    guard containers[index].instance?.end != nil else {
      requestSync(at: turn.nextRelist())
      return
    }
    hasStartedSomething = true
    if mayStart(index, after: before?.finished, &turn) { prepare(index, &turn) } else { finishSync(turn) }
  }

  /// Goes on to the next container that this sync has to start.
  mutating func startNext(_ turn: inout PodTurn) {
    while step == nil, !pending.isEmpty {
      let index = pending.removeFirst()
      if mayStart(index, after: containers[index].instance?.end?.finished, &turn) { prepare(index, &turn) }
    }
    if step == nil { finishSync(turn) }
  }

  /// Whether the back-off after a container's last end is over.
  private mutating func mayStart(_ index: Int, after end: Instant?, _ turn: inout PodTurn) -> Bool {
    guard let end else { return true }
    let container = containers[index]
    guard let allowed = container.backOff.end(after: end, now: turn.now) else {
      containers[index].backOff.fail(after: end, now: turn.now)
      return true
    }
    let id = "\(name)_\(namespace)(\(uid))"
    turn.warning(
      "BackOff", "Back-off restarting failed container \(container.name) in pod \(id)",
      fieldPath: container.view.fieldPath)
    containers[index].failure = WaitingReason(
      reason: "CrashLoopBackOff",
      message:
        "back-off \((container.backOff.delay ?? .zero).goText) restarting failed container=\(container.name) pod=\(id)")
    retry(jittered(allowed - turn.now, &turn), turn)
    return false
  }

  /// Kubelet: waits up to half as long again, so that pods do not all come at once.
  func jittered(_ duration: Duration, _ turn: inout PodTurn) -> Duration {
    turn.random.duration(from: duration, to: duration + duration / 2)
  }

  mutating func retry(_ delay: Duration, _ turn: PodTurn) {
    retryAt = min(retryAt ?? .distantFuture, turn.now + delay)
  }

  /// What ran changed: the next look at the runtime leads to a sync. Otherwise what failed is tried again.
  private mutating func finishSync(_ turn: PodTurn) {
    if hasStartedSomething {
      let isHealthy = containers.allSatisfy { $0.failure == nil }
      requestSync(at: isHealthy ? turn.now : turn.nextRelist())
    }
    if let retryAt { requestSync(at: retryAt) }
  }

  /// What the kubelet sees when it asks the runtime: containers that have ended since.
  private mutating func observeEnds(_ turn: PodTurn) {
    for index in containers.indices { observeEnd(index, turn) }
  }

  mutating func observeEnd(_ index: Int, _ turn: PodTurn) {
    guard let instance = containers[index].instance, instance.isRunning, let exit = instance.process?.exit else {
      return
    }
    let reason = exit.isOutOfMemory ? "OOMKilled" : exit.code == 0 ? "Completed" : "Error"
    let end = ContainerEnd(
      reason: reason, code: exit.code, signal: nil, message: terminationMessage(index, exit), started: instance.created,
      finished: exit.instant)
    containers[index].instance?.end = end
    containers[index].instance?.isReady = false
    containers[index].instance?.isStarted = false
    for probe in containers[index].probes.indices { containers[index].probes[probe].reset() }
  }

  /// What the container left in its termination log, or the end of its output where the pod asks for that.
  private func terminationMessage(_ index: Int, _ exit: ContainerExit) -> String {
    let container = containers[index]
    if !exit.message.isEmpty { return String(exit.message.prefix(4096)) }
    guard exit.code != 0, container.view.value["terminationMessagePolicy"]?.stringValue == "FallbackToLogsOnError",
      let log = container.instance?.process?.log
    else { return "" }
    let lines = log.lines(since: max(log.start, log.end - 80)).map { $0.text + ($0.isComplete ? "\n" : "") }
    return String(lines.joined().suffix(2048))
  }
}
