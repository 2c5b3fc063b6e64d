import KubernetesModel

/// What security contexts of pods and containers must be.
enum SecurityContextValidation {
  private static let identifiers: ClosedRange<Int64> = 0...Int64(Int32.max)

  static func checkPod(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    guard let context = spec["securityContext"], !context.isNull else { return }
    let path = field + ".securityContext"
    for key in ["fsGroup", "runAsUser", "runAsGroup"] { errors.checkRange(context[key], "\(path).\(key)", identifiers) }
    for (index, group) in context.list("supplementalGroups").enumerated() {
      errors.checkRange(group, "\(path).supplementalGroups[\(index)]", identifiers)
    }
    if spec["shareProcessNamespace"]?.boolValue == true, spec["hostPID"]?.boolValue == true {
      errors.invalid(
        path + ".shareProcessNamespace", true, "ShareProcessNamespace and HostPID cannot both be enabled")
    }
    checkSysctls(context.list("sysctls"), spec, path + ".sysctls", &errors)
    errors.checkChoice(
      context["fsGroupChangePolicy"], path + ".fsGroupChangePolicy", ["Always", "OnRootMismatch"], missing: .isAllowed)
    checkSeccomp(context["seccompProfile"] ?? .null, path + ".seccompProfile", &errors)
    checkAppArmor(context["appArmorProfile"] ?? .null, path + ".appArmorProfile", &errors)
    errors.checkChoice(
      context["supplementalGroupsPolicy"], path + ".supplementalGroupsPolicy", ["Merge", "Strict"],
      missing: .isAllowed)
    errors.checkChoice(
      context["seLinuxChangePolicy"], path + ".seLinuxChangePolicy", ["MountOption", "Recursive"], missing: .isAllowed)
  }

  static func check(_ context: JSONValue, _ path: String, hostUsers: Bool, _ errors: inout FieldErrors) {
    if context.isNull { return }
    for key in ["runAsUser", "runAsGroup"] { errors.checkRange(context[key], "\(path).\(key)", identifiers) }
    errors.checkChoice(context["procMount"], path + ".procMount", ["Default", "Unmasked"], missing: .isAllowed)
    if hostUsers, context.text("procMount") == "Unmasked" {
      errors.invalid(path + ".procMount", "Unmasked", "`hostUsers` must be false to use `Unmasked`")
    }
    checkSeccomp(context["seccompProfile"] ?? .null, path + ".seccompProfile", &errors)
    if context["allowPrivilegeEscalation"]?.boolValue == false {
      let cannot = "cannot set `allowPrivilegeEscalation` to false and "
      if context["privileged"]?.boolValue == true {
        errors.invalid(path, context, as: "SecurityContext", cannot + "`privileged` to true")
      }
      if context.list("capabilities", "add").contains("CAP_SYS_ADMIN") {
        errors.invalid(path, context, as: "SecurityContext", cannot + "`capabilities.Add` CAP_SYS_ADMIN")
      }
    }
    checkAppArmor(context["appArmorProfile"] ?? .null, path + ".appArmorProfile", &errors)
  }

  private static func checkSysctls(
    _ sysctls: [JSONValue], _ spec: JSONValue, _ field: String, _ errors: inout FieldErrors
  ) {
    var names: Set<String> = []
    for (index, sysctl) in sysctls.enumerated() {
      let path = "\(field)[\(index)].name"
      let name = sysctl.text("name")
      if name.isEmpty {
        errors.required(path)
      } else if !isSysctl(name) {
        let segment = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
        errors.invalid(
          path, name, "must have at most 253 characters and match regex ^(\(segment)[\\./])*\(segment)$")
      } else if names.contains(name) {
        errors.duplicate(path, .string(name))
      }
      names.insert(name)
      for (key, prefixes) in [
        ("hostNetwork", ["net."]), ("hostIPC", ["kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue."]),
      ]
      where spec[key]?.boolValue == true && prefixes.contains(where: name.hasPrefix) {
        errors.invalid(path, name, "may not be specified when '\(key)' is true")
      }
    }
  }

  private static func isSysctl(_ name: String) -> Bool {
    func isInner(_ byte: UInt8) -> Bool { isOuter(byte) || byte == 0x2D || byte == 0x5F }
    func isOuter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
    let segments = name.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2F }
    return name.utf8.count <= 253
      && segments.allSatisfy { segment in
        guard let first = segment.first, let last = segment.last else { return false }
        return isOuter(first) && isOuter(last) && segment.allSatisfy(isInner)
      }
  }

  private static let profiles = ["Localhost", "RuntimeDefault", "Unconfined"]

  private static func checkSeccomp(_ profile: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if profile.isNull { return }
    let type = profile.text("type")
    if type.isEmpty {
      errors.required(field + ".type", "type is required when seccompProfile is set")
    } else {
      errors.checkChoice(profile["type"], field + ".type", profiles)
    }
    let file = profile["localhostProfile"]?.stringValue
    switch (type, file) {
    case ("Localhost", nil):
      errors.required(field + ".localhostProfile", "must be set when seccomp type is Localhost")
    case ("Localhost", let file?): PathRules.checkDescending(file, field + ".localhostProfile", &errors)
    case (_, _?):
      errors.invalid(
        field + ".localhostProfile", profile, as: "Profile", "can only be set when seccomp type is Localhost")
    default: break
    }
  }

  private static func checkAppArmor(_ profile: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if profile.isNull { return }
    let file = profile["localhostProfile"]?.stringValue
    let path = field + ".localhostProfile"
    switch profile.text("type") {
    case "Localhost":
      let trimmed = file?.drop { $0 == " " } ?? ""
      if trimmed.isEmpty {
        errors.required(path, "must be set when AppArmor type is Localhost")
      } else if let file, trimmed.count != file.count || file.hasSuffix(" ") {
        errors.invalid(path, file, "must not be padded with whitespace")
      }
    case "RuntimeDefault", "Unconfined":
      if let file { errors.invalid(path, file, "can only be set when AppArmor type is Localhost") }
    case "": errors.required(field + ".type", "type is required when appArmorProfile is set")
    default: errors.notSupported(field + ".type", profile["type"] ?? "", profiles)
    }
  }
}

/// Paths within something, which must not lead out of it.
enum PathRules {
  static func checkNoBacksteps(_ path: String, _ field: String, _ errors: inout FieldErrors) {
    if path.split(separator: "/").contains("..") { errors.invalid(field, path, "must not contain '..'") }
  }

  static func checkDescending(_ path: String, _ field: String, _ errors: inout FieldErrors) {
    if path.hasPrefix("/") { errors.invalid(field, path, "must be a relative path") }
    checkNoBacksteps(path, field, &errors)
  }

  /// Files that begin with two dots are the kubelet's own.
  static func checkNotReserved(_ path: String, _ field: String, _ errors: inout FieldErrors) {
    checkDescending(path, field, &errors)
    if path.hasPrefix(".."), !path.hasPrefix("../") {
      errors.invalid(field, path, "must not start with '..'")
    }
  }
}
