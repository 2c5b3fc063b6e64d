import APIServer
import KubernetesModel
import SimulationKernel

extension Rollout {
  /// Keeps the new ReplicaSet's annotations and the Deployment's revision in step. Returns whether anything was
  /// written: the rollout goes on when the controller hears of that.
  mutating func syncRevision(api: inout APIServer) throws(APIStatus) -> Bool {
    guard let set = newSet else { return false }
    var updated = set
    RevisionAnnotation.update(&updated, for: deployment, revision: nextRevision)
    if updated.minReadySeconds != deployment.minReadySeconds {
      updated.value.set(.integer(deployment.minReadySeconds), at: "spec", "minReadySeconds")
    }
    if updated != set {
      try api.update(updated.value, in: .replicaSets, as: .controllerManager, at: now)
      return true
    }
    var changed = deployment
    changed.setAnnotation(RevisionAnnotation.revision, set.annotations[RevisionAnnotation.revision])
    if changed.progressDeadline != nil, changed.conditions["Progressing"] == nil {
      note("FoundNewReplicaSet", "Found new replica set \"\(set.name)\"", in: &changed)
    }
    guard changed != deployment else { return false }
    try write(changed, api: &api)
    return true
  }

  private var nextRevision: Int64 {
    let (next, overflow) = (oldSets.map(\.revision).max() ?? 0).addingReportingOverflow(1)
    return overflow ? .max : next
  }

  private func note(_ reason: String, _ message: String, status: String = "True", in deployment: inout Deployment) {
    var conditions = deployment.conditions
    conditions.setForDeployment(
      Condition(type: "Progressing", status: status, reason: reason, message: message), at: now)
    deployment.conditions = conditions
  }

  /// Makes the ReplicaSet of a template that has none yet, and notes its revision. The rollout goes on when the
  /// controller hears of that.
  func createNewSet(api: inout APIServer) throws(APIStatus) {
    let set = proposedSet
    var changed = deployment
    do throws(APIStatus) {
      let created = try api.create(set.value, in: .replicaSets, as: .controllerManager, at: now)
      if set.replicas > 0 {
        recorder.normal(
          deployment.value, "ScalingReplicaSet",
          "Scaled up replica set \(created.name) from 0 to \(set.replicas)", api: &api, at: now)
      }
      changed.setAnnotation(RevisionAnnotation.revision, String(nextRevision))
      if changed.progressDeadline != nil {
        note("NewReplicaSetCreated", "Created new replica set \"\(created.name)\"", in: &changed)
      }
    } catch {
      if error.reason == "AlreadyExists" {
        changed.value.set(.integer((deployment.collisionCount ?? 0) &+ 1), at: "status", "collisionCount")
      } else {
        try reportRefusal(error, of: set, api: &api)
      }
    }
    try write(changed, api: &api)
  }

  private func reportRefusal(_ error: APIStatus, of set: ReplicaSet, api: inout APIServer) throws(APIStatus) -> Never {
    if error.isNamespaceTerminating { throw error }
    let message = "Failed to create new replica set \"\(set.name)\": \(error.message)"
    if deployment.progressDeadline != nil {
      var changed = deployment
      note("ReplicaSetCreateError", message, status: "False", in: &changed)
      try write(changed, api: &api)
    }
    recorder.warning(deployment.value, "ReplicaSetCreateError", message, api: &api, at: now)
    throw error
  }

  /// The ReplicaSet that the Deployment's template asks for.
  private var proposedSet: ReplicaSet {
    let hash = TemplateHash.of(deployment.template, collisions: deployment.collisionCount)
    var template = deployment.template
    template.set(.string(hash), at: "metadata", "labels", Self.hashLabel)
    var selector = deployment.selector
    selector.set(.string(hash), at: "matchLabels", Self.hashLabel)
    var value: JSONValue = [
      "apiVersion": "apps/v1", "kind": "ReplicaSet",
      "metadata": [
        "name": .string(deployment.name + "-" + hash), "namespace": .string(deployment.namespace),
        "labels": template.at("metadata", "labels") ?? [:],
      ],
      "spec": ["replicas": 0, "selector": selector, "template": template],
    ]
    value.ownerReferences = [OwnerKind.deployment.reference(to: deployment.value)]
    if deployment.minReadySeconds > 0 {
      value.set(.integer(deployment.minReadySeconds), at: "spec", "minReadySeconds")
    }
    var set = ReplicaSet(value)
    set.value.set(.integer(grownSize(of: set, among: oldSets + [set])), at: "spec", "replicas")
    RevisionAnnotation.update(&set, for: deployment, revision: nextRevision)
    RevisionAnnotation.updateSizes(&set, for: deployment)
    return set
  }
}
