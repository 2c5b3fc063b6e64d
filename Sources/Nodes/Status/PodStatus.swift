import APIServer
import KubernetesModel
import SimulationKernel

/// The status as a whole, and its way to the API.
extension PodRuntime {
  /// Writes the pod's status, when it is not what the API has already.
  mutating func report(_ turn: inout PodTurn) {
    let status = status(turn)
    guard status != object.value["status"] else { return }
    turn.effects.append(.status(status))
    // What follows in this turn goes on from what is being written.
    var value = object.value
    value["status"] = status
    object = StoredObject(resource: object.resource, value: value, resourceVersion: object.resourceVersion)
  }

  private func status(_ turn: PodTurn) -> JSONValue {
    // Fields of others, such as a nomination or a resize, stay as they are.
    var status = pod.status
    status["phase"] = .string(shownPhase)
    status["observedGeneration"] = .integer(pod.generation)
    status["qosClass"] = .string(pod.status["qosClass"]?.stringValue ?? qualityOfService)
    if let startTime { status["startTime"] = .string(startTime.rfc3339) }
    if let rejection {
      status["reason"] = .string(rejection.reason)
      status["message"] = .string(rejection.message)
      return status
    }
    if let eviction, isTerminated {
      status["reason"] = .string(eviction.reason)
      status["message"] = .string(eviction.message)
    }
    status["conditions"] = conditions(at: turn.now).value
    setStatuses(&status)
    status["hostIP"] = .string(turn.node.objects.address)
    status["hostIPs"] = [["ip": .string(turn.node.objects.address)]]
    if let sandbox, sandbox.isReported {
      status["podIP"] = .string(sandbox.ip)
      status["podIPs"] = [["ip": .string(sandbox.ip)]]
    }
    if pod.spec["resources"] == nil { status["resources"] = .object(JSONObject()) }
    return status
  }

  private func setStatuses(_ status: inout JSONValue) {
    for (field, roles) in [
      ("initContainerStatuses", [ContainerRole.initial, .sidecar]), ("containerStatuses", [.regular]),
      ("ephemeralContainerStatuses", [.ephemeral]),
    ] {
      let statuses = containerStatuses(roles)
      if !statuses.isEmpty { status[field] = .array(statuses) }
    }
  }

  /// Guaranteed, Burstable or BestEffort, by the requests and limits of all containers.
  var qualityOfService: String {
    let views = containers.filter { $0.role != .ephemeral }.map(\.view)
    func isPositive(_ quantity: Quantity?) -> Bool { (quantity?.sign ?? 0) > 0 }
    let resources = ["cpu", "memory"]
    let hasAny = views.contains { view in
      resources.contains { isPositive(view.quantity("requests", $0)) || isPositive(view.quantity("limits", $0)) }
    }
    guard hasAny else { return "BestEffort" }
    let isGuaranteed = views.allSatisfy { view in
      resources.allSatisfy { resource in
        guard let limit = view.quantity("limits", resource), limit.sign > 0 else { return false }
        return (view.quantity("requests", resource) ?? limit) == limit
      }
    }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }
}
