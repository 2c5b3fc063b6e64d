import KubernetesModel
import SimulationKernel

extension APIServer {
  /// The subresource `eviction`: deletes a pod unless a disruption budget forbids it.
  mutating func evict(
    _ object: StoredObject, _ eviction: JSONValue, _ options: WriteOptions, user: UserInfo, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let deleteOptions = eviction["deleteOptions"] ?? .object(JSONObject())
    var copy = self
    try copy.evict(object, deleteOptions, user: user, at: now)
    if !options.dryRun, deleteOptions["dryRun"]?.arrayValue?.isEmpty != false { self = copy }
    return APIResponse(status: 201, body: .value(APIStatus.success))
  }

  mutating func evict(
    _ pod: StoredObject, _ options: JSONValue, user: UserInfo, at now: Instant
  ) throws(APIStatus) {
    if needsBudget(pod.value) { try spendBudget(for: pod, at: now) }
    var marked = pod.value
    var condition: JSONValue = [
      "type": "DisruptionTarget", "status": "True", "reason": "EvictionByEvictionAPI",
      "message": "Eviction API: evicting",
    ]
    if marked.generation > 0 { condition["observedGeneration"] = .integer(marked.generation) }
    marked.setCondition(condition, at: now)
    _ = store.put(marked, in: pod.resource)
    var delete = ResourceRequest(.delete, pod.resource, object: options, user: user)
    delete.namespace = pod.namespace
    delete.name = pod.name
    _ = try self.delete(delete, at: now)
  }

  /// Pods that have ended, wait for a node or are already leaving may go at any time.
  private func needsBudget(_ pod: JSONValue) -> Bool {
    !pod.isBeingDeleted && !["Succeeded", "Failed", "Pending"].contains(pod.at("status", "phase")?.stringValue ?? "")
  }

  private mutating func spendBudget(for pod: StoredObject, at now: Instant) throws(APIStatus) {
    let resource = GroupResource(group: "policy", "poddisruptionbudgets")
    let budgets = store.objects(resource, namespace: pod.namespace).filter {
      (try? LabelSelector(object: $0.value.at("spec", "selector")))?.matches(pod.value.at("metadata", "labels"))
        ?? false
    }
    guard budgets.count <= 1 else {
      throw APIStatus(
        code: 500, reason: "InternalError",
        message: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
    }
    guard let budget = budgets.first else { return }
    var value = budget.value
    let allowed = value.at("status", "disruptionsAllowed")?.intValue ?? 0
    if (value.at("status", "observedGeneration")?.intValue ?? 0) < value.generation {
      throw tooManyRequests("The disruption budget \(budget.name) is still being processed by the server.", budget)
    }
    if allowed <= 0 {
      throw tooManyRequests(
        "The disruption budget \(budget.name) needs \(value.at("status", "desiredHealthy")?.intValue ?? 0) healthy pods and "
          + "has \(value.at("status", "currentHealthy")?.intValue ?? 0) currently", budget)
    }
    value.set(.integer(allowed - 1), at: "status", "disruptionsAllowed")
    value.set(.string(now.rfc3339), at: "status", "disruptedPods", pod.name)
    _ = store.put(value, in: resource)
  }

  private func tooManyRequests(_ why: String, _ budget: StoredObject) -> APIStatus {
    APIStatus(
      code: 429, reason: "TooManyRequests",
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      causes: [.init(reason: "DisruptionBudget", message: why, field: "")])
  }
}
