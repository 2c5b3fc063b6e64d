import ClusterNetwork
import KubernetesModel
import Testing

@Suite struct RouteTests {
  private let web = Route.pod(namespace: "shop", name: "web", address: "10.244.0.6", port: 8080)

  @Test("a Service leads to the port of a ready pod")
  func aServiceLeadsToThePortOfAReadyPod() {
    let town = Town()
    let client = town.pod("client")
    #expect(town.network.route(from: client, to: "10.96.0.20", port: 80) == web)
    #expect(town.network.route(from: .node("node-1"), to: "10.96.0.20", port: 80) == web)
    #expect(town.network.route(from: client, to: "10.244.0.6", port: 8080) == web)
    #expect(town.network.route(from: client, to: "192.0.2.11", port: 30080) == web)
  }

  @Test(
    "an address leads where its rules say",
    arguments: [
      ("10.96.0.21", 80, Route.refused(address: "10.96.0.21")),
      ("10.96.0.22", 80, .refused(address: "10.96.0.22")),
      ("10.96.0.20", 81, .timedOut(address: "10.96.0.20")),
      ("10.244.9.9", 80, .timedOut(address: "10.244.9.9")),
      ("192.0.2.11", 22, .node(name: "node-1", address: "192.0.2.11", port: 22)),
      ("10.96.0.1", 443, .apiServer(address: "192.0.2.2", port: 6443)),
      ("127.0.0.1", 8080, .loopback(port: 8080)),
      ("198.51.100.7", 443, .external(address: "198.51.100.7", port: 443)),
      ("203.0.113.7", 443, .timedOut(address: "203.0.113.7")),
      ("nonsense", 443, .timedOut(address: "nonsense")),
    ])
  func anAddressLeadsWhereItsRulesSay(address: String, port: Int, route: Route) {
    let town = Town()
    #expect(town.network.route(from: town.pod("client"), to: address, port: port) == route)
  }

  @Test("a dead node answers nobody")
  func aDeadNodeAnswersNobody() {
    var town = Town()
    town.edit(.nodes, "", "node-1") { $0.set([["type": "Ready", "status": "Unknown"]], at: "status", "conditions") }
    #expect(
      town.network.route(from: town.pod("client"), to: "10.96.0.20", port: 80) == .timedOut(address: "10.96.0.20"))
  }

  @Test(
    "a policy lets in what one of its rules allows",
    arguments: [
      ([:], false),
      (["ingress": [[:]]], true),
      (["ingress": [["from": [["podSelector": ["matchLabels": ["app": "client"]]]]]]], true),
      (["ingress": [["from": [["podSelector": ["matchLabels": ["app": "other"]]]]]]], false),
      (["ingress": [["from": [["namespaceSelector": ["matchLabels": ["team": "shop"]]]]]]], true),
      (["ingress": [["from": [["namespaceSelector": ["matchLabels": ["team": "ops"]]]]]]], false),
      (["ingress": [["from": [["ipBlock": ["cidr": "10.244.0.0/16"]]]]]], true),
      (["ingress": [["from": [["ipBlock": ["cidr": "10.244.0.0/16", "except": ["10.244.0.5/32"]]]]]]], false),
      (["ingress": [["ports": [["port": 8080]]]]], true),
      (["ingress": [["ports": [["port": "http"]]]]], true),
      (["ingress": [["ports": [["port": 80]]]]], false),
      (["ingress": [["ports": [["port": 8000, "endPort": 8100]]]]], true),
      (["ingress": [["ports": [["port": 8080, "protocol": "UDP"]]]]], false),
    ] as [(JSONValue, Bool)])
  func aPolicyLetsInWhatOneOfItsRulesAllows(rules: JSONValue, isAllowed: Bool) {
    var town = Town()
    var spec: JSONValue = ["podSelector": ["matchLabels": ["app": "web"]], "policyTypes": ["Ingress"]]
    spec["ingress"] = rules["ingress"]
    town.addPolicy("shop", spec)
    let route = town.network.route(from: town.pod("client"), to: "10.96.0.20", port: 80)
    #expect(route == (isAllowed ? web : .timedOut(address: "10.96.0.20")))
    #expect(town.network.route(from: .node("node-1"), to: "10.244.0.6", port: 8080) == web)
  }

  @Test("a policy for other pods changes nothing")
  func aPolicyForOtherPodsChangesNothing() {
    var town = Town()
    town.addPolicy("ops", ["podSelector": [:], "policyTypes": ["Ingress", "Egress"]])
    #expect(town.network.route(from: town.pod("client"), to: "10.96.0.20", port: 80) == web)
    #expect(
      town.network.route(from: town.pod("client"), to: "10.244.0.7", port: 5432) == .timedOut(address: "10.244.0.7"))
  }
}
