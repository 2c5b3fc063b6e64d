extension BuiltIns {
  static func changeDirectory(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    var target = arguments.first { $0 == "-" || !$0.hasPrefix("-") } ?? shell.variables["HOME"] ?? "/"
    if target == "-" {
      target = shell.variables["OLDPWD"] ?? process.directory
      process.print(target + "\n")
    }
    do {
      let node = try process.machine.files.node(target, in: process.directory)
      guard node.isDirectory else { throw FileError.notDirectory }
      guard process.user.may(1, node) else { throw FileError.permissionDenied }
      shell.variables.set("OLDPWD", process.directory)
      let path = FilePath.absolute(target, in: process.directory)
      process.machine.processes[process.number]?.directory = path
      shell.variables.set("PWD", path)
    } catch {
      let reason = (error as? FileError ?? .notFound).text
      switch shell.dialect {
      case .bash, .interactiveBash: shell.report("cd: \(target): \(reason)", &process)
      case .ash: shell.report("cd: can't cd to \(target): \(reason)", &process)
      case .dash: shell.report("cd: can't cd to \(target)", &process)
      }
      shell.status = shell.dialect == .dash ? 2 : 1
    }
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !Byte.isDigit(first) else { return false }
    return text.utf8.allSatisfy(Byte.isNamePart)
  }

  static func set(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    if arguments.isEmpty {
      for (name, variable) in shell.variables.all.sorted(by: { $0.key < $1.key }) {
        let text =
          shell.dialect.isBash
          ? variable.array.map { Declaration.list($0) } ?? ShellQuoting.backslashed(variable.value)
          : ShellQuoting.single(variable.value)
        process.print("\(name)=\(text)\n")
      }
    }
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      guard argument.hasPrefix("-") || argument.hasPrefix("+"), argument.count > 1 else { break }
      index += 1
      if argument == "--" {
        shell.parameters = Array(arguments[index...])
        return
      }
      let isOn = argument.hasPrefix("-")
      for letter in argument.dropFirst() {
        switch letter {
        case "e": shell.options.exitsOnError = isOn
        case "x": shell.options.tracesCommands = isOn
        case "u": shell.options.requiresVariables = isOn
        case "f": shell.options.ignoresPatterns = isOn
        case "E", "h", "m", "B", "H", "T", "a", "b", "v": break
        case "o" where index < arguments.count:
          setNamed(arguments[index], isOn, &shell)
          index += 1
        default: break
        }
      }
    }
    if index < arguments.count { shell.parameters = Array(arguments[index...]) }
  }

  private static func setNamed(_ name: String, _ isOn: Bool, _ shell: inout ShellProgram) {
    switch name {
    case "errexit": shell.options.exitsOnError = isOn
    case "xtrace": shell.options.tracesCommands = isOn
    case "nounset": shell.options.requiresVariables = isOn
    case "pipefail": shell.options.failsPipes = isOn
    case "noglob": shell.options.ignoresPatterns = isOn
    case "vi": shell.options.usesViKeys = isOn
    case "emacs": shell.options.usesViKeys = !isOn
    default: break
    }
  }

  static func trap(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    guard let action = arguments.first, action != "-p" else {
      for (signal, text) in shell.traps.sorted(by: { $0.key < $1.key }) {
        let known = Signal.names.first { $0.1 == signal }.map { shell.dialect.isBash ? "SIG" + $0.0 : $0.0 }
        let name = signal == 0 ? "EXIT" : signal == ShellProgram.errorTrap ? "ERR" : known ?? String(signal)
        process.print("trap -- \(ShellQuoting.single(text)) \(name)\n")
      }
      return
    }
    let resets = action == "-" || (arguments.count == 1 && Signal.number(action) != nil)
    for name in arguments.dropFirst(action == "-" || !resets ? 1 : 0) {
      let number = shell.dialect.isBash && name == "ERR" ? ShellProgram.errorTrap : Signal.number(name)
      guard let signal = number else {
        shell.report("trap: \(name): invalid signal specification", &process)
        shell.status = 1
        continue
      }
      shell.traps[signal] = resets ? nil : action
    }
  }

  static func alias(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    func show(_ name: String, _ text: String) {
      process.print("\(shell.dialect.isBash ? "alias " : "")\(name)='\(text)'\n")
    }
    if arguments.isEmpty { for (name, text) in shell.aliases.sorted(by: { $0.key < $1.key }) { show(name, text) } }
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 {
        shell.aliases[parts[0]] = parts[1]
      } else if let text = shell.aliases[argument] {
        show(argument, text)
      } else {
        shell.report("alias: \(argument): not found", &process)
        shell.status = 1
      }
    }
  }
}
