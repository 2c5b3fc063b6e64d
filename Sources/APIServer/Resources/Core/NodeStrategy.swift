import KubernetesModel

/// Nodes.
struct NodeStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.setDefault("spec", .object(JSONObject()))
    object.update("status") { status in
      status.setDefault("daemonEndpoints", ["kubeletEndpoint": ["Port": 0]])
      status.update("nodeInfo") { info in
        for key in [
          "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion",
          "kubeProxyVersion", "operatingSystem", "architecture",
        ] {
          info.setDefault(key, "")
        }
      }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let taints = object.list("spec", "taints")
    for (index, taint) in taints.enumerated() {
      // Kubernetes takes them to stand there.
      let path = "metadata.taints[\(index)]"
      let key = taint.text("key")
      for problem in NameRules.qualifiedName(key) { errors.invalid(path + ".key", key, problem) }
      let value = taint.text("value")
      for problem in NameRules.labelValue(value) { errors.invalid(path + ".value", value, problem) }
      let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]
      let effect = taint.text("effect")
      if effect.isEmpty {
        errors.required(path + ".effect")
      } else if !effects.contains(effect) {
        errors.notSupported(path + ".effect", .string(effect), effects)
      }
      let same = taints[..<index].contains { $0.text("key") == key && $0.text("effect") == effect }
      guard same else { continue }
      let shown =
        "{\"Key\":\(quoted(.string(key))),\"Value\":\(quoted(.string(value))),\"Effect\":\(quoted(.string(effect))),"
        + "\"TimeAdded\":\(quoted(taint["timeAdded"] ?? .null))}"
      errors.add(.duplicate, path, "Duplicate value: \(shown): taints must be unique by key and effect pair")
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let before = old.text("spec", "providerID")
    if !before.isEmpty, new.text("spec", "providerID") != before {
      errors.forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid")
    }
    let network = old.text("spec", "podCIDR")
    if !network.isEmpty, new.text("spec", "podCIDR") != network {
      errors.forbidden("spec.podCIDRs", "node updates may not change podCIDR except from \"\" to valid")
    }
  }

  var selectableFields: Set<String> { ["spec.unschedulable"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    object.at("spec", "unschedulable")?.boolValue == true ? "true" : "false"
  }
}
