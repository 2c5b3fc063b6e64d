import KubernetesModel
import SimulationKernel

/// The conditions that a kubelet keeps, in its order.
extension PodRuntime {
  func conditions(at now: Instant) -> Conditions {
    let phase = computedPhase
    let time = now.rfc3339
    var conditions = pod.conditions
    var result = Conditions(nil)
    let ready = containersReady(phase)
    let own = [
      Condition(type: "PodReadyToStartContainers", status: sandbox == nil ? "False" : "True"),
      initialized(phase), podReady(ready, phase), named("ContainersReady", ready),
      Condition(type: "PodScheduled", status: "True"),
    ]
    let names = Set(own.map(\.type))
    result.elements = conditions.elements.filter { !names.contains($0.type) }
    for condition in own {
      var value = condition
      value.value["observedGeneration"] = .integer(pod.generation)
      value.value["lastProbeTime"] = .some(.null)
      conditions.set(value, at: time)
      if let written = conditions[condition.type] { result.elements.append(written) }
    }
    return result
  }

  private func named(_ type: String, _ condition: Condition) -> Condition {
    var value = condition.value
    value["type"] = .string(type)
    return Condition(value)
  }

  private func initialized(_ phase: String) -> Condition {
    let type = "Initialized"
    if phase == "Succeeded" { return Condition(type: type, status: "True", reason: "PodCompleted") }
    let hasInitialized = containers.contains { $0.role == .regular && $0.instance != nil }
    let incomplete = containers.filter { container in
      switch container.role {
      case .initial: !container.hasSucceeded
      case .sidecar: container.instance?.isStarted != true
      case .regular, .ephemeral: false
      }
    }
    guard !hasInitialized, !incomplete.isEmpty else { return Condition(type: type, status: "True") }
    return Condition(
      type: type, status: "False", reason: "ContainersNotInitialized",
      message: "containers with incomplete status: [\(incomplete.map(\.name).joined(separator: " "))]")
  }

  private func containersReady(_ phase: String) -> Condition {
    let type = "ContainersReady"
    switch phase {
    case "Succeeded": return Condition(type: type, status: "False", reason: "PodCompleted")
    case "Failed": return Condition(type: type, status: "False", reason: "PodFailed")
    default: break
    }
    let unready = containers.filter {
      ($0.role == .regular || $0.role == .sidecar) && $0.instance?.isReady != true
    }
    if unready.isEmpty { return Condition(type: type, status: "True") }
    return Condition(
      type: type, status: "False", reason: "ContainersNotReady",
      message: "containers with unready status: [\(unready.map(\.name).joined(separator: " "))]")
  }

  /// Ready: its containers are, and every readiness gate is true.
  private func podReady(_ containers: Condition, _ phase: String) -> Condition {
    guard containers.isTrue else { return named("Ready", containers) }
    let gates = (pod.spec["readinessGates"]?.arrayValue ?? []).compactMap { $0["conditionType"]?.stringValue }
    let problems = gates.compactMap { gate -> String? in
      guard let condition = pod.conditions[gate] else {
        return "corresponding condition of pod readiness gate \"\(gate)\" does not exist."
      }
      if condition.isTrue { return nil }
      return "the status of pod readiness gate \"\(gate)\" is not \"True\", but \(condition.status)"
    }
    if problems.isEmpty { return Condition(type: "Ready", status: "True") }
    return Condition(
      type: "Ready", status: "False", reason: "ReadinessGatesNotReady", message: problems.joined(separator: ", "))
  }
}
