/// `declare`, `export`, `local`, `readonly`: variables and what is special about them.
struct Declaration {
  private let kind: String
  private let flags: Set<Character>
  private let operands: [String]

  init(_ kind: String, _ arguments: [String]) {
    self.kind = kind
    let options = arguments.prefix { $0.count > 1 && ($0.hasPrefix("-") || $0.hasPrefix("+")) }
    flags = Set(options.filter { $0.hasPrefix("-") }.joined())
    operands = arguments.dropFirst(options.count).filter { $0 != "--" }
  }

  private var isLocal: Bool { kind == "local" || (kind != "export" && kind != "readonly" && !flags.contains("g")) }

  func run(_ shell: inout ShellProgram, _ process: inout ProcessView) {
    if flags.contains("f") || flags.contains("F") { return showFunctions(&shell, &process) }
    if flags.contains("p"), !operands.isEmpty {
      for name in operands { show(name, &shell, &process) }
      return
    }
    if operands.isEmpty { return showAll(shell, &process) }
    for operand in operands { declare(operand, &shell, &process) }
  }

  private func declare(_ operand: String, _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let parts = operand.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var name = String(parts.first ?? "")
    let isAppending = parts.count == 2 && name.hasSuffix("+")
    if isAppending { name.removeLast() }
    guard BuiltIns.isName(name) else {
      let bash = "`\(operand)': not a valid identifier"
      shell.report("\(kind): " + (shell.dialect.isBash ? bash : "\(operand): bad variable name"), &process)
      shell.status = 1
      return
    }
    if isLocal { BuiltIns.keepForFunction(name, &shell, isEmptied: kind == "local" || shell.isInFunction) }
    setAttributes(of: name, &shell)
    if parts.count == 2 { assign(String(parts[1]), name, isAppending, &shell, &process) }
    if kind == "export" || flags.contains("x") {
      if kind == "export", flags.contains("n") {
        shell.variables.export(name, false)
      } else if shell.variables.all[name] != nil {
        shell.variables.export(name)
      }
    }
    if kind == "readonly" || flags.contains("r") { shell.variables.change(name) { $0.isReadOnly = true } }
  }

  private func setAttributes(of name: String, _ shell: inout ShellProgram) {
    if flags.contains("A") || flags.contains("a"), shell.variables.all[name]?.array == nil {
      shell.variables.set(name, ShellArray(isKeyed: flags.contains("A")))
    }
    if flags.contains("i") { shell.variables.change(name) { $0.isInteger = true } }
    if flags.contains("u") { shell.variables.change(name) { $0.letterCase = .upper } }
    if flags.contains("l") { shell.variables.change(name) { $0.letterCase = .lower } }
  }

  private func assign(
    _ text: String, _ name: String, _ isAppending: Bool, _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    var value = isAppending ? (shell.variables[name] ?? "") + text : text
    if shell.variables.all[name]?.isInteger == true {
      var expansion = shell.expansion(outputs: [], process)
      value = (try? expansion.number(text)).map(String.init) ?? "0"
    }
    if !shell.variables.set(name, value) {
      shell.report("\(shell.dialect.isBash ? "\(kind): " : "")\(name): \(shell.dialect.readOnly)", &process)
      shell.status = 1
    }
  }

  // MARK: Showing

  private func showAll(_ shell: ShellProgram, _ process: inout ProcessView) {
    for (name, variable) in shell.variables.all.sorted(by: { $0.key < $1.key }) {
      if kind == "export", !variable.isExported { continue }
      if kind == "readonly", !variable.isReadOnly { continue }
      if kind == "local" { continue }
      if shell.dialect.isBash {
        process.print(Self.text(name, variable) + "\n")
      } else {
        process.print("\(kind) \(name)=\(ShellQuoting.single(variable.value))\n")
      }
    }
  }

  private func show(_ name: String, _ shell: inout ShellProgram, _ process: inout ProcessView) {
    guard let variable = shell.variables.all[name] else {
      shell.report("\(kind): \(name): not found", &process)
      shell.status = 1
      return
    }
    process.print(Self.text(name, variable) + "\n")
  }

  private func showFunctions(_ shell: inout ShellProgram, _ process: inout ProcessView) {
    if kind == "export" { return }
    for name in operands.isEmpty ? shell.functions.keys.sorted() : operands {
      if shell.functions[name] == nil {
        shell.status = 1
      } else {
        process.print("\(operands.isEmpty ? "declare -f " : "")\(name)\n")
      }
    }
  }

  private static func text(_ name: String, _ variable: ShellVariables.Variable) -> String {
    var letters = ""
    if let array = variable.array { letters += array.isKeyed ? "A" : "a" }
    if variable.isInteger { letters += "i" }
    if variable.isReadOnly { letters += "r" }
    if variable.isExported { letters += "x" }
    let escaped = variable.value.map { "\"\\$`".contains($0) ? "\\\($0)" : String($0) }.joined()
    return "declare -\(letters.isEmpty ? "-" : letters) \(name)=" + (variable.array.map(list) ?? "\"\(escaped)\"")
  }

  /// The elements of an array as an assignment has them.
  static func list(_ array: ShellArray) -> String {
    let elements = array.parts.map { "[\($0)]=\"\(array[$0] ?? "")\"" }
    if array.isKeyed, !elements.isEmpty { return "(" + elements.joined(separator: " ") + " )" }
    return "(" + elements.joined(separator: " ") + ")"
  }
}

extension ShellProgram {
  var isInFunction: Bool { frames.contains { if case .function = $0 { true } else { false } } }
}

extension BuiltIns {
  static func declare(
    _ kind: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) {
    Declaration(kind, arguments).run(&shell, &process)
  }

  /// Lets a variable be the function's own until it returns.
  fileprivate static func keepForFunction(_ name: String, _ shell: inout ShellProgram, isEmptied: Bool) {
    for index in shell.frames.indices.reversed() {
      guard case .function(let parameters, let locals) = shell.frames[index] else { continue }
      if locals.contains(where: { $0.name == name }) { return }
      shell.frames[index] = .function(
        parameters: parameters, locals: locals + [(name: name, variable: shell.variables.all[name])])
      if isEmptied {
        shell.variables.unset(name)
        shell.variables.set(name, "")
      }
      return
    }
  }

  static func unset(_ arguments: [String], _ shell: inout ShellProgram, _ process: ProcessView) {
    let isFunction = arguments.first == "-f"
    for argument in arguments where !argument.hasPrefix("-") {
      if isFunction {
        shell.functions[argument] = nil
      } else if argument.hasSuffix("]"), let open = argument.firstIndex(of: "[") {
        let name = String(argument[..<open])
        let part = String(argument[argument.index(after: open)...].dropLast())
        var expansion = shell.expansion(outputs: [], process)
        shell.variables.removeElement(expansion.number(ofPart: part, name), of: name)
      } else if shell.variables.all[argument] != nil {
        shell.variables.unset(argument)
      } else {
        shell.functions[argument] = nil
      }
    }
  }

  /// Assigns to a variable or to an element that a built-in command was given by name.
  static func assign(_ text: String, to name: String, _ shell: inout ShellProgram, _ process: ProcessView) {
    guard name.hasSuffix("]"), let open = name.firstIndex(of: "[") else {
      shell.variables.set(name, text)
      return
    }
    let array = String(name[..<open])
    var expansion = shell.expansion(outputs: [], process)
    let part = expansion.number(ofPart: String(name[name.index(after: open)...].dropLast()), array)
    shell.variables.set(array, part: part, text)
  }
}
