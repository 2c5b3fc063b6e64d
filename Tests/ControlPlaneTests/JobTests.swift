import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct JobTests {
  private func job(_ spec: JSONValue, image: String) -> JSONValue {
    var spec = spec
    spec["template"] = [
      "spec": ["restartPolicy": "Never", "containers": [["name": "work", "image": .string(image)]]]
    ]
    return ["metadata": ["name": "work"], "spec": spec]
  }

  private func conditions(_ world: World) -> [String] {
    Job(world.get(.jobs, "work") ?? .null).conditions.map { "\($0.type)=\($0.status) \($0.reason): \($0.message)" }
  }

  @Test("a Job completes when its pod succeeds")
  func aJobCompletesWhenItsPodSucceeds() {
    var world = World()
    world.create(job([:], image: "succeeds"), in: .jobs)
    world.run(for: .seconds(5))
    let done = Job(world.get(.jobs, "work") ?? .null)
    #expect(done.integer("status", "succeeded") == 1)
    #expect(done.status["completionTime"] != nil)
    #expect(
      conditions(world) == [
        "SuccessCriteriaMet=True CompletionsReached: Reached expected number of succeeded pods",
        "Complete=True CompletionsReached: Reached expected number of succeeded pods",
      ])
    let pod = world.pods().first?.name ?? ""
    #expect(world.events(about: "Job") == ["SuccessfulCreate: Created pod: \(pod)", "Completed: Job completed"])
    #expect(world.pods().first?.value.finalizers.isEmpty == true)
  }

  @Test("a Job whose pods fail too often fails")
  func aJobWhosePodsFailTooOftenFails() {
    var world = World()
    world.create(job(["backoffLimit": 1], image: "fails"), in: .jobs)
    world.run(for: .seconds(8))
    #expect(conditions(world).isEmpty)
    world.run(for: .seconds(10))
    #expect(world.pods().count == 2)
    #expect(
      conditions(world) == [
        "FailureTarget=True BackoffLimitExceeded: Job has reached the specified backoff limit",
        "Failed=True BackoffLimitExceeded: Job has reached the specified backoff limit",
      ])
    #expect(
      world.events(about: "Job").last == "BackoffLimitExceeded: Job has reached the specified backoff limit")
  }

  @Test("a Job that takes too long fails, and its pods are stopped")
  func aJobThatTakesTooLongFailsAndItsPodsAreStopped() {
    var world = World()
    world.create(job(["activeDeadlineSeconds": 3], image: "runs"), in: .jobs)
    world.run(for: .seconds(10))
    #expect(world.pods().isEmpty)
    #expect(conditions(world).last == "Failed=True DeadlineExceeded: Job was active longer than specified deadline")
  }

  @Test("an Indexed Job runs each index once, so many at a time")
  func anIndexedJobRunsEachIndexOnceSoManyAtATime() {
    var world = World()
    world.create(
      job(["completions": 3, "parallelism": 2, "completionMode": "Indexed"], image: "succeeds"), in: .jobs)
    world.run(for: .milliseconds(300))
    #expect(world.pods().count == 2)
    world.run(for: .seconds(10))
    let done = Job(world.get(.jobs, "work") ?? .null)
    #expect(done.text("status", "completedIndexes") == "0-2")
    #expect(world.pods().compactMap { $0.annotations["batch.kubernetes.io/job-completion-index"] } == ["0", "1", "2"])
  }

  @Test("a suspended Job has no pods until it is resumed")
  func aSuspendedJobHasNoPodsUntilItIsResumed() {
    var world = World()
    world.create(job(["suspend": true], image: "succeeds"), in: .jobs)
    world.run(for: .seconds(3))
    #expect(world.pods().isEmpty)
    #expect(conditions(world) == ["Suspended=True JobSuspended: Job suspended"])
    world.update(.jobs, "work") { $0.set(false, at: "spec", "suspend") }
    world.run(for: .seconds(5))
    #expect(Job(world.get(.jobs, "work") ?? .null).conditions.isTrue("Complete"))
  }

  @Test("a Job that is deleted takes its pods with it")
  func aJobThatIsDeletedTakesItsPodsWithIt() {
    var world = World()
    world.create(job([:], image: "succeeds"), in: .jobs)
    world.run(for: .seconds(5))
    world.delete(.jobs, "work", policy: "Background")
    world.run(for: .seconds(5))
    #expect(world.pods().isEmpty)
  }

  @Test("a Job is deleted when its time to live is over")
  func aJobIsDeletedWhenItsTimeToLiveIsOver() {
    var world = World()
    world.create(job(["ttlSecondsAfterFinished": 30], image: "succeeds"), in: .jobs)
    world.run(for: .seconds(20))
    #expect(world.get(.jobs, "work") != nil)
    world.run(for: .seconds(20))
    #expect(world.get(.jobs, "work") == nil)
  }
}
