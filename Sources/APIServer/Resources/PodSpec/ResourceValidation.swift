import KubernetesModel

/// What `resources` of containers and pods must be.
enum ResourceValidation {
  static func check(_ resources: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    check(resources, path, checkName: checkContainerName, &errors)
  }

  /// The resources of a pod as a whole: no less than its containers ask for.
  static func checkPod(_ resources: JSONValue, of spec: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    if resources["claims"] != nil {
      errors.forbidden(path + ".claims", "claims cannot be set for Resources at pod-level")
    }
    check(resources, path, checkName: checkPodName, &errors)
    var sums: [String: Quantity] = [:]
    for container in spec.list("containers") {
      for (name, amount) in container.at("resources", "requests")?.objectValue ?? JSONObject() {
        sums[name, default: .zero] += Quantity(amount) ?? .zero
      }
    }
    for (name, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let asked = Quantity(resources.at("requests", name)) ?? .zero
      if sum > asked {
        errors.invalid(
          "\(path).requests[\(name)]", asked.description,
          "must be greater than or equal to aggregate container requests of \(sum)")
      }
    }
    for (index, container) in spec.list("containers").enumerated() {
      for (name, amount) in container.at("resources", "limits")?.objectValue ?? JSONObject() {
        guard let limit = Quantity(resources.at("limits", name)), let own = Quantity(amount), own > limit else {
          continue
        }
        errors.invalid(
          "\(path).containers[\(index)][\(name)].limits", own.description,
          "must be less than or equal to pod limits of \(limit)")
      }
    }
  }

  private static func check(
    _ resources: JSONValue, _ path: String, checkName: (String, String, inout FieldErrors) -> Void,
    _ errors: inout FieldErrors
  ) {
    let limits = resources["limits"]?.objectValue ?? JSONObject()
    let requests = resources["requests"]?.objectValue ?? JSONObject()
    for (name, limit) in limits {
      checkName(name, "\(path).limits[\(name)]", &errors)
      checkAmount(limit, of: name, "\(path).limits[\(name)]", &errors)
      checkPages(limit, of: name, "\(path).limits[\(name)]", &errors)
    }
    for (name, request) in requests {
      checkName(name, "\(path).requests[\(name)]", &errors)
      checkAmount(request, of: name, "\(path).requests[\(name)]", &errors)
      if let asked = Quantity(request) { checkLimit(limits[name], of: name, asked, path, &errors) }
      checkPages(request, of: name, "\(path).requests[\(name)]", &errors)
    }
    let names = limits.keys + requests.keys
    if names.contains(where: ResourceNames.isHugePages), !names.contains("cpu"), !names.contains("memory") {
      errors.forbidden(path, "HugePages require cpu or memory")
    }
  }

  private static func checkLimit(
    _ limit: JSONValue?, of name: String, _ asked: Quantity, _ path: String, _ errors: inout FieldErrors
  ) {
    let mayDiffer = ResourceNames.canBeOvercommitted(name)
    guard let limit = Quantity(limit) else {
      if !mayDiffer { errors.required(path + ".limits", "Limit must be set for non overcommitable resources") }
      return
    }
    if asked != limit, !mayDiffer {
      errors.invalid(path + ".requests", asked.description, "must be equal to \(name) limit of \(limit)")
    } else if asked > limit {
      errors.invalid(
        path + ".requests", asked.description, "must be less than or equal to \(name) limit of \(limit)")
    }
  }

  private static func checkPages(
    _ amount: JSONValue, of name: String, _ field: String, _ errors: inout FieldErrors
  ) {
    guard ResourceNames.isHugePages(name), let amount = Quantity(amount) else { return }
    let size = Quantity(.string(String(name.dropFirst("hugepages-".count))))?.value ?? 0
    if size <= 0 || amount.value % size != 0 {
      errors.invalid(field, amount.description, "\(amount) is not positive integer multiple of \(name)")
    }
  }

