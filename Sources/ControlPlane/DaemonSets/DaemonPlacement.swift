import KubernetesModel

/// On which nodes a DaemonSet wants a pod.
struct DaemonPlacement {
  let set: DaemonSet

  /// What daemons bear with, whatever their template says.
  private static let tolerations: [JSONValue] =
    ["not-ready", "unreachable"].map { toleration($0, "NoExecute") }
    + ["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map { toleration($0, "NoSchedule") }

  private static func toleration(_ name: String, _ effect: String) -> JSONValue {
    ["key": .string("node.kubernetes.io/" + name), "operator": "Exists", "effect": .string(effect)]
  }

  var tolerations: [JSONValue] {
    let template = Pod(set.template)
    var all = template.tolerations + Self.tolerations.filter { !template.tolerations.contains($0) }
    if template.isOnHostNetwork { all.append(Self.toleration("network-unavailable", "NoSchedule")) }
    return all
  }

  /// Whether a pod should be started on the node, and whether one that is there may stay.
  func wants(_ node: Node) -> (start: Bool, stay: Bool) {
    let template = Pod(set.template)
    let name = template.nodeName
    guard name.isEmpty || name == node.name, template.selects(node) else { return (false, false) }
    let untolerated = node.taints.map(Taint.init).filter { !$0.isTolerated(by: tolerations) }
    let start = !untolerated.contains { ["NoSchedule", "NoExecute"].contains($0.effect) }
    return (start, !untolerated.contains { $0.effect == "NoExecute" })
  }

  /// Ties a pod to a node, with the scheduler's consent.
  func bind(_ pod: inout Pod, to node: String) {
    let field: JSONValue = [
      "matchFields": [["key": "metadata.name", "operator": "In", "values": [.string(node)]]]
    ]
    let path = ["spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    pod.value.set(["nodeSelectorTerms": [field]], at: path[...])
    pod.value.set(.array(tolerations), at: "spec", "tolerations")
  }

  /// The node that a pod runs on or is meant for.
  static func node(of pod: Pod) -> String {
    pod.nodeName.isEmpty ? pod.requiredNodeTerms?.first?.nodeNames?.first ?? "" : pod.nodeName
  }
}
