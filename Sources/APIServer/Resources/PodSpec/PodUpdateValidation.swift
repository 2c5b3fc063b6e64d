import KubernetesModel

/// `ValidatePodUpdate`: what may change in a pod that is there.
enum PodUpdateValidation {
  static func check(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let before = old["spec"] ?? .null
    let after = new["spec"] ?? .null
    guard before != after else { return }
    let mended = mend(after, as: before)
    guard mended != before else { return }
    errors.forbidden(
      "spec",
      "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n"
        + UnifiedDiff.text(lines(before), lines(mended)))
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

  /// Internally what a pod shares with its host stands in its security context.
  private static func lines(_ spec: JSONValue) -> [String] {
    var spec = spec
    for field in ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"] {
      if let value = spec[field] { spec.set(value, at: "securityContext", field) }
    }
    return InternalTypes.lines(spec, "PodSpec")
  }

  /// The new specification with everything that may change set back.
  private static func mend(_ after: JSONValue, as before: JSONValue) -> JSONValue {
    var spec = after
    for list in ["containers", "initContainers"] {
      let images = (before[list]?.arrayValue ?? []).map { $0["image"] }
      let resources = (before[list]?.arrayValue ?? []).map { $0["resources"] }
      guard images.count == spec[list]?.arrayValue?.count else { continue }
      spec.updateIfPresent(list) { containers in
        containers.updateArray { elements in
          for index in elements.indices {
            elements[index]["image"] = images[index]
            elements[index]["resources"] = resources[index]
          }
        }
      }
    }
    spec["activeDeadlineSeconds"] = before["activeDeadlineSeconds"]
    let gates = before["schedulingGates"]?.arrayValue ?? []
    if (spec["schedulingGates"]?.arrayValue ?? []).allSatisfy({ gates.contains($0) }) {
      spec["schedulingGates"] = before["schedulingGates"]
    }
    let tolerations = spec["tolerations"]?.arrayValue ?? []
    if (before["tolerations"]?.arrayValue ?? []).allSatisfy({ tolerations.contains($0) }) {
      spec["tolerations"] = before["tolerations"]
    }
    if (before["terminationGracePeriodSeconds"]?.intValue ?? 0) < 0,
      spec["terminationGracePeriodSeconds"]?.intValue == 1
    {
      spec["terminationGracePeriodSeconds"] = before["terminationGracePeriodSeconds"]
    }
    return spec
  }
}
