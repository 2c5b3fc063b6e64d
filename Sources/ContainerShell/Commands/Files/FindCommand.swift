/// Finds files by name and kind.
enum FindCommand {
  private static let limit = 50_000

  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let starts = Array(arguments.prefix { !$0.hasPrefix("-") })
    var name: ShellPattern?
    var kind: String?
    var depth = Int.max
    var deletes = false
    var index = starts.count
    while index < arguments.count {
      let value = index + 1 < arguments.count ? arguments[index + 1] : ""
      switch arguments[index] {
      case "-name": name = ShellPattern(value)
      case "-iname": name = ShellPattern(value)
      case "-type": kind = value
      case "-maxdepth": depth = Int(value) ?? 0
      case "-delete":
        deletes = true
        index -= 1
      case "-print": index -= 1
      default:
        process.printError(
          process.machine.isBusyBox
            ? "find: unrecognized: \(arguments[index])\n" : "find: unknown predicate `\(arguments[index])'\n")
        return 1
      }
      index += 2
    }
    var code = 0
    for start in starts.isEmpty ? ["."] : starts {
      guard let node = try? process.machine.files.node(start, in: process.directory) else {
        process.printError(
          process.machine.isBusyBox
            ? "find: \(start): No such file or directory\n" : "find: '\(start)': No such file or directory\n")
        code = 1
        continue
      }
      for (path, node) in walk(start, node, depth, process) {
        let isKind = kind.map { ($0 == "d") == node.isDirectory && ($0 != "l" || isLink(node)) } ?? true
        guard isKind, name?.matches(FilePath.lastName(path)) ?? true else { continue }
        if deletes {
          try? process.machine.files.remove(path, in: process.directory, recursively: true, as: process.user)
        } else {
          process.print(path + "\n")
        }
      }
    }
    return code
  }

  private static func isLink(_ node: FileNode) -> Bool {
    if case .link = node.content { true } else { false }
  }

  private static func walk(
    _ start: String, _ node: FileNode, _ depth: Int, _ process: ProcessView
  ) -> [(path: String, node: FileNode)] {
    var found: [(path: String, node: FileNode)] = []
    var pending = [(path: start, node: node, depth: 0)]
    while let next = pending.popLast(), found.count < limit {
      found.append((next.path, next.node))
      guard next.node.isDirectory, next.depth < depth,
        let entries = try? process.machine.files.list(next.path, in: process.directory, as: process.user)
      else { continue }
      pending += entries.reversed().map { (FilePath.join(next.path, $0.name), $0.node, next.depth + 1) }
    }
    return found
  }

  /// The regular files at and below a path, or the path itself where there is nothing.
  static func regularFiles(below path: String, _ process: ProcessView) -> [String] {
    guard let node = try? process.machine.files.node(path, in: process.directory), node.isDirectory else {
      return [path]
    }
    return walk(path, node, Int.max, process).filter { if case .file = $0.node.content { true } else { false } }.map(
      \.path)
  }
}
