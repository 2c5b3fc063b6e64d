import SimulationKernel

/// Makes, removes, copies and marks files.
enum MakeDirectoryCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "pm:v")
    var code = 0
    for path in options.operands {
      do {
        var parts = options.has("p") ? FilePath.components(path, in: process.directory) : []
        var made = ""
        while parts.count > 1 {
          made += "/" + parts.removeFirst()
          if !process.machine.files.exists(made) {
            try process.machine.files.makeDirectory(made, as: process.user, at: process.now)
          }
        }
        if options.has("p"), (try? process.machine.files.node(path, in: process.directory))?.isDirectory == true {
          continue
        }
        try process.machine.files.makeDirectory(path, in: process.directory, as: process.user, at: process.now)
      } catch {
        process.printError(
          process.machine.isBusyBox
            ? "mkdir: can't create directory '\(path)': \(error.text)\n"
            : "mkdir: cannot create directory '\(path)': \(error.text)\n")
        code = 1
      }
    }
    return code
  }
}

enum RemoveCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "rRfiv", names: ["recursive": "r", "force": "f"])
    var code = 0
    for path in options.operands {
      do {
        let node = try process.machine.files.node(path, in: process.directory, followingLast: false)
        let isRecursive = options.has("r") || options.has("R")
        if node.isDirectory, !isRecursive { throw FileError.isDirectory }
        try process.machine.files.remove(path, in: process.directory, recursively: isRecursive, as: process.user)
      } catch {
        let reason = error as? FileError ?? .notFound
        if options.has("f"), reason == .notFound { continue }
        let isShort = process.machine.isBusyBox
        if isShort, reason == .isDirectory {
          process.printError("rm: '\(path)' is a directory\n")
        } else {
          process.printError(
            isShort ? "rm: can't remove '\(path)': \(reason.text)\n" : "rm: cannot remove '\(path)': \(reason.text)\n")
        }
        code = 1
      }
    }
    return code
  }

  static func runForDirectories(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var code = 0
    for path in arguments where !path.hasPrefix("-") {
      do {
        try process.machine.files.remove(path, in: process.directory, as: process.user)
      } catch {
        process.printError("rmdir: '\(path)': \(error.text)\n")
        code = 1
      }
    }
    return code
  }
}

enum CopyCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    copy("cp", CommandOptions(arguments, "rRafpiuvdLP"), &process)
  }

  static func runMove(_ arguments: [String], _ process: inout ProcessView) -> Int {
    copy("mv", CommandOptions(arguments, "finuv"), &process)
  }

  private static func copy(_ name: String, _ options: CommandOptions, _ process: inout ProcessView) -> Int {
    guard options.operands.count > 1, let destination = options.operands.last else {
      process.printError(
        options.operands.isEmpty
          ? "\(name): missing file operand\n"
          : "\(name): missing destination file operand after '\(options.operands[0])'\n")
      return 1
    }
    let isDirectory = (try? process.machine.files.node(destination, in: process.directory))?.isDirectory ?? false
    var code = 0
    for source in options.operands.dropLast() {
      let target = isDirectory ? FilePath.join(destination, FilePath.lastName(source)) : destination
      do {
        var node = try process.machine.files.node(source, in: process.directory)
        guard process.user.may(4, node) else { throw FileError.permissionDenied }
        if name == "cp", node.isDirectory, !options.has("r"), !options.has("R"), !options.has("a") {
          process.printError(
            process.machine.isBusyBox
              ? "cp: omitting directory '\(source)'\n" : "cp: -r not specified; omitting directory '\(source)'\n")
          code = 1
          continue
        }
        let from = FilePath.absolute(source, in: process.directory)
        if (FilePath.absolute(target, in: process.directory) + "/").hasPrefix(from + "/") {
          process.printError("\(name): '\(source)' and '\(target)' are the same file\n")
          code = 1
          continue
        }
        if name == "cp", !options.has("p"), !options.has("a") {
          node.modified = process.now
          node.owner = process.user.user
          node.group = process.user.group
        }
        try process.machine.files.put(node, at: target, in: process.directory, as: process.user)
        if name == "mv" {
          try process.machine.files.remove(source, in: process.directory, recursively: true, as: process.user)
        }
      } catch {
        let reason = error as? FileError ?? .notFound
        let isShort = process.machine.isBusyBox
        let text =
          reason == .notFound
          ? (isShort
            ? (name == "cp" ? "can't stat '\(source)'" : "can't rename '\(source)'") : "cannot stat '\(source)'")
          : (isShort ? "can't create '\(target)'" : "cannot create regular file '\(target)'")
        process.printError("\(name): \(text): \(reason.text)\n")
        code = 1
      }
    }
    return code
  }
}

