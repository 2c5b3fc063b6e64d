import KubernetesModel

/// NamespaceLifecycle: new objects need a namespace that is there to stay.
enum NamespaceLifecycle {
  static let immortal: Set<String> = ["default", "kube-system", "kube-public"]
}

extension APIServer {
  func checkNamespace(_ object: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    guard definition.isNamespaced else { return }
    let namespaces = GroupResource("namespaces")
    guard let namespace = store.object(namespaces, namespace: "", name: object.namespace) else {
      throw .notFound(namespaces, object.namespace)
    }
    guard namespace.value.at("status", "phase")?.stringValue == "Terminating" else { return }
    var status = APIStatus.forbidden(
      definition.groupResource, object.admissionName,
      "unable to create new content in namespace \(object.namespace) because it is being terminated")
    status.causes = [
      .init(
        reason: "NamespaceTerminating", message: "namespace \(object.namespace) is being terminated",
        field: "metadata.namespace")
    ]
    throw status
  }
}

extension JSONValue {
  /// The name by which admission speaks of a new object: a generated name is not known yet.
  var admissionName: String { name.isEmpty ? at("metadata", "generateName")?.stringValue ?? "" : name }
}
