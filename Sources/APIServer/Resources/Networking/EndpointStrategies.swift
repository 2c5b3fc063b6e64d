import KubernetesModel

/// Endpoints, the older form of EndpointSlices.
struct EndpointsStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.updateEach("subsets") { subset in subset.updateEach("ports") { $0.setDefaultText("protocol", "TCP") } }
  }
}

/// EndpointSlices: every change of content or labels is a new generation.
struct EndpointSliceStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.updateEach("ports") { port in
      port.setDefault("name", "")
      port.setDefaultText("protocol", "TCP")
    }
    object.updateEach("endpoints") { $0.setDefault("conditions", .object(JSONObject())) }
    object.setDefault("ports", .null)
    object.setDefault("endpoints", .null)
  }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool {
    ["endpoints", "ports", "addressType"].contains { new[$0] != old[$0] }
      || new.at("metadata", "labels") != old.at("metadata", "labels")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    PodSpecValidation.checkChoice(object, "addressType", "", ["FQDN", "IPv4", "IPv6"], &errors)
    for (index, endpoint) in object.list("endpoints").enumerated() where endpoint.list("addresses").isEmpty {
      errors.required("endpoints[\(index)].addresses", "must contain at least 1 address")
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new["addressType"] != old["addressType"] {
      errors.invalid("addressType", new["addressType"] ?? "", "field is immutable")
    }
  }
}
