import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

/// `status.containerStatuses` and its two sisters.
extension PodRuntime {
  func containerStatuses(_ roles: [ContainerRole]) -> [JSONValue] {
    containers.filter { roles.contains($0.role) }.map(status)
  }

  private func status(_ container: ContainerRuntime) -> JSONValue {
    let instance = container.instance
    var status: JSONValue = [
      "image": .string(instance?.image.shownName.text ?? container.view.image),
      "imageID": .string(instance?.image.identifier ?? ""), "lastState": lastState(container),
      "name": .string(container.name), "ready": .bool(isReady(container)),
      "restartCount": JSONValue(container.restartCount), "state": state(container),
    ]
    if container.role != .ephemeral {
      status["started"] = .bool(instance.map { $0.isRunning && $0.isStarted } ?? false)
    }
    if let instance { status["containerID"] = .string("containerd://" + instance.id) }
    let mounts = volumeMounts(container.view)
    if !mounts.isEmpty { status["volumeMounts"] = .array(mounts) }
    guard instance?.isRunning == true else { return status }
    let resources = container.view.value["resources"] ?? .object(JSONObject())
    status["resources"] = resources
    if let requests = resources["requests"] { status["allocatedResources"] = requests }
    status["user"] = ["linux": user(container.view)]
    return status
  }

  private func isReady(_ container: ContainerRuntime) -> Bool {
    switch container.role {
    case .initial: container.hasSucceeded
    case .ephemeral: false
    case .regular, .sidecar: container.isRunning && container.instance?.isReady == true
    }
  }

  /// A container that is to be started again, and could not be, waits; its end is then what came before.
  func isWaitingAfterEnd(_ container: ContainerRuntime) -> Bool {
    container.failure != nil && !isTerminated && termination == nil && container.shouldRun(policy: pod.restartPolicy)
  }

  private func state(_ container: ContainerRuntime) -> JSONValue {
    if isWaitingAfterEnd(container), let failure = container.failure { return waiting(failure.reason, failure.message) }
    guard let instance = container.instance else {
      if isTerminated, ["Succeeded", "Failed"].contains(computedPhase), startedContainers {
        return neverStarted(container)
      }
      return waiting(waitingReason(of: container), "")
    }
    if let end = instance.end { return ["terminated": terminated(end, id: instance.id)] }
    return ["running": ["startedAt": .string(instance.created.rfc3339)]]
  }

  /// Why a container that has not started yet waits.
  func waitingReason(of container: ContainerRuntime) -> String {
    if let failure = container.failure { return failure.reason }
    let hasInit = containers.contains { $0.role == .initial || $0.role == .sidecar }
    return hasInit && container.role != .ephemeral ? "PodInitializing" : "ContainerCreating"
  }

  /// The same as the pod's status has it, which shows a new reason with the next sync only.
  func reportedReason(of container: ContainerRuntime) -> String {
    for field in ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"] {
      let status = pod.status[field]?.arrayValue?.first { $0["name"]?.stringValue == container.name }
      if let reason = status?.at("state", "waiting", "reason")?.stringValue { return reason }
    }
    return waitingReason(of: container)
  }

  /// Whether the pod got as far as its regular containers before it ended.
  private var startedContainers: Bool {
    (object.value.isBeingDeleted || eviction != nil) && !containers.contains { $0.role == .initial && !$0.hasSucceeded }
  }

  private func neverStarted(_ container: ContainerRuntime) -> JSONValue {
    [
      "terminated": [
        "exitCode": 137, "finishedAt": .null, "startedAt": .null, "reason": "ContainerStatusUnknown",
        "message": "The container could not be located when the pod was terminated",
      ]
    ]
  }

  private func waiting(_ reason: String, _ message: String) -> JSONValue {
    var value: JSONValue = ["reason": .string(reason)]
    if !message.isEmpty { value["message"] = .string(message) }
    return ["waiting": value]
  }

  private func lastState(_ container: ContainerRuntime) -> JSONValue {
    if isWaitingAfterEnd(container), let instance = container.instance, let end = instance.end {
      return ["terminated": terminated(end, id: instance.id)]
    }
    guard let previous = container.previous else { return .object(JSONObject()) }
    return ["terminated": terminated(previous.end, id: previous.id)]
  }

  private func terminated(_ end: ContainerEnd, id: String) -> JSONValue {
    var value: JSONValue = [
      "containerID": .string("containerd://" + id), "exitCode": JSONValue(end.code),
      "finishedAt": .string(end.finished.rfc3339), "reason": .string(end.reason),
      "startedAt": .string(end.started.rfc3339),
    ]
    if !end.message.isEmpty { value["message"] = .string(end.message) }
    if let signal = end.signal { value["signal"] = JSONValue(signal) }
    return value
  }

  private func volumeMounts(_ view: ContainerView) -> [JSONValue] {
    (view.value["volumeMounts"]?.arrayValue ?? []).map { mount in
      var value: JSONValue = ["mountPath": mount["mountPath"] ?? "", "name": mount["name"] ?? ""]
      if mount["readOnly"]?.boolValue == true {
        value["readOnly"] = true
        value["recursiveReadOnly"] = "Disabled"
      }
      return value
    }
  }

  private func user(_ view: ContainerView) -> JSONValue {
    func id(_ field: String) -> Int64 {
      view.value.at("securityContext", field)?.intValue ?? pod.spec.at("securityContext", field)?.intValue ?? 0
    }
    let group = id("runAsGroup")
    var groups = [group]
    if let extra = pod.spec.at("securityContext", "fsGroup")?.intValue, extra != group { groups.append(extra) }
    return [
      "gid": .integer(group), "supplementalGroups": .array(groups.map(JSONValue.integer)),
      "uid": .integer(id("runAsUser")),
    ]
  }
}
