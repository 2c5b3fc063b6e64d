import KubernetesModel
import SimulationKernel

/// How a deletion went.
struct Deletion {
  /// The object that is deleted, or that now waits for its grace period or its finalizers.
  let object: StoredObject
  let isGone: Bool
}

extension APIServer {
  mutating func deleteObject(
    _ request: APIRequest, _ target: RequestTarget, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let delete = try deleteRequest(request, target)
    let definition = target.definition
    let deletion: Deletion
    if delete.options.dryRun {
      var copy = self
      deletion = try copy.delete(delete, at: now)
    } else {
      deletion = try self.delete(delete, at: now)
    }
    guard deletion.isGone, !definition.strategy.returnsDeletedObject else {
      return APIResponse(status: 200, body: .value(definition.served(deletion.object.value)))
    }
    var details: JSONValue = [
      "name": .string(deletion.object.name), "kind": .string(definition.plural), "uid": .string(deletion.object.uid),
    ]
    if !definition.groupVersion.group.isEmpty { details["group"] = .string(definition.groupVersion.group) }
    var status = APIStatus.success
    status["details"] = details
    return APIResponse(status: 200, body: .value(status))
  }

  private func deleteRequest(_ request: APIRequest, _ target: RequestTarget) throws(APIStatus) -> ResourceRequest {
    var delete = ResourceRequest(.delete, target.definition.storage, user: request.user)
    delete.namespace = target.namespace
    delete.name = target.name
    delete.object = try deleteOptions(request)
    delete.options = try WriteOptions(request)
    if delete.object["dryRun"]?.arrayValue?.isEmpty == false { delete.options.dryRun = true }
    return delete
  }

  /// `DeleteOptions` from the body; query parameters stand in where there is no body.
  private func deleteOptions(_ request: APIRequest) throws(APIStatus) -> JSONValue {
    let body = try bodyValue(request, GroupVersionKind(group: "", version: "v1", kind: "DeleteOptions"))
    if let body, !body.isNull { return body }
    var options = JSONValue.object(JSONObject())
    if let grace = request.parameter("gracePeriodSeconds").flatMap({ Int64($0) }) {
      options["gracePeriodSeconds"] = .integer(grace)
    }
    if let policy = request.parameter("propagationPolicy") { options["propagationPolicy"] = .string(policy) }
    if let orphan = request.parameter("orphanDependents") { options["orphanDependents"] = .bool(isTrue(orphan)) }
    return options
  }

  mutating func deleteObjects(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let selection = try Selection(request, target)
    var each = try deleteRequest(request, target)
    let objects = store.objects(target.definition.storage, namespace: selection.namespace)
      .filter { selection.includes($0.value) }
    var copy = self
    copy.store.advance(to: now)
    for object in objects {
      each.namespace = object.namespace
      each.name = object.name
      do throws(APIStatus) { _ = try copy.delete(each, at: now) } catch  where error.reason == "NotFound" {}
    }
    if !each.options.dryRun { self = copy }
    let metadata: JSONValue = ["resourceVersion": .string(String(store.resourceVersion))]
    return APIResponse(
      status: 200,
      body: .value(
        showList(
          objects.map(\.value), metadata, target, representation, request: request,
          at: now)))
  }

