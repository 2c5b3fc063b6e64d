import APIServer
import KubernetesModel
import Scenarios
import Scoring

/// What keeps a workload's pods from being ready, in one sentence, and which field of the workload is about it.
struct PodTrouble {
  let text: String
  let field: String?

  /// The first trouble that a pod of the workload has; nil where it has no pods that tell.
  static func first(of workload: StoredObject, in api: APIServer) -> PodTrouble? {
    let isPod = workload.resource == .pods
    let spec = isPod ? "spec" : "spec.template.spec"
    for pod in pods(of: workload, in: api) {
      if let trouble = containerTrouble(of: pod.value, spec) ?? condition(of: pod.value) ?? probe(of: pod, in: api) {
        return trouble
      }
    }
    return isPod ? nil : workloadTrouble(of: workload.value)
  }

  static func pods(of workload: StoredObject, in api: APIServer) -> [StoredObject] {
    if workload.resource == .pods { return [workload] }
    let selector = (try? LabelSelector(object: workload.value.at("spec", "selector"))) ?? .nothing
    return api.list(.pods, namespace: workload.namespace).filter { selector.matches($0.value.labels) }
  }

  private static func containerTrouble(of pod: JSONValue, _ spec: String) -> PodTrouble? {
    for list in ["initContainers", "containers"] {
      let containers = pod.at("spec", list)?.arrayValue ?? []
      let statuses = pod.at("status", list == "containers" ? "containerStatuses" : "initContainerStatuses")?.arrayValue
      for (index, container) in containers.enumerated() {
        let name = container["name"]?.stringValue ?? ""
        let status = statuses?.first { $0["name"]?.stringValue == name }
        let field = "\(spec).\(list)[\(index)]"
        if let waiting = status?.at("state", "waiting"), let reason = waiting["reason"]?.stringValue {
          let isPull = reason.contains("Image")
          let last = status?.at("lastState", "terminated").flatMap { end(of: $0) }
          let message = last ?? waiting["message"]?.stringValue ?? ""
          return PodTrouble(
            text: "container \"\(name)\" waits with \(reason): \"\(message)\"", field: field + (isPull ? ".image" : ""))
        }
        if let terminated = status?.at("state", "terminated"), terminated["exitCode"]?.intValue != 0 {
          return PodTrouble(text: "container \"\(name)\" ended: \"\(end(of: terminated) ?? "")\"", field: field)
        }
      }
    }
    return nil
  }

  private static func end(of terminated: JSONValue) -> String? {
    terminated["exitCode"]?.intValue.map { "\(terminated["reason"]?.stringValue ?? "Error"), exit code \($0)" }
  }

  private static func condition(of pod: JSONValue) -> PodTrouble? {
    let scheduled = (pod.at("status", "conditions")?.arrayValue ?? []).first { $0["type"] == "PodScheduled" }
    guard scheduled?["status"] == "False", let message = scheduled?["message"]?.stringValue else { return nil }
    return PodTrouble(text: "a pod finds no node: \"\(message)\"", field: nil)
  }

  /// What the kubelet last said about a probe.
  private static func probe(of pod: StoredObject, in api: APIServer) -> PodTrouble? {
    guard !Health.isHealthy(pod) else { return nil }
    let events = api.list(GroupResource("events"), namespace: pod.namespace).map(\.value)
    let message = events.last {
      $0.at("involvedObject", "name")?.stringValue == pod.name && $0["type"] == "Warning"
    }?["message"]?.stringValue
    return message.map { PodTrouble(text: "a pod is not ready: \"\($0)\"", field: nil) }
  }

  /// What a workload says that could not even make its pods.
  private static func workloadTrouble(of workload: JSONValue) -> PodTrouble? {
    let conditions = workload.at("status", "conditions")?.arrayValue ?? []
    let failure = conditions.first { $0["type"] == "ReplicaFailure" } ?? conditions.first { $0["status"] == "False" }
    return failure?["message"]?.stringValue.map { PodTrouble(text: "\"\($0)\"", field: nil) }
  }
}
