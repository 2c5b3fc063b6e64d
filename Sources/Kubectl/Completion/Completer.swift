import KubernetesModel

/// Finds what may follow a command line, as cobra does for shells.
struct Completer {
  private let environment: KubectlEnvironment

  init(_ environment: KubectlEnvironment) { self.environment = environment }

  /// - Parameter words: the command line without `kubectl`; the last is what has been typed of the word to complete.
  func candidates(_ words: [String]) -> Candidates {
    guard let typed = words.last else { return .files }
    let line = CompletedLine(Array(words.dropLast()))
    if line.command == nil, let first = line.rest.first(where: { !$0.hasPrefix("-") }) {
      return first == "help" ? .matching(Self.commands(of: nil), typed) : .files
    }
    // After `--` nothing is a flag any more.
    if !line.rest.contains("--") {
      if let (flag, text) = line.openFlag(typed) { return values(of: flag, line, text) }
      if typed.hasPrefix("-") { return flagNames(line, typed) }
    }
    guard var result = try? arguments(line, typed) else { return Candidates([], .noFiles) }
    result.all = requiredFlags(line, typed) + result.all
    return result
  }

  private static func commands(of command: (any KubectlCommand)?, path: String = "kubectl") -> [Candidates.Candidate] {
    var all = (command?.subcommands ?? RootCommand.commands).map {
      Candidates.Candidate(text: $0.name, description: HelpPages["\(path) \($0.name)"].summary)
    }
    if command == nil { all.append(.init(text: "help", description: "Help about any command")) }
    return all.sorted { $0.text < $1.text }
  }

  // MARK: Flags

  private func flagNames(_ line: CompletedLine, _ typed: String) -> Candidates {
    var result = Candidates([], .noFiles)
    let chapters =
      line.command == nil
      ? [line.globalFlags + [FlagParser.help]] : [line.globalFlags, line.ownFlags + [FlagParser.help]]
    for flags in chapters {
      for flag in flags.sorted(by: { $0.name < $1.name }) where !flag.isHidden && !line.isGiven(flag) {
        let description = flag.name == "help" ? "help for \(line.name)" : FlagTexts.text(flag.name, of: line.path)
        for text in ["--" + flag.name] + (flag.shorthand.map { ["-\($0)"] } ?? []) where text.hasPrefix(typed) {
          result.all.append(.init(text: text, description: String(description.split(separator: "\n").first ?? "")))
        }
      }
    }
    return result
  }

  private func requiredFlags(_ line: CompletedLine, _ typed: String) -> [Candidates.Candidate] {
    let required: [String: String] = [
      "kubectl scale": "replicas", "kubectl autoscale": "max", "kubectl run": "image",
      "kubectl create deployment": "image",
    ]
    guard let name = required[line.path], "--\(name)".hasPrefix(typed),
      let flag = line.ownFlags.first(where: { $0.name == name }), !line.isGiven(flag)
    else { return [] }
    return [.init(text: "--" + name, description: FlagTexts.text(name, of: line.path))]
  }

  private func values(of flag: FlagDefinition, _ line: CompletedLine, _ typed: String) -> Candidates {
    switch (flag.name, line.name) {
    case ("namespace", _): .matching(namesOrNone("namespaces", line), typed)
    case ("context", _): .matching(kubeconfig(.contexts), typed)
    case ("cluster", _): .matching(kubeconfig(.clusters), typed)
    case ("user", _): .matching(kubeconfig(.users), typed)
    case ("output", "get"): .matching(Self.outputs, typed)
    case ("filename", _): Candidates(["json", "yaml", "yml"], .fileEndings)
    case ("container", "exec"), ("container", "attach"), ("container", "debug"):
      .matching((try? containers(line)) ?? [], typed)
    default: .files
    }
  }

  /// In kubectl's own order.
  private static let outputs = [
    "json", "yaml", "name", "go-template", "go-template-file", "template", "templatefile", "jsonpath",
    "jsonpath-as-json", "jsonpath-file", "custom-columns", "custom-columns-file", "wide",
  ]

  private func kubeconfig(_ section: Kubeconfig.Section) -> [String] {
    ((try? environment.kubeconfig.load())?.names(section)) ?? []
  }

  // MARK: Arguments

  private func arguments(_ line: CompletedLine, _ typed: String) throws(KubectlError) -> Candidates {
    if line.command == nil || !(line.command?.subcommands.isEmpty ?? true), line.arguments.isEmpty {
      return .matching(Self.commands(of: line.command, path: line.path), typed)
    }
    switch ArgumentCompletion(ofCommand: line.path) {
    case .typesAndNames(let types): return try typesAndNames(line, typed, types, mayRepeat: false)
    case .repeatedTypesAndNames(let types): return try typesAndNames(line, typed, types, mayRepeat: true)
    case .podOrWorkload(let thenContainer): return try podOrWorkload(line, typed, thenContainer)
    case .names(let type): return .matching(line.arguments.isEmpty ? try names(type, line) : [], typed)
    case .copy: return line.arguments.isEmpty ? copied(line, typed) : .files
    case .word(let words): return line.arguments.isEmpty ? .matching(words, typed) : Candidates([], .noFiles)
    case .kubeconfig(let section): return .matching(line.arguments.isEmpty ? kubeconfig(section) : [], typed)
    case .commands: return .matching(Self.commands(of: nil), typed)
    case .files: return .files
    }
  }

