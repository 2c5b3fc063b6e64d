import KubernetesModel

/// Kinds of small groups.
enum OtherPrinters {
  static let disruptionBudget = TablePrinter(
    "Name:string/name Min_Available:string Max_Unavailable:string Allowed_Disruptions:integer Age:string"
  ) { object, now in
    func amount(_ key: String) -> JSONValue {
      let value = object.at("spec", key)
      return .string(value?.stringValue ?? value?.intValue.map(String.init) ?? "N/A")
    }
    return [
      .string(object.name), amount("minAvailable"), amount("maxUnavailable"),
      .integer(object.integer("status", "disruptionsAllowed")), .string(object.age(now)),
    ]
  }

  static let lease = TablePrinter("Name:string/name Holder:string Age:string") { object, now in
    [.string(object.name), .string(object.text("spec", "holderIdentity")), .string(object.age(now))]
  }

  static let priorityClass = TablePrinter(
    "Name:string/name Value:integer Global-Default:boolean Age:string PreemptionPolicy:string"
  ) { object, now in
    [
      .string(object.name), .integer(object.integer("value")), .bool(object["globalDefault"]?.boolValue ?? false),
      .string(object.age(now)), .string(object.text("preemptionPolicy")),
    ]
  }

  static let runtimeClass = TablePrinter("Name:string/name Handler:string Age:string") { object, now in
    [.string(object.name), .string(object.text("handler")), .string(object.age(now))]
  }

  static let apiService = TablePrinter("Name:string/name Service:string Available:string Age:string") { object, now in
    let service = object.at("spec", "service").flatMap { $0.isNull ? nil : $0 }
    let place = service.map { $0.text("namespace") + "/" + $0.text("name") } ?? "Local"
    var available = "Unknown"
    if let condition = object.list("status", "conditions").first(where: { $0.text("type") == "Available" }) {
      available = condition.text("status")
      if available != "True" { available += " (\(condition.text("reason")))" }
    }
    return [.string(object.name), .string(place), .string(available), .string(object.age(now))]
  }

  /// Webhook configurations count their webhooks.
  static let webhooks = TablePrinter("Name:string/name Webhooks:integer Age:string") { object, now in
    [.string(object.name), JSONValue(object.list("webhooks").count), .string(object.age(now))]
  }

  static let mutatingPolicy = policy("Mutations", "mutations")
  static let validatingPolicy = policy("Validations", "validations")

  private static func policy(_ column: String, _ key: String) -> TablePrinter {
    TablePrinter("Name:string/name \(column):integer ParamKind:string Age:string") { object, now in
      let kind = object.at("spec", "paramKind").map { $0.text("apiVersion") + "/" + $0.text("kind") } ?? "<unset>"
      return [
        .string(object.name), JSONValue(object.list("spec", key).count), .string(kind), .string(object.age(now)),
      ]
    }
  }

  static let policyBinding = TablePrinter(
    "Name:string/name PolicyName:string ParamRef:string Age:string"
  ) { object, now in
    var parameters = "<unset>"
    if let reference = object.at("spec", "paramRef") {
      let namespace = reference.text("namespace")
      let name = reference.text("name").ifEmpty(labelsText(reference.at("selector", "matchLabels")))
      parameters = namespace.isEmpty ? name : namespace + "/" + name
    }
    return [
      .string(object.name), .string(object.text("spec", "policyName")), .string(parameters), .string(object.age(now)),
    ]
  }

  static let resourceClaim = TablePrinter("Name:string/name State:string Age:string") { object, now in
    var states: [String] = []
    if object.isBeingDeleted { states.append("deleted") }
    if object.at("status", "allocation") != nil { states.append("allocated") }
    if !object.list("status", "reservedFor").isEmpty { states.append("reserved") }
    if states.isEmpty { states.append("pending") }
    return [.string(object.name), .string(states.joined(separator: ",")), .string(object.age(now))]
  }

  static let resourceSlice = TablePrinter(
    "Name:string/name Node:string Driver:string Pool:string Age:string"
  ) { object, now in
    [
      .string(object.name), .string(object.text("spec", "nodeName").ifEmpty("<unset>")),
      .string(object.text("spec", "driver")), .string(object.text("spec", "pool", "name")), .string(object.age(now)),
    ]
  }

  static let flowSchema = TablePrinter(
    """
    Name:string/name PriorityLevel:string MatchingPrecedence:string DistinguisherMethod:string Age:string
    MissingPL:string
    """
  ) { object, now in
    let dangling = object.list("status", "conditions").first { $0.text("type") == "Dangling" }
    return [
      .string(object.name), .string(object.text("spec", "priorityLevelConfiguration", "name").ifEmpty("<none>")),
      .integer(object.integer("spec", "matchingPrecedence")),
      .string(object.text("spec", "distinguisherMethod", "type").ifEmpty("<none>")), .string(object.age(now)),
      .string(dangling.map { $0.text("status") } ?? "?"),
    ]
  }

  static let priorityLevel = TablePrinter(
    """
    Name:string/name Type:string NominalConcurrencyShares:string Queues:string HandSize:string
    QueueLengthLimit:string Age:string
    """
  ) { object, now in
    let limited = object.at("spec", "limited")
    let queuing = limited?.at("limitResponse", "queuing")
    func number(_ value: JSONValue?) -> JSONValue { value?.intValue.map(JSONValue.integer) ?? "<none>" }
    return [
      .string(object.name), .string(object.text("spec", "type")), number(limited?["nominalConcurrencyShares"]),
      number(queuing?["queues"]), number(queuing?["handSize"]), number(queuing?["queueLengthLimit"]),
      .string(object.age(now)),
    ]
  }
}
