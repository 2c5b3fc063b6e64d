import KubernetesModel

/// What the pods of a node ask for, and how much of the node that is.
struct NodeUsage {
  private static let standard: Set<String> = ["cpu", "memory", "ephemeral-storage", "pods"]

  private let pods: [JSONValue]
  /// What the node has to give, by resource.
  private let allocatable: JSONValue

  init(_ node: JSONValue, _ pods: [JSONValue]) {
    self.pods = pods
    let offered = node.at("status", "allocatable") ?? .null
    allocatable = (offered.objectValue?.isEmpty ?? true) ? node.at("status", "capacity") ?? .null : offered
  }

  func describe(_ out: inout Description) {
    out.line(0, "Non-terminated Pods:\t(\(pods.count) in total)")
    out.line(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge")
    out.line(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---")
    for pod in pods {
      let requests = PodResources.total(of: pod, "requests")
      let limits = PodResources.total(of: pod, "limits")
      let cells = [("cpu", requests), ("cpu", limits), ("memory", requests), ("memory", limits)].map {
        share($0.1[$0.0] ?? .zero, of: $0.0)
      }
      out.line(
        1,
        "\(pod.namespace)\t\(pod.name)\t\t\(cells.joined(separator: "\t"))\t\(out.age(pod.metadata["creationTimestamp"]))"
      )
    }
    total(&out)
  }

  private func total(_ out: inout Description) {
    let requests = Self.sum(pods.map { PodResources.total(of: $0, "requests") })
    let limits = Self.sum(pods.map { PodResources.total(of: $0, "limits") })
    out.line(0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)")
    out.line(1, "Resource\tRequests\tLimits")
    out.line(1, "--------\t--------\t------")
    let others = (allocatable.objectValue?.keys ?? []).filter { !Self.standard.contains($0) }
    let pages = others.filter { $0.hasPrefix("hugepages-") }
    for name in ["cpu", "memory", "ephemeral-storage"] + pages {
      out.line(1, "\(name)\t\(share(requests[name] ?? .zero, of: name))\t\(share(limits[name] ?? .zero, of: name))")
    }
    for name in others where !pages.contains(name) {
      out.line(1, "\(name)\t\((requests[name] ?? .zero).description)\t\((limits[name] ?? .zero).description)")
    }
  }

  /// `100m (5%)`
  private func share(_ amount: Quantity, of name: String) -> String {
    let whole = Quantity(allocatable[name]) ?? .zero
    let part = name == "cpu" ? amount.milliValue : amount.value
    let all = name == "cpu" ? whole.milliValue : whole.value
    let percent =
      all == 0 ? 0 : Int64(clamping: Int(exactly: (Double(part) / Double(all) * 100).rounded(.towardZero)) ?? 0)
    return "\(amount.description) (\(percent)%)"
  }

  private static func sum(_ lists: [[String: Quantity]]) -> [String: Quantity] {
    lists.reduce(into: [:]) { total, list in
      for (name, amount) in list { total[name] = total[name].map { $0 + amount } ?? amount }
    }
  }
}

/// What a pod asks for as a whole: its containers together, or its most demanding moment of initialization.
enum PodResources {
  static func total(of pod: JSONValue, _ key: String) -> [String: Quantity] {
    var total: [String: Quantity] = [:]
    for container in pod.list("spec", "containers") { add(amounts(container, key), to: &total) }
    var sidecars: [String: Quantity] = [:]
    var peak: [String: Quantity] = [:]
    for container in pod.list("spec", "initContainers") {
      var needed = amounts(container, key)
      if container.text("restartPolicy") == "Always" {
        add(needed, to: &total)
        add(needed, to: &sidecars)
        needed = sidecars
      } else {
        add(sidecars, to: &needed)
      }
      for (name, amount) in needed { peak[name] = max(peak[name] ?? amount, amount) }
    }
    for (name, amount) in peak { total[name] = max(total[name] ?? amount, amount) }
    for (name, amount) in read(pod.at("spec", "resources", key)) { total[name] = amount }
    for (name, amount) in read(pod.at("spec", "overhead")) {
      if let present = total[name] {
        total[name] = present + amount
      } else if key == "requests" {
        total[name] = amount
      }
    }
    return total
  }

  private static func amounts(_ container: JSONValue, _ key: String) -> [String: Quantity] {
    read(container.at("resources", key))
  }

  private static func read(_ list: JSONValue?) -> [String: Quantity] {
    var result: [String: Quantity] = [:]
    for member in list?.objectValue?.members ?? [] { result[member.key] = Quantity(member.value) }
    return result
  }

  private static func add(_ amounts: [String: Quantity], to total: inout [String: Quantity]) {
    for (name, amount) in amounts { total[name] = total[name].map { $0 + amount } ?? amount }
  }
}
