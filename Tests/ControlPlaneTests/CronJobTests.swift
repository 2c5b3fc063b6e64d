import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct CronJobTests {
  private func manifest(_ spec: JSONValue, image: String = "succeeds") -> JSONValue {
    var value: JSONValue = ["metadata": ["name": "report"], "spec": spec]
    value.set(
      ["restartPolicy": "Never", "containers": [["name": "work", "image": .string(image)]]], at: "spec", "jobTemplate",
      "spec", "template", "spec")
    return value
  }

  private func jobs(_ world: World) -> [Job] { world.api.list(.jobs).map { Job($0.value) } }

  @Test("a CronJob starts a Job whenever it is due, and keeps the last three")
  func aCronJobStartsAJobWheneverItIsDueAndKeepsTheLastThree() {
    var world = World()
    world.create(manifest(["schedule": "*/2 * * * *"]), in: .cronJobs)
    world.run(for: .seconds(125))
    #expect(jobs(world).count == 1)
    #expect(jobs(world).first?.name.hasPrefix("report-") == true)
    world.run(for: .seconds(600))
    #expect(jobs(world).count == 3)
    #expect(jobs(world).allSatisfy { $0.conditions.isTrue("Complete") })
    let cronJob = world.get(.cronJobs, "report")
    #expect(cronJob?.at("status", "active") == nil)
    #expect(cronJob?.at("status", "lastSuccessfulTime") != nil)
    #expect(world.events(about: "CronJob", reason: "SawCompletedJob").count >= 3)
  }

  @Test("a suspended CronJob starts nothing")
  func aSuspendedCronJobStartsNothing() {
    var world = World()
    world.create(manifest(["schedule": "* * * * *", "suspend": true]), in: .cronJobs)
    world.run(for: .seconds(300))
    #expect(jobs(world).isEmpty)
  }

  @Test(
    "a Job that still runs is met by the concurrency policy", arguments: [("Allow", 3), ("Forbid", 1), ("Replace", 1)])
  func aJobThatStillRunsIsMetByTheConcurrencyPolicy(policy: String, count: Int) {
    var world = World()
    world.create(
      manifest(["schedule": "* * * * *", "concurrencyPolicy": .string(policy)], image: "runs"), in: .cronJobs)
    world.run(for: .seconds(190))
    #expect(jobs(world).count == count)
    let first = world.changes.first { $0.resource == .jobs }?.object.name
    #expect((jobs(world).first?.name == first) == (policy != "Replace"))
  }

  @Test("the longest deadline for a start is no deadline")
  func theLongestDeadlineForAStartIsNoDeadline() {
    var world = World()
    world.create(
      manifest(["schedule": "* * * * *", "startingDeadlineSeconds": .integer(.max)]), in: .cronJobs)
    world.run(for: .seconds(65))
    #expect(jobs(world).count == 1)
  }
}
