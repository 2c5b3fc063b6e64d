/// The parts that every object has, read from its JSON tree.
extension JSONValue {
  package var apiVersion: String { self["apiVersion"]?.stringValue ?? "" }
  package var kind: String { self["kind"]?.stringValue ?? "" }
  package var metadata: JSONValue { self["metadata"] ?? .null }
  package var name: String { self["metadata"]?["name"]?.stringValue ?? "" }
  package var namespace: String { self["metadata"]?["namespace"]?.stringValue ?? "" }
  package var uid: String { self["metadata"]?["uid"]?.stringValue ?? "" }
  package var generation: Int64 { at("metadata", "generation")?.intValue ?? 0 }
  package var resourceVersion: String { at("metadata", "resourceVersion")?.stringValue ?? "" }
  package var labels: [String: String] { strings(at("metadata", "labels")) }
  package var annotations: [String: String] { strings(at("metadata", "annotations")) }
  package var isBeingDeleted: Bool { self["metadata"]?["deletionTimestamp"] != nil }
  package var finalizers: [String] {
    (at("metadata", "finalizers")?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// The owner reference with `controller: true`.
  package var controllerReference: JSONValue? {
    self["metadata"]?["ownerReferences"]?.arrayValue?.first { $0["controller"]?.boolValue == true }
  }

  /// A map of strings, as labels, selectors and annotations are; members that are not strings are left out.
  package func strings(_ value: JSONValue?) -> [String: String] {
    guard let object = value?.objectValue else { return [:] }
    var result: [String: String] = [:]
    for member in object.members { if let text = member.value.stringValue { result[member.key] = text } }
    return result
  }
}
