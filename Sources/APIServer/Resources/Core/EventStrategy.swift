import KubernetesModel

/// Events, as core/v1 keeps them.
struct EventStrategy: ResourceStrategy {
  static let fields: [String: [String]] = [
    "involvedObject.kind": ["involvedObject", "kind"],
    "involvedObject.namespace": ["involvedObject", "namespace"],
    "involvedObject.name": ["involvedObject", "name"],
    "involvedObject.uid": ["involvedObject", "uid"],
    "involvedObject.apiVersion": ["involvedObject", "apiVersion"],
    "involvedObject.resourceVersion": ["involvedObject", "resourceVersion"],
    "involvedObject.fieldPath": ["involvedObject", "fieldPath"],
    "reason": ["reason"],
    "reportingComponent": ["reportingComponent"],
    "source": ["source", "component"],
    "type": ["type"],
  ]
  var selectableFields: Set<String> { Set(Self.fields.keys) }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    guard let path = Self.fields[field] else { return nil }
    let value = object.at(path[...])?.stringValue ?? ""
    // Events of the newer kind have no source.
    return field == "source" && value.isEmpty ? object["reportingComponent"]?.stringValue : value
  }
}
