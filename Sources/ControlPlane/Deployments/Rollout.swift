import APIServer
import KubernetesModel
import SimulationKernel

/// One look at a Deployment: at most one step of its rollout, and its status. What the step changes brings the
/// controller back for the next one.
struct Rollout {
  var deployment: Deployment
  /// The ReplicaSet of the Deployment's template, once it exists.
  var newSet: ReplicaSet?
  var oldSets: [ReplicaSet] = []
  /// When to look again although nothing changes.
  var due: Instant?
  let now: Instant
  let recorder: EventRecorder

  init(deployment: Deployment, sets: [ReplicaSet], now: Instant, recorder: EventRecorder) {
    self.deployment = deployment
    self.now = now
    self.recorder = recorder
    newSet = sets.filter { Self.sameTemplate($0.template, deployment.template) }.min { $0.isOlder(than: $1) }
    oldSets = sets.filter { $0.uid != newSet?.uid }.sorted { $0.isOlder(than: $1) }
  }

  var sets: [ReplicaSet] { oldSets + (newSet.map { [$0] } ?? []) }
  var activeOldSets: [ReplicaSet] { oldSets.filter { $0.replicas > 0 } }
  var activeSets: [ReplicaSet] { sets.filter { $0.replicas > 0 } }

  static let hashLabel = "pod-template-hash"

  /// Whether two templates differ in nothing but the hash label.
  private static func sameTemplate(_ left: JSONValue, _ right: JSONValue) -> Bool {
    func normalized(_ template: JSONValue) -> JSONValue {
      var template = template
      template.set(nil, at: "metadata", "labels", hashLabel)
      if template.at("metadata", "creationTimestamp")?.isNull == true {
        template.set(nil, at: "metadata", "creationTimestamp")
      }
      return template
    }
    return normalized(left) == normalized(right)
  }

  mutating func reconcile(api: inout APIServer) throws(APIStatus) {
    if deployment.selector == .object(JSONObject()) {
      let message = "This deployment is selecting all pods. A non-empty selector is required."
      recorder.warning(deployment.value, "SelectingAll", message, api: &api, at: now)
      return
    }
    if deployment.isBeingDeleted { return try reportCounts(api: &api) }
    if try notePause(api: &api) { return }
    if try syncRevision(api: &api) { return }
    if deployment.isPaused || wasScaled {
      try resize(api: &api)
      if deployment.isPaused { try cleanUp(api: &api) }
      return try reportCounts(api: &api)
    }
    if deployment.isRecreate {
      try recreate(api: &api)
    } else {
      try roll(api: &api)
    }
  }

  /// Whether the Deployment's size changed since its active ReplicaSets were sized.
  private var wasScaled: Bool {
    activeSets.contains { set in set.desiredReplicas.map { $0 != deployment.replicas } ?? false }
  }

  /// Says in the Progressing condition that the Deployment was paused or resumed. Returns whether it did.
  private func notePause(api: inout APIServer) throws(APIStatus) -> Bool {
    guard deployment.progressDeadline != nil else { return false }
    let reason = deployment.conditions["Progressing"]?.reason
    guard reason != "ProgressDeadlineExceeded", deployment.isPaused != (reason == "DeploymentPaused") else {
      return false
    }
    let condition =
      deployment.isPaused
      ? Condition(
        type: "Progressing", status: "Unknown", reason: "DeploymentPaused", message: "Deployment is paused")
      : Condition(
        type: "Progressing", status: "Unknown", reason: "DeploymentResumed", message: "Deployment is resumed")
    var updated = deployment
    var conditions = updated.conditions
    conditions.setForDeployment(condition, at: now)
    updated.conditions = conditions
    try write(updated, api: &api)
    return true
  }

  func write(_ updated: Deployment, api: inout APIServer) throws(APIStatus) {
    try api.updateStatus(updated.value, in: .deployments, as: .controllerManager, at: now)
  }

  private func reportCounts(api: inout APIServer) throws(APIStatus) {
    try report(currentStatus.counted(), api: &api)
  }

  mutating func reportProgress(api: inout APIServer) throws(APIStatus) {
    let current = currentStatus
    let status = current.withProgress()
    due = current.deadline(given: status)
    try report(status, api: &api)
  }

  private var currentStatus: DeploymentStatus {
    DeploymentStatus(deployment: deployment, newSet: newSet, sets: sets, now: now)
  }

  private func report(_ status: JSONValue, api: inout APIServer) throws(APIStatus) {
    guard status != deployment.status else { return }
    var updated = deployment
    updated.value["status"] = status
    try write(updated, api: &api)
  }
}
