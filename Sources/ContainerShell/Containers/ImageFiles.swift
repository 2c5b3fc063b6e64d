import SimulationKernel

/// The files that images bring: commands as their base says, and what everybody expects under /etc and /dev.
enum ImageFiles {
  private static let busybox = layout(
    shells: ["sh", "ash"], directory: "/bin/",
    excluded: [
      "bash", "dash", "curl", "jq", "openssl", "dig", "host", "getent", "column", "ncat", "mawk", "gawk", "ss",
    ],
    os: "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.21.3\nPRETTY_NAME=\"Alpine Linux v3.21\"\n")
  private static let toolbox = layout(
    shells: ["sh", "ash", "bash"], directory: "/usr/bin/", excluded: [],
    os: "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.21.3\nPRETTY_NAME=\"Alpine Linux v3.21\"\n")
  private static let debian = layout(
    shells: ["sh", "dash", "bash"], directory: "/usr/bin/",
    excluded: [
      "wget", "nslookup", "nc", "ncat", "telnet", "ping", "dig", "host", "jq", "less", "top", "ash", "watch", "gawk",
      "column", "netstat", "ss", "xxd", "hexdump", "bc",
    ],
    os: "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n")
  private static let distroless = layout(
    shells: [], directory: "/usr/bin/", excluded: nil,
    os: "PRETTY_NAME=\"Distroless\"\nNAME=\"Debian GNU/Linux\"\nID=\"debian\"\nVERSION_ID=\"12\"\n")

  /// The files of an image before anything is mounted.
  static func fileSystem(of image: ImageDescription) -> FileSystem {
    var files =
      switch image.base {
      case .busybox: busybox
      case .toolbox: toolbox
      case .debian: debian
      case .distroless: distroless
      }
    for file in image.files {
      files.place(
        FileNode(.file(Array(file.content.utf8)), mode: file.mode, owner: file.owner, group: file.owner), at: file.path)
    }
    for path in described(image) where !files.exists(path) {
      files.place(FileNode(.executable(Commands.describedPrefix), mode: 0o755), at: path)
    }
    if image.workingDirectory != "/" { files.makeDirectories(image.workingDirectory) }
    return files
  }

  /// Where an executable stands for the image's own program.
  private static func described(_ image: ImageDescription) -> [String] {
    var names = image.executables
    for name in [image.entrypoint.first, image.entrypoint.isEmpty ? nil : image.command.first].compactMap({ $0 }) {
      names.append(name)
    }
    if image.entrypoint.isEmpty {
      names.append(image.repository.split(separator: "/").last.map(String.init) ?? "app")
    }
    return names.filter { !$0.isEmpty && !$0.hasPrefix("-") }.map { $0.hasPrefix("/") ? $0 : "/usr/local/bin/" + $0 }
  }

  private static func layout(shells: [String], directory: String, excluded: Set<String>?, os: String) -> FileSystem {
    var files = FileSystem()
    for path in ["/tmp", "/var/tmp"] {
      files.makeDirectories(path)
      files.place(FileNode.directory(mode: 0o1777), at: path)
    }
    for path in [
      "/bin", "/dev", "/etc", "/home", "/opt", "/proc", "/root", "/run", "/sys", "/usr/bin", "/usr/local/bin",
      "/var/log", "/var/run",
    ] {
      files.makeDirectories(path)
    }
    if let excluded {
      let names = Commands.table.keys.filter { !excluded.contains($0) }.sorted()
      for name in names { files.place(FileNode(.executable(name), mode: 0o755), at: directory + name) }
      for shell in shells { files.place(FileNode(.executable(shell), mode: 0o755), at: "/bin/" + shell) }
      if directory == "/bin/" { files.place(FileNode(.executable("busybox"), mode: 0o755), at: "/bin/busybox") }
    }
    files.place(FileNode(.file(Array(os.utf8)), mode: 0o644), at: "/etc/os-release")
    let users =
      "root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/bin/false\nnobody:x:65534:65534:nobody:/home:/bin/false\n"
    files.place(FileNode(.file(Array(users.utf8)), mode: 0o644), at: "/etc/passwd")
    files.place(FileNode(.file(Array("root:x:0:\nnogroup:x:65534:\n".utf8)), mode: 0o644), at: "/etc/group")
    addDevices(&files)
    return files
  }

  static func addDevices(_ files: inout FileSystem) {
    let devices: [(String, FileNode.Device)] = [
      ("null", .null), ("zero", .zero), ("random", .random), ("urandom", .random), ("full", .full), ("tty", .terminal),
    ]
    for (name, device) in devices { files.place(FileNode(.device(device), mode: 0o666), at: "/dev/" + name) }
  }
}
