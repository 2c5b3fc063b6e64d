/// Amounts of several resources: `cpu`, `memory`, `ephemeral-storage`, `pods`, `nvidia.com/gpu`, ...
package struct ResourceAmounts: Hashable, Sendable {
  package private(set) var amounts: [String: Quantity] = [:]

  package init() {}

  /// Reads a map of quantities, as `resources.requests`; what is no quantity is left out.
  package init(_ value: JSONValue?) {
    for member in value?.objectValue?.members ?? [] { amounts[member.key] = Quantity(member.value) }
  }

  package subscript(resource: String) -> Quantity {
    get { amounts[resource] ?? .zero }
    set { amounts[resource] = newValue }
  }

  package var isEmpty: Bool { amounts.isEmpty }

  /// In alphabetical order.
  package var names: [String] { amounts.keys.sorted() }

  package static func + (left: ResourceAmounts, right: ResourceAmounts) -> ResourceAmounts {
    var sum = left
    for (name, amount) in right.amounts { sum[name] = sum[name] + amount }
    return sum
  }

  /// The greater amount of each resource.
  package static func max(_ left: ResourceAmounts, _ right: ResourceAmounts) -> ResourceAmounts {
    var result = left
    for (name, amount) in right.amounts where result.amounts[name].map({ $0 < amount }) ?? true {
      result.amounts[name] = amount
    }
    return result
  }
}

extension Pod {
  /// What the pod asks for in all: its containers and sidecars together, or an init container beside the sidecars that
  /// started before it where that is more, and the overhead of its runtime class.
  package var requests: ResourceAmounts { total("requests") }

  /// The limits, added up in the same way.
  package var limits: ResourceAmounts { total("limits") }

  private func total(_ field: String) -> ResourceAmounts {
    var sum = containers.reduce(ResourceAmounts()) { $0 + ResourceAmounts($1.at("resources", field)) }
    var sidecars = ResourceAmounts()
    var starting = ResourceAmounts()
    for container in initContainers {
      let amounts = ResourceAmounts(container.at("resources", field))
      if container["restartPolicy"]?.stringValue == "Always" {
        sidecars = sidecars + amounts
        starting = .max(starting, sidecars)
      } else {
        starting = .max(starting, sidecars + amounts)
      }
    }
    sum = .max(sum + sidecars, starting)
    let ofPod = ResourceAmounts(value.at("spec", "resources", field))
    for name in ofPod.names { sum[name] = ofPod[name] }
    return sum + ResourceAmounts(spec["overhead"])
  }
}
