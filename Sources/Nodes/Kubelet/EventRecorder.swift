import APIServer
import KubernetesModel
import SimulationKernel

/// Something worth telling about a pod.
struct PodEvent: Hashable, Sendable {
  let type: String
  let reason: String
  let message: String
  /// `spec.containers{app}`; empty for the pod as a whole.
  let fieldPath: String
}

/// Writes a pod's events as client-go does: one that was said before is counted, and of one pod no more than 25 go
/// through at once, then one every five minutes.
struct EventRecorder: Sendable {
  private struct Written: Sendable {
    let name: String
    var count: Int64
  }

  private static let burst = 25.0
  private static let refill = Duration.seconds(300)

  private var written: [PodEvent: Written] = [:]
  private var tokens = Self.burst
  private var refilled = Instant.distantPast
  private var sequence: Int64 = 0

  mutating func record(_ event: PodEvent, about pod: JSONValue, on node: String, api: inout APIServer, at now: Instant)
  {
    guard takeToken(at: now) else { return }
    let user = UserInfo.kubelet(on: node)
    if var known = written[event], let object = api.get(.events, namespace: pod.namespace, known.name) {
      known.count += 1
      written[event] = known
      var value = object.value
      value["count"] = .integer(known.count)
      value["lastTimestamp"] = .string(now.rfc3339)
      _ = try? api.update(value, in: .events, as: user, at: now)
      return
    }
    sequence += 1
    let stamp = UInt64(clamping: now.microseconds) &* 1000 &+ UInt64(sequence % 1000)
    let name = pod.name + "." + String(stamp, radix: 16)
    let object = Self.object(event, name: name, about: pod, on: node, at: now)
    guard (try? api.create(object, in: .events, as: user, at: now)) != nil else { return }
    written[event] = Written(name: name, count: 1)
  }

  private mutating func takeToken(at now: Instant) -> Bool {
    if refilled != .distantPast {
      tokens = min(Self.burst, tokens + (now - refilled).inSeconds / Self.refill.inSeconds)
    }
    refilled = now
    guard tokens >= 1 else { return false }
    tokens -= 1
    return true
  }

  private static func object(
    _ event: PodEvent, name: String, about pod: JSONValue, on node: String, at now: Instant
  ) -> JSONValue {
    var involved: JSONValue = [
      "apiVersion": "v1", "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace),
      "resourceVersion": .string(pod.resourceVersion), "uid": .string(pod.uid),
    ]
    if !event.fieldPath.isEmpty { involved["fieldPath"] = .string(event.fieldPath) }
    return [
      "apiVersion": "v1", "kind": "Event",
      "metadata": ["name": .string(name), "namespace": .string(pod.namespace)],
      "count": 1, "eventTime": .null, "firstTimestamp": .string(now.rfc3339), "involvedObject": involved,
      "lastTimestamp": .string(now.rfc3339), "message": .string(event.message), "reason": .string(event.reason),
      "reportingComponent": "kubelet", "reportingInstance": .string(node),
      "source": ["component": "kubelet", "host": .string(node)], "type": .string(event.type),
    ]
  }
}
