import ContainerShell
import KubernetesModel
import SimulationKernel

/// When a kubelet looks next at what a pod wrote to its node's disk.
struct StorageWatch: Sendable {
  /// Kubelet: the eviction manager looks every 10 s.
  static let period = Duration.seconds(10)
  /// Pods of this priority and above are never evicted.
  private static let criticalPriority: Int64 = 2_000_000_000

  var next: Instant
  /// Kubelet: what volumes hold is measured every minute or two only.
  var volumesDue: Instant
  /// What they held, in bytes.
  var volumes: [String: Int64] = [:]

  /// Nil for a pod that may write as much as it likes.
  init?(_ pod: Pod, since now: Instant) {
    let limitsVolumes = pod.volumes.contains { $0.at("emptyDir", "sizeLimit") != nil }
    let limitsContainers = pod.limits.amounts["ephemeral-storage"] != nil
    guard limitsVolumes || limitsContainers, pod.priority < Self.criticalPriority else { return nil }
    next = now + Self.period
    volumesDue = now
  }
}

extension PodRuntime {
  /// What each of the pod's `emptyDir` volumes holds that are not in memory, in bytes as they lie on a disk.
  func usageOfEmptyVolumes() -> [String: Int64] {
    var usage: [String: Int64] = [:]
    for volume in pod.volumes {
      guard let name = volume["name"]?.stringValue, let source = volume["emptyDir"],
        source["medium"]?.stringValue != "Memory"
      else { continue }
      let parts = volumes.contents.filter { $0.key == name || $0.key.hasPrefix(name + "/") }.map(\.value)
      usage[name] = parts.flatMap(\.files.values).reduce(DiskBlocks.size) { $0 + DiskBlocks.bytes(of: $1.count) }
    }
    return usage
  }

  /// What the pod has written too much (kubelet: `localStorageEviction`).
  func storageProblem(_ volumes: [String: Int64]) -> String? {
    for volume in pod.volumes {
      guard let name = volume["name"]?.stringValue, let limit = Quantity(volume.at("emptyDir", "sizeLimit")),
        limit.sign > 0, let used = volumes[name], used > limit.value
      else { continue }
      return "Usage of EmptyDir volume \"\(name)\" exceeds the limit \"\(limit)\". "
    }
    let written = containers.map { (view: $0.view, bytes: $0.instance?.process?.diskBytes ?? 0) }
    let total = written.reduce(volumes.values.reduce(0, +)) { $0 + $1.bytes }
    if let limit = pod.limits.amounts["ephemeral-storage"], total > limit.value {
      return "Pod ephemeral local storage usage exceeds the total limit of containers \(limit). "
    }
    for container in written {
      guard let limit = container.view.quantity("limits", "ephemeral-storage"), limit.sign > 0,
        container.bytes > limit.value
      else { continue }
      return "Container \(container.view.name) exceeded its local ephemeral storage limit \"\(limit)\". "
    }
    return nil
  }
}
