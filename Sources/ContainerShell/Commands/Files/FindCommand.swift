import SimulationKernel

/// Finds files by name, kind, size and age, and does something with them.
enum FindCommand {
  private static let limit = 50_000

  static func make(_ arguments: [String]) -> any Program { Start(arguments: arguments) }

  private struct Start: Program {
    let arguments: [String]

    mutating func step(_ process: inout ProcessView) -> ProgramStep { FindCommand.run(arguments, &process) }
  }

  /// What is asked of each file, and what is done with it.
  private struct Question {
    enum Action {
      case print(end: String)
      case delete
      /// A command in which `{}` stands for the file, or, with `isMany`, for all files at once.
      case run([String], isMany: Bool)
    }

    var tests: [(FileNode, String, ProcessView) -> Bool] = []
    var minimumDepth = 0
    var maximumDepth = Int.max
    var actions: [Action] = []
  }

  private static func run(_ arguments: [String], _ process: inout ProcessView) -> ProgramStep {
    let starts = Array(arguments.prefix { !$0.hasPrefix("-") && $0 != "!" })
    var rest = arguments.dropFirst(starts.count)
    var question = Question()
    while let predicate = rest.popFirst() {
      guard read(predicate, &rest, &question) else {
        process.printError(
          process.machine.isBusyBox
            ? "find: unrecognized: \(predicate)\n" : "find: unknown predicate `\(predicate)'\n")
        return .exit(1)
      }
    }
    if question.actions.isEmpty { question.actions = [.print(end: "\n")] }
    var code = 0
    var found: [String] = []
    for start in starts.isEmpty ? ["."] : starts {
      guard let node = try? process.machine.files.node(start, in: process.directory) else {
        process.printError(
          process.machine.isBusyBox
            ? "find: \(start): No such file or directory\n" : "find: '\(start)': No such file or directory\n")
        code = 1
        continue
      }
      for (path, node, depth) in walk(start, node, question.maximumDepth, process)
      where depth >= question.minimumDepth && question.tests.allSatisfy({ $0(node, path, process) }) {
        found.append(path)
      }
    }
    return act(question.actions, on: found, code, &process)
  }

  private static func act(
    _ actions: [Question.Action], on found: [String], _ code: Int, _ process: inout ProcessView
  ) -> ProgramStep {
    var commands: [[String]] = []
    for action in actions {
      switch action {
      case .print(let end): for path in found { process.print(path + end) }
      case .delete:
        for path in found {
          try? process.machine.files.remove(path, in: process.directory, recursively: true, as: process.user)
        }
      case .run(let words, true): if !found.isEmpty { commands.append(words.filter { $0 != "{}" } + found) }
      case .run(let words, false):
        commands += found.map { path in
          words.map { $0.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: path) }
        }
      }
    }
    guard !commands.isEmpty else { return .exit(code) }
    return .become(XargsCommand(running: commands, for: "find", code: code), arguments: process.arguments)
  }

  // MARK: Predicates

  /// Reads a predicate with its values; false where there is none of that name.
  private static func read(_ predicate: String, _ rest: inout ArraySlice<String>, _ question: inout Question) -> Bool {
    switch predicate {
    case "!", "-not":
      var isNegated = true
      while let next = rest.first, ["!", "-not"].contains(next) {
        rest.removeFirst()
        isNegated.toggle()
      }
      var inner = Question()
      guard let next = rest.popFirst(), read(next, &rest, &inner), let test = inner.tests.first else { return false }
      question.tests.append { [isNegated] in test($0, $1, $2) != isNegated }
    case "-print": question.actions.append(.print(end: "\n"))
    case "-print0": question.actions.append(.print(end: "\0"))
    case "-delete": question.actions.append(.delete)
    case "-a", "-and": break
    case "-empty": question.tests.append { node, _, _ in isEmpty(node) }
    case "-exec":
      let words = Array(rest.prefix { $0 != ";" && $0 != "+" })
      let isMany = rest.dropFirst(words.count).first == "+"
      rest = rest.dropFirst(words.count + 1)
      guard !words.isEmpty else { return false }
      question.actions.append(.run(words, isMany: isMany))
    default:
      guard let value = rest.first, readTest(predicate, value, &question) else { return false }
      rest = rest.dropFirst()
    }
    return true
  }

  private static func readTest(_ predicate: String, _ value: String, _ question: inout Question) -> Bool {
    switch predicate {
    case "-name", "-iname":
      let isCaseless = predicate == "-iname"
      let pattern = ShellPattern(isCaseless ? value.lowercased() : value)
      question.tests.append { _, path, _ in
        pattern.matches(isCaseless ? FilePath.lastName(path).lowercased() : FilePath.lastName(path))
      }
    case "-path", "-wholename":
      let pattern = ShellPattern(value)
      question.tests.append { _, path, _ in pattern.matches(path) }
    case "-type":
      question.tests.append { node, _, _ in (value == "d") == node.isDirectory && (value == "l") == isLink(node) }
    case "-maxdepth": question.maximumDepth = Int(value) ?? 0
    case "-mindepth": question.minimumDepth = Int(value) ?? 0
    case "-size":
      let units: [Character: Int] = ["c": 1, "k": 1024, "M": 1 << 20, "G": 1 << 30, "b": 512]
      let unit = value.last.flatMap { units[$0] } ?? 512
      return compare(value.filter { "+-0123456789".contains($0) }, &question) { node, _ in (node.size + unit - 1) / unit
      }
    case "-mmin", "-mtime":
      let unit: Int64 = predicate == "-mmin" ? 60 : 86_400
      return compare(value, &question) { node, process in
        Int(clamping: max(0, process.now.seconds - node.modified.seconds) / unit)
      }
    default: return false
    }
    return true
  }

  /// `+5` is more, `-5` is less, `5` is just that.
  private static func compare(
    _ text: String, _ question: inout Question, _ value: @escaping (FileNode, ProcessView) -> Int
  ) -> Bool {
    guard let number = Int(text.drop { "+-".contains($0) }) else { return false }
    let sign = text.first
    question.tests.append { node, _, process in
      let found = value(node, process)
      return sign == "+" ? found > number : sign == "-" ? found < number : found == number
    }
    return true
  }

  private static func isEmpty(_ node: FileNode) -> Bool {
    if case .directory(let entries) = node.content { entries.isEmpty } else { node.size == 0 }
  }

  private static func isLink(_ node: FileNode) -> Bool {
    if case .link = node.content { true } else { false }
  }

  private static func walk(
    _ start: String, _ node: FileNode, _ depth: Int, _ process: ProcessView
  ) -> [(path: String, node: FileNode, depth: Int)] {
    var found: [(path: String, node: FileNode, depth: Int)] = []
    var pending = [(path: start, node: node, depth: 0)]
    while let next = pending.popLast(), found.count < limit {
      found.append(next)
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
