/// One of a node's `spec.taints`.
package struct Taint: Hashable, Sendable {
  package let value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var key: String { value["key"]?.stringValue ?? "" }
  package var text: String { value["value"]?.stringValue ?? "" }
  package var effect: String { value["effect"]?.stringValue ?? "" }
  package var timeAdded: String { value["timeAdded"]?.stringValue ?? "" }

  /// Whether a pod's toleration bears with this taint.
  package func isTolerated(by toleration: JSONValue) -> Bool {
    let effect = toleration["effect"]?.stringValue ?? ""
    let key = toleration["key"]?.stringValue ?? ""
    guard effect.isEmpty || effect == self.effect, key.isEmpty || key == self.key else { return false }
    switch toleration["operator"]?.stringValue ?? "" {
    case "", "Equal": return (toleration["value"]?.stringValue ?? "") == text
    case "Exists": return true
    default: return false
    }
  }

  package func isTolerated(by tolerations: [JSONValue]) -> Bool {
    tolerations.contains { isTolerated(by: $0) }
  }
}
