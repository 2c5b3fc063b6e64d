import SimulationKernel

/// The files of a volume, as its containers see them.
struct VolumeContent: Sendable {
  /// By path relative to the volume.
  var files: [String: [UInt8]]
  /// Permission bits of its files.
  var mode = 0o644
}

/// A pod's volumes: set up once before its sandbox, then kept over all restarts of its containers.
struct PodVolumes: Sendable {
  private(set) var contents: [String: VolumeContent] = [:]
  var isMounted = false
  /// How long the next attempt waits after one that failed (kubelet: 500 ms, doubling to about two minutes).
  var delay = Self.firstDelay
  /// When the pod's worker gives up waiting, says so, and starts to wait again.
  var deadline: Instant?

  static let firstDelay = Duration.milliseconds(500)
  static let longestDelay = Duration.seconds(122)
  /// Kubelet: `podAttachAndMountTimeout`.
  static let timeout = Duration.seconds(123)

  mutating func set(_ content: VolumeContent, for volume: String) { contents[volume] = content }

  /// Takes what a container wrote.
  mutating func store(_ files: [String: [UInt8]], for volume: String) { contents[volume]?.files = files }
}
