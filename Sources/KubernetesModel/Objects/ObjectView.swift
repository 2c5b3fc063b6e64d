/// A typed view of an object's JSON tree: reads and writes the fields that components use, and keeps all others.
package protocol ObjectView: Hashable, Sendable {
  var value: JSONValue { get set }
  init(_ value: JSONValue)
}

extension ObjectView {
  package var name: String { value.name }
  package var namespace: String { value.namespace }
  package var uid: String { value.uid }
  package var labels: [String: String] { value.labels }
  package var annotations: [String: String] { value.annotations }
  package var generation: Int64 { value.generation }
  package var isBeingDeleted: Bool { value.isBeingDeleted }
  package var spec: JSONValue { value["spec"] ?? .null }
  package var status: JSONValue { value["status"] ?? .null }
  package var observedGeneration: Int64 { integer("status", "observedGeneration") }

  /// A whole number at a path, 0 where there is none.
  package func integer(_ path: String...) -> Int64 { value.at(path[...])?.intValue ?? 0 }

  /// A text at a path, empty where there is none.
  package func text(_ path: String...) -> String { value.at(path[...])?.stringValue ?? "" }
  // The usual paths need no array.
  package func text(_ first: String, _ second: String) -> String { value.at(first, second)?.stringValue ?? "" }

  /// `status.conditions`.
  package var conditions: Conditions {
    get { Conditions(status["conditions"]) }
    set { value.set(newValue.value, at: "status", "conditions") }
  }

  package mutating func setAnnotation(_ key: String, _ text: String?) {
    value.set(text.map(JSONValue.string), at: "metadata", "annotations", key)
  }

  package mutating func setLabel(_ key: String, _ text: String?) {
    value.set(text.map(JSONValue.string), at: "metadata", "labels", key)
  }
}
