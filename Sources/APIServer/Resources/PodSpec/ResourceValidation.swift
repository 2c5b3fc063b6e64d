import KubernetesModel

/// What a container's `resources` must be.
enum ResourceValidation {
  static func check(_ resources: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    for (name, limit) in resources["limits"]?.objectValue ?? JSONObject() {
      checkName(name, "\(path).limits[\(name)]", &errors)
      checkAmount(limit, "\(path).limits[\(name)]", &errors)
    }
    for (name, request) in resources["requests"]?.objectValue ?? JSONObject() {
      checkName(name, "\(path).requests[\(name)]", &errors)
      checkAmount(request, "\(path).requests[\(name)]", &errors)
      guard let asked = Quantity(request), let limit = resources.at("limits", name).flatMap({ Quantity($0) }),
        asked > limit
      else { continue }
      errors.invalid(
        path + ".requests", asked.description, "must be less than or equal to \(name) limit of \(limit)")
    }
  }

  private static func checkName(_ name: String, _ field: String, _ errors: inout FieldErrors) {
    for problem in NameRules.qualifiedName(name) { errors.invalid(field, name, problem) }
    guard !name.contains("/") else { return }
    let standard = ["cpu", "memory", "ephemeral-storage"]
    if !standard.contains(name), !name.hasPrefix("hugepages-") {
      errors.invalid(field, name, "must be a standard resource type or fully qualified")
      errors.invalid(field, name, "must be a standard resource for containers")
    }
  }

  static func checkAmount(_ amount: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if let quantity = Quantity(amount), quantity < .zero {
      errors.invalid(field, quantity.description, "must be greater than or equal to 0")
    }
  }
}
