import APIServer
import KubernetesModel
import SimulationKernel

/// Puts the cluster's CA certificate into every namespace, as the ConfigMap `kube-root-ca.crt`.
struct RootCertificatePublisher: Controller {
  let name = "root-ca-certificate-publisher-controller"
  var retries = RetryDelays()

  private static let configMap = "kube-root-ca.crt"
  private static let annotation = "kubernetes.io/description"
  private static let description = """
    Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the \
    internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes \
    clusters.
    """

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    NamespaceContent.observe(change, resource: .configMaps, name: Self.configMap, queue: &queue)
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard NamespaceContent.isActive(key.name, api: api) else { return }
    let data: JSONValue = ["ca.crt": .string(APIServer.rootCertificate)]
    guard let stored = api.get(.configMaps, namespace: key.name, Self.configMap) else {
      let map: JSONValue = [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": [
          "name": .string(Self.configMap), "namespace": .string(key.name),
          "annotations": [Self.annotation: .string(Self.description)],
        ],
        "data": data,
      ]
      try api.create(map, in: .configMaps, as: .controllerManager, at: queue.now)
      return
    }
    guard stored.value["data"] != data || stored.value.annotations[Self.annotation] == nil else { return }
    var map = stored.value
    map["data"] = data
    map.set(.string(Self.description), at: "metadata", "annotations", Self.annotation)
    try api.update(map, in: .configMaps, as: .controllerManager, at: queue.now)
  }
}
