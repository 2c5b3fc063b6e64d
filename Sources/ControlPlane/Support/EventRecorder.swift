import APIServer
import KubernetesModel
import SimulationKernel

/// Writes the events of one component about the objects that it looks after.
struct EventRecorder: Sendable {
  /// As in `source.component`: `deployment-controller`.
  let component: String

  func normal(_ object: JSONValue, _ reason: String, _ message: String, api: inout APIServer, at now: Instant) {
    record(object, type: "Normal", reason, message, api: &api, at: now)
  }

  func warning(_ object: JSONValue, _ reason: String, _ message: String, api: inout APIServer, at now: Instant) {
    record(object, type: "Warning", reason, message, api: &api, at: now)
  }

  private func record(
    _ object: JSONValue, type: String, _ reason: String, _ message: String, api: inout APIServer, at now: Instant
  ) {
    let namespace = object.namespace.isEmpty ? "default" : object.namespace
    let seen = api.list(.events, namespace: namespace).last {
      $0.value.at("involvedObject", "uid")?.stringValue == object.uid && $0.value["reason"]?.stringValue == reason
        && $0.value["message"]?.stringValue == message
        && $0.value.at("source", "component")?.stringValue == component
    }
    let time = JSONValue.string(now.rfc3339)
    if var again = seen?.value {
      again["count"] = .integer((again["count"]?.intValue ?? 1) + 1)
      again["lastTimestamp"] = time
      _ = try? api.update(again, in: .events, as: .controllerManager, at: now)
      return
    }
    let event: JSONValue = [
      "apiVersion": "v1", "kind": "Event",
      "metadata": [
        "name": .string(object.name + "." + String(api.store.resourceVersion, radix: 16)),
        "namespace": .string(namespace),
      ],
      "involvedObject": [
        "apiVersion": .string(object.apiVersion), "kind": .string(object.kind), "name": .string(object.name),
        "namespace": .string(object.namespace), "resourceVersion": .string(object.resourceVersion),
        "uid": .string(object.uid),
      ],
      "type": .string(type), "reason": .string(reason), "message": .string(message), "count": 1,
      "firstTimestamp": time, "lastTimestamp": time, "source": ["component": .string(component)],
      "reportingComponent": .string(component), "reportingInstance": "",
    ]
    _ = try? api.create(event, in: .events, as: .controllerManager, at: now)
  }
}
