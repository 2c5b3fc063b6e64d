import KubernetesModel

/// Limit ranges: requests follow limits, and both follow the maximum.
struct LimitRangeStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.updateEach("limits") { limit in
        guard limit.text("type") == "Container" else { return }
        for (target, source) in [("default", "max"), ("defaultRequest", "default"), ("defaultRequest", "min")] {
          for (name, amount) in limit[source]?.objectValue ?? JSONObject() where limit.at(target, name) == nil {
            limit.set(amount, at: target, name)
          }
        }
      }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    var types: Set<String> = []
    for (index, limit) in object.list("spec", "limits").enumerated() {
      let path = "spec.limits[\(index)]"
      let type = limit.text("type")
      checkType(type, path + ".type", &errors)
      if !types.insert(type).inserted { errors.duplicate(path + ".type", .string(type)) }
      checkNames(limit, type, path, &errors)
      let names = Self.bounds.flatMap { limit[$0]?.objectValue?.keys ?? [] }
      for name in Set(names).sorted() { checkAmounts(limit, name, path, &errors) }
    }
  }

  private static let bounds = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"]

  private func checkType(_ type: String, _ field: String, _ errors: inout FieldErrors) {
    let problems = NameRules.qualifiedName(type)
    errors.invalid(field, type, all: problems)
    if problems.isEmpty, !type.contains("/"), !["Pod", "Container", "PersistentVolumeClaim"].contains(type) {
      errors.invalid(field, type, "must be a standard limit type or fully qualified")
    }
  }

  private func checkNames(_ limit: JSONValue, _ type: String, _ path: String, _ errors: inout FieldErrors) {
    for bound in Self.bounds {
      if bound == "maxLimitRequestRatio", type == "PersistentVolumeClaim",
        limit.at("min", "storage") == nil, limit.at("max", "storage") == nil
      {
        errors.required(
          path + ".limits", "either minimum or maximum storage value is required, but neither was provided")
      }
      let amounts = limit[bound]?.objectValue ?? JSONObject()
      if type == "Pod", bound.hasPrefix("default") {
        if !amounts.isEmpty { errors.forbidden("\(path).\(bound)", "may not be specified when `type` is 'Pod'") }
        continue
      }
      for name in amounts.keys {
        let field = "\(path).\(bound)[\(name)]"
        if ["Pod", "Container"].contains(type) {
          ResourceValidation.checkContainerName(name, field, &errors)
        } else {
          ResourceValidation.checkName(name, field, &errors)
        }
      }
    }
  }

  /// That the bounds of one resource leave room for something.
  private func checkAmounts(_ limit: JSONValue, _ name: String, _ path: String, _ errors: inout FieldErrors) {
    let isPod = limit.text("type") == "Pod"
    func amount(_ bound: String) -> Quantity? {
      isPod && bound.hasPrefix("default") ? nil : Quantity(limit.at(bound, name))
    }
    /// Complains of `lower` when it is more than `upper`; the value that is shown is not always the field's.
    func order(
      _ lower: (key: String, name: String), _ upper: (key: String, name: String), _ field: String, shows key: String
    ) {
      guard let small = amount(lower.key), let big = amount(upper.key), small > big else { return }
      errors.invalid(
        "\(path).\(field)[\(name)]", amount(key)?.description ?? "",
        "\(lower.name) value \(small) is greater than \(upper.name) value \(big)")
    }
    let (least, most) = (("min", "min"), ("max", "max"))
    let request = ("defaultRequest", "default request")
    order(least, most, "min", shows: "min")
    order(least, request, "defaultRequest", shows: "defaultRequest")
    order(request, most, "defaultRequest", shows: "defaultRequest")
    order(request, ("default", "default limit"), "defaultRequest", shows: "defaultRequest")
    order(least, ("default", "default"), "default", shows: "min")
    order(("default", "default"), most, "default", shows: "max")
    checkRatio(limit, name, path, &errors)
    if let limit = amount("default"), let asked = amount("defaultRequest"), limit != asked,
      !ResourceNames.canBeOvercommitted(name)
    {
      errors.invalid(
        "\(path).defaultRequest[\(name)]", asked.description,
        "default value \(limit) must equal to defaultRequest value \(asked) in \(name)")
    }
  }

  private func checkRatio(_ limit: JSONValue, _ name: String, _ path: String, _ errors: inout FieldErrors) {
    guard let ratio = Quantity(limit.at("maxLimitRequestRatio", name)) else { return }
    let field = "\(path).maxLimitRequestRatio[\(name)]"
    if ratio < Quantity(1) { errors.invalid(field, ratio.description, "ratio \(ratio) is less than 1") }
    guard let least = Quantity(limit.at("min", name)), let most = Quantity(limit.at("max", name)), !least.isZero else {
      return
    }
    let bound = most.doubleValue / least.doubleValue
    guard ratio.doubleValue > bound else { return }
    let digits = String(Int64((bound * 1e6).rounded()))
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    errors.invalid(
      field, ratio.description,
      "ratio \(ratio) is greater than max/min = \(padded.dropLast(6)).\(padded.suffix(6))")
  }
}
