import KubernetesModel

/// `ValidateLabelSelector`, and the expressions of node selectors, which are like those of labels.
enum SelectorValidation {
  static func check(_ selector: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    validateLabels(selector["matchLabels"], field + ".matchLabels", &errors)
    for (index, expression) in selector.list("matchExpressions").enumerated() {
      checkExpression(
        expression, "\(field).matchExpressions[\(index)]", comparesNumbers: false, checksValues: true, &errors)
    }
  }

  static func isEmpty(_ selector: JSONValue) -> Bool {
    (selector["matchLabels"]?.isEmptyContainer ?? true) && (selector["matchExpressions"]?.isEmptyContainer ?? true)
  }

  static func checkExpression(
    _ expression: JSONValue, _ field: String, comparesNumbers: Bool, checksValues: Bool, _ errors: inout FieldErrors
  ) {
    let values = expression.list("values").compactMap(\.stringValue)
    let comparison = expression.text("operator")
    switch comparison {
    case "In", "NotIn":
      if values.isEmpty {
        errors.required(field + ".values", "must be specified when `operator` is 'In' or 'NotIn'")
      }
    case "Exists", "DoesNotExist":
      if !values.isEmpty {
        errors.forbidden(field + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
      }
    case "Gt" where comparesNumbers, "Lt" where comparesNumbers:
      if values.count != 1 {
        errors.required(field + ".values", "must be specified single value when `operator` is 'Lt' or 'Gt'")
      }
    default: errors.invalid(field + ".operator", comparison, "not a valid selector operator")
    }
    errors.checkQualifiedName(expression.text("key"), field + ".key")
    guard checksValues else { return }
    for (index, value) in values.enumerated() {
      errors.invalid("\(field).values[\(index)]", value, all: NameRules.labelValue(value))
    }
  }
}