  /// Devices of the pod that a container uses.
  static func checkClaims(
    _ claims: [JSONValue], _ field: String, _ known: Set<String>, _ errors: inout FieldErrors
  ) {
    var seen: Set<String> = []
    for (index, claim) in claims.enumerated() {
      let (path, name) = ("\(field)[\(index)]", claim.text("name"))
      if name.isEmpty {
        errors.required(path)
        continue
      }
      let key = [name, claim.text("request")].filter { !$0.isEmpty }.joined(separator: "/")
      if seen.contains(name) {
        errors.duplicate(path, .string(name))
      } else if !seen.insert(key).inserted {
        errors.duplicate(path, .string(key))
      }
      if !known.contains(name) {
        let list = known.isEmpty ? " which is empty" : ": " + known.sorted().joined(separator: ", ")
        errors.notFound(path, .string(name), "must be one of the names in pod.spec.resourceClaims" + list)
      }
    }
  }

  /// Names that mean something anywhere, or are somebody's own.
  static func checkName(_ name: String, _ field: String, _ errors: inout FieldErrors) {
    let problems = NameRules.qualifiedName(name)
    errors.invalid(field, name, all: problems)
    if problems.isEmpty, !name.contains("/"), !ResourceNames.isStandard(name) {
      errors.invalid(field, name, "must be a standard resource type or fully qualified")
    }
  }

  static func checkContainerName(_ name: String, _ field: String, _ errors: inout FieldErrors) {
    checkName(name, field, &errors)
    if !name.contains("/") {
      if !ResourceNames.isOfContainers(name) {
        errors.invalid(field, name, "must be a standard resource for containers")
      }
    } else if !ResourceNames.isNative(name), !ResourceNames.isExtended(name) {
      errors.invalid(field, name, "doesn't follow extended resource name standard")
    }
  }

  private static func checkPodName(_ name: String, _ field: String, _ errors: inout FieldErrors) {
    checkName(name, field, &errors)
    if !["cpu", "memory"].contains(name), !ResourceNames.isHugePages(name) {
      errors.notSupported(field, .string(name), ["cpu", "hugepages-", "memory"])
    }
  }

  static func checkQuotaName(_ name: String, _ field: String, _ errors: inout FieldErrors) {
    checkName(name, field, &errors)
    if !name.contains("/"), !ResourceNames.isOfQuotas(name) {
      errors.invalid(field, name, "must be a standard resource for quota")
    }
  }

  static func checkAmount(_ amount: JSONValue, of name: String, _ field: String, _ errors: inout FieldErrors) {
    guard let quantity = Quantity(amount) else { return }
    if quantity < .zero {
      errors.invalid(field, quantity.description, "must be greater than or equal to 0")
    }
    if ResourceNames.isCounted(name), quantity.milliValue % 1000 != 0 {
      errors.invalid(field, quantity.description, "must be an integer")
    }
  }
}

/// What names of resources mean.
enum ResourceNames {
  private static let compute = ["cpu", "memory", "ephemeral-storage"]
  private static let objects = [
    "pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps", "persistentvolumeclaims",
    "services.nodeports", "services.loadbalancers",
  ]
  private static let ofQuotas = Set(
    compute + compute.flatMap { ["requests.\($0)", "limits.\($0)"] } + objects + ["requests.storage"])

  static func isHugePages(_ name: String) -> Bool { name.hasPrefix("hugepages-") }

  static func isStandard(_ name: String) -> Bool { isOfQuotas(name) || name == "storage" }

  static func isOfContainers(_ name: String) -> Bool { compute.contains(name) || isHugePages(name) }

  static func isOfQuotas(_ name: String) -> Bool {
    ofQuotas.contains(name) || isHugePages(name) || name.hasPrefix("requests.hugepages-")
  }

  /// Kubernetes' own, not somebody's device.
  static func isNative(_ name: String) -> Bool { !name.contains("/") || name.contains("kubernetes.io/") }

  static func isExtended(_ name: String) -> Bool {
    !isNative(name) && !name.hasPrefix("requests.") && NameRules.qualifiedName("requests." + name).isEmpty
  }

  /// Whether more may be used than is asked for.
  static func canBeOvercommitted(_ name: String) -> Bool { isNative(name) && !isHugePages(name) }

  /// Whether only whole ones can be had.
  static func isCounted(_ name: String) -> Bool { objects.contains(name) || isExtended(name) }
}
