import APIServer
import KubernetesModel
import SimulationKernel

/// What is in a cluster before anybody uses it.
struct ClusterBootstrap {
  let configuration: ClusterConfiguration

  private static let namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"]

  func perform(on server: inout APIServer, at start: Instant) {
    let resource = GroupResource("namespaces")
    for name in Self.namespaces where server.get(resource, name) == nil {
      let namespace: JSONValue = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
      _ = try? server.create(namespace, in: resource, as: .admin, at: start)
    }
  }
}
