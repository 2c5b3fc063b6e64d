import SimulationKernel

/// Shows a file's attributes.
enum StatCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "c:Ltf", names: ["format": "c", "printf": "c", "dereference": "L"])
    guard !options.operands.isEmpty else {
      process.printError("stat: missing operand\n")
      return 1
    }
    var code = 0
    for path in options.operands {
      do {
        let node = try process.machine.files.node(path, in: process.directory, followingLast: options.has("L"))
        let format = options.value("c").map { $0 + "\n" } ?? standardFormat
        process.print(text(format, path, node, process))
      } catch {
        process.printError(
          process.machine.isBusyBox
            ? "stat: can't stat '\(path)': \(error.text)\n" : "stat: cannot statx '\(path)': \(error.text)\n")
        code = 1
      }
    }
    return code
  }

  private static let standardFormat = """
      File: %N
      Size: %-10s\tBlocks: %-10b IO Block: 4096   %F
    Access: (%04a/%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
    Access: %x
    Modify: %y
    Change: %z

    """

  private static func text(_ format: String, _ path: String, _ node: FileNode, _ process: ProcessView) -> String {
    var output = ""
    var width = ""
    var isDirective = false
    for character in format {
      if !isDirective {
        if character == "%" { (isDirective, width) = (true, "") } else { output.append(character) }
      } else if character.isNumber || character == "-" {
        width.append(character)
      } else {
        isDirective = false
        output += padded(value(character, path, node, process), width)
      }
    }
    return output
  }

  private static func padded(_ text: String, _ width: String) -> String {
    let size = min(200, abs(Int(width) ?? 0))
    let filler = String(repeating: width.hasPrefix("0") ? "0" : " ", count: max(0, size - text.count))
    return width.hasPrefix("-") ? text + filler : filler + text
  }

  private static func value(_ letter: Character, _ path: String, _ node: FileNode, _ process: ProcessView) -> String {
    switch letter {
    case "n": return path
    case "N":
      if case .link(let target) = node.content { return "\(path) -> \(target)" }
      return path
    case "s": return String(node.size)
    case "b": return String((node.size + 4095) / 4096 * 8)
    case "B": return "512"
    case "a": return String(node.mode & 0o7777, radix: 8)
    case "A": return ListCommand.permissions(node)
    case "u": return String(node.owner)
    case "U": return ListCommand.name(of: node.owner, process)
    case "g": return String(node.group)
    case "G": return ListCommand.name(of: node.group, process)
    case "h": return node.isDirectory ? "2" : "1"
    case "F": return kind(node)
    case "X", "Y", "Z": return String(node.modified.seconds)
    case "x", "y", "z": return DateText.format(node.modified, "%Y-%m-%d %H:%M:%S.%N +0000")
    case "%": return "%"
    default: return "?"
    }
  }

  private static func kind(_ node: FileNode) -> String {
    switch node.content {
    case .directory: "directory"
    case .link: "symbolic link"
    case .device: "character special file"
    case .file(let bytes): bytes.isEmpty ? "regular empty file" : "regular file"
    case .executable: "regular file"
    }
  }
}