  /// Deletes an object, or marks it so that the kubelet, the garbage collector or a finalizer's owner can finish.
  mutating func delete(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> Deletion {
    guard let definition = catalog.definition(request.resource) else { throw .unknownResource }
    guard let current = store.object(definition.storage, namespace: request.namespace, name: request.name) else {
      throw .notFound(definition.groupResource, request.name)
    }
    try admitDelete(current, definition, request)
    let attributes = AdmissionAttributes(.delete, definition, request, object: .null, old: current.value)
    try callMutatingWebhooks(attributes)
    try admitDynamically(attributes)
    try checkDeletePreconditions(request.object["preconditions"], current, definition)
    let finalizers = deletionFinalizers(current.value, request.object, definition.strategy)
    switch definition.kind {
    case "Namespace": return try deleteNamespace(current, finalizers, definition, at: now)
    case "Pod" where definition.groupVersion.group.isEmpty:
      return try deleteGracefully(current, finalizers, request.object, definition, at: now)
    default: break
    }
    guard !finalizers.isEmpty else {
      store.remove(current)
      serveCustomResources(after: definition, at: now)
      return Deletion(object: current, isGone: true)
    }
    var value = current.value
    setFinalizers(finalizers, &value)
    if !value.isBeingDeleted { markDeleted(&value, grace: 0, at: now) }
    return Deletion(object: value == current.value ? current : store.put(value, in: definition.storage), isGone: false)
  }

  func markDeleted(_ value: inout JSONValue, grace: Int64?, at now: Instant) {
    value.set(.string((now + .seconds(grace ?? 0)).rfc3339), at: "metadata", "deletionTimestamp")
    value.set(grace.map(JSONValue.integer), at: "metadata", "deletionGracePeriodSeconds")
    if value.generation > 0 { value.set(.integer(value.generation &+ 1), at: "metadata", "generation") }
  }

  func setFinalizers(_ finalizers: [String], _ value: inout JSONValue) {
    value.set(finalizers.isEmpty ? nil : .array(finalizers.map(JSONValue.string)), at: "metadata", "finalizers")
  }

  private func checkDeletePreconditions(
    _ preconditions: JSONValue?, _ current: StoredObject, _ definition: ResourceDefinition
  ) throws(APIStatus) {
    // Unlike other conflicts these name the kind.
    let resource = GroupResource(group: definition.groupVersion.group, definition.kind)
    if let uid = preconditions?["uid"]?.stringValue, uid != current.uid {
      throw .conflict(
        resource, current.name,
        "the UID in the precondition (\(uid)) does not match the UID in record (\(current.uid)). "
          + "The object might have been deleted and then recreated")
    }
    if let version = preconditions?["resourceVersion"]?.stringValue, version != current.value.resourceVersion {
      throw .conflict(
        resource, current.name,
        "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record "
          + "(\(current.value.resourceVersion)). The object might have been modified")
    }
  }

  /// The finalizers that an object has after a deletion was asked for: the policy for its dependents is one.
  private func deletionFinalizers(
    _ object: JSONValue, _ options: JSONValue, _ strategy: any ResourceStrategy
  ) -> [String] {
    let present = object.finalizers
    let policy =
      options["propagationPolicy"]?.stringValue
      ?? options["orphanDependents"]?.boolValue.map { $0 ? "Orphan" : "Background" }
      ?? (present.contains("orphan")
        ? "Orphan"
        : present.contains("foregroundDeletion") ? "Foreground" : strategy.orphansDependents ? "Orphan" : "Background")
    var finalizers = present.filter { $0 != "orphan" && $0 != "foregroundDeletion" }
    switch policy {
    case "Orphan": finalizers.append("orphan")
    case "Foreground": finalizers.append("foregroundDeletion")
    default: break
    }
    return finalizers
  }

  private mutating func deleteNamespace(
    _ current: StoredObject, _ finalizers: [String], _ definition: ResourceDefinition, at now: Instant
  ) throws(APIStatus) -> Deletion {
    var value = current.value
    setFinalizers(finalizers, &value)
    if !value.isBeingDeleted {
      markDeleted(&value, grace: nil, at: now)
      value.set("Terminating", at: "status", "phase")
    }
    let isHeld = value.at("spec", "finalizers")?.arrayValue?.isEmpty == false || !finalizers.isEmpty
    let object = value == current.value ? current : store.put(value, in: definition.storage)
    if !isHeld { store.remove(object) }
    return Deletion(object: object, isGone: !isHeld)
  }

  /// Deletes a pod: one that runs gets time to stop, and its kubelet deletes it for good with a grace period of 0.
  private mutating func deleteGracefully(
    _ current: StoredObject, _ finalizers: [String], _ options: JSONValue, _ definition: ResourceDefinition,
    at now: Instant
  ) throws(APIStatus) -> Deletion {
    var value = current.value
    setFinalizers(finalizers, &value)
    let asked = options["gracePeriodSeconds"]?.intValue
    if let running = value.at("metadata", "deletionGracePeriodSeconds")?.intValue, value.isBeingDeleted {
      // Only a shorter period changes anything.
      if let asked, asked < running {
        let due = value.at("metadata", "deletionTimestamp")?.stringValue.flatMap { Instant(rfc3339: $0) } ?? now
        value.set(
          .string((due - .seconds(running) + .seconds(max(0, asked))).rfc3339), at: "metadata", "deletionTimestamp")
        value.set(.integer(max(0, asked)), at: "metadata", "deletionGracePeriodSeconds")
      }
    } else {
      markDeleted(&value, grace: gracePeriod(value, asked), at: now)
    }
    let object = value == current.value ? current : store.put(value, in: definition.storage)
    let isGone = finalizers.isEmpty && value.at("metadata", "deletionGracePeriodSeconds")?.intValue == 0
    if isGone { store.remove(object) }
    return Deletion(object: object, isGone: isGone)
  }

  /// Seconds that a pod gets to stop: none when nothing of it runs.
  private func gracePeriod(_ pod: JSONValue, _ asked: Int64?) -> Int64 {
    let phase = pod.at("status", "phase")?.stringValue
    let node = pod.at("spec", "nodeName")?.stringValue ?? ""
    if node.isEmpty || phase == "Succeeded" || phase == "Failed" { return 0 }
    let period = asked ?? pod.at("spec", "terminationGracePeriodSeconds")?.intValue ?? 30
    return period < 0 ? 1 : min(period, 1 << 40)
  }
}
