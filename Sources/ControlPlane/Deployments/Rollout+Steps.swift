import APIServer
import KubernetesModel
import SimulationKernel

extension Rollout {
  /// RollingUpdate: the new ReplicaSet grows and the old ones shrink, within maxSurge and maxUnavailable.
  mutating func roll(api: inout APIServer) throws(APIStatus) {
    guard let newSet else { return try createNewSet(api: &api) }
    let grown = min(deployment.replicas, grownSize(of: newSet, among: sets))
    if newSet.replicas != deployment.replicas, try scale(newSet, to: grown, api: &api) {
      return try reportProgress(api: &api)
    }
    if try shrinkOldSets(newSet, api: &api) { return try reportProgress(api: &api) }
    if isComplete { try cleanUp(api: &api) }
    try reportProgress(api: &api)
  }

  /// Recreate: all old pods go before the first new one comes.
  mutating func recreate(api: inout APIServer) throws(APIStatus) {
    var scaledDown = false
    for set in activeOldSets where try scale(set, to: 0, api: &api) { scaledDown = true }
    if scaledDown || hasOldPods(api: api) { return try reportProgress(api: &api) }
    guard let newSet else { return try createNewSet(api: &api) }
    _ = try scale(newSet, to: deployment.replicas, api: &api)
    if isComplete { try cleanUp(api: &api) }
    try reportProgress(api: &api)
  }

  private func hasOldPods(api: APIServer) -> Bool {
    if oldSets.contains(where: { $0.currentReplicas > 0 }) { return true }
    let owners = Set(oldSets.map(\.uid))
    return api.list(.pods, namespace: deployment.namespace).contains {
      owners.contains($0.value.controllerUID) && !Pod($0.value).isFinished
    }
  }

  /// What the new ReplicaSet may grow to now.
  func grownSize(of set: ReplicaSet, among sets: [ReplicaSet]) -> Int64 {
    if deployment.isRecreate { return deployment.replicas }
    let room = deployment.replicas + deployment.maxSurge - sets.reduce(0) { $0 + $1.replicas }
    return room <= 0 ? set.replicas : set.replicas + min(room, deployment.replicas - set.replicas)
  }

  /// Scales old ReplicaSets down as far as enough pods stay available, pods that are not available first.
  private func shrinkOldSets(_ newSet: ReplicaSet, api: inout APIServer) throws(APIStatus) -> Bool {
    guard !activeOldSets.isEmpty else { return false }
    let minAvailable = deployment.replicas - deployment.maxUnavailable
    let unavailableNew = newSet.replicas - newSet.availableReplicas
    var excess = sets.reduce(0) { $0 + $1.replicas } - minAvailable - unavailableNew
    guard excess > 0 else { return false }
    var sizes: [Int64] = activeOldSets.map(\.replicas)
    var shrunk = false
    for (index, set) in activeOldSets.enumerated() where excess > 0 && set.replicas > set.availableReplicas {
      let count = min(excess, set.replicas - set.availableReplicas)
      sizes[index] -= count
      excess -= count
    }
    var spare = sets.reduce(0) { $0 + $1.availableReplicas } - minAvailable
    for (index, set) in activeOldSets.enumerated() {
      // One step for what was not available, one for what can be spared, as each is an event of its own.
      if try scale(set, to: sizes[index], api: &api) { shrunk = true }
      let count = min(spare, sizes[index])
      guard count > 0, let current = api.get(.replicaSets, namespace: set.namespace, set.name) else { continue }
      spare -= count
      if try scale(ReplicaSet(current.value), to: sizes[index] - count, api: &api) { shrunk = true }
    }
    return shrunk
  }

  private var isComplete: Bool {
    let status = deployment.status
    func count(_ field: String) -> Int64 { status[field]?.intValue ?? 0 }
    return count("updatedReplicas") == deployment.replicas && count("replicas") == deployment.replicas
      && count("availableReplicas") == deployment.replicas && deployment.observedGeneration >= deployment.generation
  }

  /// Sets a ReplicaSet's size and notes the Deployment's; returns whether the size changed.
  func scale(_ set: ReplicaSet, to size: Int64, api: inout APIServer) throws(APIStatus) -> Bool {
    guard set.replicas != size else { return false }
    var updated = set
    updated.value.set(.integer(size), at: "spec", "replicas")
    RevisionAnnotation.updateSizes(&updated, for: deployment)
    try api.update(updated.value, in: .replicaSets, as: .controllerManager, at: now)
    let direction = size > set.replicas ? "up" : "down"
    recorder.normal(
      deployment.value, "ScalingReplicaSet",
      "Scaled \(direction) replica set \(set.name) from \(set.replicas) to \(size)", api: &api, at: now)
    return true
  }

  /// Deletes the oldest ReplicaSets that are empty, as far as they are more than `revisionHistoryLimit`.
  func cleanUp(api: inout APIServer) throws(APIStatus) {
    guard let limit = deployment.revisionHistoryLimit, limit < Int64(Int32.max) else { return }
    let candidates = oldSets.filter { !$0.isBeingDeleted }
    guard candidates.count > limit else { return }
    let excess = candidates.count - Int(max(0, limit))
    for set in candidates.sorted(by: { ($0.revision, $0.name) < ($1.revision, $1.name) }).prefix(excess)
    where set.replicas == 0 && set.currentReplicas == 0 && set.generation <= set.observedGeneration {
      try api.delete(.replicaSets, namespace: set.namespace, set.name, as: .controllerManager, at: now)
    }
  }
}
