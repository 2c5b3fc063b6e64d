import KubernetesModel

/// Where a pod wants to run: affinities, spreading, tolerations.
enum SchedulingValidation {
  private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
  private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

  static func checkAffinity(_ affinity: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if let nodes = affinity["nodeAffinity"], !nodes.isNull {
      let path = field + ".nodeAffinity."
      if let selector = nodes[required], !selector.isNull { checkNodeSelector(selector, path + required, &errors) }
      for (index, term) in nodes.list(preferred).enumerated() {
        checkWeight(term, "\(path)\(preferred)[\(index)]", &errors)
        checkNodeTerm(
          term["preference"] ?? .null, "\(path)\(preferred)[\(index)].preference", checksValues: false, &errors)
      }
    }
    for kind in ["podAffinity", "podAntiAffinity"] {
      for (index, term) in affinity.list(kind, required).enumerated() {
        checkPodTerm(term, "\(field).\(kind).\(required)[\(index)]", &errors)
      }
      for (index, term) in affinity.list(kind, preferred).enumerated() {
        let path = "\(field).\(kind).\(preferred)[\(index)]"
        checkWeight(term, path, &errors)
        checkPodTerm(term["podAffinityTerm"] ?? .null, path + ".podAffinityTerm", &errors)
      }
    }
  }

  private static func checkWeight(_ term: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let weight = term.integer("weight")
    if !(1...100).contains(weight) { errors.invalid(field + ".weight", .integer(weight), "must be in the range 1-100") }
  }

  /// What nodes must be like, for pods and for volumes.
  static func checkNodeSelector(_ selector: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let terms = selector.list("nodeSelectorTerms")
    let path = field + ".nodeSelectorTerms"
    if terms.isEmpty { errors.required(path, "must have at least one node selector term") }
    for (index, term) in terms.enumerated() {
      checkNodeTerm(term, "\(path)[\(index)]", checksValues: true, &errors)
    }
  }

  private static func checkNodeTerm(
    _ term: JSONValue, _ field: String, checksValues: Bool, _ errors: inout FieldErrors
  ) {
    for (index, expression) in term.list("matchExpressions").enumerated() {
      let path = "\(field).matchExpressions[\(index)]"
      SelectorValidation.checkExpression(expression, path, comparesNumbers: true, checksValues: checksValues, &errors)
    }
    for (index, requirement) in term.list("matchFields").enumerated() {
      checkNodeField(requirement, "\(field).matchFields[\(index)]", &errors)
    }
  }

  private static func checkNodeField(_ requirement: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let comparison = requirement.text("operator")
    let values = requirement.list("values").compactMap(\.stringValue)
    if !["In", "NotIn"].contains(comparison) {
      errors.invalid(field + ".operator", comparison, "not a valid selector operator")
    } else if values.count != 1 {
      errors.required(
        field + ".values", "must be only one value when `operator` is 'In' or 'NotIn' for node field selector")
    }
    let key = requirement.text("key")
    guard key == "metadata.name" else {
      return errors.invalid(field + ".key", key, "not a valid field selector key")
    }
    for (index, value) in values.enumerated() {
      errors.invalid("\(field).values[\(index)]", value, all: NameRules.subdomain(value))
    }
  }

  private static func checkPodTerm(_ term: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    for key in ["labelSelector", "namespaceSelector"] {
      SelectorValidation.check(term[key] ?? .null, "\(field).\(key)", &errors)
    }
    for name in term.list("namespaces").compactMap(\.stringValue) {
      errors.invalid(field + ".namespace", name, all: Names.label(name))
    }
    let mismatched = Set(term.list("mismatchLabelKeys"))
    for key in ["matchLabelKeys", "mismatchLabelKeys"] {
      let names = term.list(key).compactMap(\.stringValue)
      if !names.isEmpty, term["labelSelector"] == nil {
        errors.forbidden("\(field).\(key)", "must not be specified when labelSelector is not set")
        continue
      }
      for (index, name) in names.enumerated() { errors.checkQualifiedName(name, "\(field).\(key)[\(index)]") }
    }
    for (index, name) in term.list("matchLabelKeys").enumerated() where mismatched.contains(name) {
      errors.invalid(
        "\(field).matchLabelKeys[\(index)]", name, "exists in both matchLabelKeys and mismatchLabelKeys")
    }
    let topology = term.text("topologyKey")
    if topology.isEmpty { errors.required(field + ".topologyKey", "can not be empty") }
    errors.checkQualifiedName(topology, field + ".topologyKey")
  }

