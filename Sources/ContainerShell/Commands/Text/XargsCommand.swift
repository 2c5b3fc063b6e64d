/// Runs a command with what it reads as arguments.
struct XargsCommand: Program {
  private let options: CommandOptions
  private var input: [UInt8] = []
  private var batches: [[String]]?
  private var child: Int?
  private var code = 0
  /// What stands before its errors.
  private let name: String
  private var reader: InputReader

  static func make(_ arguments: [String]) -> any Program {
    XargsCommand(
      options: CommandOptions(
        arguments, "n:I:rt0L:P:d:a:", names: ["no-run-if-empty": "r", "null": "0", "arg-file": "a"],
        stopsAtOperand: true))
  }

  private init(options: CommandOptions) {
    self.options = options
    name = "xargs"
    reader = InputReader(options.values["a"] ?? [])
  }

  /// Runs commands one after the other.
  /// - Parameter code: the status where all of them could be started.
  init(running commands: [[String]], for name: String, code: Int) {
    options = CommandOptions([], "")
    batches = commands
    self.name = name
    self.code = code
    reader = InputReader([])
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if let running = child {
      guard let status = process.machine.reap(running) else { return .wait(.child(running)) }
      child = nil
      if status != 0, name == "xargs" { code = 123 }
    }
    guard batches != nil else { return collect(&process) }
    guard let words = batches?.isEmpty == false ? batches?.removeFirst() : nil else { return .exit(code) }
    return start(words, &process)
  }

  private mutating func collect(_ process: inout ProcessView) -> ProgramStep {
    switch reader.next(&process) {
    case .bytes(let bytes):
      input += bytes
      return input.count > CollectingCommand.limit ? .exit(1) : .again
    case .notYet(let step): return step
    case .endOfFile: return .again
    case .failed(let path, let error):
      process.printError("xargs: Cannot open input file '\(path)': \(error.text)\n")
      return .exit(1)
    case .end: break
    }
    let command = options.operands.isEmpty ? ["echo"] : options.operands
    let text = String(decoding: input, as: UTF8.self)
    let items: [String]
    if let mark = options.value("I") {
      let lines = text.split(separator: "\n").map { String($0.drop { $0 == " " }) }
      batches = lines.map { line in
        command.map { $0.split(separator: mark, omittingEmptySubsequences: false).joined(separator: line) }
      }
      return .again
    } else if options.has("0") {
      items = text.split(separator: "\0").map(String.init)
    } else if let delimiter = options.value("d").map(EscapeText.decode)?.first {
      items = text.trimmingOne(delimiter).split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
    } else if let count = options.number("L") {
      // Of each line the words.
      let lines = text.split(separator: "\n").map { ShellWordsText.split(String($0)) }
      return begin(command, with: Self.groups(of: max(1, count), lines).map { $0.flatMap { $0 } })
    } else {
      items = ShellWordsText.split(text)
    }
    return begin(command, with: Self.groups(of: max(1, options.number("n") ?? 5_000), items).map(Array.init))
  }

  private static func groups<Item>(of size: Int, _ items: [Item]) -> [ArraySlice<Item>] {
    stride(from: 0, to: items.count, by: size).map { items[$0..<min($0 + size, items.count)] }
  }

  /// Runs the command once with each group of arguments, and without any where there is none.
  private mutating func begin(_ command: [String], with groups: [[String]]) -> ProgramStep {
    batches = groups.isEmpty && !options.has("r") ? [command] : groups.map { command + $0 }
    return .again
  }

  private mutating func start(_ words: [String], _ process: inout ProcessView) -> ProgramStep {
    if options.has("t") { process.printError(words.joined(separator: " ") + "\n") }
    switch process.launch(words) {
    case .success(let number):
      child = number
      return .wait(.child(number))
    case .failure(let status):
      process.printError("\(name): \(words[0]): \(status == 127 ? "No such file or directory" : "Permission denied")\n")
      return .exit(status)
    }
  }
}

extension String {
  fileprivate func trimmingOne(_ end: Character) -> String { last == end ? String(dropLast()) : self }
}

/// Words as xargs reads them: blanks separate, quotes and backslashes protect.
enum ShellWordsText {
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var current: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        current = (current ?? "") + String(character)
        isEscaped = false
      } else if let open = quote {
        if character == open { quote = nil } else { current = (current ?? "") + String(character) }
      } else if character == "\\" {
        isEscaped = true
      } else if character == "'" || character == "\"" {
        quote = character
        current = current ?? ""
      } else if character.isWhitespace {
        if let word = current { words.append(word) }
        current = nil
      } else {
        current = (current ?? "") + String(character)
      }
    }
    if let word = current { words.append(word) }
    return words
  }
}

enum LaunchResult {
  case success(Int)
  case failure(Int)
}

extension ProcessView {
  /// Starts a command as a child with the process's own descriptors.
  mutating func launch(_ words: [String], environment: [String: String]? = nil) -> LaunchResult {
    guard let own = machine.processes[number] else { return .failure(126) }
    let variables = environment ?? own.environment
    switch Executables.find(words, environment: variables, path: variables["PATH"], self) {
    case .found(let program):
      let child = machine.spawn(
        program, arguments: words, descriptors: own.descriptors.filter { $0.key < 3 }, environment: variables,
        directory: own.directory, user: own.user, parent: number, console: own.console)
      if let child { machine.processes[child]?.isBackground = own.isBackground }
      return child.map { .success($0) } ?? .failure(126)
    case .notFound: return .failure(127)
    case .denied, .isDirectory, .badFormat, .tooLong: return .failure(126)
    }
  }
}
