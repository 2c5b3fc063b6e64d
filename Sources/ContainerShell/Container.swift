package import SimulationKernel

/// How a container is started.
package struct ContainerStart: Sendable {
  package var image: ImageDescription
  /// `command` and `args` of the pod, with variables expanded; nil where the image's own count.
  package var command: [String]?
  package var arguments: [String]?
  package var environment: [(name: String, value: String)]
  package var workingDirectory: String?
  package var hostname: String
  /// What is mounted: volumes, ConfigMaps, Secrets, by mount path.
  package var mounts: [ContainerMount]
  /// Bytes; nil for no limit.
  package var memoryLimit: Int64?
  /// Thousandths of a core; nil for no limit.
  package var cpuLimit: Int64?
  package var ports: [Int]
  /// Seeds what the program does at random.
  package var seed: UInt64

  package init(
    image: ImageDescription, command: [String]? = nil, arguments: [String]? = nil,
    environment: [(name: String, value: String)] = [], workingDirectory: String? = nil, hostname: String = "",
    mounts: [ContainerMount] = [], memoryLimit: Int64? = nil, cpuLimit: Int64? = nil, ports: [Int] = [],
    seed: UInt64 = 0
  ) {
    self.image = image
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.hostname = hostname
    self.mounts = mounts
    self.memoryLimit = memoryLimit
    self.cpuLimit = cpuLimit
    self.ports = ports
    self.seed = seed
  }
}

/// A folder or file that is mounted into a container.
package struct ContainerMount: Sendable {
  package var path: String
  package var isReadOnly: Bool
  /// Files by path relative to the mount; a mounted single file has the path "".
  package var files: [String: [UInt8]]
  /// Names the volume, so that the kubelet can hand what one container wrote to the next.
  package var volume: String

  package init(path: String, volume: String, isReadOnly: Bool = false, files: [String: [UInt8]] = [:]) {
    self.path = path
    self.volume = volume
    self.isReadOnly = isReadOnly
    self.files = files
  }
}

/// A line that a container wrote.
package struct LogLine: Hashable, Sendable {
  package let instant: Instant
  package let isError: Bool
  /// Without its end of line.
  package let text: String

  package init(instant: Instant, isError: Bool = false, text: String) {
    self.instant = instant
    self.isError = isError
    self.text = text
  }
}

/// How a container ended.
package struct ContainerExit: Hashable, Sendable {
  package let code: Int
  /// The signal that ended it, when one did: 15, 9.
  package let signal: Int?
  package let isOutOfMemory: Bool
  package let instant: Instant
  /// What it wrote to its termination log.
  package let message: String

  package init(code: Int, signal: Int? = nil, isOutOfMemory: Bool = false, instant: Instant, message: String = "") {
    self.code = code
    self.signal = signal
    self.isOutOfMemory = isOutOfMemory
    self.instant = instant
    self.message = message
  }
}

/// Why the runtime could not start a container, in runc's words, as in
/// `exec: "nope": executable file not found in $PATH`.
package struct ContainerStartFailure: Error, Hashable, Sendable {
  package let message: String

  package init(message: String) { self.message = message }
}
