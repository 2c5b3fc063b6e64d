import KubernetesModel

/// `validateContainers` and its kin.
struct ContainerValidation {
  private let spec: JSONValue
  private let volumes: [String: JSONValue]
  private let claims: Set<String>
  private let hostUsers: Bool

  init(_ spec: JSONValue, volumes: [String: JSONValue]) {
    self.spec = spec
    self.volumes = volumes
    claims = Set(spec.list("resourceClaims").map { $0.text("name") })
    hostUsers = spec["hostUsers"]?.boolValue ?? true
  }

  func check(_ field: String, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    let containers = spec.list("containers")
    if containers.isEmpty { errors.required(field + ".containers") }
    for (index, container) in containers.enumerated() {
      let path = "\(field).containers[\(index)]"
      checkCommon(container, path, &errors)
      checkUnique(container, path, &names, &errors)
      ProbeValidation.check(container, of: spec, path, &errors)
      checkRestartPolicy(container, path, &errors)
    }
    var ports: Set<String> = []
    for (index, container) in containers.enumerated() {
      checkHostPorts(container, "\(field).containers[\(index)]", &ports, &errors)
    }
    for (index, container) in spec.list("initContainers").enumerated() {
      checkInit(container, field + ".initContainers", index, &names, &errors)
    }
    let others = names
    for (index, container) in spec.list("ephemeralContainers").enumerated() {
      let path = "\(field).ephemeralContainers[\(index)]"
      checkEphemeral(container, path, others: others, &names, &errors)
    }
  }

  private func checkInit(
    _ container: JSONValue, _ list: String, _ index: Int, _ names: inout Set<String>, _ errors: inout FieldErrors
  ) {
    let path = "\(list)[\(index)]"
    checkCommon(container, path, &errors)
    checkRestartPolicy(container, path, &errors)
    checkUnique(container, path, &names, &errors)
    // One by one, each may have all ports; their places are counted from the beginning of the list.
    var ports: Set<String> = []
    checkHostPorts(container, list + "[0]", &ports, &errors)
    if container.text("restartPolicy") == "Always" {
      ProbeValidation.check(container, of: spec, path, &errors)
    } else {
      for key in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] where container[key] != nil {
        errors.forbidden(path + "." + key, "may not be set for init containers without restartPolicy=Always")
      }
    }
  }

  private func checkEphemeral(
    _ container: JSONValue, _ path: String, others: Set<String>, _ names: inout Set<String>,
    _ errors: inout FieldErrors
  ) {
    checkCommon(container, path, &errors)
    Self.checkImage(container, path, &errors)
    checkUnique(container, path, &names, &errors)
    let target = container.text("targetContainerName")
    if !target.isEmpty, !others.contains(target) {
      errors.notFound(path + ".targetContainerName", .string(target))
    }
    for key in ["ports", "resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle"]
    where !(container[key]?.isEmptyContainer ?? true) {
      errors.forbidden("\(path).\(key)", "cannot be set for an Ephemeral Container")
    }
    for (index, mount) in container.list("volumeMounts").enumerated() {
      for key in ["subPath", "subPathExpr"] where !mount.text(key).isEmpty {
        errors.forbidden("\(path).volumeMounts[\(index)].\(key)", "cannot be set for an Ephemeral Container")
      }
    }
  }

  private func checkUnique(
    _ container: JSONValue, _ path: String, _ names: inout Set<String>, _ errors: inout FieldErrors
  ) {
    let name = container.text("name")
    if !name.isEmpty, !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
  }

  private func checkRestartPolicy(_ container: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    errors.checkChoice(
      container["restartPolicy"], path + ".restartPolicy", ["Always", "Never", "OnFailure"], missing: .isAllowed)
  }

  /// What a pod's containers may not have, though a template's may.
  static func checkImage(_ container: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let image = container.text("image")
    let isBlank = { (character: Character?) in character?.isWhitespace ?? false }
    if isBlank(image.first) || isBlank(image.last) {
      errors.invalid(path + ".image", image, "must not have leading or trailing whitespace")
    }
  }

  private func checkCommon(_ container: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    errors.checkRequiredName(container["name"], path + ".name", .label)
    if container.text("image").isEmpty { errors.required(path + ".image") }
    errors.checkChoice(
      container["terminationMessagePolicy"], path + ".terminationMessagePolicy", ["File", "FallbackToLogsOnError"])
    checkPorts(container.list("ports"), path + ".ports", &errors)
    EnvironmentValidation.check(container.list("env"), path + ".env", &errors)
    EnvironmentValidation.checkSources(container.list("envFrom"), path + ".envFrom", &errors)
    MountValidation(container, volumes: volumes).check(path, &errors)
    errors.checkChoice(
      container["imagePullPolicy"], path + ".imagePullPolicy", ["Always", "IfNotPresent", "Never"])
    ResourceValidation.check(container["resources"] ?? .null, path + ".resources", &errors)
    ResourceValidation.checkClaims(container.list("resources", "claims"), path + ".resources.claims", claims, &errors)
    checkResizing(container.list("resizePolicy"), path + ".resizePolicy", &errors)
    SecurityContextValidation.check(
      container["securityContext"] ?? .null, path + ".securityContext", hostUsers: hostUsers, &errors)
  }

  private func checkPorts(_ ports: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      let path = "\(field)[\(index)]"
      let name = port.text("name")
      if !name.isEmpty {
        let problems = Names.portName(name)
        errors.invalid(path + ".name", name, all: problems)
        if problems.isEmpty, !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
      }
      let number = port.integer("containerPort")
      if number == 0 {
        errors.required(path + ".containerPort")
      } else {
        errors.checkPort(number, path + ".containerPort")
      }
      let onHost = port.integer("hostPort")
      if onHost != 0 { errors.checkPort(onHost, path + ".hostPort") }
      errors.checkChoice(port["protocol"], path + ".protocol", ["SCTP", "TCP", "UDP"])
    }
  }

  private func checkHostPorts(
    _ container: JSONValue, _ path: String, _ taken: inout Set<String>, _ errors: inout FieldErrors
  ) {
    for (index, port) in container.list("ports").enumerated() where port.integer("hostPort") != 0 {
      let text = "\(port.text("protocol"))/\(port.text("hostIP"))/\(port.integer("hostPort"))"
      if !taken.insert(text).inserted { errors.duplicate("\(path).ports[\(index)].hostPort", .string(text)) }
    }
  }

  private func checkResizing(_ policies: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    var resources: Set<String> = []
    for (index, policy) in policies.enumerated() {
      let name = policy.text("resourceName")
      if !resources.insert(name).inserted { errors.duplicate("\(field)[\(index)]", .string(name)) }
      errors.checkChoice(policy["resourceName"], field, ["cpu", "memory"])
      errors.checkChoice(policy["restartPolicy"], field, ["NotRequired", "RestartContainer"])
      if spec.text("restartPolicy") == "Never", policy.text("restartPolicy") != "NotRequired" {
        errors.invalid(
          field, policy["restartPolicy"] ?? "", "must be 'NotRequired' when `restartPolicy` is 'Never'")
      }
    }
  }
}
