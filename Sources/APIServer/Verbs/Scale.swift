import KubernetesModel

/// The `autoscaling/v1 Scale` of workloads.
enum Scale {
  static let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")

  static func view(of object: JSONValue, _ paths: ScalePaths) -> JSONValue {
    var metadata = JSONValue.object(JSONObject())
    for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[key] = object.metadata[key]
    }
    var spec = JSONValue.object(JSONObject())
    // Go leaves out a count of zero here.
    if let replicas = object.at(paths.replicas[...])?.intValue, replicas != 0 { spec["replicas"] = .integer(replicas) }
    var status: JSONValue = ["replicas": .integer(object.at(paths.statusReplicas[...])?.intValue ?? 0)]
    if let selector = selectorText(paths.selector.flatMap { object.at($0[...]) }), !selector.isEmpty {
      status["selector"] = .string(selector)
    }
    return ["kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata, "spec": spec, "status": status]
  }

  /// Sets the number of replicas that a `Scale` asks for.
  static func apply(_ scale: JSONValue, to object: inout JSONValue, _ paths: ScalePaths) throws(APIStatus) {
    let replicas = scale.at("spec", "replicas")?.intValue ?? 0
    if replicas < 0 {
      var errors = FieldErrors()
      errors.invalid("spec.replicas", .integer(replicas), "must be greater than or equal to 0")
      throw .invalid(kind, object.name, errors)
    }
    object.set(.integer(replicas), at: paths.replicas[...])
  }

  /// A selector as `Scale.status.selector` writes it: `app=web,tier in (a,b)`; nil where there is none.
  static func selectorText(_ selector: JSONValue?) -> String? {
    guard let selector, !selector.isNull else { return nil }
    // Custom resources keep it as text.
    if let text = selector.stringValue { return text }
    guard selector["matchLabels"] != nil || selector["matchExpressions"] != nil else {
      // A ReplicationController's selector is a plain map.
      return (selector.objectValue?.members ?? []).map { "\($0.key)=\($0.value.stringValue ?? "")" }.joined(
        separator: ",")
    }
    return LabelSelector.text(of: selector)
  }
}

/// Where objects of a resource keep what a `Scale` shows of them.
struct ScalePaths: Hashable, Sendable {
  let replicas: [String]
  let statusReplicas: [String]
  let selector: [String]?
  /// Whether an object without a number of replicas has no `Scale`.
  let needsReplicas: Bool

  static let workload = ScalePaths(
    replicas: ["spec", "replicas"], statusReplicas: ["status", "replicas"], selector: ["spec", "selector"],
    needsReplicas: false)

  /// Whether the number of replicas is missing that the object must have.
  func isMissing(in object: JSONValue) -> Bool { needsReplicas && object.at(replicas[...])?.intValue == nil }

  /// `the spec replicas field ".spec.replicas" does not exist`
  func problem(_ what: String) -> String {
    "the spec replicas field \(GoText.quoted("." + replicas.joined(separator: "."))) \(what)"
  }
}

extension ScalePaths {
  /// Reads `subresources.scale` of a CustomResourceDefinition.
  init(_ scale: JSONValue) {
    func path(_ key: String) -> [String]? {
      scale[key]?.stringValue.map { $0.split(separator: ".").map(String.init) }
    }
    self.init(
      replicas: path("specReplicasPath") ?? [], statusReplicas: path("statusReplicasPath") ?? [],
      selector: path("labelSelectorPath"), needsReplicas: true)
  }
}

extension ResourceDefinition {
  var scale: ScalePaths { custom?.scale ?? .workload }
}
