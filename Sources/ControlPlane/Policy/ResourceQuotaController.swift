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
    let usage = QuotaUsage(quota: stored.value, api: api)
    var used: JSONValue = [:]
    for name in hard.objectValue?.keys ?? [] { used[name] = .string(usage.amount(of: name).description) }
    let status: JSONValue = ["hard": hard, "used": used]
    guard status != stored.value["status"] else { return }
    var updated = stored.value
    updated["status"] = status
    try api.updateStatus(updated, in: .resourceQuotas, as: .controllerManager, at: queue.now)
  }
}

/// What a namespace uses of the resources that quotas name.
struct QuotaUsage {
  private let pods: [Pod]
  private let namespace: String
  private let api: APIServer

  init(quota: JSONValue, api: APIServer) {
    namespace = quota.namespace
    self.api = api
    let scopes = (quota.at("spec", "scopes")?.arrayValue ?? []).compactMap(\.stringValue)
    pods = api.list(.pods, namespace: quota.namespace).map { Pod($0.value) }.filter { pod in
      !pod.isFinished && scopes.allSatisfy { Self.isIn($0, pod) }
    }
  }

  private static func isIn(_ scope: String, _ pod: Pod) -> Bool {
    let isBestEffort = pod.requests.isEmpty && pod.limits.isEmpty
    switch scope {
    case "BestEffort": return isBestEffort
    case "NotBestEffort": return !isBestEffort
    case "Terminating": return pod.spec["activeDeadlineSeconds"] != nil
    case "NotTerminating": return pod.spec["activeDeadlineSeconds"] == nil
    default: return true
    }
  }

  func amount(of name: String) -> Quantity {
    if name == "pods" { return Quantity(Int64(pods.count)) }
    if let resource = Self.counted[name] { return count(resource) }
    if name.hasPrefix("count/") { return count(Self.resource(qualified: String(name.dropFirst("count/".count)))) }
    if let type = ["services.nodeports": "NodePort", "services.loadbalancers": "LoadBalancer"][name] {
      return services(ofType: type)
    }
    if name == "requests.storage" { return storage }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[0] == "limits" { return sum(\.limits, parts[1]) }
    if parts.count == 2, parts[0] == "requests" { return sum(\.requests, parts[1]) }
    return sum(\.requests, name)
  }

  private static let counted: [String: GroupResource] = [
    "services": .services, "configmaps": .configMaps, "secrets": .secrets,
    "persistentvolumeclaims": .persistentVolumeClaims, "replicationcontrollers": .replicationControllers,
    "resourcequotas": .resourceQuotas,
  ]

  /// Reads `deployments.apps`.
  private static func resource(qualified name: String) -> GroupResource {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    return GroupResource(group: parts.count > 1 ? parts[1] : "", parts.first ?? "")
  }

  private func count(_ resource: GroupResource) -> Quantity {
    Quantity(Int64(api.list(resource, namespace: namespace).count))
  }

  private func services(ofType type: String) -> Quantity {
    let services = api.list(.services, namespace: namespace).map { Service($0.value) }
    if type == "LoadBalancer" { return Quantity(Int64(services.count { $0.type == type })) }
    return Quantity(Int64(services.reduce(0) { $0 + $1.ports.count { $0.nodePort > 0 } }))
  }

  private var storage: Quantity {
    api.list(.persistentVolumeClaims, namespace: namespace).reduce(.zero) {
      $0 + ResourceAmounts($1.value.at("spec", "resources", "requests"))["storage"]
    }
  }

  private func sum(_ amounts: (Pod) -> ResourceAmounts, _ name: String) -> Quantity {
    pods.reduce(.zero) { $0 + amounts($1)[name] }
  }
}
