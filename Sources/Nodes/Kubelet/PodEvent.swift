import APIServer

/// Something worth telling about a pod.
struct PodEvent: Hashable, Sendable {
  let type: EventType
  let reason: String
  let message: String
  /// `spec.containers{app}`; empty for the pod as a whole.
  let fieldPath: String
}