  static func checkSpreading(_ constraints: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, constraint) in constraints.enumerated() {
      let path = "\(field)[\(index)]"
      let skew = constraint.integer("maxSkew")
      if skew <= 0 { errors.invalid(path + ".maxSkew", .integer(skew), "must be greater than zero") }
      let (key, action) = (constraint.text("topologyKey"), constraint.text("whenUnsatisfiable"))
      if key.isEmpty { errors.required(path + ".topologyKey", "can not be empty") }
      errors.checkChoice(
        constraint["whenUnsatisfiable"], path + ".whenUnsatisfiable", ["DoNotSchedule", "ScheduleAnyway"],
        missing: .isNotSupported)
      let isRepeated = constraints[(index + 1)...].contains {
        $0.text("topologyKey") == key && $0.text("whenUnsatisfiable") == action
      }
      if isRepeated { errors.duplicate(path + ".{topologyKey, whenUnsatisfiable}", .string("{\(key), \(action)}")) }
      checkSpreadingOptions(constraint, path, action, &errors)
    }
  }

  private static func checkSpreadingOptions(
    _ constraint: JSONValue, _ path: String, _ action: String, _ errors: inout FieldErrors
  ) {
    if let domains = constraint["minDomains"]?.intValue {
      if domains <= 0 { errors.invalid(path + ".minDomains", .integer(domains), "must be greater than zero") }
      if action != "DoNotSchedule" {
        errors.invalid(
          path + ".minDomains", .integer(domains),
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not \(action)")
      }
    }
    for key in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
      errors.checkChoice(constraint[key], "\(path).\(key)", ["Honor", "Ignore"], missing: .isAllowed)
    }
    let selector = constraint["labelSelector"] ?? .null
    let keys = constraint.list("matchLabelKeys").compactMap(\.stringValue)
    if !keys.isEmpty, selector.isNull {
      errors.forbidden(path + ".matchLabelKeys", "must not be specified when labelSelector is not set")
    }
    let selected = Set(
      (selector["matchLabels"]?.objectValue?.keys ?? []) + selector.list("matchExpressions").map { $0.text("key") })
    for (index, key) in keys.enumerated() {
      errors.checkQualifiedName(key, "\(path).matchLabelKeys[\(index)]")
      if selected.contains(key) {
        errors.invalid("\(path).matchLabelKeys[\(index)]", key, "exists in both matchLabelKeys and labelSelector")
      }
    }
    SelectorValidation.check(selector, path + ".labelSelector", &errors)
  }

  static let taintEffects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  static func checkTolerations(_ tolerations: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, toleration) in tolerations.enumerated() {
      let path = "\(field)[\(index)]"
      let (key, comparison) = (toleration.text("key"), toleration.text("operator"))
      let (value, effect) = (toleration.text("value"), toleration.text("effect"))
      if !key.isEmpty { errors.checkQualifiedName(key, path + ".key") }
      if key.isEmpty, comparison != "Exists" {
        errors.invalid(
          path + ".operator", comparison,
          "operator must be Exists when `key` is empty, which means \"match all values and all keys\"")
      }
      if toleration["tolerationSeconds"]?.intValue != nil, effect != "NoExecute" {
        errors.invalid(path + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")
      }
      switch comparison {
      case "Equal", "":
        let problems = NameRules.labelValue(value)
        if !problems.isEmpty { errors.invalid(path + ".operator", value, problems.joined(separator: ";")) }
      case "Exists":
        if !value.isEmpty {
          errors.invalid(path + ".operator", value, "value must be empty when `operator` is 'Exists'")
        }
      default: errors.notSupported(path + ".operator", .string(comparison), ["Equal", "Exists"])
      }
      if !effect.isEmpty { errors.checkChoice(toleration["effect"], path + ".effect", taintEffects) }
    }
  }
}
