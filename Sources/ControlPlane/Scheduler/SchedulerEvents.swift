import APIServer
import KubernetesModel
import SimulationKernel

/// Writes the scheduler's events, which are of the newer kind: a time with microseconds, an action, no count.
struct SchedulerEvents: Sendable {
  private static let source = EventSource(
    "default-scheduler", host: "default-scheduler-control-plane", isNewStyle: true)

  func record(
    _ pod: Pod, _ type: EventType, _ reason: String, action: String, _ message: String, related: Pod? = nil,
    api: inout APIServer, at now: Instant
  ) {
    api.recordEvent(
      about: pod.value, type, reason: reason, message: message, from: Self.source, action: action,
      related: related.map(reference), at: now)
  }

  private func reference(to pod: Pod) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace),
      "resourceVersion": .string(pod.value.resourceVersion), "uid": .string(pod.uid),
    ]
  }
}
