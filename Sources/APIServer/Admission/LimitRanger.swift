import KubernetesModel

/// LimitRanger: gives containers the namespace's default requests and limits, and refuses pods beyond its bounds.
struct LimitRanger {
  /// The items of the namespace's limit ranges.
  let items: [JSONValue]

  init(_ ranges: [StoredObject]) { items = ranges.flatMap { $0.value.list("spec", "limits") } }

  func setDefaults(_ pod: inout JSONValue) {
    var notes: [String] = []
    for (list, name) in [("containers", "container"), ("initContainers", "init container")] {
      pod.update("spec") { spec in
        spec.updateEach(list) { container in
          let place = "for \(name) " + container.text("name")
          for (key, defaults, word) in [("requests", "defaultRequest", "request"), ("limits", "default", "limit")] {
            let set = fill(&container, key, from: defaults)
            if !set.isEmpty { notes.append(set.joined(separator: ", ") + " \(word) " + place) }
          }
        }
      }
    }
    guard !notes.isEmpty else { return }
    let text = "LimitRanger plugin set: " + notes.joined(separator: "; ")
    pod.set(.string(text), at: "metadata", "annotations", "kubernetes.io/limit-ranger")
  }

  /// Adds amounts that a container leaves out, and says which.
  private func fill(_ container: inout JSONValue, _ key: String, from defaults: String) -> [String] {
    var set: [String] = []
    for item in items where item.text("type") == "Container" {
      for (name, amount) in item[defaults]?.objectValue ?? JSONObject()
      where container.at("resources", key, name) == nil {
        container.set(amount, at: "resources", key, name)
        set.append(name)
      }
    }
    return set.sorted()
  }

  /// What is wrong with a pod's amounts, in the plugin's words.
  func problems(_ pod: JSONValue) -> [String] {
    var problems: [String] = []
    for item in items where item.text("type") == "Container" {
      for list in ["containers", "initContainers"] {
        for container in pod.list("spec", list) { problems += check(container["resources"] ?? .null, item) }
      }
    }
    return problems
  }

  private func check(_ resources: JSONValue, _ item: JSONValue) -> [String] {
    var problems: [String] = []
    for (bound, word, isBeyond) in [
      ("min", "minimum", { (amount: Quantity, bound: Quantity) in amount < bound }),
      ("max", "maximum", { (amount: Quantity, bound: Quantity) in amount > bound }),
    ] {
      for (name, value) in item[bound]?.objectValue ?? JSONObject() {
        guard let enforced = Quantity(value) else { continue }
        let text = "\(word) \(name) usage per Container is \(enforced)"
        // The bound that must be given is looked at first.
        let order =
          bound == "min"
          ? [("requests", "request"), ("limits", "limit")] : [("limits", "limit"), ("requests", "request")]
        let amounts = order.map { (Quantity(resources.at($0.0, name)), $0.1) }
        if amounts.first?.0 == nil {
          problems.append(text + ".  No \(order.first?.1 ?? "") is specified")
        } else if let (amount, kind) = amounts.first(where: { $0.0.map { isBeyond($0, enforced) } ?? false }) {
          problems.append(text + ", but \(kind) is \(amount?.description ?? "")")
        }
      }
    }
    return problems
  }
}

extension APIServer {
  func admitLimits(_ pod: inout JSONValue) throws(APIStatus) {
    let ranger = LimitRanger(store.objects(.limitRanges, namespace: pod.namespace))
    guard !ranger.items.isEmpty else { return }
    ranger.setDefaults(&pod)
    let problems = ranger.problems(pod)
    guard !problems.isEmpty else { return }
    let text = problems.count == 1 ? problems[0] : "[" + problems.joined(separator: ", ") + "]"
    throw .forbidden(.pods, pod.admissionName, text)
  }
}
