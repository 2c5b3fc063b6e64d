/// One of an object's `metadata.ownerReferences`.
package struct OwnerReference: Hashable, Sendable {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  /// A reference to the controller that made an object.
  package init(controller owner: JSONValue, apiVersion: String, kind: String) {
    value = [
      "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(owner.name), "uid": .string(owner.uid),
      "controller": true, "blockOwnerDeletion": true,
    ]
  }

  package var apiVersion: String { value["apiVersion"]?.stringValue ?? "" }
  package var group: String { GroupVersion(apiVersion: apiVersion).group }
  package var kind: String { value["kind"]?.stringValue ?? "" }
  package var name: String { value["name"]?.stringValue ?? "" }
  package var uid: String { value["uid"]?.stringValue ?? "" }
  package var isController: Bool { value["controller"]?.boolValue ?? false }
  package var blocksOwnerDeletion: Bool { value["blockOwnerDeletion"]?.boolValue ?? false }
}

extension JSONValue {
  package var ownerReferences: [OwnerReference] {
    get { (at("metadata", "ownerReferences")?.arrayValue ?? []).map(OwnerReference.init) }
    set { set(newValue.isEmpty ? nil : .array(newValue.map(\.value)), at: "metadata", "ownerReferences") }
  }
}

extension JSONValue {
  /// The UID of the object's controller, empty where it has none.
  package var controllerUID: String { controllerReference?["uid"]?.stringValue ?? "" }
}

extension ObjectView {
  package var ownerReferences: [OwnerReference] { value.ownerReferences }
  package var controller: OwnerReference? { ownerReferences.first(where: \.isController) }
}
