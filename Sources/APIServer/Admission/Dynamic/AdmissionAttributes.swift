import KubernetesModel

/// A write as webhooks and policies look at it.
struct AdmissionAttributes {
  enum Operation: String {
    case create = "CREATE"
    case update = "UPDATE"
    case delete = "DELETE"
  }

  let operation: Operation
  let definition: ResourceDefinition
  let subresource: String
  /// Null for a deletion.
  let object: JSONValue
  /// Null for a creation.
  let old: JSONValue
  let user: UserInfo
  let isDryRun: Bool

  init(
    _ operation: Operation, _ definition: ResourceDefinition, _ request: ResourceRequest, object: JSONValue,
    old: JSONValue
  ) {
    self.operation = operation
    self.definition = definition
    subresource = request.subresource
    self.object = object
    self.old = old
    user = request.user
    isDryRun = request.options.dryRun
  }

  /// What is there of the object: before a deletion its last state.
  private var subject: JSONValue { object.isNull ? old : object }

  var name: String { subject.admissionName }
  var namespace: String { definition.isNamespaced ? subject.namespace : "" }

  /// `request` in expressions.
  var request: JSONValue {
    let kind: JSONValue = [
      "group": .string(definition.groupVersion.group), "version": .string(definition.groupVersion.version),
      "kind": .string(definition.kind),
    ]
    let resource: JSONValue = [
      "group": .string(definition.groupVersion.group), "version": .string(definition.groupVersion.version),
      "resource": .string(definition.plural),
    ]
    return [
      "kind": kind, "resource": resource, "requestKind": kind, "requestResource": resource,
      "subResource": .string(subresource), "requestSubResource": .string(subresource), "name": .string(subject.name),
      "namespace": .string(namespace), "operation": .string(operation.rawValue), "dryRun": .bool(isDryRun),
      "userInfo": [
        "username": .string(user.name), "uid": .string(user.uid), "groups": .array(user.groups.map(JSONValue.string)),
      ],
    ]
  }

  /// Whether a label selector takes the object as it is or as it was.
  func matches(objectSelector: JSONValue?) -> Bool {
    guard let objectSelector, let selector = try? LabelSelector(object: objectSelector) else { return true }
    return [object, old].contains { !$0.isNull && selector.matches($0.at("metadata", "labels")) }
  }
}

/// `rules` of webhooks, `resourceRules` of policies.
struct AdmissionRule {
  let rule: JSONValue

  private func allows(_ key: String, _ text: String) -> Bool {
    rule.list(key).contains { $0.stringValue == text || $0.stringValue == "*" }
  }

  /// `isEquivalent`: the same kind in another version is meant, too.
  func matches(_ attributes: AdmissionAttributes, isEquivalent: Bool, _ catalog: ResourceCatalog) -> Bool {
    let definition = attributes.definition
    guard allows("operations", attributes.operation.rawValue), hasScope(definition) else { return false }
    guard matchesResource(definition.plural, attributes.subresource) else { return false }
    let names = rule.list("resourceNames")
    guard names.isEmpty || names.contains(where: { $0.stringValue == attributes.name }) else { return false }
    if matchesVersion(definition.groupVersion) { return true }
    return isEquivalent
      && catalog.definitions.contains { $0.storage == definition.storage && matchesVersion($0.groupVersion) }
  }

  private func matchesVersion(_ groupVersion: GroupVersion) -> Bool {
    allows("apiGroups", groupVersion.group) && allows("apiVersions", groupVersion.version)
  }

  private func hasScope(_ definition: ResourceDefinition) -> Bool {
    switch rule.text("scope") {
    case "Namespaced": definition.isNamespaced
    case "Cluster": !definition.isNamespaced
    default: true
    }
  }

  /// `pods`, `pods/status`, `pods/*`, `*/scale`; `*` is every resource, `*/*` every subresource, too.
  private func matchesResource(_ plural: String, _ subresource: String) -> Bool {
    rule.list("resources").compactMap(\.stringValue).contains { text in
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      guard let resource = parts.first, resource == "*" || resource == plural else { return false }
      let wanted = parts.count > 1 ? parts[1] : ""
      return wanted == "*" ? true : wanted == subresource
    }
  }
}

extension APIServer {
  /// Whether a webhook's or a policy's rules and selectors take a write.
  func admissionMatches(
    _ constraints: JSONValue, rules: String, _ attributes: AdmissionAttributes
  ) -> Bool {
    let isEquivalent = constraints.text("matchPolicy") != "Exact"
    func isNamed(by key: String) -> Bool {
      constraints.list(key).contains {
        AdmissionRule(rule: $0).matches(attributes, isEquivalent: isEquivalent, catalog)
      }
    }
    return isNamed(by: rules) && !isNamed(by: "excludeResourceRules")
      && matches(namespaceSelector: constraints["namespaceSelector"], attributes)
      && attributes.matches(objectSelector: constraints["objectSelector"])
  }

  /// Cluster-scoped objects have no namespace to be selected by; a namespace is selected by its own labels.
  func matches(namespaceSelector: JSONValue?, _ attributes: AdmissionAttributes) -> Bool {
    guard let namespaceSelector, let selector = try? LabelSelector(object: namespaceSelector) else { return true }
    if attributes.definition.storage == .namespaces {
      let namespace = attributes.object.isNull ? attributes.old : attributes.object
      return selector.matches(namespace.at("metadata", "labels"))
    }
    guard attributes.definition.isNamespaced else { return true }
    return selector.matches(admissionNamespace(attributes)?.at("metadata", "labels"))
  }

  func admissionNamespace(_ attributes: AdmissionAttributes) -> JSONValue? {
    store.object(.namespaces, namespace: "", name: attributes.namespace)?.value
  }

  /// The first match condition that does not hold, or fails; nil when all hold.
  func matchConditions(_ conditions: [JSONValue], _ scope: CELScope) -> MatchConditionResult {
    var problem: String?
    for condition in conditions {
      let expression = condition.text("expression")
      switch evaluate(expression, scope) {
      case .success(.bool(false)): return .excluded
      case .success: break
      case .failure(let error): problem = problem ?? "expression '\(expression)' resulted in error: \(error.message)"
      }
    }
    return problem.map(MatchConditionResult.failed) ?? .matched
  }

  func evaluate(_ expression: String, _ scope: CELScope) -> Result<CELValue, CELError> {
    do {
      return .success(try CELExpression(expression).evaluate(scope))
    } catch let error as CELError {
      return .failure(error)
    } catch {
      return .failure(CELError("compilation failed: \(error)"))
    }
  }

  /// What expressions know of a write.
  func admissionScope(_ attributes: AdmissionAttributes) -> CELScope {
    var scope = CELScope([
      "object": CELValue(attributes.object), "oldObject": CELValue(attributes.old), "params": .null,
      "request": CELValue(attributes.request), "namespaceObject": .null,
    ])
    if let namespace = admissionNamespace(attributes) { scope["namespaceObject"] = CELValue(namespace) }
    return scope
  }
}

enum MatchConditionResult {
  case matched, excluded
  case failed(String)
}
