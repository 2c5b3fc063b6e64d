import SimulationKernel

/// The files of /proc that people look at, made when they are read.
enum ProcFiles {
  static func content(of path: String, for view: ProcessView) -> [UInt8]? {
    guard path.hasPrefix("/proc/") else { return nil }
    let parts = path.dropFirst(6).split(separator: "/").map(String.init)
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return machineFile(first, view).map { Array($0.utf8) } }
    let number = first == "self" ? view.number : Int(first) ?? -1
    guard parts.count == 2, let process = view.machine.processes[number] else { return nil }
    return processFile(parts[1], process, view)
  }

  private static func machineFile(_ name: String, _ view: ProcessView) -> String? {
    switch name {
    case "uptime":
      let seconds = (view.now - Instant(seconds: view.now.seconds / 1_000_000 * 1_000_000)).inSeconds
      return decimals(seconds) + " " + decimals(seconds * 1.8) + "\n"
    case "loadavg": return "0.08 0.03 0.01 1/214 \(view.number)\n"
    case "version":
      return "Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0) #1 SMP\n"
    case "meminfo":
      return "MemTotal:        8145232 kB\nMemFree:         4512816 kB\nMemAvailable:    6230472 kB\n"
        + "Buffers:          142360 kB\nCached:          1731844 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n"
    case "cpuinfo":
      return (0..<2).map { "processor\t: \($0)\nvendor_id\t: GenuineIntel\ncpu cores\t: 2\n\n" }.joined()
    case "mounts":
      return "overlay / overlay rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n"
        + view.machine.files.mounts.map {
          "/dev/vda1 /\($0.path.joined(separator: "/")) ext4 \($0.isReadOnly ? "ro" : "rw"),relatime 0 0\n"
        }.joined()
    default: return nil
    }
  }

  private static func processFile(_ name: String, _ process: Process, _ view: ProcessView) -> [UInt8]? {
    switch name {
    case "cmdline": return process.arguments.flatMap { Array($0.utf8) + [0] }
    case "environ":
      return process.environment.sorted { $0.key < $1.key }.flatMap { Array("\($0.key)=\($0.value)".utf8) + [0] }
    case "comm": return Array((FilePath.lastName(process.arguments.first ?? "") + "\n").utf8)
    case "status":
      let kilobytes = process.memory.bytes(at: view.now) / 1024
      let user = process.user
      return Array(
        ("Name:\t\(FilePath.lastName(process.arguments.first ?? ""))\nState:\tS (sleeping)\nPid:\t\(process.identifier)\n"
          + "PPid:\t\(max(0, process.parent))\nUid:\t\(user.user)\t\(user.user)\t\(user.user)\t\(user.user)\n"
          + "Gid:\t\(user.group)\t\(user.group)\t\(user.group)\t\(user.group)\nVmRSS:\t\(kilobytes) kB\nThreads:\t1\n")
          .utf8)
    default: return nil
    }
  }

  private static func decimals(_ value: Double) -> String {
    let hundredths = Int64(max(0, min(value, 1e12)) * 100)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
