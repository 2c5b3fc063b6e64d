import ContainerShell
import KubernetesModel
import SimulationKernel

/// How a container ended, as the kubelet tells it.
struct ContainerEnd: Hashable, Sendable {
  let reason: String
  let code: Int
  let signal: Int?
  let message: String
  /// The epoch for a container that never ran.
  let started: Instant
  let finished: Instant
}

/// A container that the runtime made: it runs, or ended.
struct ContainerInstance: Sendable {
  /// 64 hexadecimal digits.
  let id: String
  let image: PulledImage
  let created: Instant
  /// Nil when it could not be started.
  var process: Container?
  /// As the kubelet has seen it, at most a second after it happened.
  var end: ContainerEnd?
  /// What the startup probe says; true without one.
  var isStarted: Bool
  var isReady: Bool
  var kill: ContainerKill?
  /// A probe over the network that succeeded once would succeed for ever.
  var answersSteadily = false

  /// Whether the kubelet takes it to run.
  var isRunning: Bool { end == nil }
}

/// A container that is being stopped.
struct ContainerKill: Hashable, Sendable {
  /// When it is asked to stop: after its preStop hook. Nil once that was done.
  var signalAt: Instant?
  /// When it is killed.
  var killAt: Instant
}

/// What is left of the instance before the present one.
final class EndedContainer: Sendable {
  let id: String
  let end: ContainerEnd
  let log: ContainerLog

  init(id: String, end: ContainerEnd, log: ContainerLog) {
    self.id = id
    self.end = end
    self.log = log
  }
}

/// Why a container waits: the reason and the message in its status.
struct WaitingReason: Hashable, Sendable {
  let reason: String
  let message: String
}

/// A container of a pod, over all its restarts.
struct ContainerRuntime: Sendable {
  var view: ContainerView
  var instance: ContainerInstance?
  var previous: EndedContainer?
  var restartCount = 0
  /// Why the last attempt to start it failed.
  var failure: WaitingReason?
  var backOff = BackOff()
  var pullBackOff = BackOff()
  var probes: [ProbeWorker] = []

  var name: String { view.name }
  var role: ContainerRole { view.role }
  var isRunning: Bool { instance?.isRunning ?? false }

  /// Ended, and not with code 0.
  var hasFailed: Bool { (instance?.end?.code ?? 0) != 0 }
  var hasSucceeded: Bool { instance?.end?.code == 0 }

  /// Whether it is to be started (again), were it up to it alone.
  func shouldRun(policy: String) -> Bool {
    guard let instance else { return true }
    guard let end = instance.end else { return false }
    switch role {
    case .ephemeral: return false
    case .sidecar: return true
    case .initial: return end.code != 0 && policy != "Never"
    case .regular: return policy == "Always" || (policy == "OnFailure" && end.code != 0)
    }
  }
}
