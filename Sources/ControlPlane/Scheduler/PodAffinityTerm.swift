import APIServer
import KubernetesModel

/// A term of a pod's affinity or anti-affinity: pods that it looks for, and the extent of "near".
struct PodAffinityTerm: Sendable {
  let topologyKey: String
  private let selector: LabelSelector
  private let namespaces: [String]
  private let namespaceSelector: LabelSelector?
  let weight: Int64

  private init(_ value: JSONValue, of pod: Pod, weight: Int64 = 0) {
    topologyKey = value["topologyKey"]?.stringValue ?? ""
    selector = (try? LabelSelector(object: value["labelSelector"])) ?? .nothing
    namespaceSelector = value["namespaceSelector"].flatMap { try? LabelSelector(object: $0) }
    let named = (value["namespaces"]?.arrayValue ?? []).compactMap(\.stringValue)
    namespaces = named.isEmpty && namespaceSelector == nil ? [pod.namespace] : named
    self.weight = weight
  }

  /// The required terms of `podAffinity` or `podAntiAffinity`.
  static func required(of pod: Pod, _ kind: String) -> [PodAffinityTerm] {
    let terms = pod.value.at("spec", "affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution")?.arrayValue
    return (terms ?? []).map { PodAffinityTerm($0, of: pod) }
  }

  static func preferred(of pod: Pod, _ kind: String) -> [PodAffinityTerm] {
    let terms = pod.value.at("spec", "affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution")?.arrayValue
    return (terms ?? []).map {
      PodAffinityTerm($0["podAffinityTerm"] ?? .null, of: pod, weight: $0["weight"]?.intValue ?? 0)
    }
  }

  func matches(_ pod: Pod, namespaceLabels: (String) -> [String: String]) -> Bool {
    guard selector.matches(pod.labels) else { return false }
    if namespaces.contains(pod.namespace) { return true }
    return namespaceSelector?.matches(namespaceLabels(pod.namespace)) ?? false
  }
}
