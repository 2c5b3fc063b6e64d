import APIServer
import KubernetesModel
import SimulationKernel

/// Writes the events of one component about the objects that it looks after.
struct EventRecorder: Sendable {
  private let source: EventSource

  /// `component` as in `source.component`: `deployment-controller`.
  init(component: String) {
    source = EventSource(component)
  }

  func normal(_ object: JSONValue, _ reason: String, _ message: String, api: inout APIServer, at now: Instant) {
    api.recordEvent(about: object, .normal, reason: reason, message: message, from: source, at: now)
  }

  func warning(_ object: JSONValue, _ reason: String, _ message: String, api: inout APIServer, at now: Instant) {
    api.recordEvent(about: object, .warning, reason: reason, message: message, from: source, at: now)
  }
}
