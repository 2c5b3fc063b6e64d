import SimulationKernel

/// Puts together what a container starts with.
enum ContainerSetup {
  struct NewProcess {
    var program: any Program
    var words: [String]
    var environment: [String: String]
    var directory: String
    var user: FileUser
  }

  static func machine(_ start: ContainerStart, at instant: Instant) -> Machine {
    var files = ImageFiles.fileSystem(of: start.image)
    let texts = [
      ("/etc/hostname", start.hostname + "\n"), ("/etc/resolv.conf", start.resolverConfiguration),
      ("/etc/hosts", start.hosts.isEmpty ? "127.0.0.1\tlocalhost\n" : start.hosts),
      (start.terminationMessagePath, ""),
    ]
    for (path, text) in texts where !path.isEmpty {
      files.place(
        FileNode(.file(Array(text.utf8)), mode: path.hasPrefix("/etc/") ? 0o644 : 0o666, modified: instant), at: path)
    }
    for mount in start.mounts.sorted(by: { $0.path < $1.path }) { files.mount(mount, at: instant) }
    if let directory = start.workingDirectory { files.makeDirectories(directory) }
    files.isRootReadOnly = start.isRootReadOnly
    files.allow(start.terminationMessagePath)
    let dialect: ShellDialect = start.image.base == .debian || start.image.base == .distroless ? .dash : .ash
    var machine = Machine(files: files, hostname: start.hostname, dialect: dialect, at: instant, seed: start.seed)
    machine.described = Shared(start.image.program)
    machine.terminationMessagePath = start.terminationMessagePath
    return machine
  }

  static func firstProcess(
    _ start: ContainerStart, _ machine: Machine
  ) throws(ContainerStartFailure) -> NewProcess {
    let image = start.image
    var entrypoint = image.entrypoint
    if entrypoint.isEmpty, image.command.isEmpty {
      entrypoint = [image.repository.split(separator: "/").last.map(String.init) ?? "app"]
    }
    var words = start.command ?? entrypoint
    words += start.arguments ?? (start.command == nil ? image.command : [])
    return try process(words, start, machine, isExec: false)
  }

  static func process(
    _ words: [String], _ start: ContainerStart, _ machine: Machine, isExec: Bool
  ) throws(ContainerStartFailure) -> NewProcess {
    let image = start.image
    var environment = ["PATH": Executables.standardPath, "HOSTNAME": start.hostname, "HOME": "/root"]
    environment.merge(image.environment) { $1 }
    for (name, value) in start.environment { environment[name] = value }
    let user = FileUser(user: start.user ?? image.user, group: start.group ?? (start.user == nil ? image.user : 0))
    if user.user != 0, environment["HOME"] == "/root" { environment["HOME"] = "/" }
    let directory = start.workingDirectory.flatMap { $0.isEmpty ? nil : $0 } ?? image.workingDirectory
    var view = ProcessView(machine: machine, number: 0, surroundings: NoSurroundings())
    view.machine.processes[0] = Process(
      identifier: 0, parent: -1, program: VacantProgram(), arguments: words, descriptors: [:],
      environment: environment, directory: directory, user: user, started: machine.now, console: 0)
    let program = try program(words, environment, start, view, isExec: isExec)
    return NewProcess(program: program, words: words, environment: environment, directory: directory, user: user)
  }

  private static func program(
    _ words: [String], _ environment: [String: String], _ start: ContainerStart, _ view: ProcessView, isExec: Bool
  ) throws(ContainerStartFailure) -> any Program {
    let name = words.first ?? ""
    if let architecture = start.image.architecture, architecture != start.architecture {
      return refusal(name, "exec format error")
    }
    guard ArgumentSpace.holds(words, environment) else { return refusal(name, "argument list too long") }
    if let path = Executables.path(of: name, path: environment["PATH"], view),
      case .executable(let command)? = try? view.machine.files.node(path, in: view.directory).content,
      command == Commands.describedPrefix
    {
      return DescribedProgram(view.machine.described ?? Shared(start.image.program))
    }
    switch Executables.find(words, environment: environment, path: environment["PATH"], view) {
    case .found(let program): return program
    case .notFound where start.image.runsAnyCommand && !isExec:
      return DescribedProgram(view.machine.described ?? Shared(start.image.program))
    case .notFound(let isPath):
      throw failure(
        name, isPath ? "stat \(name): no such file or directory" : "executable file not found in $PATH", isExec)
    case .denied: throw failure(name, "permission denied", isExec)
    case .isDirectory: throw failure(name, "is a directory", isExec)
    case .badFormat: return refusal(name, "exec format error")
    case .tooLong: return refusal(name, "argument list too long")
    }
  }

  /// What the kernel refuses to run is known only after the start: runc says it in the container's own log.
  private static func refusal(_ name: String, _ reason: String) -> any Program {
    InstantCommand(arguments: []) { _, process in
      process.printError("exec \(name): \(reason)\n")
      return 255
    }
  }

  private static func failure(_ name: String, _ reason: String, _ isExec: Bool) -> ContainerStartFailure {
    let before =
      isExec
      ? "OCI runtime exec failed: exec failed: unable to start container process: "
      : "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: "
    return ContainerStartFailure(message: before + "exec: \"\(name)\": \(reason)")
  }
}

/// What is reached while a container is put together: nothing.
struct NoSurroundings: ContainerSurroundings {
  func resolve(_ name: String) -> NameResolution { .timedOut }
  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    .notResolved(.timedOut)
  }
  func ask(_ request: HTTPQuestion) -> HTTPOutcome { .failed(.notResolved(.timedOut)) }
}
