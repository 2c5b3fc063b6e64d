import KubernetesModel

/// `kubectl create poddisruptionbudget`
struct CreateDisruptionBudget: CreateGenerator {
  let name = "poddisruptionbudget"
  let aliases = ["pdb"]
  let resource = GeneratedResource("policy/v1", "poddisruptionbudgets")
  let failure: String? = "failed to create poddisruptionbudgets: "
  let ownFlags: [FlagDefinition] = [
    .string("min-available"),
    .string("max-unavailable"),
    .string("selector"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let selector = context.flags.string("selector")
    let least = context.flags.string("min-available")
    let most = context.flags.string("max-unavailable")
    if selector.isEmpty { throw .message("a selector must be specified") }
    if least.isEmpty, most.isEmpty { throw .message("one of min-available or max-unavailable must be specified") }
    if !least.isEmpty, !most.isEmpty { throw .message("min-available and max-unavailable cannot be both specified") }
    var object = Draft.object("policy/v1", "PodDisruptionBudget", name: name)
    object["spec"] = Draft.members([
      "minAvailable": try amount(least, "min-available"), "maxUnavailable": try amount(most, "max-unavailable"),
      "selector": try Self.selector(selector),
    ])
    object["status"] = ["currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0]
    return object
  }

  private func amount(_ text: String, _ flag: String) throws(KubectlError) -> JSONValue? {
    if text.isEmpty { return nil }
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .message("invalid format specified for \(flag)")
    }
    return Int(text).map { JSONValue($0) } ?? .string(text)
  }

  /// A selector object from the text of a label query.
  private static func selector(_ text: String) throws(KubectlError) -> JSONValue {
    let parsed: LabelSelector
    do throws(SelectorError) { parsed = try LabelSelector(parsing: text) } catch {
      throw .message("couldn't parse the selector string \(text.goQuoted): \(error.description)")
    }
    var labels: [String: String] = [:]
    var expressions: [JSONValue] = []
    for requirement in parsed.requirements {
      let values = Draft.strings(requirement.values)
      let key = JSONValue.string(requirement.key)
      switch requirement.operator.rawValue {
      case "=", "==": labels[requirement.key] = requirement.values.first ?? ""
      case "in": expressions.append(["key": key, "operator": "In", "values": values])
      case "notin": expressions.append(["key": key, "operator": "NotIn", "values": values])
      case "exists": expressions.append(["key": key, "operator": "Exists"])
      case "!": expressions.append(["key": key, "operator": "DoesNotExist"])
      case let other: throw .message("\(other.goQuoted) is not a valid label selector operator")
      }
    }
    return Draft.members([
      "matchLabels": labels.isEmpty ? nil : JSONValue(labels),
      "matchExpressions": expressions.isEmpty ? nil : .array(expressions),
    ])
  }
}

/// `kubectl create priorityclass`
struct CreatePriorityClass: CreateGenerator {
  let name = "priorityclass"
  let aliases = ["pc"]
  let resource = GeneratedResource("scheduling.k8s.io/v1", "priorityclasses", isNamespaced: false)
  let failure: String? = "failed to create priorityclass: "
  let ownFlags: [FlagDefinition] = [
    .integer("value", bits: 32),
    .bool("global-default"),
    .string("description"),
    .string("preemption-policy", default: "PreemptLowerPriority"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    var object = Draft.object("scheduling.k8s.io/v1", "PriorityClass", name: name)
    object["value"] = JSONValue(context.flags.integer("value"))
    if context.flags.bool("global-default") { object["globalDefault"] = true }
    let description = context.flags.string("description")
    if !description.isEmpty { object["description"] = .string(description) }
    object["preemptionPolicy"] = .string(context.flags.string("preemption-policy"))
    return object
  }
}
