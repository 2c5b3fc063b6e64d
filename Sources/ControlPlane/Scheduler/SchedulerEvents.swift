import APIServer
import KubernetesModel
import SimulationKernel

/// Writes the scheduler's events, which are of the newer kind: a time with microseconds, an action, no count.
struct SchedulerEvents: Sendable {
  func record(
    _ pod: Pod, _ type: String, _ reason: String, action: String, _ message: String, related: Pod? = nil,
    api: inout APIServer, at now: Instant
  ) {
    var event: JSONValue = [
      "apiVersion": "v1", "kind": "Event",
      "metadata": [
        "name": .string(pod.name + "." + String(api.store.resourceVersion, radix: 16)),
        "namespace": .string(pod.namespace),
      ],
      "involvedObject": reference(to: pod), "type": .string(type), "reason": .string(reason),
      "message": .string(message), "action": .string(action), "eventTime": .string(now.rfc3339Micro),
      "reportingComponent": "default-scheduler", "reportingInstance": "default-scheduler-control-plane",
      "source": [:], "firstTimestamp": .null, "lastTimestamp": .null,
    ]
    if let related { event["related"] = reference(to: related) }
    _ = try? api.create(event, in: .events, as: .scheduler, at: now)
  }

  private func reference(to pod: Pod) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace),
      "resourceVersion": .string(pod.value.resourceVersion), "uid": .string(pod.uid),
    ]
  }
}
