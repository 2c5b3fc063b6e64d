import KubernetesModel

/// Namespaces: labelled with their name, held by the finalizer `kubernetes` until they are empty.
struct NamespaceStrategy: ResourceStrategy {
  var nameRule: NameRule { .label }
  var selectableFields: Set<String> { ["status.phase"] }

  func setDefaults(_ object: inout JSONValue) {
    if !object.name.isEmpty {
      object.set(.string(object.name), at: "metadata", "labels", "kubernetes.io/metadata.name")
    }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["phase": "Active"]
    object.set(["kubernetes"], at: "spec", "finalizers")
    object.set(.string(object.name), at: "metadata", "labels", "kubernetes.io/metadata.name")
  }

  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    // Only the subresource finalize changes these.
    if object.at("spec", "finalizers") == nil { object.set(old.at("spec", "finalizers"), at: "spec", "finalizers") }
  }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    field == "status.phase" ? object.at("status", "phase")?.stringValue : nil
  }
}
