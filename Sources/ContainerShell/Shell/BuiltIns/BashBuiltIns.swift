/// What only bash has.
extension BuiltIns {
  // MARK: Options

  private static let optionNames: Set<String> = [
    "autocd", "cdspell", "checkwinsize", "dotglob", "expand_aliases", "extglob", "failglob", "globstar", "histappend",
    "inherit_errexit", "lastpipe", "nocaseglob", "nocasematch", "nullglob", "sourcepath",
  ]

  static func setNamedOptions(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let operands = arguments.filter { !$0.hasPrefix("-") }
    let flags = arguments.filter { $0.hasPrefix("-") }.joined()
    for name in operands.isEmpty ? optionNames.sorted() : operands {
      guard optionNames.contains(name) else {
        shell.report("shopt: \(name): invalid shell option name", &process)
        shell.status = 1
        continue
      }
      let isOn = shell.options.named.contains(name)
      if flags.contains("s"), !operands.isEmpty {
        shell.options.named.insert(name)
      } else if flags.contains("u"), !operands.isEmpty {
        shell.options.named.remove(name)
      } else {
        if !isOn, !operands.isEmpty { shell.status = 1 }
        if flags.contains("q") { continue }
        process.print(name + String(repeating: " ", count: max(0, 15 - name.count)) + "\t\(isOn ? "on" : "off")\n")
      }
    }
  }

  // MARK: Directories

  static func changeStack(
    _ name: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    let here = process.directory
    switch name {
    case "pushd":
      let target = arguments.first ?? shell.directories.first
      guard let target else {
        shell.report("pushd: no other directory", &process)
        shell.status = 1
        return
      }
      changeDirectory([target], &shell, &process)
      guard shell.status == 0 else { return }
      if arguments.isEmpty { shell.directories.removeFirst() }
      if shell.directories.count < 100 { shell.directories.insert(here, at: 0) }
    case "popd":
      guard let target = shell.directories.first else {
        shell.report("popd: directory stack empty", &process)
        shell.status = 1
        return
      }
      shell.directories.removeFirst()
      changeDirectory([target], &shell, &process)
    default: break
    }
    process.print(([process.directory] + shell.directories).joined(separator: " ") + "\n")
  }

  // MARK: Numbers

  static func evaluate(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    var expansion = shell.expansion(outputs: [], process)
    var result = 0
    for argument in arguments {
      do throws(ShellExpansion.Interruption) {
        result = try expansion.number(argument)
      } catch {
        if case .failed(let message) = error { shell.report("let: " + message, &process) }
        shell.status = 1
        return
      }
    }
    shell.take(expansion)
    shell.status = result == 0 ? 1 : 0
  }

  // MARK: Jobs

  static func wait(_ arguments: [String], _ shell: inout ShellProgram, _ process: ProcessView) {
    let own = process.number
    let children = process.machine.processes.values.filter { $0.parent == own }.map(\.identifier).sorted()
    let operands = arguments.filter { !$0.hasPrefix("-") }
    if operands.isEmpty {
      shell.status = children.isEmpty && arguments.contains("-n") ? 127 : 0
      // Without operands it ends well, whatever the commands came to.
      if !arguments.contains("-n") { shell.frames.append(.restoreStatus(0)) }
      shell.frames.append(.waiting(arguments.contains("-n") ? Array(children.prefix(1)) : children))
      return
    }
    shell.status = 127
    let named = operands.compactMap { operand -> Int? in
      operand.hasPrefix("%") ? shell.lastBackground : Int(operand)
    }
    shell.frames.append(.waiting(named))
  }
}
