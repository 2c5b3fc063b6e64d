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
  func problems(ofPod pod: JSONValue) -> [String] {
    var problems: [String] = []
    for item in items {
      switch item.text("type") {
      case "Container":
        for list in ["containers", "initContainers"] {
          for container in pod.list("spec", list) {
            problems += Bounds(item).problems(
              ResourceAmounts(container.at("resources", "requests")),
              ResourceAmounts(container.at("resources", "limits")))
          }
        }
      case "Pod": problems += Bounds(item).problems(Pod(pod).requests, Pod(pod).limits)
      default: break
      }
    }
    return problems
  }

  /// What is wrong with a claim's request.
  func problems(ofClaim claim: JSONValue) -> [String] {
    let requests = ResourceAmounts(claim.at("spec", "resources", "requests"))
    return items.filter { $0.text("type") == "PersistentVolumeClaim" }.flatMap { Bounds($0).problems(requests) }
  }
}

/// The bounds of one item of a limit range.
private struct Bounds {
  let item: JSONValue
  private let type: String

  init(_ item: JSONValue) {
    self.item = item
    type = item.text("type")
  }

  private func each(_ bound: String) -> [(name: String, amount: Quantity)] {
    (item[bound]?.objectValue ?? JSONObject()).compactMap { name, value in Quantity(value).map { (name, $0) } }
  }

  /// Of containers and pods, which have limits.
  func problems(_ requests: ResourceAmounts, _ limits: ResourceAmounts) -> [String] {
    // The amount that must be given is looked at first.
    let minima = each("min").compactMap { name, bound in
      problem("minimum", name, bound, [("request", requests), ("limit", limits)]) { $0 < bound }
    }
    let maxima = each("max").compactMap { name, bound in
      problem("maximum", name, bound, [("limit", limits), ("request", requests)]) { $0 > bound }
    }
    return minima + maxima
      + each("maxLimitRequestRatio").compactMap { name, bound in ratioProblem(name, bound, requests, limits) }
  }

  /// Of claims, whose limits nobody looks at.
  func problems(_ requests: ResourceAmounts) -> [String] {
    each("min").compactMap { name, bound in problem("minimum", name, bound, [("request", requests)]) { $0 < bound } }
      + each("max").compactMap { name, bound in
        problem("maximum", name, bound, [("request", requests)]) { $0 > bound }
      }
  }

  private func problem(
    _ word: String, _ name: String, _ bound: Quantity, _ given: [(kind: String, amounts: ResourceAmounts)],
    _ isBeyond: (Quantity) -> Bool
  ) -> String? {
    let text = "\(word) \(name) usage per \(type) is \(bound)"
    for (index, (kind, amounts)) in given.enumerated() {
      guard let amount = amounts.amounts[name] else {
        if index == 0 { return text + ".  No \(kind) is specified" }
        continue
      }
      if isBeyond(amount) { return text + ", but \(kind) is \(amount)" }
    }
    return nil
  }

  private func ratioProblem(
    _ name: String, _ bound: Quantity, _ requests: ResourceAmounts, _ limits: ResourceAmounts
  ) -> String? {
    let text = "\(name) max limit to request ratio per \(type) is \(bound)"
    for (kind, amounts) in [("request", requests), ("limit", limits)] where amounts[name] == .zero {
      return text + ", but no \(kind) is specified or \(kind) is 0"
    }
    let millionths = limits[name].milliValue.multipliedReportingOverflow(by: 1_000_000)
    let ratio = millionths.overflow ? Int64.max : millionths.partialValue / requests[name].milliValue
    guard ratio / 1000 > bound.milliValue else { return nil }
    let places = String(1_000_000 + ratio % 1_000_000).dropFirst()
    return text + ", but provided ratio is \(ratio / 1_000_000).\(places)"
  }
}

extension APIServer {
  /// Gives a pod's containers what its namespace gives those that ask for nothing.
  func setLimitDefaults(_ pod: inout JSONValue) {
    let ranger = LimitRanger(store.objects(.limitRanges, namespace: pod.namespace))
    if !ranger.items.isEmpty { ranger.setDefaults(&pod) }
  }

  /// Refuses a pod or a claim beyond its namespace's bounds.
  func checkLimits(_ object: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    let ranger = LimitRanger(store.objects(.limitRanges, namespace: object.namespace))
    guard !ranger.items.isEmpty else { return }
    let problems =
      definition.storage == .pods ? ranger.problems(ofPod: object) : ranger.problems(ofClaim: object)
    guard !problems.isEmpty else { return }
    let text = problems.count == 1 ? problems[0] : "[" + problems.joined(separator: ", ") + "]"
    throw .forbidden(definition.groupResource, object.name, text)
  }
}
