import APIServer
import ControlPlane
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct RolloutTests {
  /// The transitions of the Deployment, one line for each that shows: counts and conditions.
  private func transitions(_ world: World) -> [String] {
    var lines: [String] = []
    for change in world.changes where change.resource == .deployments {
      let deployment = Deployment(change.object.value)
      let fields = [
        "replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas",
        "terminatingReplicas",
      ]
      let counts = fields.map { String(deployment.integer("status", $0)) }.joined(separator: "/")
      let conditions = deployment.conditions.map { "\($0.type)=\($0.status):\($0.reason)" }.joined(separator: " ")
      let line = "gen=\(deployment.generation)/\(deployment.observedGeneration) \(counts) \(conditions)"
      if line != lines.last { lines.append(line) }
    }
    return lines
  }

  @Test("a new Deployment goes through the states that a real one goes through")
  func aNewDeploymentGoesThroughTheStatesThatARealOneGoesThrough() throws {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(5))
    #expect(
      transitions(world).filter { !$0.contains("/1/") && !$0.contains("/2/") } == [
        "gen=1/0 0/0/0/0/0/0 ",
        "gen=1/0 0/0/0/0/0/0 Progressing=True:NewReplicaSetCreated",
        "gen=1/1 0/0/0/0/3/0 Progressing=True:NewReplicaSetCreated Available=False:MinimumReplicasUnavailable",
        "gen=1/1 3/3/0/0/3/0 Available=False:MinimumReplicasUnavailable Progressing=True:ReplicaSetUpdated",
        "gen=1/1 3/3/3/3/0/0 Available=True:MinimumReplicasAvailable Progressing=True:NewReplicaSetAvailable",
      ])
    #expect(world.deployment().annotations["deployment.kubernetes.io/revision"] == "1")
    let set = try #require(world.sets().first)
    #expect(world.events(about: "Deployment") == ["ScalingReplicaSet: Scaled up replica set \(set.name) from 0 to 3"])
    #expect(
      world.events(about: "ReplicaSet").allSatisfy { $0.hasPrefix("SuccessfulCreate: Created pod: \(set.name)-") })
    #expect(set.annotations["deployment.kubernetes.io/max-replicas"] == "4")
    #expect(
      world.deployment().conditions["Progressing"]?.message == "ReplicaSet \"\(set.name)\" has successfully progressed."
    )
  }

  @Test("a new template replaces the pods one by one")
  func aNewTemplateReplacesThePodsOneByOne() {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(5))
    world.update(.deployments, "web", deploymentImage("nginx:1.28"))
    world.run(for: .seconds(20))
    #expect(world.pods().count == 3)
    #expect(world.pods().allSatisfy { $0.containers.first?["image"]?.stringValue == "nginx:1.28" })
    let totals = world.changes.filter { $0.resource == .deployments }.map {
      Deployment($0.object.value).integer("status", "availableReplicas")
    }
    #expect(totals.drop { $0 < 3 }.allSatisfy { $0 >= 3 })
    let scalings = world.events(about: "Deployment").map { String($0.suffix(11)) }
    #expect(
      scalings == [
        "from 0 to 3", "from 0 to 1", "from 3 to 2", "from 1 to 2", "from 2 to 1", "from 2 to 3", "from 1 to 0",
      ])
    #expect(world.deployment().annotations["deployment.kubernetes.io/revision"] == "2")
  }

  @Test("Recreate stops all old pods before it starts a new one")
  func recreateStopsAllOldPodsBeforeItStartsANewOne() {
    var world = World()
    world.create(deploymentManifest(strategy: ["type": "Recreate"]), in: .deployments)
    world.run(for: .seconds(5))
    world.update(.deployments, "web", deploymentImage("nginx:1.28"))
    var mixed = false
    for _ in 0..<40 {
      world.run(for: .milliseconds(250))
      mixed = mixed || Set(world.pods().map { $0.containers.first?["image"]?.stringValue ?? "" }).count > 1
    }
    #expect(!mixed)
    #expect(world.deployment().integer("status", "availableReplicas") == 3)
    #expect(world.pods().allSatisfy { $0.containers.first?["image"]?.stringValue == "nginx:1.28" })
  }

  @Test("a rollout that makes no progress says so after its deadline, and can be undone")
  func aRolloutThatMakesNoProgressSaysSoAfterItsDeadlineAndCanBeUndone() {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(5))
    world.update(.deployments, "web", deploymentImage("missing"))
    world.run(for: .seconds(9))
    #expect(world.deployment().conditions["Progressing"]?.reason == "ReplicaSetUpdated")
    world.run(for: .seconds(3))
    let stuck = world.deployment()
    #expect(stuck.conditions["Progressing"]?.reason == "ProgressDeadlineExceeded")
    #expect(stuck.conditions["Progressing"]?.message.hasSuffix("has timed out progressing.") == true)
    #expect(stuck.integer("status", "availableReplicas") == 3)
    world.update(.deployments, "web", deploymentImage("nginx:1.27"))
    world.run(for: .seconds(5))
    #expect(world.deployment().conditions["Progressing"]?.reason == "NewReplicaSetAvailable")
    #expect(world.deployment().annotations["deployment.kubernetes.io/revision"] == "3")
    let reused = world.sets().first { $0.replicas == 3 }
    #expect(reused?.annotations["deployment.kubernetes.io/revision-history"] == "1")
  }

  @Test("a paused Deployment scales but does not roll")
  func aPausedDeploymentScalesButDoesNotRoll() {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(5))
    world.update(.deployments, "web") { $0.set(true, at: "spec", "paused") }
    world.run(for: .seconds(1))
    #expect(world.deployment().conditions["Progressing"]?.reason == "DeploymentPaused")
    world.update(.deployments, "web", deploymentImage("nginx:1.28"))
    world.update(.deployments, "web") { $0.set(5, at: "spec", "replicas") }
    world.run(for: .seconds(5))
    #expect(world.pods().count == 5)
    #expect(world.sets().count == 1)
    world.update(.deployments, "web") { $0.set(nil, at: "spec", "paused") }
    world.run(for: .seconds(30))
    #expect(world.pods().allSatisfy { $0.containers.first?["image"]?.stringValue == "nginx:1.28" })
    #expect(world.deployment().conditions["Progressing"]?.reason == "NewReplicaSetAvailable")
  }

  @Test("only as many old ReplicaSets are kept as the history limit says")
  func onlyAsManyOldReplicaSetsAreKeptAsTheHistoryLimitSays() {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.update(.deployments, "web") { $0.set(1, at: "spec", "revisionHistoryLimit") }
    for version in 1...4 {
      world.run(for: .seconds(20))
      world.update(.deployments, "web", deploymentImage("nginx:1.\(version)"))
    }
    world.run(for: .seconds(20))
    #expect(world.sets().count == 2)
  }

  @Test("a scaling in the middle of a rollout is shared in proportion")
  func aScalingInTheMiddleOfARolloutIsSharedInProportion() {
    var world = World()
    world.create(deploymentManifest(replicas: 8), in: .deployments)
    world.run(for: .seconds(5))
    world.update(.deployments, "web", deploymentImage("missing"))
    world.run(for: .seconds(5))
    #expect(world.sets().map(\.replicas).sorted() == [4, 6])
    world.update(.deployments, "web") { $0.set(16, at: "spec", "replicas") }
    world.run(for: .seconds(5))
    #expect(world.sets().map(\.replicas).sorted() == [8, 12])
  }

  @Test("the hash of a template has the form that Kubernetes gives it")
  func theHashOfATemplateHasTheFormThatKubernetesGivesIt() throws {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(1))
    let hash = try #require(world.sets().first).labels["pod-template-hash"] ?? ""
    #expect((8...10).contains(hash.count))
    #expect(hash.allSatisfy { "456789bcdf".contains($0) })
  }
}
