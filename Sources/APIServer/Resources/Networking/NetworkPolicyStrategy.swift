import KubernetesModel

/// Network policies: which directions they rule follows from what they say.
struct NetworkPolicyStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefault("podSelector", .object(JSONObject()))
      for direction in ["ingress", "egress"] {
        spec.updateEach(direction) { rule in rule.updateEach("ports") { $0.setDefaultText("protocol", "TCP") } }
      }
      guard spec["policyTypes"]?.isEmptyContainer ?? true else { return }
      spec["policyTypes"] = spec["egress"]?.isEmptyContainer ?? true ? ["Ingress"] : ["Ingress", "Egress"]
    }
  }
}
