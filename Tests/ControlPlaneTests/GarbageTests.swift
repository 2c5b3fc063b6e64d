import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct GarbageTests {
  private func deployed() -> World {
    var world = World()
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(5))
    return world
  }

  @Test("deleting in the background takes the owner first and its dependents after it")
  func deletingInTheBackgroundTakesTheOwnerFirstAndItsDependentsAfterIt() {
    var world = deployed()
    world.delete(.deployments, "web", policy: "Background")
    #expect(world.get(.deployments, "web") == nil)
    #expect(world.sets().count == 1)
    world.run(for: .seconds(5))
    #expect(world.sets().isEmpty)
    #expect(world.pods().isEmpty)
  }

  @Test("deleting in the foreground keeps the owner until its dependents are gone")
  func deletingInTheForegroundKeepsTheOwnerUntilItsDependentsAreGone() {
    var world = deployed()
    world.delete(.deployments, "web", policy: "Foreground")
    world.run(for: .milliseconds(500))
    #expect(world.get(.deployments, "web")?.isBeingDeleted == true)
    world.run(for: .seconds(5))
    #expect(world.get(.deployments, "web") == nil)
    #expect(world.sets().isEmpty)
    #expect(world.pods().isEmpty)
  }

  @Test("orphans live on without an owner, and a new owner adopts them")
  func orphansLiveOnWithoutAnOwnerAndANewOwnerAdoptsThem() {
    var world = deployed()
    let before = world.pods().map(\.uid)
    world.delete(.deployments, "web", policy: "Orphan")
    world.run(for: .seconds(5))
    #expect(world.get(.deployments, "web") == nil)
    #expect(world.sets().map { $0.ownerReferences.count } == [0])
    #expect(world.pods().map(\.uid) == before)
    world.create(deploymentManifest(), in: .deployments)
    world.run(for: .seconds(5))
    #expect(world.sets().map { $0.ownerReferences.count } == [1])
    #expect(world.pods().map(\.uid) == before)
  }

  @Test("a dependent whose owner never was is deleted")
  func aDependentWhoseOwnerNeverWasIsDeleted() {
    var world = World()
    world.create(
      [
        "metadata": [
          "name": "stray",
          "ownerReferences": [["apiVersion": "v1", "kind": "Pod", "name": "nobody", "uid": "0-0-0"]],
        ]
      ], in: .configMaps)
    world.run(for: .seconds(3))
    #expect(world.get(.configMaps, "stray") == nil)
  }

  @Test("a namespace is emptied before it goes, and says what holds it back")
  func aNamespaceIsEmptiedBeforeItGoesAndSaysWhatHoldsItBack() {
    var world = World()
    world.create(["metadata": ["name": "shop"]], in: .namespaces)
    world.run(for: .seconds(1))
    #expect(world.get(.serviceAccounts, "default", namespace: "shop") != nil)
    #expect(world.get(.configMaps, "kube-root-ca.crt", namespace: "shop") != nil)
    world.create(
      ["metadata": ["name": "held", "namespace": "shop", "finalizers": ["example.com/hold"]]], in: .configMaps)
    world.delete(.namespaces, "shop", in: "")
    world.run(for: .seconds(3))
    let conditions = Conditions(world.get(.namespaces, "shop", namespace: "")?.at("status", "conditions"))
    #expect(
      conditions["NamespaceContentRemaining"]?.message
        == "Some resources are remaining: configmaps. has 1 resource instances")
    #expect(
      conditions["NamespaceFinalizersRemaining"]?.message
        == "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances")
    world.update(.configMaps, "held", in: "shop") { $0.set(nil, at: "metadata", "finalizers") }
    world.run(for: .seconds(5))
    #expect(world.get(.namespaces, "shop", namespace: "") == nil)
  }
}
