import KubernetesModel
import SimulationKernel

extension APIServer {
  /// What a subresource shows of an object.
  func view(_ value: JSONValue, _ subresource: String, definition: ResourceDefinition) throws(APIStatus) -> JSONValue {
    guard subresource == "scale" else { return value }
    let paths = definition.scale
    guard !paths.isMissing(in: value) else { throw .internalError(paths.problem("does not exist")) }
    return Scale.view(of: value, paths)
  }

  /// The object after an update of one of its subresources: what the subresource does not stand for is kept.
  func merged(
    _ object: JSONValue, into old: JSONValue, _ subresource: String, _ definition: ResourceDefinition
  ) throws(APIStatus) -> JSONValue {
    var new = old
    switch subresource {
    case "":
      new = object
      // Kinds whose status has an endpoint of its own keep it.
      if definition.subresources.contains(where: { $0.name == "status" }) { new["status"] = old["status"] }
    case "status":
      new["status"] = object["status"]
      // Kinds of Kubernetes' own keep annotations that come with a status; a Deployment's revision comes that way.
      if definition.isBuiltIn { new.set(object.at("metadata", "annotations"), at: "metadata", "annotations") }
    case "scale": try Scale.apply(object, to: &new, definition.scale)
    case "finalize": new.set(object.at("spec", "finalizers"), at: "spec", "finalizers")
    case "approval": new.set(object.at("status", "conditions"), at: "status", "conditions")
    case "ephemeralcontainers":
      new.set(object.at("spec", "ephemeralContainers"), at: "spec", "ephemeralContainers")
    case "resize": new.set(object.at("spec", "containers"), at: "spec", "containers")
    default: throw .methodNotAllowed
    }
    return new
  }

  mutating func createSubresource(
    _ body: JSONValue, _ target: RequestTarget, _ options: WriteOptions, user: UserInfo, warnings: [String],
    at now: Instant
  ) throws(APIStatus) -> APIResponse {
    guard let object = stored(target) else { throw .notFound(target.resource, target.name) }
    switch target.subresource {
    case "binding":
      var request = ResourceRequest(
        .create, target.definition.storage, subresource: "binding", object: body, user: user)
      request.namespace = target.namespace
      request.name = target.name
      request.options = options
      _ = try perform(request, at: now)
      return APIResponse(status: 201, warnings: warnings, body: .value(APIStatus.success))
    case "eviction": return try evict(object, body, options, user: user, at: now)
    case "token": return try issueToken(for: object, body, at: now)
    default: throw .methodNotAllowed
    }
  }

  /// What components create below a pod.
  mutating func post(
    _ request: ResourceRequest, _ definition: ResourceDefinition, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    guard let object = store.object(definition.storage, namespace: request.namespace, name: request.name) else {
      throw .notFound(definition.groupResource, request.name)
    }
    let attributes = AdmissionAttributes(.create, definition, request, object: request.object, old: .null)
    try callMutatingWebhooks(attributes)
    try admitDynamically(attributes)
    switch request.subresource {
    case "binding": return try bind(request, at: now)
    case "eviction":
      let options = request.object["deleteOptions"] ?? .object(JSONObject())
      try evict(object, options, user: request.user, at: now)
      return object
    default: throw .methodNotAllowed
    }
  }

  /// Assigns a pod to a node, as the scheduler asks.
  mutating func bind(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    let resource = GroupResource("pods")
    guard let definition = catalog.definition(resource),
      let pod = store.object(resource, namespace: request.namespace, name: request.name)
    else { throw .notFound(resource, request.name) }
    let node = request.object.at("target", "name")?.stringValue ?? ""
    let errors = bindingErrors(request.object, node)
    guard errors.isEmpty else {
      throw .invalid(GroupVersionKind(group: "", version: "v1", kind: "Binding"), request.name, errors)
    }
    let binding = GroupResource("pods/binding")
    if pod.value.isBeingDeleted {
      throw .conflict(binding, pod.name, "pod \(pod.name) is being deleted, cannot be assigned to a host")
    }
    if let assigned = pod.value.at("spec", "nodeName")?.stringValue, !assigned.isEmpty {
      throw .conflict(binding, pod.name, "pod \(pod.name) is already assigned to node \"\(assigned)\"")
    }
    var value = pod.value
    value.set(.string(node), at: "spec", "nodeName")
    value.setCondition(["type": "PodScheduled", "status": "True"], at: now)
    return try finished(store.put(value, in: resource), definition)
  }

  private func bindingErrors(_ binding: JSONValue, _ node: String) -> FieldErrors {
    var errors = FieldErrors()
    let kind = binding.at("target", "kind")?.stringValue ?? ""
    if !kind.isEmpty, kind != "Node" { errors.notSupported("target.kind", .string(kind), ["Node", "<empty>"]) }
    if node.isEmpty { errors.required("target.name") }
    return errors
  }
}

extension JSONValue {
  /// Puts a condition into `status.conditions` by its type; its transition time is kept while its status stays.
  mutating func setCondition(_ condition: JSONValue, at now: Instant) {
    let type = condition["type"]?.stringValue
    var condition = condition
    var conditions = at("status", "conditions")?.arrayValue ?? []
    let index = conditions.firstIndex { $0["type"]?.stringValue == type }
    let before = index.map { conditions[$0] }
    condition["lastProbeTime"] = before?["lastProbeTime"] ?? .null
    let isSame = before.map { $0["status"] == condition["status"] } ?? false
    condition["lastTransitionTime"] = isSame ? before?["lastTransitionTime"] : .string(now.rfc3339)
    if let index { conditions[index] = condition } else { conditions.append(condition) }
    set(.array(conditions), at: "status", "conditions")
  }
}

extension APIStatus {
  /// The answer to what succeeded and has nothing to show.
  static let success: JSONValue = ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]
}
