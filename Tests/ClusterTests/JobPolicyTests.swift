import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite("What a Job makes of its pods' ends") struct JobPolicyTests {
  private static let path = "/apis/batch/v1/namespaces/default/jobs"

  private func story(_ spec: String, command: String) -> PodStory {
    var story = PodStory()
    let response = story.create(
      #"{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"work"},"spec":{\#(spec),"template":{"spec":"#
        + #"{"restartPolicy":"Never","terminationGracePeriodSeconds":1,"containers":[{"name":"a","image":"busybox:1.36","#
        + #""command":["sh","-c","\#(command)"]}]}}}}"#, in: Self.path)
    #expect(response.status == 201)
    return story
  }

  private func job(_ story: inout PodStory) -> Job { Job(story.get(Self.path + "/work")) }

  private func conditions(_ story: inout PodStory) -> [String] {
    job(&story).conditions.map { "\($0.type) \($0.reason): \($0.message)" }
  }

  private func pods(_ story: inout PodStory) -> [Pod] {
    (story.get("/api/v1/namespaces/default/pods")["items"]?.arrayValue ?? []).map(Pod.init)
  }

  @Test("a pod that ends as the failure policy says makes the Job fail at once")
  func aPodThatEndsAsTheFailurePolicySaysMakesTheJobFailAtOnce() {
    var story = story(
      #""podFailurePolicy":{"rules":[{"action":"Ignore","onExitCodes":{"operator":"In","values":[3]}},"#
        + #"{"action":"FailJob","onExitCodes":{"containerName":"a","operator":"In","values":[42]}}]}"#,
      command: "exit 42")
    story.run(.seconds(15))
    let pods = pods(&story)
    #expect(pods.count == 1)
    let message =
      "Container a for pod default/\(pods.first?.name ?? "") failed with exit code 42 matching FailJob rule at index 1"
    #expect(
      conditions(&story) == ["FailureTarget PodFailurePolicy: \(message)", "Failed PodFailurePolicy: \(message)"])
    #expect(job(&story).integer("status", "failed") == 1)
  }

  @Test("a failure that is ignored does not count")
  func aFailureThatIsIgnoredDoesNotCount() {
    var story = story(
      #""backoffLimit":0,"podFailurePolicy":{"rules":[{"action":"Ignore","onExitCodes":{"operator":"NotIn","values":[3]}}]}"#,
      command: "exit 1")
    story.run(.seconds(60))
    #expect(conditions(&story) == [])
    #expect(pods(&story).count > 1)
    #expect(job(&story).integer("status", "failed") == 0)
  }

  @Test("a pod's eviction may be ignored by its condition")
  func aPodsEvictionMayBeIgnoredByItsCondition() {
    var story = story(
      #""backoffLimit":0,"podFailurePolicy":{"rules":[{"action":"Ignore","onPodConditions":[{"type":"DisruptionTarget"}]}]}"#,
      command: "sleep 3600")
    story.run(.seconds(5))
    let name = pods(&story).first?.name ?? ""
    _ = story.create(
      #"{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"\#(name)"}}"#,
      in: "/api/v1/namespaces/default/pods/\(name)/eviction")
    story.run(.seconds(60))
    #expect(conditions(&story) == [])
    #expect(pods(&story).map(\.phase) == ["Running"])
  }

  @Test("indexes fail by themselves, up to as many as may")
  func indexesFailByThemselvesUpToAsManyAsMay() {
    let spec = #""completions":4,"parallelism":4,"completionMode":"Indexed","backoffLimitPerIndex":1"#
    let command = "exit $((JOB_COMPLETION_INDEX % 2))"
    var alone = story(spec, command: command)
    alone.run(.seconds(60))
    #expect(
      conditions(&alone) == [
        "FailureTarget FailedIndexes: Job has failed indexes", "Failed FailedIndexes: Job has failed indexes",
      ])
    let status = job(&alone)
    #expect(status.text("status", "failedIndexes") == "1,3")
    #expect(status.text("status", "completedIndexes") == "0,2")
    #expect(status.integer("status", "failed") == 4)
    let counts = pods(&alone).map { $0.annotations["batch.kubernetes.io/job-index-failure-count"] ?? "-" }
    #expect(counts.sorted() == ["0", "0", "0", "0", "1", "1"])
    var limited = story(spec + #","maxFailedIndexes":1"#, command: command)
    limited.run(.seconds(60))
    let message = "Job has exceeded the specified maximal number of failed indexes"
    #expect(
      conditions(&limited) == [
        "FailureTarget MaxFailedIndexesExceeded: \(message)", "Failed MaxFailedIndexesExceeded: \(message)",
      ])
  }

  @Test("an index fails at once where the failure policy says so")
  func anIndexFailsAtOnceWhereTheFailurePolicySaysSo() {
    var story = story(
      #""completions":2,"parallelism":2,"completionMode":"Indexed","backoffLimitPerIndex":5,"podFailurePolicy":"#
        + #"{"rules":[{"action":"FailIndex","onExitCodes":{"operator":"In","values":[1]}}]}"#,
      command: "exit $JOB_COMPLETION_INDEX")
    story.run(.seconds(20))
    #expect(conditions(&story).last == "Failed FailedIndexes: Job has failed indexes")
    #expect(pods(&story).count == 2)
  }

  static let successRules: [(rules: String, index: Int, completed: String)] = [
    (#"[{"succeededIndexes":"0"}]"#, 0, "0"),
    (#"[{"succeededIndexes":"1-2","succeededCount":2},{"succeededCount":1}]"#, 1, "0"),
  ]

  @Test("a Job may end well before all of its indexes did", arguments: successRules)
  func aJobMayEndWellBeforeAllOfItsIndexesDid(rules: String, index: Int, completed: String) {
    var story = story(
      #""completions":3,"parallelism":3,"completionMode":"Indexed","successPolicy":{"rules":\#(rules)}"#,
      command: "test $JOB_COMPLETION_INDEX = 0 || sleep 3600")
    story.run(.seconds(20))
    #expect(
      conditions(&story) == [
        "SuccessCriteriaMet SuccessPolicy: Matched rules at index \(index)",
        "Complete SuccessPolicy: Matched rules at index \(index)",
      ])
    let job = job(&story)
    #expect(job.text("status", "completedIndexes") == completed)
    #expect(job.integer("status", "failed") == 0)
    #expect(pods(&story).map(\.phase) == ["Succeeded"])
  }
}
