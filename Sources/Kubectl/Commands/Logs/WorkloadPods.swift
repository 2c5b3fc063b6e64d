import APIServer
import KubernetesModel
import SimulationKernel

/// The pods that belong to a workload, the one to look at first at the front.
struct WorkloadPods {
  let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  func pods(of item: ResourceItem) throws(KubectlError) -> [JSONValue] {
    let object = item.object ?? .null
    let selector = try Self.selector(of: object, item)
    let deadline = context.now + context.flags.duration("pod-running-timeout")
    while true {
      let list = try context.client.object(
        .get, "/api/v1/namespaces/\(object.namespace)/pods", query: [("labelSelector", selector)],
        accept: APIClient.typedAccept, asked: "pods")
      let pods = list.list("items")
      if !pods.isEmpty { return Self.sorted(pods, at: context.now) }
      let next = context.now + .seconds(1)
      guard next <= deadline else { throw .message("timed out waiting for the condition") }
      guard context.environment.transport.wait(until: next) else { throw .exit(130) }
    }
  }

  private static func selector(of object: JSONValue, _ item: ResourceItem) throws(KubectlError) -> String {
    switch object.kind {
    case "ReplicationController", "Service":
      let labels = object.map("spec", "selector")
      if object.kind == "Service", labels.isEmpty {
        throw .message(
          "cannot get the logs from *v1.Service: invalid service '\(object.name)': Service is defined without a selector"
        )
      }
      return LabelText.joined(labels)
    case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job":
      return SelectorText.plain(object.at("spec", "selector"))
    default:
      let type = "\(item.mapping.groupVersion.version).\(item.mapping.kind)"
      throw .message("cannot get the logs from *\(type): selector for *\(type) not implemented")
    }
  }

  /// Pods whose logs say most: on a node, running, ready, for long; then those with more restarts, then the older ones.
  private static func sorted(_ pods: [JSONValue], at now: Instant) -> [JSONValue] {
    GoSort.sorted(pods.map { (rank($0), $0) }) { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  private static func rank(_ pod: JSONValue) -> [Int64] {
    let phases: [String: Int64] = ["Pending": 2, "Unknown": 1, "Running": 0]
    let ready = pod.list("status", "conditions").first { $0.text("type") == "Ready" }
    let isReady = ready?.text("status") == "True"
    let since = ready.flatMap { Instant(rfc3339: $0.text("lastTransitionTime")) }?.microseconds ?? 0
    let restarts = pod.list("status", "containerStatuses").map { $0.number("restartCount") }.max() ?? 0
    let created = Instant(rfc3339: pod.text("metadata", "creationTimestamp"))?.microseconds ?? 0
    return [
      pod.text("spec", "nodeName").isEmpty ? 1 : 0, phases[pod.text("status", "phase")] ?? 0, isReady ? 0 : 1,
      isReady ? since : 0, -restarts, created,
    ]
  }
}
