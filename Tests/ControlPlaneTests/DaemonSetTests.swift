import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct DaemonSetTests {
  private func manifest(image: String = "agent:1") -> JSONValue {
    [
      "metadata": ["name": "agent"],
      "spec": [
        "selector": ["matchLabels": ["app": "agent"]], "template": podTemplate(app: "agent", image: image),
        "updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 1, "maxSurge": 0]],
      ],
    ]
  }

  private func status(_ world: World, _ field: String) -> Int64 {
    DaemonSet(world.get(.daemonSets, "agent") ?? .null).integer("status", field)
  }

  @Test("a DaemonSet has a pod on every node that it tolerates, also on those that come later")
  func aDaemonSetHasAPodOnEveryNodeThatItToleratesAlsoOnThoseThatComeLater() {
    var world = World(nodes: ["node-1", "node-2", "node-3"])
    world.update(.nodes, "node-2", in: "") { $0.set([["key": "a", "effect": "NoSchedule"]], at: "spec", "taints") }
    world.update(.nodes, "node-3", in: "") { $0.set(true, at: "spec", "unschedulable") }
    world.create(manifest(), in: .daemonSets)
    world.run(for: .seconds(3))
    #expect(world.pods().map(\.nodeName).sorted() == ["node-1", "node-3"])
    world.addNode("node-4")
    world.run(for: .seconds(3))
    #expect(world.pods().map(\.nodeName).sorted() == ["node-1", "node-3", "node-4"])
    for field in ["desiredNumberScheduled", "currentNumberScheduled", "numberReady", "numberAvailable"] {
      #expect(status(world, field) == 3, "\(field)")
    }
  }

  @Test("a new template replaces the pods one node after the other")
  func aNewTemplateReplacesThePodsOneNodeAfterTheOther() {
    var world = World(nodes: ["node-1", "node-2"])
    world.create(manifest(), in: .daemonSets)
    world.run(for: .seconds(3))
    world.update(.daemonSets, "agent", deploymentImage("agent:2"))
    var least = Int64.max
    for _ in 0..<60 {
      world.run(for: .milliseconds(200))
      least = min(least, status(world, "numberAvailable"))
    }
    #expect(least == 1)
    #expect(world.pods().allSatisfy { $0.containers.first?["image"]?.stringValue == "agent:2" })
    #expect(status(world, "updatedNumberScheduled") == 2)
    #expect(world.api.list(.controllerRevisions).compactMap { $0.value["revision"]?.intValue }.sorted() == [1, 2])
  }

  @Test("a daemon that does not fit its node says so of that node alone")
  func aDaemonThatDoesNotFitItsNodeSaysSoOfThatNodeAlone() {
    var world = World(nodes: ["node-1", "node-2"])
    world.create(podManifest("full", ["nodeName": "node-1"]), in: .pods)
    var large = manifest()
    large.set(
      [["name": "a", "image": "x", "resources": ["requests": ["cpu": "3"]]]], at: "spec", "template", "spec",
      "containers")
    world.create(large, in: .daemonSets)
    world.run(for: .seconds(3))
    let messages = world.pods().compactMap { $0.conditions["PodScheduled"]?.message }.filter { !$0.isEmpty }
    #expect(messages.count == 2)
    #expect(
      messages.allSatisfy {
        $0.hasPrefix("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity].")
      })
  }
}
