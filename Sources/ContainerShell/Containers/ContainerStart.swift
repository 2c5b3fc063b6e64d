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
  /// Nil where the image's own counts.
  package var user: Int?
  package var group: Int?
  package var isRootReadOnly: Bool
  /// Whether the container has a terminal and an open standard input (`tty`, `stdin`).
  package var hasTerminal: Bool
  package var isInputOpen: Bool
  /// Where it writes its last words.
  package var terminationMessagePath: String
  /// The architecture of the node.
  package var architecture: String
  /// Whose /etc/resolv.conf and /etc/hosts it sees; the kubelet writes them.
  package var resolverConfiguration: String
  package var hosts: String
  /// Seeds what the program does at random.
  package var seed: UInt64

  package init(
    image: ImageDescription, command: [String]? = nil, arguments: [String]? = nil,
    environment: [(name: String, value: String)] = [], workingDirectory: String? = nil, hostname: String = "",
    mounts: [ContainerMount] = [], memoryLimit: Int64? = nil, cpuLimit: Int64? = nil, ports: [Int] = [],
    user: Int? = nil, group: Int? = nil, isRootReadOnly: Bool = false, hasTerminal: Bool = false,
    isInputOpen: Bool = false, terminationMessagePath: String = "/dev/termination-log", architecture: String = "amd64",
    resolverConfiguration: String = "", hosts: String = "", seed: UInt64 = 0
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
    self.user = user
    self.group = group
    self.isRootReadOnly = isRootReadOnly
    self.hasTerminal = hasTerminal
    self.isInputOpen = isInputOpen
    self.terminationMessagePath = terminationMessagePath
    self.architecture = architecture
    self.resolverConfiguration = resolverConfiguration
    self.hosts = hosts
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
  /// Who owns the files, and their permission bits.
  package var owner: Int
  package var group: Int
  package var mode: Int
  package var directoryMode: Int
  /// Bytes that the volume may hold; nil for no limit.
  package var sizeLimit: Int64?

  package init(
    path: String, volume: String, isReadOnly: Bool = false, files: [String: [UInt8]] = [:],
    owner: Int = 0, group: Int = 0, mode: Int = 0o644, directoryMode: Int = 0o777, sizeLimit: Int64? = nil
  ) {
    self.path = path
    self.volume = volume
    self.owner = owner
    self.group = group
    self.mode = mode
    self.directoryMode = directoryMode
    self.sizeLimit = sizeLimit
    self.isReadOnly = isReadOnly
    self.files = files
  }
}
