import SimulationKernel

/// The commands that a shell does itself.
enum BuiltIns {
  static let names: Set<String> = [
    ":", ".", "[", "alias", "break", "cd", "command", "continue", "echo", "eval", "exec", "exit", "export", "false",
    "getopts", "hash", "jobs", "kill", "let", "local", "printf", "pwd", "read", "readonly", "return", "set", "shift",
    "source", "test", "trap", "true", "type", "ulimit", "umask", "unalias", "unset", "wait", "declare", "fg", "bg",
    "history", "typeset", "mapfile", "readarray", "shopt", "pushd", "popd", "dirs", "builtin", "times", "disown",
  ]

  /// Those that only bash has.
  private static let bashNames: Set<String> = [
    "declare", "typeset", "mapfile", "readarray", "shopt", "pushd", "popd", "dirs", "builtin", "disown",
  ]

  static func has(_ name: String, _ dialect: ShellDialect) -> Bool {
    names.contains(name) && (dialect.isBash || !bashNames.contains(name))
  }

  /// Runs one; what takes time is left as frames.
  static func run(_ words: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) -> ProgramStep? {
    let arguments = Array(words.dropFirst())
    switch words[0] {
    case "eval":
      let parser = ShellParser(arguments.joined(separator: " "), shell.dialect)
      shell.frames.append(.source(parser, reportsFile: false))
    case "exec": return execute(arguments, &shell, &process)
    case "exit": shell.exit(code(arguments, shell.status))
    case "return": leaveFunction(arguments, &shell, &process)
    case "break", "continue": leaveLoop(words[0], arguments, &shell, &process)
    case ".", "source": source(words[0], arguments, &shell, &process)
    case "command", "builtin": return runCommand(arguments, &shell, &process)
    case "read": return beginRead(arguments, &shell, &process)
    case "mapfile", "readarray": beginMap(arguments, &shell, &process)
    case "wait": wait(arguments, &shell, process)
    case "kill":
      runUtility(words, &shell, &process)
      // A signal to the shell itself comes before what follows.
      return process.machine.processes[process.number]?.pendingSignals.isEmpty == false ? .again : nil
    case "echo", "printf", "test", "[", "true", "false", ":", "pwd": runUtility(words, &shell, &process)
    default: runVariableBuiltIn(words[0], arguments, &shell, &process)
    }
    return nil
  }

  private static func code(_ arguments: [String], _ status: Int) -> Int {
    arguments.first.map { (Int($0) ?? 2) & 255 } ?? status
  }

  private static func runUtility(_ words: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let arguments = Array(words.dropFirst())
    switch words[0] {
    case "echo": shell.status = EchoCommand.run(arguments, interpretsEscapes: shell.dialect == .dash, &process)
    case "printf":
      guard shell.dialect.isBash, arguments.first == "-v", arguments.count > 2 else {
        shell.status = PrintfCommand.run(arguments, &process)
        return
      }
      let (text, code) = PrintfCommand.text(Array(arguments.dropFirst(2)), &process)
      shell.status = code
      assign(text, to: arguments[1], &shell, process)
    case "kill":
      let background = shell.lastBackground.map(String.init)
      shell.status = KillCommand.run(arguments.map { $0.hasPrefix("%") ? background ?? $0 : $0 }, &process)
    case "pwd":
      process.print(process.directory + "\n")
      shell.status = 0
    case "test", "[":
      var operands = arguments
      if words[0] == "[", operands.popLast() != "]" {
        shell.report("[: missing ]", &process)
        shell.status = 2
        return
      }
      do {
        shell.status = try TestExpression.evaluate(operands, TestExpression.View(process)) ? 0 : 1
      } catch {
        shell.report("\(words[0]): \(error.message)", &process)
        shell.status = 2
      }
    default: shell.status = words[0] == "false" ? 1 : 0
    }
  }

