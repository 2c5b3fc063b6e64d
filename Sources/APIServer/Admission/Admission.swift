import KubernetesModel
import SimulationKernel

extension APIServer {
  /// The admission plugins that look at new objects, in a real server's order.
  mutating func admitCreate(
    _ object: inout JSONValue, _ definition: ResourceDefinition, _ request: ResourceRequest, at now: Instant
  ) throws(APIStatus) {
    try checkNamespace(object, definition)
    switch definition.storage {
    case .pods:
      try admitLimits(&object)
      try admitPod(&object)
      try admitPodSecurity(object)
    case .persistentVolumeClaims: setDefaultClass(&object)
    case .namespaces: try checkSecurityLevels(object, old: nil)
    default: break
    }
  }

  mutating func admitUpdate(
    _ object: inout JSONValue, old: JSONValue, _ definition: ResourceDefinition, _ request: ResourceRequest,
    at now: Instant
  ) throws(APIStatus) {
    switch definition.storage {
    case .pods: PodAdmission.keep(&object, old: old)
    case .persistentVolumeClaims: try checkExpansion(object, old: old, definition)
    case .namespaces: try checkSecurityLevels(object, old: old)
    default: break
    }
  }

  func admitDelete(
    _ object: StoredObject, _ definition: ResourceDefinition, _ request: ResourceRequest
  ) throws(APIStatus) {
    if definition.kind == "Namespace", NamespaceLifecycle.immortal.contains(object.name) {
      throw .forbidden(definition.groupResource, object.name, "this namespace may not be deleted")
    }
  }
}
