import SimulationKernel

/// Lists files.
enum ListCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "laA1Rhdtrsi", names: ["color": "color", "all": "a"])
    var code = 0
    var files: [(name: String, node: FileNode)] = []
    var directories: [String] = []
    for path in options.operands.isEmpty ? ["."] : options.operands {
      do {
        let node = try process.machine.files.node(path, in: process.directory, followingLast: !options.has("l"))
        if node.isDirectory, !options.has("d") { directories.append(path) } else { files.append((path, node)) }
      } catch {
        process.printError(
          process.machine.isBusyBox ? "ls: \(path): \(error.text)\n" : "ls: cannot access '\(path)': \(error.text)\n")
        code = process.machine.isBusyBox ? 1 : 2
      }
    }
    show(files, options, &process)
    let showsNames = options.operands.count > 1 || options.has("R")
    var isFirst = files.isEmpty
    var pending = Array(directories.reversed())
    while let path = pending.popLast() {
      if showsNames { process.print((isFirst ? "" : "\n") + "\(path):\n") }
      isFirst = false
      do {
        let entries = try process.machine.files.list(path, in: process.directory, as: process.user)
        if options.has("R") {
          pending += entries.filter { $0.node.isDirectory }.map { FilePath.join(path, $0.name) }.reversed()
        }
        list(entries, path, options, &process)
      } catch {
        process.printError(
          process.machine.isBusyBox
            ? "ls: can't open '\(path)': \(error.text)\n" : "ls: cannot open directory '\(path)': \(error.text)\n")
        code = process.machine.isBusyBox ? 1 : 2
      }
    }
    return code
  }

  private static func list(
    _ entries: [(name: String, node: FileNode)], _ path: String, _ options: CommandOptions, _ process: inout ProcessView
  ) {
    var shown = entries.filter { options.has("a") || options.has("A") || !$0.name.hasPrefix(".") }
    if options.has("a"), let own = try? process.machine.files.node(path, in: process.directory) {
      let parent = (try? process.machine.files.node(FilePath.join(path, ".."), in: process.directory)) ?? own
      shown = [(".", own), ("..", parent)] + shown
    }
    if options.has("t") { shown.sort { $0.node.modified > $1.node.modified } }
    if options.has("r") { shown.reverse() }
    if options.has("l") {
      let total = shown.reduce(0) { $0 + ($1.node.size + 4095) / 4096 * 4 }
      process.print("total \(total)\n")
    }
    show(shown, options, &process)
  }

  private static func show(
    _ entries: [(name: String, node: FileNode)], _ options: CommandOptions, _ process: inout ProcessView
  ) {
    guard options.has("l") else {
      guard process.isTerminal(1), !options.has("1") else {
        for entry in entries { process.print(entry.name + "\n") }
        return
      }
      if !entries.isEmpty { process.print(columns(entries.map(\.name))) }
      return
    }
    let now = process.now
    let sizes = entries.map { options.has("h") ? Self.human($0.node.size) : String($0.node.size) }
    let width = max(process.machine.isBusyBox ? 9 : 1, sizes.map(\.count).max() ?? 0)
    for (entry, size) in zip(entries, sizes) {
      let node = entry.node
      let names = [name(of: node.owner, process), name(of: node.group, process)]
      let links = node.isDirectory ? 2 : 1
      let owners =
        process.machine.isBusyBox
        ? names.map { $0 + String(repeating: " ", count: max(0, 8 - $0.count)) }.joined(separator: " ")
        : names.joined(separator: " ")
      let count = process.machine.isBusyBox ? "    \(links)" : "\(links)"
      let target = if case .link(let path) = node.content { " -> " + path } else { "" }
      process.print(
        "\(permissions(node)) \(count) \(owners) \(String(repeating: " ", count: max(0, width - size.count)))\(size) "
          + "\(DateText.listing(node.modified, now: now)) \(entry.name)\(target)\n")
    }
  }

  private static func columns(_ names: [String]) -> String {
    let width = (names.map(\.count).max() ?? 0) + 2
    let perLine = max(1, 80 / max(1, width))
    let lines = (names.count + perLine - 1) / perLine
    return (0..<lines).map { line in
      stride(from: line, to: names.count, by: lines).enumerated().map { index, number in
        let isLast = number + lines >= names.count
        return isLast
          ? names[number] : names[number] + String(repeating: " ", count: max(0, width - names[number].count))
      }.joined() + "\n"
    }.joined()
  }

  static func human(_ size: Int) -> String {
    guard size >= 1024 else { return String(size) }
    var value = Double(size)
    for unit in ["K", "M", "G", "T"] {
      value /= 1024
      if value < 1024 { return NumberText.fixed(value, value < 10 ? 1 : 0) + unit }
    }
    return String(size)
  }

  static func name(of user: Int, _ process: ProcessView) -> String {
    if user == 0 { return "root" }
    let lines = (try? process.machine.files.read("/etc/passwd")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in lines.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, Int(fields[2]) == user { return String(fields[0]) }
    }
    return String(user)
  }

  static func permissions(_ node: FileNode) -> String {
    let kind: String
    switch node.content {
    case .directory: kind = "d"
    case .link: kind = "l"
    case .device: kind = "c"
    case .file, .executable: kind = "-"
    }
    var bits = [6, 3, 0].map { shift in
      let part = (node.mode >> shift) & 7
      return (part & 4 != 0 ? "r" : "-") + (part & 2 != 0 ? "w" : "-") + (part & 1 != 0 ? "x" : "-")
    }.joined()
    if node.mode & 0o1000 != 0 { bits = bits.dropLast() + "t" }
    if node.mode & 0o2000 != 0 {
      let characters = Array(bits)
      bits = String(characters[..<5]) + "s" + String(characters[6...])
    }
    return kind + bits
  }
}
