/// A pod, or anything that holds a pod's `metadata` and `spec`, as a pod template does.
package struct Pod: ObjectView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var nodeName: String { text("spec", "nodeName") }
  package var phase: String { status["phase"]?.stringValue ?? "" }
  package var podIP: String { text("status", "podIP") }
  package var hostIP: String { text("status", "hostIP") }
  package var isOnHostNetwork: Bool { spec["hostNetwork"]?.boolValue ?? false }
  package var priority: Int64 { integer("spec", "priority") }
  package var serviceAccountName: String { text("spec", "serviceAccountName") }

  package var containers: [JSONValue] { spec["containers"]?.arrayValue ?? [] }
  package var initContainers: [JSONValue] { spec["initContainers"]?.arrayValue ?? [] }
  package var tolerations: [JSONValue] { spec["tolerations"]?.arrayValue ?? [] }
  package var volumes: [JSONValue] { spec["volumes"]?.arrayValue ?? [] }

  /// Succeeded or Failed: its containers run no more.
  package var isFinished: Bool { phase == "Succeeded" || phase == "Failed" }

  /// Neither finished nor being deleted.
  package var isActive: Bool { !isFinished && !isBeingDeleted }

  package var isReady: Bool {
    (status["conditions"]?.arrayValue ?? []).first { $0["type"]?.stringValue == "Ready" }?["status"]?.stringValue
      == "True"
  }

  /// How often its containers were started again, the most restarted one.
  package var mostRestarts: Int64 {
    (status["containerStatuses"]?.arrayValue ?? []).map { $0["restartCount"]?.intValue ?? 0 }.max() ?? 0
  }
}
