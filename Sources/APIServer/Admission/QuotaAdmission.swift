import KubernetesModel

/// ResourceQuota: refuses what would exceed a namespace's quota, and counts what it lets in.
extension APIServer {
  mutating func admitQuota(_ object: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    guard definition.isNamespaced, definition.storage != .events else { return }
    // Quotas with scopes count only some pods; they are the controller's business.
    let quotas = store.objects(.resourceQuotas, namespace: object.namespace).filter {
      $0.value.list("spec", "scopes").isEmpty && $0.value.at("spec", "scopeSelector") == nil
    }
    guard !quotas.isEmpty else { return }
    let usage = usage(of: object, definition)
    var charged: [JSONValue] = []
    for quota in quotas {
      let hard = quota.value.at("status", "hard")?.objectValue ?? JSONObject()
      if definition.storage == .pods { try checkAmountsAreGiven(object, hard, quota.name) }
      let relevant = usage.filter { hard[$0.name] != nil }
      guard !relevant.isEmpty else { continue }
      charged.append(try charge(relevant, to: quota.value, object, definition))
    }
    for quota in charged { _ = store.put(quota, in: .resourceQuotas) }
  }

  /// What an object takes of each resource that a quota can limit, ordered by name.
  private func usage(of object: JSONValue, _ definition: ResourceDefinition) -> [(name: String, amount: Quantity)] {
    let resource = definition.groupResource
    var usage = [("count/" + resource.qualified, Quantity(1))]
    if resource.group.isEmpty { usage.append((resource.resource, Quantity(1))) }
    if definition.storage == .pods {
      let pod = Pod(object)
      for name in pod.requests.names {
        usage.append(("requests." + name, pod.requests[name]))
        usage.append((name, pod.requests[name]))
      }
      for name in pod.limits.names { usage.append(("limits." + name, pod.limits[name])) }
    }
    return usage.sorted { $0.0 < $1.0 }.map { (name: $0.0, amount: $0.1) }
  }

  /// Where a quota limits CPU or memory, every container has to say how much it takes.
  private func checkAmountsAreGiven(_ pod: JSONValue, _ hard: JSONObject, _ quota: String) throws(APIStatus) {
    var missing: [String] = []
    for name in hard.keys {
      let plain = ["cpu", "memory"].contains(name) ? "requests." + name : name
      let parts = plain.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, ["requests", "limits"].contains(parts[0]), ["cpu", "memory"].contains(parts[1]) else {
        continue
      }
      let containers = (pod.list("spec", "containers") + pod.list("spec", "initContainers"))
        .filter { $0.at("resources", parts[0], parts[1]) == nil }.map { $0.text("name") }.sorted()
      if !containers.isEmpty { missing.append("\(name) for: \(containers.joined(separator: ","))") }
    }
    guard missing.isEmpty else {
      throw .forbidden(
        .pods, pod.name, "failed quota: \(quota): must specify \(missing.joined(separator: "; "))")
    }
  }

  /// The quota with the usage added; throws when it is exceeded.
  private func charge(
    _ usage: [(name: String, amount: Quantity)], to quota: JSONValue, _ object: JSONValue,
    _ definition: ResourceDefinition
  ) throws(APIStatus) -> JSONValue {
    var quota = quota
    var exceeded: [(name: String, requested: Quantity, used: Quantity, hard: Quantity)] = []
    for (name, amount) in usage {
      let used = Quantity(quota.at("status", "used", name)) ?? .zero
      guard let hard = Quantity(quota.at("status", "hard", name)) else { continue }
      if used + amount > hard { exceeded.append((name, amount, used, hard)) }
      quota.set(.string((used + amount).description), at: "status", "used", name)
    }
    guard !exceeded.isEmpty else { return quota }
    func list(_ amount: (Int) -> Quantity) -> String {
      exceeded.indices.map { "\(exceeded[$0].name)=\(amount($0))" }.joined(separator: ",")
    }
    throw .forbidden(
      definition.groupResource, object.name,
      "exceeded quota: \(quota.name), requested: \(list { exceeded[$0].requested }), "
        + "used: \(list { exceeded[$0].used }), limited: \(list { exceeded[$0].hard })")
  }
}
