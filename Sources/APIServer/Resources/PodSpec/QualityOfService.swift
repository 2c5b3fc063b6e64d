import KubernetesModel

/// The class by which a node decides which pods go first when memory is short.
enum QualityOfService {
  static func of(_ spec: JSONValue) -> String {
    var requests: [String: Quantity] = [:]
    var limits: [String: Quantity] = [:]
    var isGuaranteed = true
    for list in ["containers", "initContainers"] {
      for container in spec[list]?.arrayValue ?? [] {
        collect(container.at("resources", "requests"), into: &requests)
        let limited = collect(container.at("resources", "limits"), into: &limits)
        if limited != ["cpu", "memory"] { isGuaranteed = false }
      }
    }
    if requests.isEmpty, limits.isEmpty { return "BestEffort" }
    if isGuaranteed, requests.count == limits.count, requests.allSatisfy({ limits[$0.key] == $0.value }) {
      return "Guaranteed"
    }
    return "Burstable"
  }

  /// Adds the amounts of CPU and memory that are not zero, and says which there were.
  @discardableResult
  private static func collect(_ amounts: JSONValue?, into sums: inout [String: Quantity]) -> Set<String> {
    var found: Set<String> = []
    for name in ["cpu", "memory"] {
      guard let amount = amounts?[name].flatMap({ Quantity($0) }), amount > .zero else { continue }
      found.insert(name)
      sums[name] = (sums[name] ?? .zero) + amount
    }
    return found
  }
}
