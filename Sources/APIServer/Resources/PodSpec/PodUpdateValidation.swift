import KubernetesModel

/// `ValidatePodUpdate`: what may change in a pod that is there.
enum PodUpdateValidation {
  static func check(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let before = old["spec"] ?? .null
    let after = new["spec"] ?? .null
    guard before != after else { return }
    for list in ["containers", "initContainers"]
    where after.list(list).count != before.list(list).count {
      return errors.forbidden("spec." + list, "pod updates may not add or remove containers")
    }
    guard checkDeadline(after, before, &errors) else { return }
    checkTolerations(after.list("tolerations"), before.list("tolerations"), &errors)
    checkGates(after.list("schedulingGates"), before.list("schedulingGates"), &errors)
    var mended = mend(after, as: before)
    if !before.list("schedulingGates").isEmpty { GatedPodValidation.check(&mended, before, &errors) }
    guard mended != before else { return }
    errors.forbidden(
      "spec",
      "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n"
        + UnifiedDiff.text(lines(before), lines(mended)))
  }

  /// The subresource `resize` is for the processors and the memory of containers.
  static func checkResize(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let before = old["spec"] ?? .null
    var mended = new["spec"] ?? .null
    for list in ["containers", "initContainers"] where mended.list(list).count == before.list(list).count {
      change(list, of: &mended, before) { container, old in
        for kind in ["requests", "limits"] {
          for resource in ["cpu", "memory"] {
            container.set(old.at("resources", kind, resource), at: "resources", kind, resource)
          }
          let rest = container.at("resources", kind)
          if rest?.isEmptyContainer == true { container.set(old.at("resources", kind), at: "resources", kind) }
        }
        if container["resources"]?.isEmptyContainer == true { container["resources"] = old["resources"] }
      }
    }
    guard mended != before else { return }
    errors.forbidden(
      "spec", "only cpu and memory resources are mutable\n" + UnifiedDiff.text(lines(before), lines(mended)))
  }

  /// Ephemeral containers can be added, through a subresource of their own, and stay as they are.
  static func checkEphemeralContainers(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let after = new.list("spec", "ephemeralContainers")
    for container in old.list("spec", "ephemeralContainers") {
      let name = container.text("name")
      guard let same = after.first(where: { $0.text("name") == name }) else {
        errors.forbidden("spec.ephemeralContainers", "existing ephemeral containers \"\(name)\" may not be removed\n")
        continue
      }
      if same != container {
        errors.forbidden("spec.ephemeralContainers", "existing ephemeral containers \"\(name)\" may not be changed\n")
      }
    }
  }

  /// A deadline may be set, and may come nearer. Whether the other checks are worth making.
  private static func checkDeadline(_ after: JSONValue, _ before: JSONValue, _ errors: inout FieldErrors) -> Bool {
    let field = "spec.activeDeadlineSeconds"
    guard let old = before["activeDeadlineSeconds"]?.intValue else { return true }
    guard let new = after["activeDeadlineSeconds"]?.intValue else {
      errors.invalid(field, .null, "must not update from a positive integer to nil value")
      return true
    }
    if new > old { errors.invalid(field, .integer(new), "must be less than or equal to previous value") }
    return new <= old
  }

  /// Tolerations may come, and change how long they last.
  private static func checkTolerations(_ after: [JSONValue], _ before: [JSONValue], _ errors: inout FieldErrors) {
    func timeless(_ toleration: JSONValue) -> JSONValue {
      var toleration = toleration
      toleration["tolerationSeconds"] = nil
      return toleration
    }
    let kept = after.map(timeless)
    guard before.map(timeless).contains(where: { !kept.contains($0) }) else { return }
    errors.forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds")
  }

  private static func checkGates(_ after: [JSONValue], _ before: [JSONValue], _ errors: inout FieldErrors) {
    for (index, gate) in after.enumerated() where !before.contains(gate) {
      errors.forbidden(
        "spec.schedulingGates[\(index)].name",
        "only deletion is allowed, but found new scheduling gate '\(gate.text("name"))'")
    }
  }

  /// Internally what a pod shares with its host stands in its security context.
  private static func lines(_ spec: JSONValue) -> [String] {
    var spec = spec
    for field in ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"] {
      if let value = spec[field] { spec.set(value, at: "securityContext", field) }
    }
    return InternalTypes.lines(spec, "PodSpec")
  }

  /// The new specification with everything that may change, or was looked at by itself, set back.
  private static func mend(_ after: JSONValue, as before: JSONValue) -> JSONValue {
    var spec = after
    for list in ["containers", "initContainers"] {
      change(list, of: &spec, before) { container, old in container["image"] = old["image"] }
    }
    for field in ["activeDeadlineSeconds", "schedulingGates", "tolerations"] { spec[field] = before[field] }
    if (before["terminationGracePeriodSeconds"]?.intValue ?? 0) < 0,
      spec["terminationGracePeriodSeconds"]?.intValue == 1
    {
      spec["terminationGracePeriodSeconds"] = before["terminationGracePeriodSeconds"]
    }
    return spec
  }

  private static func change(
    _ list: String, of spec: inout JSONValue, _ before: JSONValue, _ body: (inout JSONValue, JSONValue) -> Void
  ) {
    let old = before.list(list)
    spec.updateIfPresent(list) { containers in
      containers.updateArray { elements in
        for index in elements.indices where old.indices.contains(index) { body(&elements[index], old[index]) }
      }
    }
  }
}
