import SimulationKernel

/// What du, df and dd show and do.
enum DiskUseCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "shkmacd:b")
    var code = 0
    for path in options.operands.isEmpty ? ["."] : options.operands {
      guard let node = try? process.machine.files.node(path, in: process.directory) else {
        process.printError("du: \(path): No such file or directory\n")
        code = 1
        continue
      }
      let used = Int(clamping: FileSystem.usedBytes(node))
      let bytes = used + 4096
      let isExact = options.has("b") && !node.isDirectory
      process.print(
        (isExact ? String(used) : options.has("h") ? ListCommand.human(bytes) : String((bytes + 1023) / 1024))
          + "\t\(path)\n")
    }
    return code
  }
}

enum DiskFreeCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let isHuman = arguments.contains("-h")
    let total = 62_671_097
    let used = 18_042_116 + Int(clamping: max(0, (64 << 20) - process.machine.files.free)) / 1024
    func size(_ kilobytes: Int) -> String { isHuman ? ListCommand.human(kilobytes * 1024) : String(kilobytes) }
    func pad(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let title = isHuman ? "Size      Used Available" : "1K-blocks      Used Available"
    process.print("Filesystem           \(title) Use% Mounted on\n")
    let places = ["/"] + process.machine.files.mounts.map { "/" + $0.path.joined(separator: "/") }
    for (index, place) in places.enumerated() {
      let name = index == 0 ? "overlay" : "/dev/vda1"
      process.print(
        name + String(repeating: " ", count: 21 - name.count) + pad(size(total), 9) + pad(size(used), 10)
          + pad(size(total - used), 10) + "  " + "\(used * 100 / total)% \(place)\n")
    }
    return 0
  }

  static func runMount(_ arguments: [String], _ process: inout ProcessView) -> Int {
    try? process.write((try? process.contents(of: "/proc/mounts")) ?? [])
    return 0
  }
}

enum DataCopyCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var values: [String: String] = [:]
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    let size = LineCount.parse(values["bs"] ?? "512") ?? 512
    let (wanted, overflow) = size.multipliedReportingOverflow(by: values["count"].flatMap { LineCount.parse($0) } ?? 1)
    let count = overflow ? Int.max : max(0, wanted)
    var content = [UInt8]()
    if let path = values["if"], path != "/dev/zero", path != "/dev/urandom" {
      do {
        content = Array(try process.contents(of: path).prefix(count))
      } catch {
        process.printError("dd: can't open '\(path)': \(error.text)\n")
        return 1
      }
    } else {
      // Never more than can be written anyway.
      content = [UInt8](repeating: 0, count: min(count, 65 << 20))
    }
    do {
      if let path = values["of"] {
        try process.machine.files.write(content, to: path, in: process.directory, as: process.user, at: process.now)
      } else {
        try process.write(content)
      }
    } catch {
      process.printError("dd: error writing '\(values["of"] ?? "standard output")': \(error.text)\n")
      return 1
    }
    let blocks = content.count / max(1, size)
    process.printError("\(blocks)+0 records in\n\(blocks)+0 records out\n")
    return 0
  }
}
