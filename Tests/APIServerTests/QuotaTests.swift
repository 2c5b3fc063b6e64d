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
}
