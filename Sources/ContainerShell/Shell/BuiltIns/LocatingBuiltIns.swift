/// What says where a command comes from: `type`, `command -v`.
extension BuiltIns {
  private static let keywords: Set<String> = [
    "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function", "{",
    "}", "!", "[[", "]]", "time", "select",
  ]

  enum Origin {
    case keyword, function, builtIn
    case alias(String)
    case file(String)

    /// As `type -t` calls it.
    var kind: String {
      switch self {
      case .keyword: "keyword"
      case .function: "function"
      case .builtIn: "builtin"
      case .alias: "alias"
      case .file: "file"
      }
    }
  }

  private static func origin(_ name: String, _ shell: ShellProgram, _ process: ProcessView) -> Origin? {
    if let text = shell.aliases[name] { return .alias(text) }
    if keywords.contains(name) { return .keyword }
    if shell.functions[name] != nil { return .function }
    if has(name, shell.dialect) { return .builtIn }
    return Executables.path(of: name, path: shell.variables["PATH"], process).map { .file($0) }
  }

  static func locate(_ names: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    shell.status = 0
    for name in names {
      switch origin(name, shell, process) {
      case .alias(let text): process.print("alias \(name)='\(text)'\n")
      case .keyword, .function, .builtIn: process.print(name + "\n")
      case .file(let path): process.print(path + "\n")
      case nil: shell.status = shell.dialect.isBash ? 1 : 127
      }
    }
  }

  static func describe(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let option = shell.dialect.isBash ? arguments.first { $0.hasPrefix("-") } : nil
    for name in arguments where name != option {
      guard let origin = origin(name, shell, process) else {
        shell.status = shell.dialect.isBash ? 1 : 127
        if option != nil { continue }
        shell.dialect.isBash
          ? shell.report("type: \(name): not found", &process) : process.printError("\(name): not found\n")
        continue
      }
      if option == "-t" {
        process.print(origin.kind + "\n")
      } else if option == "-p" || option == "-P" {
        if case .file(let path) = origin { process.print(path + "\n") }
      } else {
        process.print(sentence(name, origin) + "\n")
      }
    }
  }

  private static func sentence(_ name: String, _ origin: Origin) -> String {
    switch origin {
    case .keyword: "\(name) is a shell keyword"
    case .function: "\(name) is a function"
    case .builtIn: "\(name) is a shell builtin"
    case .alias(let text): "\(name) is aliased to `\(text)'"
    case .file(let path): "\(name) is \(path)"
    }
  }
}
