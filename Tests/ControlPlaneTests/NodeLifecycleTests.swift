import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct NodeLifecycleTests {
  @Test("a silent node turns unknown, is tainted, and loses its pods after their tolerations end")
  func aSilentNodeTurnsUnknownIsTaintedAndLosesItsPodsAfterTheirTolerationsEnd() {
    var world = World(nodes: ["node-1", "node-2"])
    world.create(deploymentManifest(replicas: 4), in: .deployments)
    world.run(for: .seconds(20))
    world.update(.nodes, "node-1", in: "") { $0.set("yes", at: "metadata", "labels", "silent") }
    world.run(for: .seconds(70))
    let node = Node(world.get(.nodes, "node-1", namespace: "") ?? .null)
    #expect(node.conditions["Ready"]?.status == "Unknown")
    #expect(node.conditions["Ready"]?.message == "Kubelet stopped posting node status.")
    #expect(
      node.taints.map(Taint.init).map { $0.key + ":" + $0.effect } == [
        "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute",
      ])
    #expect(world.pods().count { $0.nodeName == "node-1" && !$0.isReady } == 2)
    world.run(for: .seconds(310))
    #expect(world.pods().count { $0.nodeName == "node-2" && $0.isActive } == 4)
  }

  @Test("a cordoned node is tainted, and untainted when it is uncordoned")
  func aCordonedNodeIsTaintedAndUntaintedWhenItIsUncordoned() {
    var world = World()
    world.update(.nodes, "node-1", in: "") { $0.set(true, at: "spec", "unschedulable") }
    world.run(for: .seconds(1))
    #expect(
      Node(world.get(.nodes, "node-1", namespace: "") ?? .null).taints.map { Taint($0).key } == [
        "node.kubernetes.io/unschedulable"
      ])
    world.update(.nodes, "node-1", in: "") { $0.set(nil, at: "spec", "unschedulable") }
    world.run(for: .seconds(1))
    #expect(Node(world.get(.nodes, "node-1", namespace: "") ?? .null).taints.isEmpty)
  }

  @Test("a NoExecute taint evicts pods that do not tolerate it")
  func aNoExecuteTaintEvictsPodsThatDoNotTolerateIt() {
    var world = World()
    world.create(podManifest("a"), in: .pods)
    world.create(podManifest("b", ["tolerations": [["operator": "Exists"]]]), in: .pods)
    world.run(for: .seconds(2))
    world.update(.nodes, "node-1", in: "") { $0.set([["key": "team", "effect": "NoExecute"]], at: "spec", "taints") }
    world.run(for: .seconds(3))
    #expect(world.pods().map(\.name) == ["b"])
    #expect(
      world.events(about: "Pod", reason: "TaintManagerEviction") == [
        "TaintManagerEviction: Marking for deletion Pod default/a"
      ])
  }

  @Test("the pods of a node that was deleted are deleted")
  func thePodsOfANodeThatWasDeletedAreDeleted() {
    var world = World()
    world.create(podManifest("a"), in: .pods)
    world.run(for: .seconds(2))
    world.delete(.nodes, "node-1", in: "")
    world.run(for: .seconds(50))
    #expect(world.pods().isEmpty)
  }
}
