/// What Deployments, ReplicaSets, StatefulSets, DaemonSets and Jobs have in common.
package protocol WorkloadView: ObjectView {}

extension WorkloadView {
  package var replicas: Int64 { spec["replicas"]?.intValue ?? 1 }
  package var selector: JSONValue { spec["selector"] ?? .null }
  package var template: JSONValue { spec["template"] ?? .null }
  package var minReadySeconds: Int64 { integer("spec", "minReadySeconds") }
  package var revisionHistoryLimit: Int64? { spec["revisionHistoryLimit"]?.intValue }
}

package struct Deployment: WorkloadView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var isPaused: Bool { spec["paused"]?.boolValue ?? false }
  package var isRecreate: Bool { text("spec", "strategy", "type") == "Recreate" }
  package var collisionCount: Int64? { status["collisionCount"]?.intValue }

  /// Nil when the Deployment has none, which its greatest number says too.
  package var progressDeadline: Int64? {
    spec["progressDeadlineSeconds"]?.intValue.flatMap { $0 == Int64(Int32.max) ? nil : $0 }
  }
}

package struct ReplicaSet: WorkloadView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var currentReplicas: Int64 { integer("status", "replicas") }
  package var readyReplicas: Int64 { integer("status", "readyReplicas") }
  package var availableReplicas: Int64 { integer("status", "availableReplicas") }
  package var terminatingReplicas: Int64? { status["terminatingReplicas"]?.intValue }
}

package struct StatefulSet: WorkloadView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var serviceName: String { text("spec", "serviceName") }
}

package struct DaemonSet: WorkloadView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }
}

package struct Job: WorkloadView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }
}
