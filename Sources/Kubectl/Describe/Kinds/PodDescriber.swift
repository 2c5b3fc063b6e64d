import KubernetesModel
import SimulationKernel

struct PodDescriber: ObjectDescriber {
  private static let mirror = "kubernetes.io/config.mirror"

  func related(to pod: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    Related(events: source.events(of: pod, kind: "", uid: pod.annotations[Self.mirror]))
  }

  func describe(_ pod: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    head(of: pod, &out)
    out.resources(pod.at("spec", "resources") ?? .null, title: "Resources")
    let groups = [
      ("Init Containers", "initContainers", "initContainerStatuses"), ("Containers", "containers", "containerStatuses"),
      ("Ephemeral Containers", "ephemeralContainers", "ephemeralContainerStatuses"),
    ]
    for (title, key, statuses) in groups where key == "containers" || !pod.list("spec", key).isEmpty {
      out.containers(title, pod.list("spec", key), statuses: pod.list("status", statuses), pod: pod)
    }
    conditions(of: pod, &out)
    out.volumes(pod.list("spec", "volumes"))
    out.line(0, "QoS Class:\t\(QualityOfService.of(pod))")
    out.labels(pod.map("spec", "nodeSelector"), title: "Node-Selectors")
    out.tolerations(pod.list("spec", "tolerations"))
    out.spreadConstraints(pod.list("spec", "topologySpreadConstraints"))
    out.events(related.events)
    return out.text()
  }

  private func head(of pod: JSONValue, _ out: inout Description) {
    let spec = pod["spec"] ?? .null
    out.line(0, "Name:\t\(pod.name)")
    out.line(0, "Namespace:\t\(pod.namespace)")
    if spec.has("priority") { out.line(0, "Priority:\t\(spec.number("priority"))") }
    for (title, key) in [
      ("Priority Class Name", "priorityClassName"), ("Runtime Class Name", "runtimeClassName"),
      ("Service Account", "serviceAccountName"),
    ] where !spec.text(key).isEmpty {
      out.line(0, "\(title):\t\(spec.text(key))")
    }
    let node = spec.text("nodeName")
    out.line(0, "Node:\t\(node.isEmpty ? "<none>" : node + "/" + pod.text("status", "hostIP"))")
    if pod.has("status", "startTime") { out.line(0, "Start Time:\t\(pod.date("status", "startTime"))") }
    out.labels(pod.labels)
    out.annotations(pod.annotations)
    status(of: pod, &out)
    if spec.has("securityContext", "seccompProfile") {
      let profile = spec.at("securityContext", "seccompProfile") ?? .null
      out.line(0, "SeccompProfile:\t\(profile.text("type"))")
      if profile.text("type") == "Localhost" { out.line(0, "LocalhostProfile:\t\(profile.text("localhostProfile"))") }
    }
    out.line(0, "IP:\t\(pod.text("status", "podIP"))")
    let addresses = pod.list("status", "podIPs")
    out.line(0, addresses.isEmpty ? "IPs:\t<none>" : "IPs:")
    for address in addresses { out.line(1, "IP:\t\(address.text("ip"))") }
    out.controller(of: pod)
    let nominated = pod.text("status", "nominatedNodeName")
    if !nominated.isEmpty { out.line(0, "NominatedNodeName:\t\(nominated)") }
  }

  private func status(of pod: JSONValue, _ out: inout Description) {
    let phase = pod.text("status", "phase")
    if pod.isBeingDeleted, phase != "Failed", phase != "Succeeded" {
      out.line(0, "Status:\tTerminating (lasts \(out.age(pod.metadata["deletionTimestamp"])))")
      out.line(0, "Termination Grace Period:\t\(pod.metadata.number("deletionGracePeriodSeconds"))s")
    } else {
      out.line(0, "Status:\t\(phase)")
    }
    for (title, key) in [("Reason", "reason"), ("Message", "message")] where !pod.text("status", key).isEmpty {
      out.line(0, "\(title):\t\(pod.text("status", key))")
    }
  }

  private func conditions(of pod: JSONValue, _ out: inout Description) {
    let conditions = pod.list("status", "conditions")
    let gates = pod.list("spec", "readinessGates")
    if !gates.isEmpty {
      out.line(0, "Readiness Gates:\n  Type\tStatus")
      for gate in gates {
        let type = gate.text("conditionType")
        let status = conditions.first { $0.text("type") == type }?.text("status") ?? "<none>"
        out.line(1, "\(type) \t\(status) ")
      }
    }
    if conditions.isEmpty { return }
    out.line(0, "Conditions:\n  Type\tStatus")
    for condition in conditions { out.line(1, "\(condition.text("type")) \t\(condition.text("status")) ") }
  }
}

extension Description {
  fileprivate mutating func resources(_ resources: JSONValue, title: String) {
    if resources.isNull { return }
    line(0, title + ":")
    self.resources(resources, level: 1)
  }
}

/// The quality of service of a pod: what its status says, or else what its containers ask for.
enum QualityOfService {
  static func of(_ pod: JSONValue) -> String {
    let told = pod.text("status", "qosClass")
    if !told.isEmpty { return told }
    let containers = pod.list("spec", "containers") + pod.list("spec", "initContainers")
    let kinds = ["cpu", "memory"]
    func amounts(_ container: JSONValue, _ key: String) -> [Quantity] {
      kinds.compactMap { Quantity(container.at("resources", key, $0)) }.filter { !$0.isZero }
    }
    if containers.allSatisfy({ amounts($0, "limits").isEmpty && amounts($0, "requests").isEmpty }) {
      return "BestEffort"
    }
    let isGuaranteed = containers.allSatisfy { container in
      let limits = amounts(container, "limits")
      let requests = amounts(container, "requests")
      return limits.count == kinds.count && (requests.isEmpty || requests == limits)
    }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }
}
