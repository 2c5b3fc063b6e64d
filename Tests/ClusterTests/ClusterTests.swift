import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite struct ClusterTests {
  let start = Instant(seconds: 1_795_359_810)
  let configuration = ClusterConfiguration(nodes: [NodeConfiguration(name: "node-1")], isBare: true)

  @Test("two clusters with one seed go the same way")
  func twoClustersWithOneSeedGoTheSameWay() {
    var first = Cluster(configuration, seed: 7, at: start)
    var second = Cluster(configuration, seed: 7, at: start)
    for seconds in stride(from: 0, to: 600, by: 37) { first.advance(to: start + .seconds(seconds)) }
    first.advance(to: start + .seconds(600))
    second.advance(to: start + .seconds(600))
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.now == second.now)
  }

  @Test("a copy goes its own way")
  func aCopyGoesItsOwnWay() {
    var original = Cluster(configuration, seed: 7, at: start)
    original.advance(to: start + .seconds(60))
    let fork = original
    let before = fork.fingerprint
    original.advance(to: start + .seconds(120))
    #expect(fork.fingerprint == before)
    #expect(original.fingerprint != before)
    #expect(fork.now == start + .seconds(60))
  }

  @Test("with another seed a copy makes other names, and the same seed makes the same ones")
  func withAnotherSeedACopyMakesOtherNamesAndTheSameSeedMakesTheSameOnes() {
    var original = Cluster(configuration, seed: 7, at: start)
    original.advance(to: start + .seconds(60))
    func uid(_ seed: UInt64?) -> String? {
      var fork = original
      if let seed { fork.reseed(seed) }
      let request = APIRequest(
        .post, "/api/v1/namespaces",
        body: .value(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "new"]]))
      guard case .value(let namespace) = fork.handle(request, at: fork.now).body else { return nil }
      return namespace.at("metadata", "uid")?.stringValue
    }
    let uids = [nil, 1, 2, 7].map(uid)
    #expect(!uids.contains(nil) && Set(uids).count == 4)
    #expect([nil, 1, 2, 7].map(uid) == uids)
  }

  @Test("a usual cluster has DNS, a proxy on every node, metrics and a control plane")
  func aUsualClusterHasDNSAProxyOnEveryNodeMetricsAndAControlPlane() {
    var cluster = Cluster(
      ClusterConfiguration(nodes: [
        NodeConfiguration(name: "cp", roles: ["control-plane"]), NodeConfiguration(name: "worker"),
      ]),
      seed: 3, at: start)
    cluster.advance(to: start + .seconds(60))
    func names(_ path: String) -> [String] {
      guard case .value(let list) = cluster.handle(APIRequest(.get, path), at: cluster.now).body else { return [] }
      return (list["items"]?.arrayValue ?? []).map(\.name)
    }
    let pods = names("/api/v1/namespaces/kube-system/pods")
    for prefix in [
      "coredns-", "etcd-cp", "kube-apiserver-cp", "kube-controller-manager-cp", "kube-scheduler-cp", "metrics-server-",
    ] {
      #expect(pods.contains { $0.hasPrefix(prefix) }, "\(prefix) in \(pods)")
    }
    #expect(names("/apis/metrics.k8s.io/v1beta1/nodes") == ["cp", "worker"])
    #expect(names("/apis/metrics.k8s.io/v1beta1/namespaces/kube-system/pods") == pods)
    #expect(names("/apis/storage.k8s.io/v1/storageclasses") == ["standard"])
  }

  @Test("a bare cluster has no metrics")
  func aBareClusterHasNoMetrics() {
    var cluster = Cluster(configuration, seed: 3, at: start)
    #expect(cluster.handle(APIRequest(.get, "/apis/metrics.k8s.io/v1beta1/nodes"), at: start).status == 404)
  }
}
