import APIServer
import KubernetesModel

/// `kubectl set env`
struct SetEnvironment: KubectlCommand {
  let name = "env"
  let flags =
    TemplateChange.flags + [
      ResourceFlags.selector, .string("containers", short: "c", default: "*"),
      .list("env", short: "e"),
      .string("from"),
      .list("keys"), .bool("list"),
      .bool("overwrite", default: true),
      .string("prefix"),
      .bool("resolve"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let words = try ResourcesAndPairs(context.arguments, noun: "environment", allowsRemoval: true)
    if words.resources.isEmpty, context.flags.list("filename").isEmpty {
      throw .message("one or more resources must be specified as <resource> <name> or <resource>/<name>")
    }
    if context.flags.bool("list"), !context.flags.string("output").isEmpty {
      throw .message("--list and --output may not be specified together")
    }
    let change = try TemplateChange(
      context, outcome: "env updated", failure: "failed to patch env update to pod template:")
    var wanted = try EnvironmentChange(try withStandardInput(words.pairs + context.flags.list("env"), context))
    if !context.flags.string("from").isEmpty { wanted.set += try imported(context) }
    let query = ResourceQuery(context, arguments: words.resources).namesBeforeAll
    let found = try context.fetch(query)
    if context.flags.bool("list") {
      for item in found.items { EnvironmentListing(context: context).print(item) }
      if let error = KubectlError.joined(found.errors) { throw error }
      return
    }
    try apply(wanted, to: found, change, context)
  }

  /// `-` stands for the lines of standard input that set a variable.
  private func withStandardInput(_ pairs: [String], _ context: CommandContext) throws(KubectlError) -> [String] {
    guard pairs.contains("-") else { return pairs }
    let text = String(decoding: context.environment.standardInput, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { String($0.prefix { $0 != "#" }) }.filter {
      $0.contains("=")
    }
    return lines + pairs.filter { $0 != "-" }
  }

  private func apply(
    _ wanted: EnvironmentChange, to found: (items: [ResourceItem], errors: [KubectlError]), _ change: TemplateChange,
    _ context: CommandContext
  ) throws(KubectlError) {
    let pattern = context.flags.string("containers")
    let overwrites = context.flags.bool("overwrite")
    try change.apply(to: found.items, found.errors) { item, spec in
      var problems: [KubectlError] = []
      let isFound = ContainerPattern(pattern).change(in: &spec) { container in
        let current = container["env"]?.arrayValue ?? []
        if !overwrites {
          let lost = wanted.overwritten(in: current)
          if !lost.isEmpty {
            problems += lost.map { .message("\(item.waitName) \($0), and --overwrite is false") }
            return
          }
        }
        let changed = wanted.applied(to: current)
        container["env"] = changed.isEmpty ? nil : .array(changed)
      }
      if !isFound {
        context.warn("\(item.mapping.kind)/\(item.name) does not have any containers matching \(pattern.goQuoted)")
      }
      return problems
    }
  }

  /// The variables that `--from` names.
  private func imported(_ context: CommandContext) throws(KubectlError) -> [JSONValue] {
    let query = ResourceQuery(arguments: [context.flags.string("from")], namespace: context.namespace)
    let selection = try ResourceFinder(context).resolve(query)
    let found = ResourceFetcher(context.client, query).items(selection)
    if let error = KubectlError.joined(found.errors) { throw error }
    let keys = context.flags.list("keys")
    var variables: [JSONValue] = []
    for item in found.items {
      guard item.mapping.kind == "ConfigMap" || item.mapping.kind == "Secret" else {
        throw .message("unsupported resource specified in --from")
      }
      let field = item.mapping.kind == "Secret" ? "secretKeyRef" : "configMapKeyRef"
      for key in item.object?["data"]?.objectValue?.keys ?? [] where keys.isEmpty || keys.contains(key) {
        let name = Self.variableName(of: key)
        if name != key { context.warn("key \(key) transferred to \(name)") }
        variables.append([
          "name": .string(context.flags.string("prefix") + name),
          "valueFrom": [field: ["name": .string(item.name), "key": .string(key)]],
        ])
      }
    }
    return variables
  }

  /// Capitals, with `_` for what a variable's name cannot have.
  private static func variableName(of key: String) -> String {
    String(
      key.uppercased().unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "A"..."Z", "0"..."9", "_": Character(scalar)
        default: "_"
        }
      })
  }
}

/// Variables to set and to remove.
struct EnvironmentChange {
  /// As `env` lists them.
  var set: [JSONValue] = []
  private var removed: [String] = []

