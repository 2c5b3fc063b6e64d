import APIServer
import KubernetesModel
import SimulationKernel

/// What a Deployment's status says about its ReplicaSets.
struct DeploymentStatus {
  let deployment: Deployment
  let newSet: ReplicaSet?
  let sets: [ReplicaSet]
  let now: Instant

  var updatedReplicas: Int64 { newSet?.currentReplicas ?? 0 }
  var replicas: Int64 { sets.reduce(0) { $0 + $1.currentReplicas } }
  var readyReplicas: Int64 { sets.reduce(0) { $0 + $1.readyReplicas } }
  var availableReplicas: Int64 { sets.reduce(0) { $0 + $1.availableReplicas } }

  /// The counts, and whether enough pods are available; no estimate of progress.
  func counted() -> JSONValue {
    let wanted = sets.reduce(0) { $0 + $1.replicas }
    let counts = [
      ("replicas", replicas), ("updatedReplicas", updatedReplicas), ("readyReplicas", readyReplicas),
      ("availableReplicas", availableReplicas), ("unavailableReplicas", max(0, wanted - availableReplicas)),
    ]
    var status: JSONValue = ["observedGeneration": .integer(deployment.generation)]
    for (field, count) in counts where count > 0 { status[field] = .integer(count) }
    if let terminatingReplicas { status["terminatingReplicas"] = .integer(terminatingReplicas) }
    status["collisionCount"] = deployment.collisionCount.map(JSONValue.integer)
    var conditions = deployment.conditions
    conditions.setForDeployment(availability, at: now)
    status["conditions"] = conditions.value
    return status
  }

  private var availability: Condition {
    availableReplicas >= deployment.replicas - deployment.maxUnavailable
      ? Condition(
        type: "Available", status: "True", reason: "MinimumReplicasAvailable",
        message: "Deployment has minimum availability.")
      : Condition(
        type: "Available", status: "False", reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.")
  }

  /// Nil until every ReplicaSet has counted its own.
  private var terminatingReplicas: Int64? {
    let counts = sets.map(\.terminatingReplicas)
    return counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// The counts and how far the rollout is.
  func withProgress() -> JSONValue {
    var status = counted()
    var conditions = Conditions(status["conditions"])
    let current = deployment.conditions["Progressing"]
    if let deadline = deployment.progressDeadline {
      let rolledOut = replicas == updatedReplicas && current?.reason == "NewReplicaSetAvailable"
      if !rolledOut { estimateProgress(current, deadline: deadline, in: &conditions) }
    } else {
      conditions.remove("Progressing")
    }
    if let failure = replicaFailure {
      conditions.setForDeployment(failure, at: now)
    } else {
      conditions.remove("ReplicaFailure")
    }
    status["conditions"] = conditions.value
    return status
  }

  private func estimateProgress(_ current: Condition?, deadline: Int64, in conditions: inout Conditions) {
    let subject = newSet.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(deployment.name)\""
    func condition(_ status: String, _ reason: String, _ what: String) -> Condition {
      Condition(type: "Progressing", status: status, reason: reason, message: "\(subject) \(what).")
    }
    if isComplete {
      conditions.setForDeployment(
        condition("True", "NewReplicaSetAvailable", "has successfully progressed"), at: now)
    } else if madeProgress {
      var progressing = condition("True", "ReplicaSetUpdated", "is progressing")
      if let current, current.isTrue { progressing.value["lastTransitionTime"] = current.value["lastTransitionTime"] }
      conditions.remove("Progressing")
      conditions.append(progressing, at: now)
    } else if isTimedOut(conditions["Progressing"], deadline: deadline) {
      conditions.setForDeployment(
        condition("False", "ProgressDeadlineExceeded", "has timed out progressing"), at: now)
    }
  }

  private var isComplete: Bool {
    updatedReplicas == deployment.replicas && replicas == deployment.replicas
      && availableReplicas == deployment.replicas
  }

  private var madeProgress: Bool {
    let before = deployment
    let updatedBefore = before.integer("status", "updatedReplicas")
    return updatedReplicas > updatedBefore
      || replicas - updatedReplicas < before.integer("status", "replicas") - updatedBefore
      || readyReplicas > before.integer("status", "readyReplicas")
      || availableReplicas > before.integer("status", "availableReplicas")
  }

  private func isTimedOut(_ condition: Condition?, deadline: Int64) -> Bool {
    guard let condition, condition.reason != "NewReplicaSetAvailable" else { return false }
    if condition.reason == "ProgressDeadlineExceeded" { return true }
    guard let since = Instant(rfc3339: condition.time("lastUpdateTime")) else { return false }
    return since + .seconds(deadline) < now
  }

  /// When a rollout that makes no progress has to be looked at again: a second after its deadline.
  func deadline(given status: JSONValue) -> Instant? {
    let conditions = Conditions(status["conditions"])
    guard let seconds = deployment.progressDeadline, let progressing = conditions["Progressing"],
      !["ProgressDeadlineExceeded", "NewReplicaSetAvailable"].contains(progressing.reason), !isComplete,
      let since = Instant(rfc3339: progressing.time("lastUpdateTime"))
    else { return nil }
    return since + .seconds(seconds) + .seconds(1)
  }

  /// The failure of the new ReplicaSet to make its pods, or else that of another.
  private var replicaFailure: Condition? {
    guard
      let failure = newSet?.conditions["ReplicaFailure"] ?? sets.compactMap({ $0.conditions["ReplicaFailure"] }).first
    else { return nil }
    var condition = failure
    condition.value["lastUpdateTime"] = failure.value["lastTransitionTime"]
    return condition
  }
}

extension Conditions {
  /// Puts a condition last, unless status and reason are what they were.
  mutating func setForDeployment(_ condition: Condition, at now: Instant) {
    let current = self[condition.type]
    if let current, current.status == condition.status, current.reason == condition.reason { return }
    var condition = condition
    if let current, current.status == condition.status {
      condition.value["lastTransitionTime"] = current.value["lastTransitionTime"]
    }
    remove(condition.type)
    append(condition, at: now)
  }

  /// Adds a condition; times that it does not bring are `now`.
  mutating func append(_ condition: Condition, at now: Instant) {
    var condition = condition
    for field in ["lastTransitionTime", "lastUpdateTime"] where condition.value[field] == nil {
      condition.value[field] = .string(now.rfc3339)
    }
    elements.append(condition)
  }
}
