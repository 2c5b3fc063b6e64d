import APIServer
import KubernetesModel

/// What NetworkPolicies let through. A pod that no policy selects for a direction is open in that direction; one that is
/// selected takes what any of its policies allows. Packets that are not allowed vanish.
extension ClusterNetwork {
  func allows(_ connection: Connection, to pod: Pod, port: Int) -> Bool {
    let target = PolicyTarget(pod: pod, address: pod.podIP, port: port, transport: connection.transport)
    return allowsEgress(from: connection.source, to: target) && allowsIngress(from: connection.source, to: target)
  }

  /// Whether the source may reach an address that is no pod's.
  func allowsExit(_ connection: Connection) -> Bool {
    allowsEgress(
      from: connection.source,
      to: PolicyTarget(pod: nil, address: connection.address, port: connection.port, transport: connection.transport))
  }

  private func allowsEgress(from source: NetworkSource, to target: PolicyTarget) -> Bool {
    guard let pod = source.networkedPod else { return true }
    let policies = policies(selecting: pod, direction: "Egress")
    return policies.isEmpty
      || policies.contains { policy in
        rules(policy, "egress").contains { rule in
          matches(target, ports: rule["ports"])
            && matches(target.pod, address: target.address, peers: rule["to"], of: policy)
        }
      }
  }

  private func allowsIngress(from source: NetworkSource, to target: PolicyTarget) -> Bool {
    guard let pod = target.pod else { return true }
    // A node always reaches the pods that it runs: its kubelet probes them.
    if source.networkedPod == nil, source.nodeName == pod.nodeName { return true }
    let policies = policies(selecting: pod, direction: "Ingress")
    let address = address(of: source)
    return policies.isEmpty
      || policies.contains { policy in
        rules(policy, "ingress").contains { rule in
          matches(target, ports: rule["ports"])
            && matches(source.networkedPod, address: address, peers: rule["from"], of: policy)
        }
      }
  }

  private func address(of source: NetworkSource) -> String {
    if let pod = source.networkedPod { return pod.podIP }
    return api.get(.nodes, source.nodeName).flatMap { Node($0.value).address("InternalIP") } ?? ""
  }

  private func policies(selecting pod: Pod, direction: String) -> [JSONValue] {
    api.list(.networkPolicies, namespace: pod.namespace).map(\.value).filter { policy in
      guard types(of: policy).contains(direction),
        let selector = try? LabelSelector(object: policy.at("spec", "podSelector") ?? [:])
      else { return false }
      return selector.matches(pod.labels)
    }
  }

  private func types(of policy: JSONValue) -> [String] {
    if let types = policy.at("spec", "policyTypes")?.arrayValue, !types.isEmpty {
      return types.compactMap(\.stringValue)
    }
    return rules(policy, "egress").isEmpty ? ["Ingress"] : ["Ingress", "Egress"]
  }

  private func rules(_ policy: JSONValue, _ direction: String) -> [JSONValue] {
    policy.at("spec", direction)?.arrayValue ?? []
  }

  /// No list of peers means everybody.
  private func matches(_ pod: Pod?, address: String, peers: JSONValue?, of policy: JSONValue) -> Bool {
    guard let peers = peers?.arrayValue, !peers.isEmpty else { return true }
    return peers.contains { peer in
      if let block = peer["ipBlock"] { return isInside(address, block) }
      guard let pod else { return false }
      return matches(pod, peer: peer, of: policy)
    }
  }

  private func isInside(_ address: String, _ block: JSONValue) -> Bool {
    guard let parsed = IPv4(address), let cidr = block["cidr"]?.stringValue, parsed.isInside(cidr) else { return false }
    return !(block["except"]?.arrayValue ?? []).compactMap(\.stringValue).contains { parsed.isInside($0) }
  }

  private func matches(_ pod: Pod, peer: JSONValue, of policy: JSONValue) -> Bool {
    if let namespaces = peer["namespaceSelector"] {
      guard let selector = try? LabelSelector(object: namespaces) else { return false }
      guard selector.matches(api.get(.namespaces, pod.namespace)?.value.labels ?? [:]) else { return false }
    } else if pod.namespace != policy.namespace {
      return false
    }
    guard let pods = peer["podSelector"] else { return true }
    return (try? LabelSelector(object: pods))?.matches(pod.labels) ?? false
  }

  /// No list of ports means all.
  private func matches(_ target: PolicyTarget, ports: JSONValue?) -> Bool {
    guard let ports = ports?.arrayValue, !ports.isEmpty else { return true }
    return ports.contains { target.matches($0) }
  }
}

/// Where a connection goes once Services are out of the way: what policies look at.
struct PolicyTarget {
  let pod: Pod?
  let address: String
  let port: Int
  let transport: Transport

  func matches(_ port: JSONValue) -> Bool {
    guard (port["protocol"]?.stringValue ?? "TCP") == transport.rawValue else { return false }
    if let name = port["port"]?.stringValue { return hasPort(named: name) }
    guard let first = port["port"]?.intValue else { return true }
    let last = port["endPort"]?.intValue ?? first
    return first <= last && (first...last).contains(Int64(self.port))
  }

  private func hasPort(named name: String) -> Bool {
    (pod?.containers ?? []).flatMap { $0["ports"]?.arrayValue ?? [] }.contains {
      $0["name"]?.stringValue == name && $0["containerPort"]?.intValue == Int64(port)
        && ($0["protocol"]?.stringValue ?? "TCP") == transport.rawValue
    }
  }
}
