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

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    SelectorValidation.check(spec["podSelector"] ?? .null, "spec.podSelector", &errors)
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
      for (index, rule) in spec.list(direction).enumerated() {
        let path = "spec.\(direction)[\(index)]"
        for (place, port) in rule.list("ports").enumerated() { checkPort(port, "\(path).ports[\(place)]", &errors) }
        for (place, peer) in rule.list(peers).enumerated() { checkPeer(peer, "\(path).\(peers)[\(place)]", &errors) }
      }
    }
    let types = spec.list("policyTypes")
    if types.count > 2 {
      errors.invalid("spec.policyTypes", .array(types), "may not specify more than two policyTypes")
      return
    }
    for (index, type) in types.enumerated() {
      errors.checkChoice(type, "spec.policyTypes[\(index)]", ["Ingress", "Egress"], missing: .isNotSupported)
    }
  }

  private func checkPort(_ port: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    errors.checkChoice(port["protocol"], path + ".protocol", ["TCP", "UDP", "SCTP"], missing: .isAllowed)
    let end = port["endPort"]?.intValue
    if let number = port["port"]?.intValue {
      errors.checkPort(number, path + ".port")
      guard let end else { return }
      if end < number { errors.invalid(path + ".endPort", .integer(end), "must be greater than or equal to `port`") }
      errors.checkPort(end, path + ".endPort")
    } else if let name = port["port"]?.stringValue {
      if let end {
        errors.invalid(path + ".endPort", .integer(end), "may not be specified when `port` is non-numeric")
      }
      errors.invalid(path + ".port", name, all: Names.portName(name))
    } else if let end {
      errors.invalid(path + ".endPort", .integer(end), "may not be specified when `port` is not specified")
    }
  }

  private func checkPeer(_ peer: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let kinds = ["podSelector", "namespaceSelector", "ipBlock"].filter { peer[$0].map { !$0.isNull } ?? false }
    for kind in kinds where kind != "ipBlock" {
      SelectorValidation.check(peer[kind] ?? .null, "\(path).\(kind)", &errors)
    }
    if let block = peer["ipBlock"], !block.isNull { checkBlock(block, path + ".ipBlock", &errors) }
    if kinds.isEmpty {
      errors.required(path, "must specify a peer")
    } else if kinds.count > 1, kinds.contains("ipBlock") {
      errors.forbidden(path, "may not specify both ipBlock and another peer")
    }
  }

  private func checkBlock(_ block: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let text = block.text("cidr")
    if text.isEmpty { return errors.required(path + ".cidr") }
    errors.checkNetwork(text, path + ".cidr")
    guard let network = IPNetwork(text) else { return }
    for (index, part) in block.list("except").compactMap(\.stringValue).enumerated() {
      errors.checkNetwork(part, "\(path).except[\(index)]")
      guard let inner = IPNetwork(part) else { continue }
      if !network.contains(inner.address) || network.length >= inner.length {
        errors.invalid("\(path).except[\(index)]", part, "must be a strict subset of `cidr`")
      }
    }
  }
}