enum TouchCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var code = 0
    for path in CommandOptions(arguments, "cmad:t:r:").operands {
      do {
        let now = process.now
        if process.machine.files.exists(path, in: process.directory) {
          try process.machine.files.update(path, in: process.directory, as: process.user) { $0.modified = now }
        } else {
          try process.machine.files.write([], to: path, in: process.directory, as: process.user, at: now)
        }
      } catch {
        process.printError(
          process.machine.isBusyBox
            ? "touch: \(path): \(error.text)\n" : "touch: cannot touch '\(path)': \(error.text)\n")
        code = 1
      }
    }
    return code
  }

  static func runTemporary(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let number = process.machine.random.next()
    let path = "/tmp/tmp." + String(number, radix: 36).prefix(6)
    let isDirectory = arguments.contains("-d")
    if isDirectory {
      try? process.machine.files.makeDirectory(path, mode: 0o700, as: process.user, at: process.now)
    } else {
      try? process.machine.files.write([], to: path, as: process.user, at: process.now)
    }
    process.print(path + "\n")
    return 0
  }
}

enum LinkCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "sfnv")
    guard options.operands.count == 2 else {
      process.printError("ln: missing file operand\n")
      return 1
    }
    let (target, path) = (options.operands[0], options.operands[1])
    do {
      if process.machine.files.exists(path, in: process.directory), !options.has("f") { throw FileError.exists }
      let node =
        options.has("s")
        ? FileNode(
          .link(target), mode: 0o777, owner: process.user.user, group: process.user.group, modified: process.now)
        : try process.machine.files.node(target, in: process.directory)
      try process.machine.files.put(node, at: path, in: process.directory, as: process.user)
      return 0
    } catch {
      process.printError("ln: \(path): \((error as? FileError ?? .notFound).text)\n")
      return 1
    }
  }
}

enum ModeCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let operands = arguments.filter { $0 != "-R" && $0 != "-v" }
    guard operands.count > 1, let mode = operands.first else {
      process.printError("chmod: missing operand\n")
      return 1
    }
    var code = 0
    for path in operands.dropFirst() {
      do {
        try process.machine.files.update(path, in: process.directory, as: process.user) { node in
          node.mode = Self.changed(node.mode, mode)
        }
      } catch {
        process.printError("chmod: \(path): \(error.text)\n")
        code = 1
      }
    }
    return code
  }

  private static func changed(_ old: Int, _ text: String) -> Int {
    if let number = Int(text, radix: 8) { return number & 0o7777 }
    var mode = old
    for clause in text.split(separator: ",") {
      guard let sign = clause.firstIndex(where: { "+-=".contains($0) }) else { continue }
      let who = clause[..<sign]
      var bits = 0
      for letter in clause[clause.index(after: sign)...] {
        bits |= letter == "r" ? 4 : letter == "w" ? 2 : letter == "x" ? 1 : 0
      }
      for (name, shift) in [("u", 6), ("g", 3), ("o", 0)] where who.isEmpty || who.contains(name) || who.contains("a") {
        switch clause[sign] {
        case "+": mode |= bits << shift
        case "-": mode &= ~(bits << shift)
        default: mode = mode & ~(7 << shift) | bits << shift
        }
      }
    }
    return mode
  }

  static func runOwner(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let operands = arguments.filter { $0 != "-R" && $0 != "-v" }
    guard let owner = operands.first else { return 1 }
    let parts = owner.split(separator: ":", omittingEmptySubsequences: false).map { $0 == "root" ? 0 : Int($0) }
    var code = 0
    for path in operands.dropFirst() {
      do {
        guard process.user.user == 0 else { throw FileError.notPermitted }
        try process.machine.files.update(path, in: process.directory, as: process.user) { node in
          if let user = parts.first ?? nil { node.owner = user }
          if parts.count > 1, let group = parts[1] { node.group = group }
        }
      } catch {
        process.printError("chown: \(path): \((error as? FileError ?? .notFound).text)\n")
        code = 1
      }
    }
    return code
  }
}

enum PathCommands {
  static func baseName(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var name = FilePath.lastName(arguments.first ?? "")
    if arguments.count > 1, name.hasSuffix(arguments[1]), name != arguments[1] { name.removeLast(arguments[1].count) }
    process.print(name + "\n")
    return 0
  }

  static func directoryName(_ arguments: [String], _ process: inout ProcessView) -> Int {
    process.print(FilePath.directoryName(arguments.first ?? "") + "\n")
    return 0
  }

  static func readLink(_ arguments: [String], _ process: inout ProcessView) -> Int {
    guard let path = arguments.last else { return 1 }
    if arguments.contains("-f") { return realPath([path], &process) }
    guard let node = try? process.machine.files.node(path, in: process.directory, followingLast: false),
      case .link(let target) = node.content
    else { return 1 }
    process.print(target + "\n")
    return 0
  }

  static func realPath(_ arguments: [String], _ process: inout ProcessView) -> Int {
    guard let path = arguments.last, let parts = try? process.machine.files.resolve(path, in: process.directory) else {
      process.printError("realpath: \(arguments.last ?? ""): No such file or directory\n")
      return 1
    }
    process.print("/" + parts.joined(separator: "/") + "\n")
    return 0
  }

  static func workingDirectory(_ arguments: [String], _ process: inout ProcessView) -> Int {
    process.print(process.directory + "\n")
    return 0
  }
}
