import APIServer
import KubernetesModel
import SimulationKernel

extension Rollout {
  /// Follows a change of the Deployment's size without rolling anything: one ReplicaSet takes it alone, several share
  /// it in proportion.
  func resize(api: inout APIServer) throws(APIStatus) {
    if let set = activeOrLatest {
      _ = try scale(set, to: deployment.replicas, api: &api)
    } else if isSaturated {
      for set in activeOldSets { _ = try scale(set, to: 0, api: &api) }
    } else if !deployment.isRecreate {
      try resizeInProportion(api: &api)
    }
  }

  /// The only active ReplicaSet, or when none is active the newest; nil when several are active.
  private var activeOrLatest: ReplicaSet? {
    switch activeSets.count {
    case 0: newSet ?? oldSets.last
    case 1: activeSets.first
    default: nil
    }
  }

  private var isSaturated: Bool {
    guard let newSet else { return false }
    return newSet.replicas == deployment.replicas && newSet.desiredReplicas == deployment.replicas
      && newSet.availableReplicas == deployment.replicas
  }

  private func resizeInProportion(api: inout APIServer) throws(APIStatus) {
    let allowed = deployment.replicas > 0 ? deployment.replicas + deployment.maxSurge : 0
    let missing = allowed - activeSets.reduce(0) { $0 + $1.replicas }
    let ordered = activeSets.sorted { left, right in
      if left.replicas != right.replicas { return left.replicas > right.replicas }
      return missing > 0 ? right.isOlder(than: left) : left.isOlder(than: right)
    }
    var sizes = ordered.map(\.replicas)
    var added: Int64 = 0
    for (index, set) in ordered.enumerated() where missing != 0 {
      let share = share(of: set)
      let part = missing > 0 ? min(share, missing - added) : max(share, missing - added)
      sizes[index] += part
      added += part
    }
    // What rounding left over goes to the largest.
    if let first = sizes.first { sizes[0] = max(0, first + missing - added) }
    for (set, size) in zip(ordered, sizes) { try scaleOrNote(set, to: size, api: &api) }
  }

  /// How much a ReplicaSet grows or shrinks for its part, rounded to the nearest.
  private func share(of set: ReplicaSet) -> Int64 {
    if deployment.replicas == 0 { return -set.replicas }
    let before = set.maxReplicas ?? deployment.integer("status", "replicas")
    guard before > 0 else { return 0 }
    let exact = Double(set.replicas) * Double(deployment.replicas + deployment.maxSurge) / Double(before)
    return (Int64(exactly: exact.rounded(.toNearestOrAwayFromZero)) ?? set.replicas) - set.replicas
  }

  /// Scales, or when the size stays notes for which size of the Deployment it is right.
  private func scaleOrNote(_ set: ReplicaSet, to size: Int64, api: inout APIServer) throws(APIStatus) {
    if try scale(set, to: size, api: &api) { return }
    var updated = set
    RevisionAnnotation.updateSizes(&updated, for: deployment)
    if updated != set { try api.update(updated.value, in: .replicaSets, as: .controllerManager, at: now) }
  }
}
