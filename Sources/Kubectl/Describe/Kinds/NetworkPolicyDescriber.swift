import KubernetesModel
import SimulationKernel

struct NetworkPolicyDescriber: ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related { Related() }

  func describe(_ policy: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = policy["spec"] ?? .null
    out.line(0, "Name:\t\(policy.name)")
    out.line(0, "Namespace:\t\(policy.namespace)")
    let created = Instant(rfc3339: policy.text("metadata", "creationTimestamp"))
    let stamp = created.map { $0.rfc3339.split(whereSeparator: { $0 == "T" || $0 == "Z" }).joined(separator: " ") }
    out.line(0, "Created on:\t\(stamp ?? "0001-01-01 00:00:00") +0000 UTC")
    out.labels(policy.labels)
    out.annotations(policy.annotations)
    out.line(0, "Spec:")
    let selects = spec.has("podSelector", "matchLabels") || spec.has("podSelector", "matchExpressions")
    let selector =
      selects
      ? LabelSelector.text(of: spec["podSelector"])
      : "<none> (Allowing the specific traffic to all pods in this namespace)"
    out.line(1, "PodSelector:     \(selector)")
    let types = spec.texts("policyTypes")
    for (type, rules, peers) in [("ingress", "ingress", "from"), ("egress", "egress", "to")] {
      if types.contains(where: { $0.lowercased() == type }) {
        out.line(1, "Allowing \(type) traffic:")
        describe(spec.list(rules), direction: type, peers: peers, &out)
      } else {
        out.line(1, "Not affecting \(type) traffic")
      }
    }
    out.line(1, "Policy Types: \(types.isEmpty ? "<none>" : types.joined(separator: ", "))")
    return out.text()
  }

  private func describe(_ rules: [JSONValue], direction: String, peers: String, _ out: inout Description) {
    if rules.isEmpty { return out.line(2, "<none> (Selected pods are isolated for \(direction) connectivity)") }
    let word = peers == "from" ? "From" : "To"
    for (index, rule) in rules.enumerated() {
      ports(rule.list("ports"), &out)
      if rule.list(peers).isEmpty {
        let end = peers == "from" ? "source" : "destination"
        out.line(2, "\(word): <any> (traffic not restricted by \(end))")
      }
      for peer in rule.list(peers) {
        out.line(2, word + ":")
        self.peer(peer, &out)
      }
      if index < rules.count - 1 { out.line(2, "----------") }
    }
  }

  private func ports(_ ports: [JSONValue], _ out: inout Description) {
    if ports.isEmpty { return out.line(2, "To Port: <any> (traffic allowed to all ports)") }
    for port in ports {
      let transport = port.has("protocol") ? port.text("protocol") : "TCP"
      let number = port.has("port") ? port.plain("port") : "<nil>"
      out.line(
        2,
        port.has("endPort")
          ? "To Port Range: \(number)-\(port.number("endPort"))/\(transport)" : "To Port: \(number)/\(transport)")
    }
  }

  private func peer(_ peer: JSONValue, _ out: inout Description) {
    for (title, key) in [("NamespaceSelector", "namespaceSelector"), ("PodSelector", "podSelector")]
    where peer.has(key) {
      out.line(3, "\(title): \(LabelSelector.text(of: peer[key]))")
    }
    guard !peer.has("namespaceSelector"), !peer.has("podSelector"), let block = peer["ipBlock"] else { return }
    out.line(3, "IPBlock:")
    out.line(4, "CIDR: \(block.text("cidr"))")
    out.line(4, "Except: \(block.texts("except").joined(separator: ", "))")
  }
}
