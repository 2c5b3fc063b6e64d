import KubernetesModel

/// `ValidatePodSpec`, in its order and words.
enum PodSpecValidation {
  /// `pod` is the pod itself, nil for a template.
  static func check(_ spec: JSONValue, _ field: String, pod: JSONValue? = nil, _ errors: inout FieldErrors) {
    let volumes = VolumeValidation.check(
      spec["volumes"]?.arrayValue ?? [], field + ".volumes", podName: pod?.name ?? "", &errors)
    checkClaims(spec["resourceClaims"]?.arrayValue ?? [], field + ".resourceClaims", &errors)
    ContainerValidation(spec, volumes: volumes).check(field, &errors)
    if let resources = spec["resources"], !resources.isNull {
      ResourceValidation.checkPod(resources, of: spec, field + ".resources", &errors)
    }
    checkHostPorts(spec, field, isPod: pod != nil, &errors)
    errors.checkChoice(spec["restartPolicy"], field + ".restartPolicy", ["Always", "OnFailure", "Never"])
    errors.checkChoice(
      spec["dnsPolicy"], field + ".dnsPolicy", ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"])
    validateLabels(spec["nodeSelector"], field + ".nodeSelector", &errors)
    SecurityContextValidation.checkPod(spec, field, &errors)
    SchedulingValidation.checkAffinity(spec["affinity"] ?? .null, field + ".affinity", &errors)
    PodDNSValidation.check(spec, field + ".dnsConfig", &errors)
    checkGates(spec, field, &errors)
    SchedulingValidation.checkSpreading(
      spec["topologySpreadConstraints"]?.arrayValue ?? [], field + ".topologySpreadConstraints", &errors)
    checkHostUsers(spec, field, &errors)
    checkNames(spec, field, &errors)
    checkLast(spec, field, &errors)
  }

  private static func checkNames(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    errors.checkName(spec["serviceAccountName"], field + ".serviceAccountName", .subdomain)
    errors.checkName(spec["nodeName"], field + ".nodeName", .subdomain)
    errors.checkRange(spec["activeDeadlineSeconds"], field + ".activeDeadlineSeconds", 1...Int64(Int32.max))
    errors.checkName(spec["hostname"], field + ".hostname", .label)
    errors.checkName(spec["subdomain"], field + ".subdomain", .label)
    SchedulingValidation.checkTolerations(spec["tolerations"]?.arrayValue ?? [], field + ".tolerations", &errors)
    for (index, alias) in (spec["hostAliases"]?.arrayValue ?? []).enumerated() {
      let path = "\(field).hostAliases[\(index)]"
      errors.checkIPAddress(alias.text("ip"), path + ".ip")
      for (place, name) in alias.list("hostnames").enumerated() {
        let name = name.stringValue ?? ""
        errors.invalid("\(path).hostnames[\(place)]", name, all: NameRules.subdomain(name))
      }
    }
  }

  private static func checkLast(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    errors.checkName(spec["priorityClassName"], field + ".priorityClassName", .subdomain)
    if let name = spec["runtimeClassName"]?.stringValue {
      errors.invalid(field + ".runtimeClassName", name, all: NameRules.subdomain(name))
    }
    if spec["preemptionPolicy"]?.stringValue != nil {
      errors.checkChoice(
        spec["preemptionPolicy"], field + ".preemptionPolicy", ["PreemptLowerPriority", "Never"])
    }
    if let overhead = spec["overhead"], !overhead.isNull {
      ResourceValidation.check(["limits": overhead], field + ".overhead", &errors)
    }
    guard let system = spec["os"], !system.isNull else { return }
    let name = system.text("name")
    if name.isEmpty {
      errors.required(field + ".os.name", "cannot be empty")
    } else if !["linux", "windows"].contains(name) {
      errors.notSupported(field + ".os", .string(name), ["linux", "windows"])
    }
  }

  /// Devices that are asked for by name.
  private static func checkClaims(_ claims: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    for (index, claim) in claims.enumerated() {
      let path = "\(field)[\(index)]"
      let name = claim.text("name")
      if !name.isEmpty, names.contains(name) {
        errors.duplicate(path + ".name", .string(name))
      } else {
        errors.checkRequiredName(claim["name"], path + ".name", .label)
        names.insert(name)
      }
      let given = ["resourceClaimName", "resourceClaimTemplateName"].filter { claim[$0] != nil }
      if given.count != 1 {
        errors.invalid(
          path, claim, as: "PodResourceClaim",
          given.isEmpty
            ? "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"
            : "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified")
      }
      for key in given { errors.checkName(claim[key], "\(path).\(key)", .subdomain) }
    }
  }

  /// In the host's network a container's port is the host's.
  private static func checkHostPorts(_ spec: JSONValue, _ field: String, isPod: Bool, _ errors: inout FieldErrors) {
    guard spec["hostNetwork"]?.boolValue == true else { return }
    for (index, container) in spec.list("containers").enumerated() {
      for (place, port) in container.list("ports").enumerated() {
        let onHost = port.integer("hostPort")
        guard isPod || onHost != 0, onHost != port.integer("containerPort") else { continue }
        errors.invalid(
          "\(field).containers[\(index)].ports[\(place)].hostPort", .integer(onHost),
          "must match `containerPort` when `hostNetwork` is true")
      }
    }
  }

  private static func checkGates(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    for (index, gate) in spec.list("readinessGates").enumerated() {
      errors.checkQualifiedName(gate.text("conditionType"), "\(field).readinessGates[\(index)].conditionType")
    }
    var names: Set<String> = []
    for (index, gate) in spec.list("schedulingGates").enumerated() {
      let name = gate.text("name")
      errors.checkQualifiedName(name, "\(field).schedulingGates[\(index)]")
      if !names.insert(name).inserted { errors.duplicate("\(field).schedulingGates[\(index)]", .string(name)) }
    }
  }

  private static func checkHostUsers(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    guard spec["hostUsers"]?.boolValue == false else { return }
    for (key, name) in [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")]
    where spec[key]?.boolValue == true {
      errors.forbidden("\(field).\(name)", "when `pod.Spec.HostUsers` is false")
    }
  }
}

/// What a pod may ask of its resolver.
enum PodDNSValidation {
  static func check(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let config = spec["dnsConfig"] ?? .null
    let servers = config.list("nameservers").compactMap(\.stringValue)
    if spec.text("dnsPolicy") == "None" {
      if config.isNull { return errors.required(field, "must provide `dnsConfig` when `dnsPolicy` is None") }
      if servers.isEmpty {
        return errors.required(
          field + ".nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None")
      }
    }
    if servers.count > 3 {
      errors.invalid(field + ".nameservers", config["nameservers"] ?? .null, "must not have more than 3 nameservers")
    }
    for (index, server) in servers.enumerated() { errors.checkIPAddress(server, "\(field).nameservers[\(index)]") }
    checkSearches(config, field + ".searches", &errors)
    for (index, option) in config.list("options").enumerated() where option.text("name").isEmpty {
      errors.required("\(field).options[\(index)]", "must not be empty")
    }
  }

  private static func checkSearches(_ config: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let searches = config.list("searches").compactMap(\.stringValue)
    let value = config["searches"] ?? .null
    if searches.count > 32 { errors.invalid(field, value, "must not have more than 32 search paths") }
    if searches.joined(separator: " ").utf8.count > 2048 {
      errors.invalid(field, value, "must not have more than 2048 characters (including spaces) in the search list")
    }
    for (index, search) in searches.enumerated() where search != "." {
      let domain = search.hasSuffix(".") ? String(search.dropLast()) : search
      errors.invalid("\(field)[\(index)]", domain, all: Names.searchDomain(domain))
    }
  }
}
