import APIServer
import KubernetesModel

/// `kubectl taint`
struct TaintCommand: KubectlCommand {
  let name = "taint"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + [
      ChangeFlags.all, ChangeFlags.dryRun, ChangeFlags.fieldManager("kubectl-taint"),
      ResourceFlags.selector, ChangeFlags.validate, .bool("overwrite"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    var resources: [String] = []
    var specs: [String] = []
    for argument in context.arguments {
      let isSpec = argument.contains("=") || argument.contains(":") || (argument.hasSuffix("-") && argument != "-")
      if isSpec || !specs.isEmpty { specs.append(argument) } else { resources.append(argument) }
    }
    let dryRun = try DryRun(context)
    let validation = try FieldValidation(context)
    if resources.isEmpty { throw .message("one or more resources must be specified as <resource> <name>") }
    if specs.isEmpty { throw .message("at least one taint update is required") }
    let change = try TaintChange(specs)
    try check(resources, context)
    let printer = try OutcomePrinter(context, isTyped: true)
    // Where all nodes or some of them are selected, names do not count.
    var query = ResourceQuery(context)
    query.arguments = query.selectsAll || query.labelSelector != nil ? ["nodes"] : ["nodes"] + resources.dropFirst()
    try context.visit(query) { (item) throws(KubectlError) in
      let object = item.object ?? .null
      let current = object.at("spec", "taints")?.arrayValue ?? []
      let taints = try change.applied(to: current, of: item.name, overwrites: context.flags.bool("overwrite"))
      var result = object
      result.set(taints.isEmpty ? nil : .array(taints), at: "spec", "taints")
      if dryRun != .client {
        let patch: JSONValue = ["spec": ["taints": taints.isEmpty ? .null : .array(taints)]]
        result = try item.patch(
          .value(patch), .strategic,
          query: dryRun.query + [("fieldManager", context.flags.string("field-manager")), validation.query],
          client: context.client)
      }
      try printer.print(item, result, change.outcome(overwrites: context.flags.bool("overwrite")))
    }
  }

  private func check(_ resources: [String], _ context: CommandContext) throws(KubectlError) {
    let type = resources.first ?? ""
    guard let mapping = try RESTMapper(client: context.client).find(type) else {
      throw .plain("the server doesn't have a resource type \(type.goQuoted)")
    }
    guard mapping.kind == "Node" else {
      throw .message("invalid resource type \(type), only node types are supported")
    }
    let selects = !context.flags.string("selector").isEmpty
    if context.flags.bool("all"), selects {
      throw .message("setting 'all' parameter with a non empty selector is prohibited")
    }
    if resources.count < 2, !context.flags.bool("all"), !selects {
      throw .message("at least one resource name must be specified since 'all' parameter is not set")
    }
  }
}

/// Taints to set and to remove.
struct TaintChange {
  private struct Removal {
    let key: String
    /// Empty for every effect.
    let effect: String
  }

  private static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]
  private var added: [JSONValue] = []
  private var removed: [Removal] = []

  /// Reads `key=value:Effect`, `key:Effect`, `key:Effect-` and `key-`.
  init(_ specs: [String]) throws(KubectlError) {
    for spec in specs {
      if spec.hasSuffix("-") {
        let parsed = try Self.parse(String(spec.dropLast()), needsEffect: false)
        removed.append(Removal(key: parsed.key, effect: parsed.effect))
      } else {
        let parsed = try Self.parse(spec, needsEffect: true)
        let isKnown = added.contains {
          $0["key"]?.stringValue == parsed.key && $0["effect"]?.stringValue == parsed.effect
        }
        if isKnown {
          throw .usage(
            "duplicated taints with the same key and effect: {\(parsed.key) \(parsed.value) \(parsed.effect) <nil>}")
        }
        added.append(
          Draft.members([
            "key": .string(parsed.key), "value": parsed.value.isEmpty ? nil : .string(parsed.value),
            "effect": .string(parsed.effect),
          ]))
      }
    }
    let both = removed.filter { removal in
      added.contains {
        $0["key"]?.stringValue == removal.key
          && (removal.effect.isEmpty || $0["effect"]?.stringValue == removal.effect)
      }
    }
    if !both.isEmpty {
      let texts = both.map { "\($0.key)=\($0.effect)" }.joined(separator: ", ")
      throw .message("can not both modify and remove the following taint(s) in the same command: \(texts)")
    }
  }

  private static func parse(
    _ spec: String, needsEffect: Bool
  ) throws(KubectlError) -> (key: String, value: String, effect: String) {
    let halves = spec.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var key = halves.first ?? ""
    var value = ""
    var effect = ""
    switch halves.count {
    case 1: key = spec
    case 2:
      effect = halves[1]
      guard effects.contains(effect) else {
        throw .usage("invalid taint effect: \(effect), unsupported taint effect")
      }
      let pair = key.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      if pair.count > 2 { throw .usage("invalid taint spec: \(spec)") }
      key = pair.first ?? ""
      value = pair.count > 1 ? pair[1] : ""
      let problems = LabelRules.value(value)
      if !problems.isEmpty { throw .usage("invalid taint spec: \(spec), " + problems.joined(separator: "; ")) }
    default: throw .usage("invalid taint spec: \(spec)")
    }
    let problems = LabelRules.key(key)
    if !problems.isEmpty { throw .usage("invalid taint spec: \(spec), " + problems.joined(separator: "; ")) }
    if needsEffect, effect.isEmpty { throw .usage("invalid taint spec: \(spec)") }
    return (key, value, effect)
  }

  func outcome(overwrites: Bool) -> String {
    if overwrites || (!added.isEmpty && !removed.isEmpty) { return "modified" }
    return added.isEmpty ? "untainted" : "tainted"
  }

  /// New taints come first, then those that stay.
  func applied(to current: [JSONValue], of node: String, overwrites: Bool) throws(KubectlError) -> [JSONValue] {
    if !overwrites {
      let known = added.filter { new in current.contains { Self.isSame($0, new) } }
      if !known.isEmpty {
        let keys = ResourceArguments.unique(known.map { $0["key"]?.stringValue ?? "" }).joined(separator: ",")
        throw .message("node \(node) already has \(keys) taint(s) with same effect(s) and --overwrite is false")
      }
    }
    var kept = current.filter { old in !added.contains { Self.isSame(old, $0) } }
    for removal in removed {
      let left = kept.filter { taint in
        taint["key"]?.stringValue != removal.key
          || (!removal.effect.isEmpty && taint["effect"]?.stringValue != removal.effect)
      }
      if left.count == kept.count {
        let text = removal.effect.isEmpty ? removal.key : removal.key + ":" + removal.effect
        throw .message("taint \(text.goQuoted) not found")
      }
      kept = left
    }
    return added + kept
  }

  private static func isSame(_ first: JSONValue, _ second: JSONValue) -> Bool {
    first["key"] == second["key"] && first["effect"] == second["effect"]
  }
}
