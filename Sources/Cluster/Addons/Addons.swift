import APIServer
import ContainerShell
import KubernetesModel
import Nodes
import SimulationKernel

/// What people expect in a cluster besides what they put there themselves.
enum Addons {
  private static let manifests = [localPathStorage, coreDNS, kubeProxy, metricsServer]

  static let images =
    StaticPods.images + [
      "registry.k8s.io/coredns/coredns:v1.14.1", "registry.k8s.io/kube-proxy:v1.36.2",
      "registry.k8s.io/metrics-server/metrics-server:v0.8.1", "registry.k8s.io/pause:3.10.1",
      "rancher/local-path-provisioner:v0.0.32",
    ]

  static func install(on server: inout APIServer, at start: Instant) {
    for manifest in manifests {
      for document in (try? YAMLReader.documents(manifest)) ?? [] { create(document.value, on: &server, at: start) }
    }
    for node in server.list(.nodes) where node.value.labels["node-role.kubernetes.io/control-plane"] != nil {
      for pod in StaticPods.pods(on: node) { create(pod, on: &server, at: start) }
    }
  }

  private static func create(_ object: JSONValue, on server: inout APIServer, at start: Instant) {
    let kind = GroupVersionKind(GroupVersion(apiVersion: object.apiVersion), object.kind)
    guard let definition = server.catalog.definition(of: kind) else { return }
    _ = try? server.create(object, in: definition.groupResource, as: .admin, at: start)
  }
}
