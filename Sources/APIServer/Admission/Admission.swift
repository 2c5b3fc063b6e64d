import KubernetesModel
import SimulationKernel

extension APIServer {
  /// The admission plugins that change new objects, in a real server's order.
  mutating func admitCreate(
    _ object: inout JSONValue, _ definition: ResourceDefinition, _ request: ResourceRequest, at now: Instant
  ) throws(APIStatus) {
    try checkNamespace(object, definition)
    switch definition.storage {
    case .pods:
      setLimitDefaults(&object)
      try admitPod(&object)
    case .persistentVolumeClaims: setDefaultClass(&object)
    case .namespaces: try checkSecurityLevels(object, old: nil)
    default: break
    }
  }

  /// Those that only look at them, once they are known to be valid.
  func checkCreate(_ object: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    switch definition.storage {
    case .pods:
      try checkLimits(object, definition)
      try admitPodSecurity(object)
    case .persistentVolumeClaims: try checkLimits(object, definition)
    default: break
    }
  }

  /// The plugins that change objects that are updated.
  mutating func admitUpdate(
    _ object: inout JSONValue, old: JSONValue, _ definition: ResourceDefinition, _ request: ResourceRequest,
    at now: Instant
  ) throws(APIStatus) {
    switch definition.storage {
    case .pods: PodAdmission.keep(&object, old: old)
    case .namespaces: try checkSecurityLevels(object, old: old)
    default: break
    }
  }

  /// Those that only look at them, once they are known to be valid.
  func checkUpdate(_ object: JSONValue, old: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    guard definition.storage == .persistentVolumeClaims else { return }
    try checkLimits(object, definition)
    try checkExpansion(object, old: old, definition)
  }

  func admitDelete(
    _ object: StoredObject, _ definition: ResourceDefinition, _ request: ResourceRequest
  ) throws(APIStatus) {
    if definition.kind == "Namespace", NamespaceLifecycle.immortal.contains(object.name) {
      throw .forbidden(definition.groupResource, object.name, "this namespace may not be deleted")
    }
  }
}
