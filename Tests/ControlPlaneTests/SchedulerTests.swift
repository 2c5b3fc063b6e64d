import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct SchedulerTests {
  private static let tail = "no new claims to deallocate, preemption: 0/1 nodes are available: "
  private static let unhelpful = tail + "1 Preemption is not helpful for scheduling."

  private func message(_ world: World, _ pod: String) -> String? {
    Pod(world.get(.pods, pod) ?? .null).conditions["PodScheduled"]?.message
  }

  private static let cases: [(String, JSONValue, String)] = [
    (
      "a request that no node has",
      ["containers": [["name": "a", "image": "x", "resources": ["requests": ["cpu": "500", "memory": "4Ti"]]]]],
      "1 Insufficient cpu, 1 Insufficient memory. " + unhelpful
    ),
    (
      "a node selector", ["nodeSelector": ["disktype": "ssd"]],
      "1 node(s) didn't match Pod's node affinity/selector. " + unhelpful
    ),
    (
      "a node affinity",
      [
        "affinity": [
          "nodeAffinity": [
            "requiredDuringSchedulingIgnoredDuringExecution": [
              "nodeSelectorTerms": [["matchExpressions": [["key": "zone", "operator": "In", "values": ["a"]]]]]
            ]
          ]
        ]
      ],
      "1 node(s) didn't match Pod's node affinity/selector. " + unhelpful
    ),
    (
      "a claim that is not there", ["volumes": [["name": "d", "persistentVolumeClaim": ["claimName": "data"]]]],
      "persistentvolumeclaim \"data\" not found. not found"
    ),
    (
      "a spread over an unknown topology",
      [
        "topologySpreadConstraints": [
          [
            "maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": ["matchLabels": ["app": "x"]],
          ]
        ]
      ],
      "1 node(s) didn't match pod topology spread constraints (missing required label). " + unhelpful
    ),
    (
      "a friend that is not there",
      [
        "affinity": [
          "podAffinity": [
            "requiredDuringSchedulingIgnoredDuringExecution": [
              ["topologyKey": "kubernetes.io/hostname", "labelSelector": ["matchLabels": ["app": "nobody"]]]
            ]
          ]
        ]
      ],
      "1 node(s) didn't match pod affinity rules. " + unhelpful
    ),
    (
      "a host port that is taken",
      ["containers": [["name": "a", "image": "x", "ports": [["containerPort": 80, "hostPort": 18080]]]]],
      "1 node(s) didn't have free ports for the requested pod ports. " + tail
        + "1 No preemption victims found for incoming pod."
    ),
  ]

  @Test("a pod that no node takes says why", arguments: cases)
  func aPodThatNoNodeTakesSaysWhy(_: String, spec: JSONValue, reason: String) {
    var world = World()
    world.create(
      podManifest(
        "holder", ["containers": [["name": "a", "image": "x", "ports": [["containerPort": 80, "hostPort": 18080]]]]]),
      in: .pods)
    world.run(for: .seconds(2))
    world.create(podManifest("late", spec), in: .pods)
    world.run(for: .seconds(2))
    #expect(message(world, "late") == "0/1 nodes are available: " + reason)
    #expect(
      world.events(about: "Pod", reason: "FailedScheduling") == ["FailedScheduling: 0/1 nodes are available: " + reason]
    )
  }

  @Test("a pod gets its node, and its event says so")
  func aPodGetsItsNodeAndItsEventSaysSo() {
    var world = World()
    world.create(podManifest("api"), in: .pods)
    world.run(for: .seconds(1))
    #expect(world.events(about: "Pod") == ["Scheduled: Successfully assigned default/api to node-1"])
    let event = world.api.list(.events).first?.value
    #expect(event?["reportingComponent"]?.stringValue == "default-scheduler")
    #expect(event?["action"]?.stringValue == "Binding")
    #expect(event?["count"] == nil)
  }

  @Test("reasons are counted over the nodes and put in the order of their texts")
  func reasonsAreCountedOverTheNodesAndPutInTheOrderOfTheirTexts() {
    var world = World(nodes: ["node-1", "node-2", "node-3"])
    world.update(.nodes, "node-2", in: "") { $0.set([["key": "a", "effect": "NoSchedule"]], at: "spec", "taints") }
    world.create(
      podManifest(
        "big", ["containers": [["name": "a", "image": "x", "resources": ["requests": ["cpu": "3"]]]]]), in: .pods)
    world.run(for: .seconds(1))
    #expect(
      message(world, "big")
        == "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, "
        + "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.")
  }

  @Test("a label, an approval or an uncordoning brings the scheduler back")
  func aLabelAnApprovalOrAnUncordoningBringsTheSchedulerBack() {
    var world = World()
    world.create(podManifest("picky", ["nodeSelector": ["disktype": "ssd"]]), in: .pods)
    world.create(podManifest("gated", ["schedulingGates": [["name": "example.com/approval"]]]), in: .pods)
    world.run(for: .seconds(2))
    #expect(world.pods().allSatisfy { $0.nodeName.isEmpty })
    world.update(.nodes, "node-1", in: "") { $0.set("ssd", at: "metadata", "labels", "disktype") }
    world.update(.pods, "gated") { $0.set(nil, at: "spec", "schedulingGates") }
    world.run(for: .seconds(2))
    #expect(world.pods().allSatisfy { $0.nodeName == "node-1" })
    world.update(.nodes, "node-1", in: "") { $0.set(true, at: "spec", "unschedulable") }
    world.create(podManifest("late"), in: .pods)
    world.run(for: .seconds(2))
    #expect(message(world, "late")?.contains("1 node(s) were unschedulable.") == true)
    world.update(.nodes, "node-1", in: "") { $0.set(nil, at: "spec", "unschedulable") }
    world.run(for: .seconds(5))
    #expect(world.pods().allSatisfy { $0.nodeName == "node-1" })
  }

  @Test("pods of one owner are spread over the nodes")
  func podsOfOneOwnerAreSpreadOverTheNodes() {
    var world = World(nodes: ["node-1", "node-2", "node-3"])
    world.create(deploymentManifest(replicas: 6), in: .deployments)
    world.run(for: .seconds(3))
    let counts = Dictionary(grouping: world.pods(), by: \.nodeName).mapValues(\.count)
    #expect(counts == ["node-1": 2, "node-2": 2, "node-3": 2])
  }

  @Test("a pod of higher priority takes the place of one of lower priority")
  func aPodOfHigherPriorityTakesThePlaceOfOneOfLowerPriority() {
    var world = World()
    let spec: JSONValue = ["containers": [["name": "a", "image": "x", "resources": ["requests": ["cpu": "1500m"]]]]]
    world.create(podManifest("low", spec), in: .pods)
    world.run(for: .seconds(2))
    world.create(
      ["metadata": ["name": "high"], "value": 1000], in: .priorityClasses)
    var high = spec
    high["priorityClassName"] = "high"
    high["priority"] = 1000
    world.create(podManifest("high", high), in: .pods)
    world.run(for: .seconds(5))
    #expect(world.get(.pods, "low") == nil)
    #expect(Pod(world.get(.pods, "high") ?? .null).nodeName == "node-1")
    #expect(world.events(about: "Pod", reason: "Preempted").count == 1)
  }
}