  private static func runVariableBuiltIn(
    _ name: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    shell.status = 0
    switch name {
    case "cd": changeDirectory(arguments, &shell, &process)
    case "export", "readonly", "local", "declare", "typeset": declare(name, arguments, &shell, &process)
    case "unset": unset(arguments, &shell, process)
    case "shopt": setNamedOptions(arguments, &shell, &process)
    case "pushd", "popd", "dirs": changeStack(name, arguments, &shell, &process)
    case "set": set(arguments, &shell, &process)
    case "shift":
      let count = Int(arguments.first ?? "1") ?? 1
      if count >= 0, count <= shell.parameters.count { shell.parameters.removeFirst(count) } else { shell.status = 1 }
    case "trap": trap(arguments, &shell, &process)
    case "alias": alias(arguments, &shell, &process)
    case "unalias": for argument in arguments { shell.aliases[argument] = nil }
    case "type": describe(arguments, &shell, &process)
    case "umask": process.print("0022\n")
    case "ulimit": process.print("unlimited\n")
    case "let": evaluate(arguments, &shell, &process)
    case "history": showHistory(arguments, &shell, &process)
    case "jobs": showJobs(&process)
    case "fg", "bg": resume(name, arguments, &shell, &process)
    case "getopts": GetOptions.run(arguments, &shell, &process)
    default: break
    }
  }

  // MARK: Control

  private static func leaveFunction(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let status = code(arguments, shell.status)
    let index = shell.frames.lastIndex { if case .function = $0 { true } else { false } }
    guard let index else { return shell.exit(status) }
    shell.unwind(to: index, &process)
    shell.status = status
  }

  private static func leaveLoop(
    _ name: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    var levels = max(1, arguments.first.flatMap { Int($0) } ?? 1)
    shell.status = 0
    guard let outermost = shell.frames.firstIndex(where: isLoop) else { return }
    for index in shell.frames.indices.reversed() where index >= outermost && isLoop(shell.frames[index]) {
      levels -= 1
      guard levels == 0 || index == outermost else { continue }
      shell.unwind(to: name == "break" ? index : index + 1, &process)
      return
    }
  }

  private static func isLoop(_ frame: ShellFrame) -> Bool {
    switch frame {
    case .loopBody, .iterate, .arithmeticLoop, .loopCondition: true
    default: false
    }
  }

  private static func execute(
    _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) -> ProgramStep? {
    guard let command = arguments.first else {
      // Redirections without a command stay.
      if case .restoreDescriptors(let saved)? = shell.frames.popLast() {
        for entry in saved { if let slot = entry.slot { process.close(slot) } }
      }
      shell.status = 0
      return nil
    }
    let found = Executables.find(
      arguments, environment: shell.variables.exported, path: shell.variables["PATH"], process)
    guard case .found(let program) = found else {
      let message = shell.dialect.isBash ? "exec: \(command): not found" : "exec: \(command): not found"
      shell.fail(message, code: 127, &process)
      return nil
    }
    return shell.become(program, arguments, shell.variables.exported, &process)
  }

  private static func source(
    _ name: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    guard let path = arguments.first else { return }
    do {
      let file = try process.open(path, .read)
      let reader = (ShellProgram.firstPrivate...).first { process.openFile($0) == nil } ?? ShellProgram.firstPrivate
      process.attach(file, reader)
      // `return` leaves a script that is read, too, and its own parameters end with it.
      shell.frames.append(.function(parameters: shell.parameters, locals: []))
      if arguments.count > 1 { shell.parameters = Array(arguments.dropFirst()) }
      if let names = shell.variables.array("FUNCNAME") {
        shell.variables.set("FUNCNAME", elements: ["source"] + names.values)
      }
      shell.frames.append(.loading(descriptor: reader, bytes: []))
    } catch {
      let bash = "\(path): \(error.text)"
      let message = shell.dialect.isBash ? bash : "\(name): can't open '\(path)': \(error.text)"
      shell.fail(message, code: shell.dialect.isBash ? 1 : 2, &process)
    }
  }

  private static func runCommand(
    _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) -> ProgramStep? {
    guard let first = arguments.first else { return nil }
    if first == "-v" || first == "-V" {
      locate(Array(arguments.dropFirst()), &shell, &process)
      return nil
    }
    if has(first, shell.dialect) { return run(arguments, &shell, &process) }
    return shell.startExternal(arguments, shell.variables.exported, &process)
  }
}
