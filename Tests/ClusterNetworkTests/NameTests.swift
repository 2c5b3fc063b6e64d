import ClusterNetwork
import KubernetesModel
import Testing

@Suite struct NameTests {
  @Test(
    "a name is found in the search domains",
    arguments: [
      ("web", "10.96.0.20"), ("web.shop", "10.96.0.20"), ("web.shop.svc.cluster.local", "10.96.0.20"),
      ("WEB.shop.svc.cluster.local.", "10.96.0.20"), ("db.ops", "10.244.0.7"), ("db-0.db.ops", "10.244.0.7"),
      ("10-244-0-9.shop.pod.cluster.local", "10.244.0.9"), ("kubernetes.default", "10.96.0.1"),
      ("localhost", "127.0.0.1"), ("client", "10.244.0.5"), ("10.1.2.3", "10.1.2.3"),
    ])
  func aNameIsFoundInTheSearchDomains(name: String, address: String) {
    let town = Town()
    guard case .addresses(let addresses, _) = town.network.resolve(name, from: town.pod("client")) else {
      Issue.record("\(name) was not found")
      return
    }
    #expect(addresses == [address])
  }

  @Test(
    "a name that nobody has does not exist",
    arguments: [
      "db", "webb.shop", "db-1.db.ops", "shop.example.com", "web.nowhere.svc.cluster.local", "cluster.local", "",
    ])
  func aNameThatNobodyHasDoesNotExist(name: String) {
    let town = Town()
    #expect(town.network.resolve(name, from: town.pod("client")) == .notFound)
  }

  @Test("an ExternalName is an alias of a host outside")
  func anExternalNameIsAnAliasOfAHostOutside() {
    let town = Town()
    let direct = town.network.resolve("pay.firedrill.dev", from: town.pod("client"))
    let alias = town.network.resolve("outside", from: town.pod("client"))
    #expect(alias == direct)
    guard case .addresses(let addresses, "pay.firedrill.dev") = alias else {
      Issue.record("no alias")
      return
    }
    #expect(addresses.first?.hasPrefix("198.51.100.") == true)
  }

  @Test("no name resolves while the cluster's DNS is not ready, except for what hosts know")
  func noNameResolvesWhileTheClustersDNSIsNotReadyExceptForWhatHostsKnow() {
    var town = Town()
    town.edit(.endpointSlices, "kube-system", "kube-dns") { _ in }
    town.edit(.pods, "kube-system", "coredns") {
      $0.set([["type": "Ready", "status": "False"]], at: "status", "conditions")
    }
    #expect(town.network.resolve("web", from: town.pod("client")) == .timedOut)
    #expect(
      town.network.resolve("localhost", from: town.pod("client"))
        == .addresses(["127.0.0.1"], canonicalName: "localhost"))
  }

  @Test("a node asks outside of the cluster")
  func aNodeAsksOutsideOfTheCluster() {
    let town = Town()
    #expect(town.network.resolve("web.shop.svc.cluster.local", from: .node("node-1")) == .notFound)
    #expect(town.network.resolve("pay.firedrill.dev", from: .node("node-1")) != .notFound)
  }

  @Test("a pod's resolver is written as the kubelet writes it")
  func aPodsResolverIsWrittenAsTheKubeletWritesIt() {
    let town = Town()
    #expect(
      town.network.resolverConfiguration(of: town.pod("client")).text == """
        search shop.svc.cluster.local svc.cluster.local cluster.local
        nameserver 10.96.0.10
        options ndots:5

        """)
  }

  @Test("a policy without egress to DNS leaves names without an answer")
  func aPolicyWithoutEgressToDNSLeavesNamesWithoutAnAnswer() {
    var town = Town()
    town.addPolicy("shop", ["podSelector": [:], "policyTypes": ["Egress"]])
    #expect(town.network.resolve("web", from: town.pod("client")) == .timedOut)
  }
}
