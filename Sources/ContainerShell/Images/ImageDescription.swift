/// What an image is: its tags, its files, and the program that runs in it. Plain data, so that a scenario can say it.
///
/// An image of which nothing is described starts at once, stays up, logs nothing, passes probes, and accepts connections
/// on its declared ports.
package struct ImageDescription: Hashable, Sendable {
  /// Without tag or digest, as written in manifests: `shop/checkout`.
  package var repository: String
  /// The tags that the registry has; empty where every tag exists.
  package var tags: [ImageTag]
  /// The program's own name with its first arguments, as in a Dockerfile's ENTRYPOINT; empty for a name made of the repository.
  package var entrypoint: [String]
  /// The arguments where the pod gives none, as in a Dockerfile's CMD.
  package var command: [String]
  /// Absolute paths at which an executable is found that behaves as `program`, besides the entrypoint's.
  package var executables: [String]
  /// The user that the program runs as; 0 is root.
  package var user: Int
  package var ports: [Int]
  package var files: [ImageFile]
  package var environment: [String: String]
  package var workingDirectory: String
  /// As Go names it: amd64, arm64. Nil where the image exists for every architecture.
  package var architecture: String?
  /// Which usual commands the image has.
  package var base: ImageBase
  /// Compressed, in bytes.
  package var size: Int64
  /// How long a pull takes; nil for a time that goes with the size.
  package var pullDuration: Duration?
  /// What a pull needs; nil for a public image.
  package var credentials: RegistryCredentials?
  package var program: ProgramDescription
  /// Any command that the base lacks counts as the program: for images of which nothing is known.
  package var runsAnyCommand = false

  package init(
    repository: String, tags: [ImageTag] = [], entrypoint: [String] = [], command: [String] = [],
    executables: [String] = [], user: Int = 0, ports: [Int] = [], files: [ImageFile] = [],
    environment: [String: String] = [:], workingDirectory: String = "/", architecture: String? = nil,
    base: ImageBase = .debian, size: Int64 = 48_000_000, pullDuration: Duration? = nil,
    credentials: RegistryCredentials? = nil, program: ProgramDescription = ProgramDescription()
  ) {
    self.repository = repository
    self.tags = tags
    self.entrypoint = entrypoint
    self.command = command
    self.executables = executables
    self.user = user
    self.ports = ports
    self.files = files
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.architecture = architecture
    self.base = base
    self.size = size
    self.pullDuration = pullDuration
    self.credentials = credentials
    self.program = program
  }

  /// The image as a tag has it; nil where the registry has no such tag.
  package func tagged(_ name: String) -> ImageDescription? {
    guard !tags.isEmpty else { return self }
    guard let tag = tags.first(where: { $0.name == name }) else { return nil }
    return tag.image ?? self
  }
}

/// One tag of an image.
package struct ImageTag: Hashable, Sendable {
  package var name: String
  /// The whole image as this tag has it; nil where it is as the repository says.
  package var image: ImageDescription?

  package init(name: String, image: ImageDescription? = nil) {
    self.name = name
    self.image = image
  }
}

/// Which commands an image brings besides its program.
package enum ImageBase: String, Hashable, Sendable, CaseIterable {
  /// BusyBox with its sh and its texts: busybox, alpine.
  case busybox
  /// BusyBox with curl, jq and dig added: what debugging images have.
  case toolbox
  /// A Debian with GNU tools, bash and curl.
  case debian
  /// No shell and no commands: distroless, scratch.
  case distroless
}

/// A file that an image brings.
package struct ImageFile: Hashable, Sendable {
  package var path: String
  package var content: String
  /// Permission bits, as in 0o644.
  package var mode: Int
  package var owner: Int

  package init(path: String, content: String = "", mode: Int = 0o644, owner: Int = 0) {
    self.path = path
    self.content = content
    self.mode = mode
    self.owner = owner
  }
}

/// What a registry wants to see before it gives an image away.
package struct RegistryCredentials: Hashable, Sendable {
  package var username: String
  package var password: String

  package init(username: String, password: String) {
    self.username = username
    self.password = password
  }
}
