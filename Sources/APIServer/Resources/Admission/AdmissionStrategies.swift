import KubernetesModel

/// Configurations of webhooks.
struct WebhookConfigurationStrategy: ResourceStrategy {
  let isMutating: Bool

  var hasGeneration: Bool { true }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool { new["webhooks"] != old["webhooks"] }

  func setDefaults(_ object: inout JSONValue) {
    object.updateEach("webhooks") { webhook in
      webhook.setDefaultText("failurePolicy", "Fail")
      AdmissionDefaults.setSelectors(&webhook)
      webhook.setDefault("timeoutSeconds", 10)
      if isMutating { webhook.setDefaultText("reinvocationPolicy", "Never") }
      if webhook.at("clientConfig", "service") != nil {
        webhook.update("clientConfig") { $0.update("service") { $0.setDefault("port", 443) } }
      }
      webhook.updateEach("rules") { $0.setDefaultText("scope", "*") }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    for (index, webhook) in object.list("webhooks").enumerated() {
      let path = "webhooks[\(index)]"
      let name = webhook.text("name")
      if name.isEmpty {
        errors.required(path + ".name")
      } else if name.count(where: { $0 == "." }) < 2 {
        errors.invalid(path + ".name", name, "should be a domain with at least three segments separated by dots")
      }
      if !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
      if webhook.list("admissionReviewVersions").isEmpty {
        errors.required(path + ".admissionReviewVersions", "must specify one of v1, v1beta1")
      }
      if webhook.text("sideEffects").isEmpty {
        errors.required(path + ".sideEffects", "must specify one of None, NoneOnDryRun")
      } else if !["None", "NoneOnDryRun"].contains(webhook.text("sideEffects")) {
        errors.notSupported(path + ".sideEffects", webhook["sideEffects"] ?? .null, ["None", "NoneOnDryRun"])
      }
      let seconds = webhook["timeoutSeconds"]?.intValue ?? 10
      if !(1...30).contains(seconds) {
        errors.invalid(
          path + ".timeoutSeconds", .integer(seconds), "the timeout value must be between 1 and 30 seconds")
      }
      let isService = webhook.at("clientConfig", "service") != nil
      if isService == (webhook.at("clientConfig", "url") != nil) {
        errors.required(path + ".clientConfig", "exactly one of url or service is required")
      }
    }
  }
}

/// ValidatingAdmissionPolicies.
struct AdmissionPolicyStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  /// What expressions may name.
  private static let variables: Set<String> = [
    "object", "oldObject", "request", "params", "namespaceObject", "variables", "authorizer",
  ]

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("failurePolicy", "Fail")
      if spec["matchConstraints"] != nil { spec.update("matchConstraints", AdmissionDefaults.setConstraints) }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    if spec["matchConstraints"] == nil {
      errors.required("spec.matchConstraints")
    } else if spec.list("matchConstraints", "resourceRules").isEmpty {
      errors.required("spec.matchConstraints.resourceRules")
    }
    if spec.list("validations").isEmpty, spec.list("auditAnnotations").isEmpty {
      errors.required("spec.validations", "validations or auditAnnotations must be provided")
    }
    check(spec.list("variables"), "expression", "spec.variables", &errors)
    check(spec.list("matchConditions"), "expression", "spec.matchConditions", &errors)
    check(spec.list("validations"), "expression", "spec.validations", &errors)
    check(
      spec.list("validations").map { $0["messageExpression"] == nil ? .null : $0 }, "messageExpression",
      "spec.validations", &errors)
  }

  private func check(_ items: [JSONValue], _ key: String, _ path: String, _ errors: inout FieldErrors) {
    for (index, item) in items.enumerated() where !item.isNull {
      let field = "\(path)[\(index)].\(key)"
      let text = item.text(key)
      if text.trimmed.isEmpty {
        errors.required(field, "\(key) is not specified")
      } else if let problem = CELRules.problem(text, knowing: Self.variables) {
        errors.invalid(field, text, problem)
      }
    }
  }
}

/// ValidatingAdmissionPolicyBindings.
struct AdmissionPolicyBindingStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      if spec["matchResources"] != nil { spec.update("matchResources", AdmissionDefaults.setConstraints) }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    if object.text("spec", "policyName").isEmpty { errors.required("spec.policyName") }
    let actions = object.list("spec", "validationActions").compactMap(\.stringValue)
    if actions.isEmpty { errors.required("spec.validationActions", "at least one validation action is required") }
    for (index, action) in actions.enumerated() where !["Audit", "Deny", "Warn"].contains(action) {
      errors.notSupported("spec.validationActions[\(index)]", .string(action), ["Audit", "Deny", "Warn"])
    }
    if actions.contains("Deny"), actions.contains("Warn") {
      errors.invalid(
        "spec.validationActions", .array(actions.map(JSONValue.string)),
        "must not contain both Deny and Warn (repeating the same validation failure information in the API response and "
          + "headers serves no purpose)")
    }
  }
}

private enum AdmissionDefaults {
  static func setSelectors(_ value: inout JSONValue) {
    value.setDefaultText("matchPolicy", "Equivalent")
    value.setDefault("namespaceSelector", .object(JSONObject()))
    value.setDefault("objectSelector", .object(JSONObject()))
  }

  static func setConstraints(_ value: inout JSONValue) {
    setSelectors(&value)
    value.updateEach("resourceRules") { $0.setDefaultText("scope", "*") }
  }
}

/// Expressions as they are written into objects.
enum CELRules {
  /// What a compiler would say; nil for an expression that can be run.
  static func problem(_ expression: String, knowing variables: Set<String>) -> String? {
    do {
      return try CELExpression(expression).undeclared(knowing: variables).map { "compilation failed: \($0)" }
    } catch {
      return "compilation failed: \(error)"
    }
  }
}
