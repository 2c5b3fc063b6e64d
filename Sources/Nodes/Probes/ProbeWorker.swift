import ContainerShell
import KubernetesModel
import SimulationKernel

/// One probe of a container (kubelet: a prober worker). It ticks once a period, from when the pod came to the node.
struct ProbeWorker: Sendable {
  enum Kind: String, Sendable {
    case startup, liveness, readiness

    /// As events begin: `Liveness probe failed: …`.
    var title: String {
      switch self {
      case .startup: "Startup"
      case .liveness: "Liveness"
      case .readiness: "Readiness"
      }
    }
  }

  let kind: Kind
  let probe: JSONValue
  private let since: Instant
  private var due: Instant?
  private var lastResult: Bool?
  private var run = 0
  /// The probe failed as often as it takes for the container to be killed.
  private(set) var hasGivenUp = false

  static func workers(for view: ContainerView, since: Instant) -> [ProbeWorker] {
    guard view.role == .regular || view.role == .sidecar else { return [] }
    return [Kind.startup, .liveness, .readiness].compactMap { kind in
      view.value[kind.rawValue + "Probe"].map { ProbeWorker(kind: kind, probe: $0, since: since) }
    }
  }

  private init(kind: Kind, probe: JSONValue, since: Instant) {
    self.kind = kind
    self.probe = probe
    self.since = since
  }

  private func number(_ field: String, _ standard: Int64) -> Int64 {
    probe[field]?.intValue.flatMap { $0 > 0 ? min($0, 1 << 31) : nil } ?? standard
  }

  private var period: Duration { .seconds(number("periodSeconds", 10)) }
  var timeout: Duration { .seconds(number("timeoutSeconds", 1)) }
  var timeoutText: String { "\(number("timeoutSeconds", 1))s" }
  var gracePeriod: Duration? { probe["terminationGracePeriodSeconds"]?.intValue.map { .seconds($0) } }

  /// When it probes next; never while the container does not run, or while the startup probe has the say.
  func next(for instance: ContainerInstance) -> Instant {
    guard instance.process?.exit == nil, instance.kill == nil, !hasGivenUp,
      kind == .startup ? !instance.isStarted : instance.isStarted
    else { return .distantFuture }
    return due ?? firstTick(for: instance)
  }

  /// A readiness or startup probe is run as soon as it may be; a liveness probe waits for the next tick.
  private func firstTick(for instance: ContainerInstance) -> Instant {
    let earliest = instance.created + .seconds(number("initialDelaySeconds", 0))
    if kind != .liveness, earliest == instance.created { return earliest }
    return tick(notBefore: earliest)
  }

  private func tick(notBefore instant: Instant) -> Instant {
    let length = period.microseconds
    let passed = max(0, (instant - since).microseconds)
    let ticks = passed / length + (passed % length == 0 ? 0 : 1)
    let (offset, overflows) = ticks.multipliedReportingOverflow(by: length)
    return overflows ? .distantFuture : since + .microseconds(offset)
  }

  /// What the thresholds make of a result: the container's state when it changes.
  mutating func record(_ success: Bool, at now: Instant) -> Bool? {
    due = tick(notBefore: now + .microseconds(1))
    if lastResult == success { run = min(run + 1, 1 << 30) } else { run = 1 }
    lastResult = success
    guard run >= number(success ? "successThreshold" : "failureThreshold", success ? 1 : 3) else { return nil }
    if !success, kind != .readiness { hasGivenUp = true }
    return success
  }

  /// Succeeded, and with a program whose answers do not change it would for ever: it need not run before somebody meddles
  /// with the container.
  mutating func rest() {
    if lastResult == true, run >= number("successThreshold", 1) { due = .distantFuture }
  }

  /// Somebody did meddle: runs with its next tick.
  mutating func wake(at now: Instant) {
    if due == .distantFuture { due = tick(notBefore: now) }
  }

  /// A probe that could not be run counts for nothing.
  mutating func skip(at now: Instant) { due = tick(notBefore: now + .microseconds(1)) }

  /// Starts anew with the next instance.
  mutating func reset() {
    due = nil
    lastResult = nil
    run = 0
    hasGivenUp = false
  }
}
