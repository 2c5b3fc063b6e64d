import KubernetesModel

/// `validateContainers` and its kin.
enum ContainerValidation {
  static func check(
    _ spec: JSONValue, _ field: String, volumes: Set<String>, _ errors: inout FieldErrors
  ) {
    var names: Set<String> = []
    let containers = spec["containers"]?.arrayValue ?? []
    if containers.isEmpty { errors.required(field + ".containers") }
    for (index, container) in containers.enumerated() {
      let path = "\(field).containers[\(index)]"
      checkCommon(container, path, volumes, &errors)
      checkName(container, path, &names, &errors)
      ProbeValidation.check(container, path, &errors)
    }
    for (index, container) in (spec["initContainers"]?.arrayValue ?? []).enumerated() {
      let path = "\(field).initContainers[\(index)]"
      checkCommon(container, path, volumes, &errors)
      checkName(container, path, &names, &errors)
      if container["restartPolicy"]?.stringValue == "Always" {
        ProbeValidation.check(container, path, &errors)
      } else {
        for key in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] where container[key] != nil {
          errors.forbidden(path + "." + key, "may not be set for init containers without restartPolicy=Always")
        }
      }
    }
    for (index, container) in (spec["ephemeralContainers"]?.arrayValue ?? []).enumerated() {
      let path = "\(field).ephemeralContainers[\(index)]"
      checkCommon(container, path, volumes, &errors)
      checkName(container, path, &names, &errors)
    }
  }

  private static func checkName(
    _ container: JSONValue, _ path: String, _ names: inout Set<String>, _ errors: inout FieldErrors
  ) {
    let name = container["name"]?.stringValue ?? ""
    if !name.isEmpty, !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
  }

  private static func checkCommon(
    _ container: JSONValue, _ path: String, _ volumes: Set<String>, _ errors: inout FieldErrors
  ) {
    let name = container["name"]?.stringValue ?? ""
    if name.isEmpty {
      errors.required(path + ".name")
    } else {
      for problem in Names.label(name) { errors.invalid(path + ".name", name, problem) }
    }
    let image = container["image"]?.stringValue ?? ""
    if image.isEmpty {
      errors.required(path + ".image")
    } else if image.first == " " || image.last == " " {
      errors.invalid(path + ".image", image, "must not have leading or trailing whitespace")
    }
    checkPolicy(container, "terminationMessagePolicy", path, ["FallbackToLogsOnError", "File"], &errors)
    checkPorts(container["ports"]?.arrayValue ?? [], path + ".ports", &errors)
    checkEnvironment(container["env"]?.arrayValue ?? [], path + ".env", &errors)
    checkSources(container["envFrom"]?.arrayValue ?? [], path + ".envFrom", &errors)
    checkMounts(container["volumeMounts"]?.arrayValue ?? [], path + ".volumeMounts", volumes, &errors)
    checkPolicy(container, "imagePullPolicy", path, ["Always", "IfNotPresent", "Never"], &errors)
    ResourceValidation.check(container["resources"] ?? .null, path + ".resources", &errors)
  }

  private static func checkPolicy(
    _ container: JSONValue, _ key: String, _ path: String, _ choices: [String], _ errors: inout FieldErrors
  ) {
    PodSpecValidation.checkChoice(container, key, path, choices, &errors)
  }

  private static func checkPorts(_ ports: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      let path = "\(field)[\(index)]"
      if let name = port["name"]?.stringValue, !name.isEmpty {
        let problems = Names.portName(name)
        for problem in problems { errors.invalid(path + ".name", name, problem) }
        if problems.isEmpty, !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
      }
      let number = port["containerPort"]?.intValue ?? 0
      if number == 0 {
        errors.required(path + ".containerPort")
      } else {
        checkPort(number, path + ".containerPort", &errors)
      }
      if let host = port["hostPort"]?.intValue, host != 0 { checkPort(host, path + ".hostPort", &errors) }
      PodSpecValidation.checkChoice(port, "protocol", path, ["SCTP", "TCP", "UDP"], &errors)
    }
  }

  static func checkPort(_ number: Int64, _ field: String, _ errors: inout FieldErrors) {
    if !(1...65535).contains(number) {
      errors.invalid(field, .integer(number), "must be between 1 and 65535, inclusive")
    }
  }

  private static func checkEnvironment(_ variables: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, variable) in variables.enumerated() {
      let path = "\(field)[\(index)]"
      let name = variable["name"]?.stringValue ?? ""
      if name.isEmpty {
        errors.required(path + ".name")
      } else if !name.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x3D }) {
        errors.invalid(
          path + ".name", name,
          "a valid environment variable name must consist only of printable ASCII characters other than '='")
      }
      guard let source = variable["valueFrom"] else { continue }
      checkValueSource(source, path + ".valueFrom", hasValue: variable["value"]?.stringValue?.isEmpty == false, &errors)
    }
  }

  private static func checkValueSource(
    _ source: JSONValue, _ path: String, hasValue: Bool, _ errors: inout FieldErrors
  ) {
    let kinds = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"]
    let given = kinds.filter { source[$0] != nil }
    for kind in given where kind == "configMapKeyRef" || kind == "secretKeyRef" {
      let key = source.at(kind, "key")?.stringValue ?? ""
      if key.isEmpty {
        errors.required("\(path).\(kind).key")
      } else {
        for problem in Names.configKey(key) { errors.invalid("\(path).\(kind).key", key, problem) }
      }
    }
    if given.isEmpty {
      let list = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
      errors.invalid(path, "", "must specify one of: \(list)")
    } else if hasValue {
      errors.invalid(path, "", "may not be specified when `value` is not empty")
    } else if given.count > 1 {
      errors.invalid(path, "", "may not have more than one field specified at a time")
    }
  }

  private static func checkSources(_ sources: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, source) in sources.enumerated() {
      let path = "\(field)[\(index)]"
      let given = ["configMapRef", "secretRef"].filter { source[$0] != nil }
      for kind in given where (source.at(kind, "name")?.stringValue ?? "").isEmpty {
        errors.required("\(path).\(kind).name")
      }
      if given.isEmpty {
        errors.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`")
      } else if given.count > 1 {
        errors.invalid(path, "", "may not have more than one field specified at a time")
      }
    }
  }

  private static func checkMounts(
    _ mounts: [JSONValue], _ field: String, _ volumes: Set<String>, _ errors: inout FieldErrors
  ) {
    var paths: Set<String> = []
    for (index, mount) in mounts.enumerated() {
      let path = "\(field)[\(index)]"
      let name = mount["name"]?.stringValue ?? ""
      if name.isEmpty {
        errors.required(path + ".name")
      } else if !volumes.contains(name) {
        errors.notFound(path + ".name", .string(name))
      }
      let target = mount["mountPath"]?.stringValue ?? ""
      if target.isEmpty { errors.required(path + ".mountPath") }
      if !paths.insert(target).inserted { errors.invalid(path + ".mountPath", target, "must be unique") }
      let subPath = mount["subPath"]?.stringValue ?? ""
      if subPath.hasPrefix("/") { errors.invalid(path + ".subPath", subPath, "must be a relative path") }
      if subPath.split(separator: "/").contains("..") {
        errors.invalid(path + ".subPath", subPath, "must not contain '..'")
      }
    }
  }
}
