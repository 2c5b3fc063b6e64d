import KubernetesModel

extension Description {
  mutating func podTemplate(_ template: JSONValue?) {
    line(0, "Pod Template:")
    guard let template, !template.isNull else { return write(1, "<unset>") }
    let spec = template["spec"] ?? .null
    labels(template.labels, title: "  Labels")
    if !template.annotations.isEmpty { annotations(template.annotations, title: "  Annotations") }
    if !spec.text("serviceAccountName").isEmpty { line(1, "Service Account:\t\(spec.text("serviceAccountName"))") }
    if !spec.list("initContainers").isEmpty {
      containers("Init Containers", spec.list("initContainers"), statuses: [], pod: nil)
    }
    containers("Containers", spec.list("containers"), statuses: [], pod: nil)
    volumes(spec.list("volumes"), space: "  ")
    spreadConstraints(spec.list("topologySpreadConstraints"), space: "  ")
    if !spec.text("priorityClassName").isEmpty { line(1, "Priority Class Name:\t\(spec.text("priorityClassName"))") }
    labels(spec.map("nodeSelector"), title: "  Node-Selectors")
    tolerations(spec.list("tolerations"), title: "  Tolerations")
  }

  mutating func tolerations(_ tolerations: [JSONValue], title: String = "Tolerations") {
    let sorted = tolerations.enumerated().sorted {
      ($0.element.text("key"), $0.offset) < ($1.element.text("key"), $1.offset)
    }.map(\.element)
    items(sorted.map(Self.text(toleration:)), title: title)
  }

  private static func text(toleration: JSONValue) -> String {
    var text = toleration.text("key")
    if !toleration.text("value").isEmpty { text += "=" + toleration.text("value") }
    if !toleration.text("effect").isEmpty { text += ":" + toleration.text("effect") }
    if toleration.text("operator") == "Exists", toleration.text("value").isEmpty {
      text += (text.isEmpty ? "" : " ") + "op=Exists"
    }
    if toleration.has("tolerationSeconds") { text += " for \(toleration.number("tolerationSeconds"))s" }
    return text
  }

  mutating func spreadConstraints(_ constraints: [JSONValue], space: String = "") {
    if constraints.isEmpty { return }
    let sorted = constraints.sorted { $0.text("topologyKey") < $1.text("topologyKey") }
    items(
      sorted.map { constraint in
        let selector =
          constraint.has("labelSelector") ? " for selector \(LabelSelector.text(of: constraint["labelSelector"]))" : ""
        return
          "\(constraint.text("topologyKey")):\(constraint.text("whenUnsatisfiable")) when max skew \(constraint.number("maxSkew")) is exceeded\(selector)"
      }, title: "Topology Spread Constraints", indent: space)
  }

  /// `1 Running / 0 Waiting / 0 Succeeded / 0 Failed`
  static func podCounts(_ pods: [JSONValue], ownedBy uid: String) -> String {
    let phases = pods.filter { $0.controllerReference?.text("uid") == uid }.map { $0.text("status", "phase") }
    func count(_ phase: String) -> Int { phases.count { $0 == phase } }
    return
      "\(count("Running")) Running / \(count("Pending")) Waiting / \(count("Succeeded")) Succeeded / \(count("Failed")) Failed"
  }

  /// `Type Status Reason`, as workloads show their conditions.
  mutating func workloadConditions(_ conditions: [JSONValue]) {
    if conditions.isEmpty { return }
    line(0, "Conditions:\n  Type\tStatus\tReason")
    line(1, "----\t------\t------")
    for condition in conditions {
      line(1, "\(condition.text("type")) \t\(condition.text("status"))\t\(condition.text("reason"))")
    }
  }

  mutating func controller(of object: JSONValue) {
    if let owner = object.controllerReference {
      line(0, "Controlled By:\t\(owner.text("kind"))/\(owner.text("name"))")
    }
  }
}

/// Selectors as the server's own `String()` writes them: nothing for one that selects everything.
enum SelectorText {
  static func plain(_ selector: JSONValue?) -> String { (try? LabelSelector(object: selector))?.description ?? "" }
}
