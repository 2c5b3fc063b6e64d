import KubernetesModel

/// `x-kubernetes-validations`: rules in expressions, at any depth of a schema.
struct SchemaRules {
  let schema: StructuralSchema

  init(_ schema: JSONValue) { self.schema = StructuralSchema(schema) }

  private init(_ schema: StructuralSchema) { self.schema = schema }

  /// Whether any rule stands in a schema.
  static func exist(in schema: JSONValue) -> Bool {
    switch schema {
    case .array(let elements): elements.contains(where: exist)
    case .object(let object):
      object.members.contains { $0.key == "x-kubernetes-validations" || exist(in: $0.value) }
    default: false
    }
  }

  /// Without `old` the rules about an object; with it only the rules about its change.
  func validate(_ value: JSONValue, old: JSONValue? = nil, _ path: String, _ errors: inout FieldErrors) {
    if value.isNull { return }
    for rule in schema.schema.list("x-kubernetes-validations") { check(rule, value, old, path, &errors) }
    switch value {
    case .object(let object):
      for member in object.members {
        guard let property = schema.property(member.key) else { continue }
        let inner = path.isEmpty ? member.key : path + "." + member.key
        if let old = old?[member.key] {
          SchemaRules(property).validate(member.value, old: old, inner, &errors)
        } else if old == nil {
          SchemaRules(property).validate(member.value, inner, &errors)
        }
      }
    case .array(let elements):
      // Elements of lists have no fixed place, so none of them is another's successor.
      guard let items = schema.items, old == nil else { return }
      for (index, element) in elements.enumerated() {
        SchemaRules(items).validate(element, "\(path)[\(index)]", &errors)
      }
    default: break
    }
  }

  private func check(
    _ rule: JSONValue, _ value: JSONValue, _ old: JSONValue?, _ path: String, _ errors: inout FieldErrors
  ) {
    guard let expression = try? CELExpression(rule.text("rule")) else { return }
    let isOptional = rule["optionalOldSelf"]?.boolValue == true
    let isTransition = expression.uses("oldSelf")
    guard isTransition == (old != nil) || (isOptional && isTransition) else { return }
    var scope = CELScope(["self": CELValue(value)])
    if isTransition {
      let before = old.map { CELValue($0) }
      scope["oldSelf"] = isOptional ? .optional(before) : before
    }
    let field = path.isEmpty ? "<nil>" : path
    do throws(CELError) {
      if try expression.evaluate(scope).boolValue == true { return }
      add(message(rule, scope), rule, path.isEmpty && rule["fieldPath"] == nil ? field : path, &errors)
    } catch {
      let text = rule.text("message").trimmed.isEmpty ? rule.text("rule").trimmed : rule.text("message").trimmed
      let detail =
        error.message.hasPrefix("no such overload")
        ? "'\(error.message)': call arguments did not match a supported operator, function or macro signature for rule: \(text)"
        : "\(error.message) evaluating rule: \(text)"
      errors.add(.invalid, field, "Invalid value: " + detail)
    }
  }

  private func message(_ rule: JSONValue, _ scope: CELScope) -> String {
    if let source = rule["messageExpression"]?.stringValue, let expression = try? CELExpression(source),
      case .string(let text)? = try? expression.evaluate(scope), !text.trimmed.isEmpty, !text.contains("\n")
    {
      return text.trimmed
    }
    let written = rule.text("message").trimmed
    return written.isEmpty ? "failed rule: " + rule.text("rule").trimmed : written
  }

  private func add(_ message: String, _ rule: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let field = path + rule.text("fieldPath")
    switch rule.text("reason") {
    case "FieldValueForbidden": errors.forbidden(field, message)
    case "FieldValueRequired": errors.required(field, message)
    case "FieldValueDuplicate": errors.add(.duplicate, field, "Duplicate value")
    default: errors.add(.invalid, field, "Invalid value: " + message)
    }
  }
}

extension SchemaRules {
  /// Finds rules that cannot be run, in a definition that is being written.
  static func check(_ schema: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let known: Set<String> = ["self", "oldSelf"]
    for (index, rule) in schema.list("x-kubernetes-validations").enumerated() {
      let place = "\(path).x-kubernetes-validations[\(index)]"
      if rule.text("rule").trimmed.isEmpty {
        errors.required(place + ".rule", "rule is not specified")
      } else if let problem = CELRules.problem(rule.text("rule"), knowing: known) {
        errors.invalid(place + ".rule", rule, problem)
      }
      if let source = rule["messageExpression"]?.stringValue, let problem = CELRules.problem(source, knowing: known) {
        errors.invalid(place + ".messageExpression", rule, problem)
      }
    }
    for member in schema["properties"]?.objectValue?.members ?? [] {
      check(member.value, "\(path).properties[\(member.key)]", &errors)
    }
    for key in ["items", "additionalProperties"] {
      if let inner = schema[key], inner.objectValue != nil { check(inner, "\(path).\(key)", &errors) }
    }
  }
}
