import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct PolicyTests {
  @Test(
    "a budget says how many of its pods may go",
    arguments: [
      (["minAvailable": 2], 2, 1), (["minAvailable": 3], 3, 0), (["maxUnavailable": 1], 2, 1),
      (["maxUnavailable": "50%"], 1, 2), (["minAvailable": "50%"], 2, 1),
    ] as [(JSONValue, Int64, Int64)])
  func aBudgetSaysHowManyOfItsPodsMayGo(spec: JSONValue, desired: Int64, allowed: Int64) {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    var budget: JSONValue = ["metadata": ["name": "web"], "spec": spec]
    budget.set(["matchLabels": ["app": "web"]], at: "spec", "selector")
    world.create(budget, in: .podDisruptionBudgets)
    world.run(for: .seconds(5))
    let status = world.get(.podDisruptionBudgets, "web")?["status"]
    #expect(status?["desiredHealthy"]?.intValue == desired)
    #expect(status?["currentHealthy"]?.intValue == 3)
    #expect(status?["expectedPods"]?.intValue == 3)
    #expect(status?["disruptionsAllowed"]?.intValue == allowed)
    let condition = Conditions(status?["conditions"])["DisruptionAllowed"]
    #expect(condition?.reason == (allowed > 0 ? "SufficientPods" : "InsufficientPods"))
  }

  @Test("a quota adds up what its namespace uses")
  func aQuotaAddsUpWhatItsNamespaceUses() {
    var world = World()
    world.create(
      [
        "metadata": ["name": "compute"],
        "spec": [
          "hard": [
            "pods": "5", "requests.cpu": "2", "limits.memory": "1Gi", "count/deployments.apps": "1", "services": "2",
          ]
        ],
      ], in: .resourceQuotas)
    world.create(
      podManifest(
        "a",
        [
          "containers": [
            [
              "name": "a", "image": "x",
              "resources": ["requests": ["cpu": "250m"], "limits": ["memory": "64Mi", "cpu": "1"]],
            ]
          ]
        ]), in: .pods)
    world.run(for: .seconds(3))
    #expect(
      world.get(.resourceQuotas, "compute")?.at("status", "used") == [
        "pods": "1", "requests.cpu": "250m", "limits.memory": "64Mi", "count/deployments.apps": "0", "services": "1",
      ])
    world.delete(.pods, "a")
    world.run(for: .seconds(3))
    #expect(world.get(.resourceQuotas, "compute")?.at("status", "used", "pods") == "0")
  }
}
