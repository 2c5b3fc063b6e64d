import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The fields that each manager owned of the object it wrote last, one set for every sort of write. Objects of one sort
/// are alike, and their sets share memory with it.
struct OwnedFields: Sendable {
  struct Key: Hashable, Sendable {
    let resource: GroupResource
    let manager: FieldManager
  }

  private var sets: TreeDictionary<Key, FieldSet> = [:]

  subscript(key: Key) -> FieldSet? {
    get { sets[key] }
    set { sets[key] = newValue }
  }
}

extension APIServer {
  /// An object after a write with its owners; what admission and the strategies add later belongs to nobody.
  mutating func tracked(
    _ new: JSONValue, live: JSONValue?, _ request: ResourceRequest, _ definition: ResourceDefinition, at now: Instant
  ) -> JSONValue {
    tracked(new, live: live, by: fieldManager(of: request, definition), definition, at: now)
  }

  mutating func tracked(
    _ new: JSONValue, live: JSONValue?, by manager: FieldManager, _ definition: ResourceDefinition, at now: Instant
  ) -> JSONValue {
    let key = OwnedFields.Key(resource: definition.storage, manager: manager)
    let known = ownedFields[key]
    let result = definition.ownership(manager.subresource).afterUpdate(
      from: live, to: new, by: manager, time: now.rfc3339, similar: known)
    if let fields = FieldOwnership.fields(of: manager, in: result), fields != known { ownedFields[key] = fields }
    return result
  }

  func fieldManager(
    of request: ResourceRequest, _ definition: ResourceDefinition, _ operation: FieldManager.Operation = .update
  ) -> FieldManager {
    FieldManager(
      name: request.options.fieldManager.isEmpty ? request.user.fieldManager : request.options.fieldManager,
      operation: operation, apiVersion: request.apiVersion ?? definition.groupVersion.apiVersion,
      subresource: request.subresource)
  }
}

extension UserInfo {
  /// The name under which a client that is part of the cluster owns fields: that of its program.
  var fieldManager: String {
    if name.hasPrefix("system:node:") { return "kubelet" }
    guard name.hasPrefix("system:") else { return name }
    let component = name.split(separator: ":").last.map(String.init) ?? name
    return component == "apiserver" ? "kube-apiserver" : component
  }
}
