import KubernetesModel

/// ResourceQuota: refuses what would exceed a namespace's quota, and counts what it lets in.
extension APIServer {
  /// Of an update, which has an `old` object, only what it takes more is counted.
  mutating func admitQuota(
    _ object: JSONValue, old: JSONValue? = nil, _ definition: ResourceDefinition
  ) throws(APIStatus) {
    guard definition.isNamespaced, definition.storage != .events else { return }
    let quotas = store.objects(.resourceQuotas, namespace: object.namespace)
    guard !quotas.isEmpty else { return }
    let subject = QuotaSubject(object, definition.groupResource)
    let before = old.map { QuotaSubject($0, definition.groupResource) }
    var charged: [JSONValue] = []
    for quota in quotas where subject.isCounted(by: quota.value) {
      let hard = quota.value.at("status", "hard")?.objectValue ?? JSONObject()
      if definition.storage == .pods, old == nil { try checkAmountsAreGiven(object, hard, quota.name) }
      let usage = hard.keys.sorted().map { name in
        (name: name, amount: subject.amount(of: name) - (before?.amount(of: name) ?? .zero))
      }.filter { $0.amount > .zero }
      guard !usage.isEmpty else { continue }
      charged.append(try charge(usage, to: quota.value, object, definition))
    }
    for quota in charged { _ = store.put(quota, in: .resourceQuotas) }
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
