import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct StatefulSetTests {
  private func manifest(replicas: Int = 2, image: String = "db:1", claims: JSONValue? = nil) -> JSONValue {
    var value: JSONValue = [
      "metadata": ["name": "db"],
      "spec": [
        "serviceName": "db", "replicas": JSONValue(replicas), "podManagementPolicy": "OrderedReady",
        "selector": ["matchLabels": ["app": "db"]], "template": podTemplate(app: "db", image: image),
        "updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": 0]],
      ],
    ]
    if let claims { value.set(claims, at: "spec", "volumeClaimTemplates") }
    return value
  }

  @Test("pods come one after the other, with names that stay")
  func podsComeOneAfterTheOtherWithNamesThatStay() throws {
    var world = World()
    world.create(manifest(), in: .statefulSets)
    world.run(for: .milliseconds(500))
    #expect(world.pods().map(\.name) == ["db-0"])
    world.run(for: .seconds(4))
    #expect(world.pods().map(\.name) == ["db-0", "db-1"])
    let pod = try #require(world.pods().last)
    #expect(pod.text("spec", "hostname") == "db-1")
    #expect(pod.text("spec", "subdomain") == "db")
    #expect(pod.labels["statefulset.kubernetes.io/pod-name"] == "db-1")
    #expect(pod.labels["apps.kubernetes.io/pod-index"] == "1")
    #expect(pod.labels["controller-revision-hash"]?.hasPrefix("db-") == true)
    #expect(
      world.events(about: "StatefulSet") == [
        "SuccessfulCreate: Create Pod db-0 in StatefulSet db successful",
        "SuccessfulCreate: Create Pod db-1 in StatefulSet db successful",
      ])
  }

  @Test("a pod that never gets ready holds back the next")
  func aPodThatNeverGetsReadyHoldsBackTheNext() {
    var world = World()
    world.create(manifest(image: "missing"), in: .statefulSets)
    world.run(for: .seconds(20))
    #expect(world.pods().map(\.name) == ["db-0"])
  }

  @Test("a new template goes from the last pod to the first")
  func aNewTemplateGoesFromTheLastPodToTheFirst() {
    var world = World()
    world.create(manifest(), in: .statefulSets)
    world.run(for: .seconds(5))
    world.update(.statefulSets, "db", deploymentImage("db:2"))
    world.run(for: .seconds(1))
    let deleted = world.changes.filter { $0.resource == .pods && $0.object.value.isBeingDeleted }.map(\.object.name)
    #expect(Set(deleted) == ["db-1"])
    world.run(for: .seconds(10))
    #expect(world.pods().allSatisfy { $0.containers.first?["image"]?.stringValue == "db:2" })
    let set = StatefulSet(world.get(.statefulSets, "db") ?? .null)
    #expect(set.text("status", "currentRevision") == set.text("status", "updateRevision"))
    #expect(set.integer("status", "currentReplicas") == 2)
  }

  @Test("fewer replicas take the last pods away, and leave their claims")
  func fewerReplicasTakeTheLastPodsAwayAndLeaveTheirClaims() {
    var world = World()
    world.create(
      manifest(
        claims: [
          [
            "metadata": ["name": "data"],
            "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
          ]
        ]), in: .statefulSets)
    world.run(for: .seconds(2))
    #expect(world.api.list(.persistentVolumeClaims).map(\.name) == ["data-db-0"])
    #expect(
      world.pods().first?.conditions["PodScheduled"]?.message
        == "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found")
    world.update(.statefulSets, "db") { $0.set(0, at: "spec", "replicas") }
    world.run(for: .seconds(5))
    #expect(world.pods().isEmpty)
    #expect(world.api.list(.persistentVolumeClaims).map(\.name) == ["data-db-0"])
  }
}
