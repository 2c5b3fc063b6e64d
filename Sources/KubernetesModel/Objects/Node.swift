package struct Node: ObjectView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var isUnschedulable: Bool { spec["unschedulable"]?.boolValue ?? false }
  package var taints: [JSONValue] { spec["taints"]?.arrayValue ?? [] }
  package var podCIDR: String { text("spec", "podCIDR") }
  package var isReady: Bool { conditions.isTrue("Ready") }

  /// The first address of a type: `InternalIP`, `Hostname`, ...
  package func address(_ type: String) -> String? {
    status["addresses"]?.arrayValue?.first { $0["type"]?.stringValue == type }?["address"]?.stringValue
  }
}