  /// Reads `KEY=value` and `KEY-`.
  init(_ pairs: [String]) throws(KubectlError) {
    for pair in pairs {
      if let mark = pair.firstIndex(of: "="), mark != pair.startIndex {
        let name = String(pair[..<mark])
        let problems = EnvironmentNames.problems(of: name)
        if !problems.isEmpty {
          throw .message("\(name.goQuoted) is not a valid key name: " + problems.joined(separator: "; "))
        }
        // Of several with one name the first counts.
        if set.contains(where: { $0["name"]?.stringValue == name }) { continue }
        set.append(["name": .string(name), "value": .string(String(pair[pair.index(after: mark)...]))])
      } else if pair.hasSuffix("-") {
        removed.append(String(pair.dropLast()))
      } else {
        throw .message("unknown environment variable: \(pair)")
      }
    }
    if set.contains(where: { removed.contains($0["name"]?.stringValue ?? "") }) {
      throw .message("can not both modify and remove the same environment variable in the same command")
    }
  }

  /// `'A' already has a value (1)` for each value that would be lost.
  func overwritten(in current: [JSONValue]) -> [String] {
    set.compactMap { variable in
      guard let old = current.first(where: { $0["name"] == variable["name"] }) else { return nil }
      return "'\(variable["name"]?.stringValue ?? "")' already has a value (\(old["value"]?.stringValue ?? ""))"
    }
  }

  func applied(to current: [JSONValue]) -> [JSONValue] {
    var result = current.filter { !removed.contains($0["name"]?.stringValue ?? "") }
    for variable in set {
      if let index = result.firstIndex(where: { $0["name"] == variable["name"] }) {
        result[index] = variable
      } else {
        result.append(variable)
      }
    }
    return result
  }
}

/// `kubectl set env --list`
struct EnvironmentListing {
  let context: CommandContext

  func print(_ item: ResourceItem) {
    let spec = PodTemplate(kind: item.mapping.kind).spec(of: item.object ?? .null)
    let pattern = ContainerPattern(context.flags.string("containers"))
    for container in spec?["containers"]?.arrayValue ?? [] {
      let name = container["name"]?.stringValue ?? ""
      guard pattern.matches(name) else { continue }
      context.print("# \(item.mapping.kind) \(item.name), container \(name)")
      for variable in container["env"]?.arrayValue ?? [] { print(variable, item) }
    }
  }

  private func print(_ variable: JSONValue, _ item: ResourceItem) {
    let name = variable["name"]?.stringValue ?? ""
    guard let source = variable["valueFrom"], source.objectValue != nil else {
      return context.print("\(name)=\(variable["value"]?.stringValue ?? "")")
    }
    if context.flags.bool("resolve") {
      do throws(KubectlError) {
        return context.print("\(name)=\(try value(of: source, item))")
      } catch {
        context.printError("error retrieving reference for \(name): \(error.message)")
      }
    }
    context.print("# \(name) from \(Self.description(of: source))")
  }

  private func value(of source: JSONValue, _ item: ResourceItem) throws(KubectlError) -> String {
    for (field, plural) in [("secretKeyRef", "secrets"), ("configMapKeyRef", "configmaps")] {
      guard let reference = source[field], let key = reference["key"]?.stringValue else { continue }
      let name = reference["name"]?.stringValue ?? ""
      let object = try context.client.object(
        .get, "/api/v1/namespaces/\(item.namespace)/\(plural)/\(name)", accept: APIClient.typedAccept)
      guard let text = object.at("data", key)?.stringValue else {
        throw .message("key \(key) not found in \(plural.dropLast()) \(name)")
      }
      if plural == "configmaps" { return text }
      return String(decoding: Base64.decode(text) ?? [], as: UTF8.self)
    }
    if let path = source.at("fieldRef", "fieldPath")?.stringValue {
      let value = item.object?.at(path.split(separator: ".").map(String.init)[...])?.stringValue
      if path.hasPrefix("metadata."), let value { return value }
      throw .message("unsupported fieldPath: \(path)")
    }
    throw .message("invalid valueFrom")
  }

  private static func description(of source: JSONValue) -> String {
    if let path = source.at("fieldRef", "fieldPath")?.stringValue { return "field path \(path)" }
    if let field = source["resourceFieldRef"] {
      let container = field["containerName"]?.stringValue ?? ""
      let resource = field["resource"]?.stringValue ?? ""
      return "resource field " + (container.isEmpty ? resource : container + "." + resource)
    }
    for (field, noun) in [("secretKeyRef", "secret"), ("configMapKeyRef", "configmap")] {
      if let reference = source[field] {
        return "\(noun) \(reference["name"]?.stringValue ?? ""), key \(reference["key"]?.stringValue ?? "")"
      }
    }
    return "invalid valueFrom"
  }
}
