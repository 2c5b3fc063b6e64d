import KubernetesModel

/// How a container uses the pod's volumes. Of paths within volumes, messages do not tell at which mount they stand.
struct MountValidation {
  private let container: JSONValue
  private let volumes: [String: JSONValue]
  private let mounts: [JSONValue]
  private let devices: [JSONValue]

  init(_ container: JSONValue, volumes: [String: JSONValue]) {
    self.container = container
    self.volumes = volumes
    mounts = container.list("volumeMounts")
    devices = container.list("volumeDevices")
  }

  func check(_ path: String, _ errors: inout FieldErrors) {
    checkMounts(path + ".volumeMounts", &errors)
    checkDevices(path + ".volumeDevices", &errors)
  }

  private func checkMounts(_ field: String, _ errors: inout FieldErrors) {
    var paths: Set<String> = []
    for (index, mount) in mounts.enumerated() {
      let path = "\(field)[\(index)]"
      let (name, target) = (mount.text("name"), mount.text("mountPath"))
      if name.isEmpty { errors.required(path + ".name") }
      if volumes[name] == nil { errors.notFound(path + ".name", .string(name)) }
      if target.isEmpty { errors.required(path + ".mountPath") }
      if !paths.insert(target).inserted { errors.invalid(path + ".mountPath", target, "must be unique") }
      if devices.contains(where: { $0.text("name") == name }) {
        errors.invalid(path + ".name", name, "must not already exist in volumeDevices")
      }
      if devices.contains(where: { $0.text("devicePath") == target }) {
        errors.invalid(path + ".mountPath", target, "must not already exist as a path in volumeDevices")
      }
      checkSubPaths(mount, field, path, &errors)
      checkPropagation(mount, field, &errors)
    }
  }

  private func checkSubPaths(_ mount: JSONValue, _ field: String, _ path: String, _ errors: inout FieldErrors) {
    let (subPath, expression) = (mount.text("subPath"), mount.text("subPathExpr"))
    if !subPath.isEmpty { PathRules.checkDescending(subPath, field + ".subPath", &errors) }
    guard !expression.isEmpty else { return }
    if !subPath.isEmpty {
      errors.invalid(path + ".subPathExpr", expression, "subPathExpr and subPath are mutually exclusive")
    }
    PathRules.checkDescending(expression, field + ".subPathExpr", &errors)
  }

  private func checkPropagation(_ mount: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let propagation = mount.text("mountPropagation")
    errors.checkChoice(
      mount["mountPropagation"], field + ".mountPropagation", ["Bidirectional", "HostToContainer", "None"],
      missing: .isAllowed)
    if propagation == "Bidirectional", container.at("securityContext", "privileged")?.boolValue != true {
      errors.forbidden(
        field + ".mountPropagation", "Bidirectional mount propagation is available only to privileged containers")
    }
    let path = field + ".recursiveReadOnly"
    errors.checkChoice(
      mount["recursiveReadOnly"], path, ["Disabled", "Enabled", "IfPossible"], missing: .isAllowed)
    guard ["Enabled", "IfPossible"].contains(mount.text("recursiveReadOnly")) else { return }
    if mount["readOnly"]?.boolValue != true { errors.forbidden(path, "may only be specified when readOnly is true") }
    if !["", "None"].contains(propagation) {
      errors.forbidden(path, "may only be specified when mountPropagation is None or not specified")
    }
  }

  private func checkDevices(_ field: String, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    var paths: Set<String> = []
    for (index, device) in devices.enumerated() {
      let path = "\(field)[\(index)]"
      let (name, target) = (device.text("name"), device.text("devicePath"))
      if name.isEmpty { errors.required(path + ".name") }
      if !name.isEmpty, !names.insert(name).inserted { errors.invalid(path + ".name", name, "must be unique") }
      if let volume = volumes[name] {
        if volume["persistentVolumeClaim"] == nil, volume["ephemeral"] == nil {
          errors.invalid(
            path + ".name", name,
            "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode")
        }
      } else {
        errors.notFound(path + ".name", .string(name))
      }
      if target.isEmpty { errors.required(path + ".devicePath") }
      if paths.contains(target) { errors.invalid(path + ".devicePath", target, "must be unique") }
      if target.split(separator: "/").contains("..") {
        errors.invalid(path + ".devicePath", target, "can not contain backsteps ('..')")
      } else {
        paths.insert(target)
      }
      if mounts.contains(where: { $0.text("name") == name }) {
        errors.invalid(path + ".name", name, "must not already exist in volumeMounts")
      }
      if mounts.contains(where: { $0.text("mountPath") == target }) {
        errors.invalid(path + ".devicePath", target, "must not already exist as a path in volumeMounts")
      }
    }
  }
}