  private func typesAndNames(
    _ line: CompletedLine, _ typed: String, _ types: [String], mayRepeat: Bool
  ) throws(KubectlError) -> Candidates {
    guard let first = line.arguments.first else {
      if typed.contains("/") { return .matching(try pairs(typed, line, without: []), typed) }
      return .matching(types.isEmpty ? try servedTypes(line, after: typed) : types, typed)
    }
    if first.contains("/") {
      if typed.contains("/") { return .matching(try pairs(typed, line, without: line.arguments), typed) }
      var result = Candidates.matching(
        (types.isEmpty ? try servedTypes(line, after: "") : types).map { $0 + "/" }, typed)
      result.directive.insert(.noSpace)
      return result
    }
    let given = mayRepeat ? [] : Array(line.arguments.dropFirst())
    return .matching(try names(first, line).filter { !given.contains($0) }, typed)
  }

  private static let workloads = [
    "daemonsets/", "deployments/", "pods/", "jobs/", "replicasets/", "replicationcontrollers/", "services/",
    "statefulsets/",
  ]

  private func podOrWorkload(
    _ line: CompletedLine, _ typed: String, _ thenContainer: Bool
  ) throws(KubectlError) -> Candidates {
    if line.arguments.isEmpty {
      if typed.contains("/") { return .matching(try pairs(typed, line, without: []), typed) }
      let pods = try names("pods", line).filter { $0.hasPrefix(typed) }
      var result = Candidates.matching(pods + Self.workloads, typed)
      if pods.isEmpty { result.directive.insert(.noSpace) }
      return result
    }
    guard thenContainer, line.arguments.count == 1 else { return Candidates([], .noFiles) }
    return .matching(try containers(line), typed)
  }

  /// A namespace's pods, pods of the current one, or a file of one's own.
  private func copied(_ line: CompletedLine, _ typed: String) -> Candidates {
    if typed.first.map({ "/.~".contains($0) }) ?? false { return .files }
    var texts: [String] = []
    if let slash = typed.firstIndex(of: "/") {
      let pods = namesOrNone("pods", line, namespace: String(typed[..<slash]))
      texts = pods.map { String(typed[...slash]) + $0 + ":" }
    } else if !typed.contains(":") {
      texts = namesOrNone("namespaces", line).map { $0 + "/" } + namesOrNone("pods", line).map { $0 + ":" }
    }
    var result = Candidates.matching(texts + (typed.isEmpty ? ["./", "/"] : []), typed)
    result.directive = .noSpace
    return result
  }

  // MARK: What the cluster has

  private func context(_ line: CompletedLine, _ arguments: [String]) throws(KubectlError) -> CommandContext {
    var environment = environment
    environment.access = try AccessResolver(files: environment.kubeconfig, flags: line.values).access()
    environment.transport.use(environment.access, for: line.path)
    let client = try APIClient(environment: environment, flags: line.values)
    return CommandContext(
      environment: environment, flags: line.values.only(GlobalFlags.all + [ResourceFlags.allNamespaces]),
      arguments: arguments, argumentsBeforeDash: nil, path: line.path, client: client)
  }

  /// `po,` goes on with another type.
  private func servedTypes(_ line: CompletedLine, after typed: String) throws(KubectlError) -> [String] {
    let before = typed.lastIndex(of: ",").map { String(typed[...$0]) } ?? ""
    let resources = try RESTMapper(client: try context(line, []).client).resources()
    var seen: Set<String> = []
    return resources.filter { $0.verbs.contains("get") && seen.insert($0.qualified).inserted }
      .sorted { ($0.groupVersion.group, $0.plural) < ($1.groupVersion.group, $1.plural) }
      .map { before + $0.qualified }
  }

  private func names(
    _ type: String, _ line: CompletedLine, namespace: String? = nil
  ) throws(KubectlError) -> [String] {
    let context = try context(line, [type])
    var query = ResourceQuery(context)
    if let namespace { query.namespace = namespace }
    query.allowsTypeAlone = true
    return try context.fetch(query).items.map(\.name)
  }

  private func namesOrNone(_ type: String, _ line: CompletedLine, namespace: String? = nil) -> [String] {
    (try? names(type, line, namespace: namespace)) ?? []
  }

  /// `pod/web`, for what was typed up to the slash.
  private func pairs(
    _ typed: String, _ line: CompletedLine, without given: [String]
  ) throws(KubectlError) -> [String] {
    let type = String(typed.prefix { $0 != "/" })
    return try names(type, line).map { type + "/" + $0 }.filter { !given.contains($0) }
  }

  /// Of the pod that the first argument names.
  private func containers(_ line: CompletedLine) throws(KubectlError) -> [String] {
    guard let argument = line.arguments.first else { return [] }
    let context = try context(line, argument.contains("/") ? [argument] : ["pods", argument])
    let pod = try context.fetch(ResourceQuery(context)).items.first?.object ?? .null
    return ["initContainers", "containers", "ephemeralContainers"].flatMap { list in
      (pod.at("spec", list)?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    }
  }
}

extension Candidates {
  /// Those that begin with what was typed; files are none.
  static func matching(_ texts: [String], _ typed: String) -> Candidates {
    Candidates(texts.filter { $0.hasPrefix(typed) }, .noFiles)
  }

  static func matching(_ candidates: [Candidate], _ typed: String) -> Candidates {
    var result = Candidates([], .noFiles)
    result.all = candidates.filter { $0.text.hasPrefix(typed) }
    return result
  }
}
