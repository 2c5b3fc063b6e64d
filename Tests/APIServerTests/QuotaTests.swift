import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct QuotaTests {
  let now = Instant(seconds: 1_795_363_717)

  private func pod(_ name: String, _ resources: JSONValue = [:]) -> JSONValue {
    [
      "metadata": ["name": .string(name), "namespace": "default"],
      "spec": ["containers": [["name": .string(name), "image": "a:1", "resources": resources]]],
    ]
  }

  private func refusal(_ server: inout APIServer, _ pod: JSONValue) -> String {
    do throws(APIStatus) {
      try server.create(pod, in: .pods, as: .admin, at: now)
      return ""
    } catch {
      return error.message
    }
  }

  @Test("a quota refuses what exceeds it")
  func aQuotaRefusesWhatExceedsIt() throws {
    var server = APIServer(seed: 1, at: now)
    let hard: JSONValue = ["pods": "1", "requests.cpu": "1"]
    var quota = try server.create(
      ["metadata": ["name": "compute", "namespace": "default"], "spec": ["hard": hard]], in: .resourceQuotas,
      as: .admin,
      at: now
    ).value
    quota["status"] = ["hard": hard, "used": ["pods": "0", "requests.cpu": "0"]]
    try server.updateStatus(quota, in: .resourceQuotas, as: .admin, at: now)
    #expect(
      refusal(&server, pod("early"))
        == #"pods "early" is forbidden: failed quota: compute: must specify requests.cpu for: early"#)
    let small: JSONValue = ["requests": ["cpu": "100m"]]
    #expect(refusal(&server, pod("a", small)).isEmpty)
    #expect(
      refusal(&server, pod("b", small))
        == #"pods "b" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1"#)
  }

  @Test("a limit range gives amounts and sets bounds")
  func aLimitRangeGivesAmountsAndSetsBounds() throws {
    var server = APIServer(seed: 1, at: now)
    let limit: JSONValue = [
      "type": "Container", "default": ["cpu": "200m", "memory": "64Mi"],
      "defaultRequest": ["cpu": "100m", "memory": "32Mi"], "max": ["memory": "256Mi"],
    ]
    try server.create(
      ["metadata": ["name": "defaults", "namespace": "default"], "spec": ["limits": [limit]]], in: .limitRanges,
      as: .admin, at: now)
    let made = try server.create(pod("a"), in: .pods, as: .admin, at: now).value
    #expect(
      made.annotations["kubernetes.io/limit-ranger"]
        == "LimitRanger plugin set: cpu, memory request for container a; cpu, memory limit for container a")
    #expect(
      made.at("spec", "containers")?[0]?["resources"]
        == ["limits": ["cpu": "200m", "memory": "64Mi"], "requests": ["cpu": "100m", "memory": "32Mi"]])
    #expect(
      refusal(&server, pod("big", ["limits": ["memory": "1Gi"]]))
        == #"pods "big" is forbidden: maximum memory usage per Container is 256Mi, but limit is 1Gi"#)
  }

  /// A server with one quota, as its controller leaves it.
  private func server(_ hard: JSONValue, _ spec: JSONValue = [:]) throws -> APIServer {
    var server = APIServer(seed: 1, at: now)
    var spec = spec
    spec["hard"] = hard
    var quota = try server.create(
      ["metadata": ["name": "q", "namespace": "default"], "spec": spec], in: .resourceQuotas, as: .admin, at: now
    ).value
    quota["status"] = ["hard": hard, "used": [:]]
    try server.updateStatus(quota, in: .resourceQuotas, as: .admin, at: now)
    return server
  }

  private func refusal(
    _ server: inout APIServer, _ resource: GroupResource, _ name: String, _ spec: JSONValue
  ) -> String {
    do throws(APIStatus) {
      let metadata: JSONValue = ["name": .string(name), "namespace": "default"]
      try server.create(["metadata": metadata, "spec": spec], in: resource, as: .admin, at: now)
      return ""
    } catch {
      return error.message
    }
  }

  @Test("a quota with scopes counts only the pods that are in them")
  func aQuotaWithScopesCountsOnlyThePodsThatAreInThem() throws {
    var server = try server(["pods": "1"], ["scopes": ["BestEffort"]])
    #expect(refusal(&server, pod("a", ["requests": ["cpu": "1"]])).isEmpty)
    #expect(refusal(&server, pod("b")).isEmpty)
    #expect(refusal(&server, pod("c", ["requests": ["cpu": "1"]])).isEmpty)
    #expect(
      refusal(&server, pod("d"))
        == #"pods "d" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1"#)
  }

  @Test("a quota's scope selector goes by the priority class")
  func aQuotasScopeSelectorGoesByThePriorityClass() throws {
    let term: JSONValue = ["scopeName": "PriorityClass", "operator": "In", "values": ["system-node-critical"]]
    var server = try server(["pods": "0"], ["scopeSelector": ["matchExpressions": [term]]])
    #expect(refusal(&server, pod("plain")).isEmpty)
    var critical = pod("critical")
    critical.set("system-node-critical", at: "spec", "priorityClassName")
    #expect(
      refusal(&server, critical)
        == #"pods "critical" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0"#)
  }

  @Test("quotas count node ports, load balancers and the storage of a class, also when objects grow")
  func quotasCountNodePortsLoadBalancersAndTheStorageOfAClass() throws {
    var server = try server([
      "services.nodeports": "1", "services.loadbalancers": "0", "requests.storage": "2Gi",
      "gold.storageclass.storage.k8s.io/persistentvolumeclaims": "0",
    ])
    let ports: JSONValue = [["name": "a", "port": 80], ["name": "b", "port": 81]]
    let refused = #"services "web" is forbidden: exceeded quota: q, requested: "#
    #expect(refusal(&server, .services, "web", ["ports": ports]).isEmpty)
    var service = try #require(server.get(.services, namespace: "default", "web")).value
    service.set("NodePort", at: "spec", "type")
    let text = "services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1"
    do throws(APIStatus) {
      try server.update(service, in: .services, as: .admin, at: now)
      Issue.record("two node ports were let in")
    } catch {
      #expect(error.message == refused + text)
    }
    #expect(
      refusal(&server, .services, "balanced", ["ports": [["port": 80]], "type": "LoadBalancer"])
        == #"services "balanced" is forbidden: exceeded quota: q, requested: services.loadbalancers=1, "#
        + "used: services.loadbalancers=0, limited: services.loadbalancers=0")
    func claim(_ size: JSONValue, _ type: JSONValue) -> JSONValue {
      ["accessModes": ["ReadWriteOnce"], "storageClassName": type, "resources": ["requests": ["storage": size]]]
    }
    #expect(refusal(&server, .persistentVolumeClaims, "a", claim("1Gi", "silver")).isEmpty)
    #expect(
      refusal(&server, .persistentVolumeClaims, "b", claim("1536Mi", "silver"))
        == #"persistentvolumeclaims "b" is forbidden: exceeded quota: q, requested: requests.storage=1536Mi, "#
        + "used: requests.storage=1Gi, limited: requests.storage=2Gi")
    let name = "gold.storageclass.storage.k8s.io/persistentvolumeclaims"
    #expect(
      refusal(&server, .persistentVolumeClaims, "c", claim("1Mi", "gold"))
        == #"persistentvolumeclaims "c" is forbidden: exceeded quota: q, requested: \#(name)=1, "#
        + "used: \(name)=0, limited: \(name)=0")
  }

  @Test("limit ranges bound whole pods, ratios and claims, and name the pod that was generated")
  func limitRangesBoundWholePodsRatiosAndClaims() throws {
    var server = APIServer(seed: 1, at: now)
    let limits: JSONValue = [
      ["type": "Pod", "max": ["cpu": "2"]], ["type": "Container", "maxLimitRequestRatio": ["memory": "10"]],
      ["type": "PersistentVolumeClaim", "min": ["storage": "100Mi"], "max": ["storage": "1Gi"]],
    ]
    try server.create(
      ["metadata": ["name": "bounds", "namespace": "default"], "spec": ["limits": limits]], in: .limitRanges,
      as: .admin, at: now)
    let resources: JSONValue = ["limits": ["cpu": "1500m", "memory": "20Mi"], "requests": ["memory": "1Mi"]]
    var both = pod("a", resources)
    let container = try #require(both.at("spec", "containers")?[0])
    var second = container
    second["name"] = "b"
    both.set([container, second], at: "spec", "containers")
    both.set(nil, at: "metadata", "name")
    both.set("gen-", at: "metadata", "generateName")
    let message = refusal(&server, both)
    let ratio = "memory max limit to request ratio per Container is 10, but provided ratio is 20.000000"
    #expect(
      message.drop { $0 != ":" }
        == ": [maximum cpu usage per Pod is 2, but limit is 3, \(ratio), \(ratio)]")
    // Five random characters follow the prefix.
    #expect(message.hasPrefix(#"pods "gen-"#) && message.dropFirst(15).hasPrefix(#"" is forbidden"#))
    func claim(_ size: JSONValue) -> JSONValue {
      ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": size]]]
    }
    let bound = "storage usage per PersistentVolumeClaim is"
    #expect(
      refusal(&server, .persistentVolumeClaims, "big", claim("5Gi"))
        == #"persistentvolumeclaims "big" is forbidden: maximum \#(bound) 1Gi, but request is 5Gi"#)
    #expect(
      refusal(&server, .persistentVolumeClaims, "small", claim("10Mi"))
        == #"persistentvolumeclaims "small" is forbidden: minimum \#(bound) 100Mi, but request is 10Mi"#)
  }
}
