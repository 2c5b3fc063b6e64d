import KubernetesModel
import SimulationKernel

/// How long ago something was.
enum AgeText {
  /// `5m` since a timestamp; `<unknown>` where there is none.
  static func since(_ timestamp: JSONValue?, _ now: Instant) -> String {
    guard let text = timestamp?.stringValue, let instant = Instant(rfc3339: text) else { return "<unknown>" }
    return (now - instant).humanText
  }
}
