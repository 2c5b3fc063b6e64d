import KubernetesModel

/// The `autoscaling/v1 Scale` of workloads.
enum Scale {
  static let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")

  static func view(of object: JSONValue) -> JSONValue {
    var metadata = JSONValue.object(JSONObject())
    for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[key] = object.metadata[key]
    }
    var spec = JSONValue.object(JSONObject())
    // Go leaves out a count of zero here.
    if let replicas = object.at("spec", "replicas")?.intValue, replicas != 0 { spec["replicas"] = .integer(replicas) }
    var status: JSONValue = ["replicas": .integer(object.at("status", "replicas")?.intValue ?? 0)]
    if let selector = selectorText(object.at("spec", "selector")), !selector.isEmpty {
      status["selector"] = .string(selector)
    }
    return ["kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata, "spec": spec, "status": status]
  }

  /// Sets the number of replicas that a `Scale` asks for.
  static func apply(_ scale: JSONValue, to object: inout JSONValue, _ definition: ResourceDefinition) throws(APIStatus)
  {
    let replicas = scale.at("spec", "replicas")?.intValue ?? 0
    if replicas < 0 {
      var errors = FieldErrors()
      errors.invalid("spec.replicas", .integer(replicas), "must be greater than or equal to 0")
      throw .invalid(kind, object.name, errors)
    }
    object.set(.integer(replicas), at: "spec", "replicas")
  }

  /// A selector as `Scale.status.selector` writes it: `app=web,tier in (a,b)`; nil where there is none.
  static func selectorText(_ selector: JSONValue?) -> String? {
    guard let selector, !selector.isNull else { return nil }
    guard selector["matchLabels"] != nil || selector["matchExpressions"] != nil else {
      // A ReplicationController's selector is a plain map.
      return (selector.objectValue?.members ?? []).map { "\($0.key)=\($0.value.stringValue ?? "")" }.joined(
        separator: ",")
    }
    return LabelSelector.text(of: selector)
  }
}
