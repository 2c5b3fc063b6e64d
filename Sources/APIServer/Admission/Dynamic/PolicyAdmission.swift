import KubernetesModel

/// ValidatingAdmissionPolicy: expressions that decide, for whom a binding says so.
extension APIServer {
  mutating func applyPolicies(_ attributes: AdmissionAttributes) throws(APIStatus) {
    var denial: APIStatus?
    let bindings = store.objects(.admissionPolicyBindings, namespace: nil).map(\.value)
    for policy in store.objects(.admissionPolicies, namespace: nil) {
      let constraints = policy.value.at("spec", "matchConstraints") ?? .null
      guard admissionMatches(constraints, rules: "resourceRules", attributes) else { continue }
      for binding in bindings where binding.text("spec", "policyName") == policy.name && isBound(binding, attributes) {
        let evaluation = PolicyEvaluation(policy: policy.value, binding: binding, attributes: attributes)
        for decision in decisions(evaluation) {
          let actions = binding.list("spec", "validationActions").compactMap(\.stringValue)
          if decision.isMisconfigured || actions.contains("Deny") { denial = denial ?? evaluation.denial(decision) }
          if actions.contains("Warn"), !decision.isMisconfigured {
            admissionWarnings.append(evaluation.warning(decision))
          }
        }
      }
    }
    if let denial { throw denial }
  }

  /// A binding may narrow what its policy looks at.
  private func isBound(_ binding: JSONValue, _ attributes: AdmissionAttributes) -> Bool {
    guard let resources = binding.at("spec", "matchResources") else { return true }
    guard resources["resourceRules"] != nil else {
      return matches(namespaceSelector: resources["namespaceSelector"], attributes)
        && attributes.matches(objectSelector: resources["objectSelector"])
    }
    return admissionMatches(resources, rules: "resourceRules", attributes)
  }

  /// What a policy finds wrong, once for each of the binding's parameters.
  private func decisions(_ evaluation: PolicyEvaluation) -> [PolicyDecision] {
    var scope = admissionScope(evaluation.attributes)
    do throws(PolicyProblem) {
      guard let parameters = try parameters(evaluation) else { return evaluation.decisions(scope, self) }
      return parameters.flatMap { value in
        scope["params"] = CELValue(value)
        return evaluation.decisions(scope, self)
      }
    } catch {
      guard evaluation.failsClosed else { return [] }
      return [PolicyDecision(message: "failed to configure binding: " + error.message, isMisconfigured: true)]
    }
  }

  private struct PolicyProblem: Error {
    let message: String
  }

  /// The objects that a binding's `paramRef` selects; nil when the policy takes none.
  private func parameters(_ evaluation: PolicyEvaluation) throws(PolicyProblem) -> [JSONValue]? {
    guard let kind = evaluation.policy.at("spec", "paramKind") else { return nil }
    guard let reference = evaluation.binding.at("spec", "paramRef") else { return nil }
    let wanted = GroupVersionKind(GroupVersion(apiVersion: kind.apiVersion), kind.kind)
    guard let definition = catalog.definition(of: wanted) else {
      throw PolicyProblem(
        message: "failed to find resource referenced by paramKind: '\(wanted.apiVersion), Kind=\(wanted.kind)'")
    }
    var namespace = definition.isNamespaced ? reference.text("namespace") : ""
    if definition.isNamespaced, namespace.isEmpty { namespace = evaluation.attributes.namespace }
    let name = reference.text("name")
    var found: [JSONValue]
    if !name.isEmpty {
      found = store.object(definition.storage, namespace: namespace, name: name).map { [$0.value] } ?? []
    } else {
      let selector = (try? LabelSelector(object: reference["selector"])) ?? .nothing
      found = store.objects(definition.storage, namespace: namespace).map(\.value).filter {
        selector.matches($0.at("metadata", "labels"))
      }
    }
    if found.isEmpty, reference.text("parameterNotFoundAction") == "Deny" {
      throw PolicyProblem(message: "no params found for policy binding with `Deny` parameterNotFoundAction")
    }
    return found
  }
}

/// Why a policy refuses.
struct PolicyDecision {
  let message: String
  var reason = ""
  /// Refused whatever the binding's actions are: the policy cannot be asked.
  var isMisconfigured = false
}

/// One policy, as one binding applies it to one write.
struct PolicyEvaluation {
  let policy: JSONValue
  let binding: JSONValue
  let attributes: AdmissionAttributes

  var failsClosed: Bool { policy.text("spec", "failurePolicy") != "Ignore" }

  func decisions(_ scope: CELScope, _ api: APIServer) -> [PolicyDecision] {
    var scope = scope
    for variable in policy.list("spec", "variables") {
      scope.bind(variable: variable.text("name"), api.evaluate(variable.text("expression"), scope))
    }
    switch api.matchConditions(policy.list("spec", "matchConditions"), scope) {
    case .matched: break
    case .excluded: return []
    case .failed(let problem): return failsClosed ? [PolicyDecision(message: problem)] : []
    }
    return policy.list("spec", "validations").compactMap { decision($0, scope, api) }
  }

  private func decision(_ validation: JSONValue, _ scope: CELScope, _ api: APIServer) -> PolicyDecision? {
    let expression = validation.text("expression")
    switch api.evaluate(expression, scope) {
    case .success(let value):
      if value.boolValue == true { return nil }
      return PolicyDecision(message: message(validation, scope, api), reason: validation.text("reason"))
    case .failure(let error):
      guard failsClosed else { return nil }
      return PolicyDecision(message: "expression '\(expression)' resulted in error: \(error.message)")
    }
  }

  /// A computed message counts when it is one line of text; then the written one, then the expression.
  private func message(_ validation: JSONValue, _ scope: CELScope, _ api: APIServer) -> String {
    if let expression = validation["messageExpression"]?.stringValue, !expression.isEmpty,
      case .success(.string(let text)) = api.evaluate(expression, scope)
    {
      let line = text.trimmed
      if !line.isEmpty, line.utf8.count <= 5 * 1024, !line.contains("\n") { return line }
    }
    let written = validation.text("message").trimmed
    return written.isEmpty ? "failed expression: " + validation.text("expression").trimmed : written
  }

  func warning(_ decision: PolicyDecision) -> String {
    "Validation failed for ValidatingAdmissionPolicy '\(policy.name)' with binding '\(binding.name)': \(decision.message)"
  }

  func denial(_ decision: PolicyDecision) -> APIStatus {
    let message =
      "ValidatingAdmissionPolicy '\(policy.name)' with binding '\(binding.name)' denied request: \(decision.message)"
    var status = APIStatus.forbidden(attributes.definition.groupResource, attributes.name, message)
    status.reason = decision.reason.isEmpty ? "Invalid" : decision.reason
    let codes = ["Unauthorized": 401, "Forbidden": 403, "RequestEntityTooLarge": 413]
    status.code = codes[status.reason] ?? 422
    status.causes.append(.init(reason: "", message: message, field: ""))
    return status
  }
}
