import KubernetesModel
import SimulationKernel

/// Pods: STATUS is worked out from the phase, the containers and their last ends, as the API server's printer does.
enum PodPrinter {
  static let printer = TablePrinter(
    """
    Name:string/name Ready:string Status:string Restarts:string Age:string +IP:string +Node:string
    +Nominated_Node:string +Readiness_Gates:string
    """
  ) { pod, now in
    let summary = PodSummary(pod)
    return [
      .string(pod.name), .string("\(summary.ready)/\(summary.total)"), .string(summary.reason),
      .string(summary.restartsText(now)), .string(pod.age(now)), .string(address(pod).ifEmpty("<none>")),
      .string(pod.text("spec", "nodeName").ifEmpty("<none>")),
      .string(pod.text("status", "nominatedNodeName").ifEmpty("<none>")), .string(gates(pod)),
    ]
  }

  private static func address(_ pod: JSONValue) -> String {
    pod.list("status", "podIPs").first?.text("ip") ?? pod.text("status", "podIP")
  }

  private static func gates(_ pod: JSONValue) -> String {
    let gates = pod.list("spec", "readinessGates").map { $0.text("conditionType") }
    guard !gates.isEmpty else { return "<none>" }
    let open = Set(
      pod.list("status", "conditions").filter { $0.text("status") == "True" }.map { $0.text("type") })
    return "\(gates.filter(open.contains).count)/\(gates.count)"
  }
}

/// What one line says about a pod.
struct PodSummary {
  private(set) var ready = 0
  private(set) var total: Int
  private(set) var reason: String
  private var restarts: Int64 = 0
  private var lastRestart: Instant?
  private var sidecarRestarts: Int64 = 0
  private var lastSidecarRestart: Instant?

  init(_ pod: JSONValue) {
    let phase = pod.text("status", "phase")
    reason = pod.text("status", "reason").ifEmpty(phase)
    total = pod.list("spec", "containers").count
    for condition in pod.list("status", "conditions")
    where condition.text("type") == "PodScheduled" && condition.text("reason") == "SchedulingGated" {
      reason = "SchedulingGated"
    }
    let sidecars = Set(
      pod.list("spec", "initContainers").filter { $0.text("restartPolicy") == "Always" }.map { $0.text("name") })
    total += sidecars.count
    let isInitializing = summarizeInit(pod, sidecars)
    if !isInitializing || Self.isInitialized(pod) { summarizeContainers(pod) }
    if pod.isBeingDeleted {
      if pod.text("status", "reason") == "NodeLost" {
        reason = "Unknown"
      } else if !["Succeeded", "Failed"].contains(phase) {
        reason = "Terminating"
      }
    }
  }

  /// Looks at the init containers up to the first that holds the others back.
  private mutating func summarizeInit(_ pod: JSONValue, _ sidecars: Set<String>) -> Bool {
    let count = pod.list("spec", "initContainers").count
    for (index, status) in pod.list("status", "initContainerStatuses").enumerated() {
      let isSidecar = sidecars.contains(status.text("name"))
      countRestarts(status, isSidecar: isSidecar)
      let terminated = status.at("state", "terminated")
      if let terminated, terminated.integer("exitCode") == 0 { continue }
      if isSidecar, status["started"]?.boolValue == true {
        if status["ready"]?.boolValue == true { ready += 1 }
        continue
      }
      let waiting = status.text("state", "waiting", "reason")
      if let terminated {
        reason = "Init:" + Self.end(terminated)
      } else if !waiting.isEmpty, waiting != "PodInitializing" {
        reason = "Init:" + waiting
      } else {
        reason = "Init:\(index)/\(count)"
      }
      return true
    }
    return false
  }

  private mutating func countRestarts(_ status: JSONValue, isSidecar: Bool) {
    let number = status.integer("restartCount")
    restarts &+= number
    let ended = status.text("lastState", "terminated", "finishedAt")
    let instant = Instant(rfc3339: ended)
    if let instant, instant > lastRestart ?? .distantPast { lastRestart = instant }
    guard isSidecar else { return }
    sidecarRestarts &+= number
    if let instant, instant > lastSidecarRestart ?? .distantPast { lastSidecarRestart = instant }
  }

  private mutating func summarizeContainers(_ pod: JSONValue) {
    restarts = sidecarRestarts
    lastRestart = lastSidecarRestart
    var hasRunning = false
    for status in pod.list("status", "containerStatuses").reversed() {
      countRestarts(status, isSidecar: false)
      let waiting = status.text("state", "waiting", "reason")
      if !waiting.isEmpty {
        reason = waiting
      } else if let terminated = status.at("state", "terminated") {
        reason = Self.end(terminated)
      } else if status["ready"]?.boolValue == true, status.at("state", "running") != nil {
        hasRunning = true
        ready += 1
      }
    }
    // A pod that still runs is not completed.
    if reason == "Completed", hasRunning {
      reason = Self.isReady(pod) ? "Running" : "NotReady"
    }
  }

  private static func end(_ terminated: JSONValue) -> String {
    let reason = terminated.text("reason")
    if !reason.isEmpty { return reason }
    let signal = terminated.integer("signal")
    return signal != 0 ? "Signal:\(signal)" : "ExitCode:\(terminated.integer("exitCode"))"
  }

  private static func isReady(_ pod: JSONValue) -> Bool { hasCondition("Ready", pod) }
  private static func isInitialized(_ pod: JSONValue) -> Bool { hasCondition("Initialized", pod) }

  private static func hasCondition(_ type: String, _ pod: JSONValue) -> Bool {
    pod.list("status", "conditions").contains { $0.text("type") == type && $0.text("status") == "True" }
  }

  func restartsText(_ now: Instant) -> String {
    guard restarts != 0, let lastRestart else { return String(restarts) }
    return "\(restarts) (\((now - lastRestart).humanText) ago)"
  }
}
