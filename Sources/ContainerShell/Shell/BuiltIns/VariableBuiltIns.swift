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

  static func declare(
    _ kind: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    let operands = arguments.filter { !$0.hasPrefix("-") }
    if operands.isEmpty, kind == "export" {
      for (name, value) in shell.variables.exported.sorted(by: { $0.key < $1.key }) {
        let text = shell.dialect.isBash ? "declare -x \(name)=\"\(value)\"\n" : "export \(name)='\(value)'\n"
        process.print(text)
      }
    }
    for operand in operands {
      let parts = operand.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard isName(name) else {
        shell.report(
          "\(kind): \(shell.dialect.isBash ? "`\(operand)': not a valid identifier" : "\(operand): bad variable name")",
          &process)
        shell.status = 1
        continue
      }
      if kind == "local" { keepForFunction(name, &shell) }
      if parts.count == 2, !shell.variables.set(name, String(parts[1])) {
        shell.report("\(name): \(shell.dialect.isBash ? "readonly variable" : "is read only")", &process)
        shell.status = 1
      } else if parts.count == 1, kind == "local" {
        shell.variables.set(name, "")
      }
      if kind == "export" {
        if arguments.contains("-n") { shell.variables.export(name, false) } else { shell.variables.export(name) }
      }
      if kind == "readonly" { shell.variables.makeReadOnly(name) }
    }
  }

  private static func keepForFunction(_ name: String, _ shell: inout ShellProgram) {
    for index in shell.frames.indices.reversed() {
      guard case .function(let parameters, let locals) = shell.frames[index] else { continue }
      if locals.contains(where: { $0.name == name }) { return }
      shell.frames[index] = .function(
        parameters: parameters, locals: locals + [(name: name, variable: shell.variables.all[name])])
      return
    }
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !Byte.isDigit(first) else { return false }
    return text.utf8.allSatisfy(Byte.isNamePart)
  }

  static func set(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    if arguments.isEmpty {
      for (name, variable) in shell.variables.all.sorted(by: { $0.key < $1.key }) {
        process.print("\(name)='\(variable.value)'\n")
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
    default: break
    }
  }

  static func trap(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    guard let action = arguments.first, action != "-p" else {
      for (signal, text) in shell.traps.sorted(by: { $0.key < $1.key }) {
        let name = signal == 0 ? "EXIT" : Signal.names.first { $0.1 == signal }?.0 ?? String(signal)
        process.print("trap -- '\(text)' \(name)\n")
      }
      return
    }
    let resets = action == "-" || (arguments.count == 1 && Signal.number(action) != nil)
    for name in arguments.dropFirst(action == "-" || !resets ? 1 : 0) {
      guard let signal = Signal.number(name) else {
        let text =
          shell.dialect.isBash
          ? "trap: \(name): invalid signal specification" : "trap: \(name): invalid signal specification"
        shell.report(text, &process)
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
