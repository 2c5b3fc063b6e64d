import KubernetesModel

/// Pods.
struct PodStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }
  var returnsDeletedObject: Bool { true }

  static let fields: [String: [String]] = [
    "spec.nodeName": ["spec", "nodeName"],
    "spec.restartPolicy": ["spec", "restartPolicy"],
    "spec.schedulerName": ["spec", "schedulerName"],
    "spec.serviceAccountName": ["spec", "serviceAccountName"],
    "spec.hostNetwork": ["spec", "hostNetwork"],
    "status.phase": ["status", "phase"],
    "status.podIP": ["status", "podIP"],
    "status.podIPs": ["status", "podIP"],
    "status.nominatedNodeName": ["status", "nominatedNodeName"],
  ]
  var selectableFields: Set<String> { Set(Self.fields.keys) }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    if field == "spec.hostNetwork" { return object.at("spec", "hostNetwork")?.boolValue == true ? "true" : "false" }
    return Self.fields[field].flatMap { object.at($0[...])?.stringValue }
  }
}
