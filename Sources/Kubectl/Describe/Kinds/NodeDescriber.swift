import APIServer
import KubernetesModel
import SimulationKernel

struct NodeDescriber: ObjectDescriber {
  private static let rolePrefix = "node-role.kubernetes.io/"

  func related(to node: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    var related = Related()
    let running = "spec.nodeName=\(node.name),status.phase!=Succeeded,status.phase!=Failed"
    do throws(KubectlError) {
      related.pods = try source.pods(in: "", fields: running)
    } catch {
      guard error.status?.reason == "Forbidden" else { throw error }
    }
    // Controllers name a node by its UID in their events, its kubelet by its name.
    if let events = source.events(of: node), let named = source.events(of: node, uid: node.name) {
      related.events = events + named
    }
    do throws(KubectlError) {
      related.lease = try source.object(
        "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/\(node.name)",
        asked: "leases.coordination.k8s.io " + node.name)
    } catch {
      related.problem = error.message
    }
    return related
  }

  func describe(_ node: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(node.name)")
    let roles = Self.roles(of: node)
    out.line(0, "Roles:\t\(roles.isEmpty ? "<none>" : roles.joined(separator: ","))")
    out.labels(node.labels)
    out.annotations(node.annotations)
    out.line(0, "CreationTimestamp:\t\(node.date("metadata", "creationTimestamp"))")
    out.items(Self.taints(of: node), title: "Taints")
    out.line(0, "Unschedulable:\t\(node.flag("spec", "unschedulable"))")
    lease(related, &out)
    conditions(node, &out)
    out.line(0, "Addresses:")
    for address in node.list("status", "addresses") {
      out.line(1, "\(address.text("type")):\t\(address.text("address"))")
    }
    for (title, key) in [("Capacity", "capacity"), ("Allocatable", "allocatable")]
    where !node.keys("status", key).isEmpty {
      out.line(0, title + ":")
      for name in node.keys("status", key) { out.line(1, "\(name):\t\(node.quantity("status", key, name))") }
    }
    system(node, &out)
    if let pods = related.pods {
      NodeUsage(node, pods).describe(&out)
    } else {
      out.line(0, "Pods:\tnot authorized")
    }
    out.events(related.events)
    return out.text()
  }

  private static func roles(of node: JSONValue) -> [String] {
    let marked = node.labels.keys.filter { $0.hasPrefix(rolePrefix) }.map { String($0.dropFirst(rolePrefix.count)) }
    let named = node.labels["kubernetes.io/role"].map { [$0] } ?? []
    return Set((marked + named).filter { !$0.isEmpty }).sorted()
  }

  /// `key=value:effect`, ordered by effect and key.
  private static func taints(of node: JSONValue) -> [String] {
    let sorted = node.list("spec", "taints").sorted {
      ($0.text("effect") + "," + $0.text("key")) < ($1.text("effect") + "," + $1.text("key"))
    }
    return sorted.map { taint in
      let value = taint.text("value")
      let effect = taint.text("effect")
      return taint.text("key") + (value.isEmpty ? "" : "=" + value) + (effect.isEmpty ? "" : ":" + effect)
    }
  }

  private func lease(_ related: Related, _ out: inout Description) {
    guard let lease = related.lease else { return out.line(0, "Lease:\tFailed to get lease: \(related.problem)") }
    out.line(0, "Lease:")
    let spec = lease["spec"] ?? .null
    out.line(1, "HolderIdentity:\t\(spec.has("holderIdentity") ? spec.text("holderIdentity") : "<unset>")")
    for (title, key) in [("AcquireTime", "acquireTime"), ("RenewTime", "renewTime")] {
      out.line(1, "\(title):\t\(spec.has(key) ? spec.date(key) : "<unset>")")
    }
  }

  private func conditions(_ node: JSONValue, _ out: inout Description) {
    let conditions = node.list("status", "conditions")
    if conditions.isEmpty { return }
    out.line(0, "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage")
    out.line(1, "----\t------\t-----------------\t------------------\t------\t-------")
    for condition in conditions {
      let times = "\(condition.date("lastHeartbeatTime")) \t\(condition.date("lastTransitionTime"))"
      out.line(
        1,
        "\(condition.text("type")) \t\(condition.text("status")) \t\(times) \t\(condition.text("reason")) \t\(condition.text("message"))"
      )
    }
  }

  private func system(_ node: JSONValue, _ out: inout Description) {
    out.line(0, "System Info:")
    for (title, key) in [
      ("Machine ID", "machineID"), ("System UUID", "systemUUID"), ("Boot ID", "bootID"),
      ("Kernel Version", "kernelVersion"), ("OS Image", "osImage"), ("Operating System", "operatingSystem"),
      ("Architecture", "architecture"), ("Container Runtime Version", "containerRuntimeVersion"),
      ("Kubelet Version", "kubeletVersion"), ("Kube-Proxy Version", "kubeProxyVersion"),
    ] {
      out.line(1, "\(title):\t\(node.text("status", "nodeInfo", key))")
    }
    if !node.text("spec", "podCIDR").isEmpty { out.line(0, "PodCIDR:\t\(node.text("spec", "podCIDR"))") }
    let ranges = node.texts("spec", "podCIDRs")
    if !ranges.isEmpty { out.line(0, "PodCIDRs:\t\(ranges.joined(separator: ","))") }
    if !node.text("spec", "providerID").isEmpty { out.line(0, "ProviderID:\t\(node.text("spec", "providerID"))") }
  }
}
