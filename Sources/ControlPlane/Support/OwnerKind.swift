import APIServer
import KubernetesModel
import SimulationKernel

/// A kind whose objects own pods.
struct OwnerKind: Sendable {
  let resource: GroupResource
  let apiVersion: String
  let kind: String

  static let replicaSet = OwnerKind(resource: .replicaSets, apiVersion: "apps/v1", kind: "ReplicaSet")
  static let replicationController = OwnerKind(
    resource: .replicationControllers, apiVersion: "v1", kind: "ReplicationController")
  static let deployment = OwnerKind(resource: .deployments, apiVersion: "apps/v1", kind: "Deployment")
  static let statefulSet = OwnerKind(resource: .statefulSets, apiVersion: "apps/v1", kind: "StatefulSet")
  static let daemonSet = OwnerKind(resource: .daemonSets, apiVersion: "apps/v1", kind: "DaemonSet")
  static let job = OwnerKind(resource: .jobs, apiVersion: "batch/v1", kind: "Job")
  static let cronJob = OwnerKind(resource: .cronJobs, apiVersion: "batch/v1", kind: "CronJob")

  var group: String { resource.group }

  func reference(to owner: JSONValue) -> OwnerReference {
    OwnerReference(controller: owner, apiVersion: apiVersion, kind: kind)
  }
}

/// Takes orphans that an owner selects into its care, and lets go of what it selects no longer.
struct OwnershipClaim {
  let owner: JSONValue
  let kind: OwnerKind
  let selector: LabelSelector

  /// The objects that the owner controls after the claim, in the given order.
  func claim(
    _ candidates: [StoredObject], api: inout APIServer, at now: Instant
  ) throws(APIStatus) -> [JSONValue] {
    var claimed: [JSONValue] = []
    for candidate in candidates {
      if let object = try claim(candidate, api: &api, at: now) { claimed.append(object) }
    }
    return claimed
  }

  private func claim(_ candidate: StoredObject, api: inout APIServer, at now: Instant) throws(APIStatus) -> JSONValue? {
    let object = candidate.value
    // Most candidates are others': they are told by one look.
    if let controller = object.controllerReference {
      guard controller["uid"]?.stringValue ?? "" == owner.uid else { return nil }
      if selector.matches(object.at("metadata", "labels")) { return object }
      if !owner.isBeingDeleted { try release(candidate, api: &api, at: now) }
      return nil
    }
    guard selector.matches(object.at("metadata", "labels")), !owner.isBeingDeleted, !object.isBeingDeleted else {
      return nil
    }
    var adopted = object
    adopted.ownerReferences.append(kind.reference(to: owner))
    return try api.update(adopted, in: candidate.resource, as: .controllerManager, at: now).value
  }

  private func release(_ candidate: StoredObject, api: inout APIServer, at now: Instant) throws(APIStatus) {
    var released = candidate.value
    released.ownerReferences.removeAll { $0.uid == owner.uid }
    try api.update(released, in: candidate.resource, as: .controllerManager, at: now)
  }
}
