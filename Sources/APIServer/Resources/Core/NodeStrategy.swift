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
    for (index, taint) in object.list("spec", "taints").enumerated() {
      let path = "spec.taints[\(index)]"
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
