import APIServer
import KubernetesModel
import SimulationKernel

/// Adds up what the objects of a namespace use of its ResourceQuotas.
struct ResourceQuotaController: Controller {
  let name = "resourcequota-controller"
  var retries = RetryDelays()

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .resourceQuotas {
      if change.kind != .deleted { queue.addSoon(change.object) }
    } else if !change.object.namespace.isEmpty, change.resource != .events, change.resource != .leases,
      concerns(change)
    {
      queue.addSoon(WorkKey(task: "namespace", namespace: change.object.namespace, name: ""))
    }
  }

  private func concerns(_ change: Change) -> Bool {
    guard change.kind == .modified, let previous = change.previous else { return true }
    if change.resource == .pods { return Pod(previous.value).isFinished != Pod(change.object.value).isFinished }
    return [.services, .persistentVolumeClaims].contains(change.resource)
      && previous.value["spec"] != change.object.value["spec"]
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    if key.task == "namespace" {
      for quota in api.list(.resourceQuotas, namespace: key.namespace) { queue.addSoon(quota) }
      return
    }
    guard let stored = api.get(.resourceQuotas, namespace: key.namespace, key.name) else { return }
    let hard = stored.value.at("spec", "hard") ?? .object(JSONObject())
    var usage = QuotaUsage(quota: stored.value, api: api)
    var used: JSONValue = [:]
    for name in hard.objectValue?.keys ?? [] { used[name] = .string(usage.amount(of: name).description) }
    let status: JSONValue = ["hard": hard, "used": used]
    guard status != stored.value["status"] else { return }
    var updated = stored.value
    updated["status"] = status
    try api.updateStatus(updated, in: .resourceQuotas, as: .controllerManager, at: queue.now)
  }
}

/// What the objects of a namespace use of the resources that a quota names.
struct QuotaUsage {
  private let quota: JSONValue
  private let api: APIServer
  private var counted: [GroupResource: [QuotaSubject]] = [:]

  init(quota: JSONValue, api: APIServer) {
    self.quota = quota
    self.api = api
  }

  mutating func amount(of name: String) -> Quantity {
    subjects(QuotaSubject.resource(for: name)).reduce(.zero) { $0 + $1.amount(of: name) }
  }

  private mutating func subjects(_ resource: GroupResource) -> [QuotaSubject] {
    if let known = counted[resource] { return known }
    let found = api.list(resource, namespace: quota.namespace).map { QuotaSubject($0.value, resource) }
      .filter { $0.isCounted(by: quota) }
    counted[resource] = found
    return found
  }
}
