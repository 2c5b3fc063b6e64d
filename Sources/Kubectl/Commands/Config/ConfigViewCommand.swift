import KubernetesModel

/// `kubectl config view`
struct ConfigViewCommand: KubeconfigCommand {
  let name = "view"
  let flags: [FlagDefinition] =
    OutputFormat.flags.filter { $0.name != "output" } + [
      .bool("flatten"),
      .bool("merge", default: true),
      .bool("minify"),
      .string("output", short: "o", default: "yaml"),
      .bool("raw"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty {
      throw .usage("unexpected arguments: [\(context.arguments.joined(separator: " "))]")
    }
    let files = files(context)
    var config = try files.load()
    if context.flags.bool("minify") {
      let given = context.flags.string("context")
      config = try config.minified(to: given.isEmpty ? config.currentContext : given)
    }
    if context.flags.bool("flatten") { try flatten(&config, files) }
    if !context.flags.bool("raw"), !context.flags.bool("flatten") { config = config.redacted }
    let format = OutputFormat(context.flags)
    if format?.name == "json" { return context.print(KubeconfigJSON.text(config)) }
    var printer = try format?.printer(context)
    context.print(try printer?.print(config.document) ?? "", terminator: "")
  }

  /// Puts the content of the files that are named in the place of their names.
  private func flatten(_ config: inout Kubeconfig, _ files: KubeconfigFiles) throws(KubectlError) {
    for section in Kubeconfig.Section.allCases {
      for name in config.names(section) {
        guard var entry = config[section, name] else { continue }
        for field in KubeconfigFields.files where field != "tokenFile" && entry.fields.has(field) {
          let path = files.resolve(entry.fields.text(field), namedIn: entry.file)
          do throws(FileProblem) {
            entry.fields[field + "-data"] = .string(Base64.encode(try files.content(path)))
            entry.fields[field] = nil
          } catch {
            throw .message("open \(path): \(error.reason)")
          }
        }
        config[section, name] = entry
      }
    }
  }
}

/// A kubeconfig as JSON, in the order of the fields of Go's structs.
private enum KubeconfigJSON {
  static func text(_ config: Kubeconfig) -> String {
    let document = config.document
    var members = [("kind", json(document["kind"])), ("apiVersion", json(document["apiVersion"]))]
    members.append(("preferences", json(document["preferences"], depth: 1)))
    for section in Kubeconfig.Section.allCases {
      let entries = config.names(section).map { name in
        let fields = config[section, name]?.fields ?? [:]
        let inner = KubeconfigFields.of(section).filter { fields[$0.name] != nil }.map {
          ($0.name, json(fields[$0.name], depth: 4))
        }
        return object([("name", json(.string(name))), (section.member, object(inner, depth: 3))], depth: 2)
      }
      let list = "[\n" + entries.map { indent(2) + $0 }.joined(separator: ",\n") + "\n" + indent(1) + "]"
      members.append((section.rawValue, entries.isEmpty ? "null" : list))
    }
    members.append(("current-context", json(document["current-context"])))
    return object(members, depth: 0)
  }

  private static func object(_ members: [(String, String)], depth: Int) -> String {
    if members.isEmpty { return "{}" }
    let lines = members.map { indent(depth + 1) + "\"\($0.0)\": \($0.1)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + indent(depth) + "}"
  }

  private static func json(_ value: JSONValue?, depth: Int = 0) -> String {
    JSONWriter.string(value ?? .null, indent: 4, escapesHTML: true).split(separator: "\n").joined(
      separator: "\n" + indent(depth))
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "    ", count: depth) }
}
