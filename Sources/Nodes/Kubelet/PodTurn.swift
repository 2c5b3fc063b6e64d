import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

/// What a pod's worker sees and does in one turn. It reads the API as it stands; what it writes is collected and done
/// when the turn is over.
struct PodTurn {
  enum Effect {
    case event(PodEvent)
    case status(JSONValue)
    /// The pod is gone from the node: its object can go too.
    case delete
  }

  let now: Instant
  let api: APIServer
  /// The pod's node; what the turn changes of it is kept.
  var node: NodeRuntime
  let neighbourhood: Neighbourhood
  var random: RandomStream
  var effects: [Effect] = []

  /// 64 hexadecimal digits for a new container.
  mutating func containerID() -> String {
    (0..<4).map { _ in
      let word = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - word.utf8.count) + word
    }.joined()
  }

  /// When the kubelet next asks the runtime what became of its containers, which it does every second.
  func nextRelist() -> Instant {
    let period: Int64 = 1_000_000
    let offset = node.relistOffset.microseconds
    let passed = ((now.microseconds - offset) % period + period) % period
    return now + .microseconds(period - passed)
  }

  mutating func normal(_ reason: String, _ message: String, fieldPath: String = "") {
    effects.append(.event(PodEvent(type: .normal, reason: reason, message: message, fieldPath: fieldPath)))
  }

  mutating func warning(_ reason: String, _ message: String, fieldPath: String = "") {
    effects.append(.event(PodEvent(type: .warning, reason: reason, message: message, fieldPath: fieldPath)))
  }
}
