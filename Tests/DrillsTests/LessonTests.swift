import Drills
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct LessonTests {
  private func drill(_ lessons: [Lesson], keys: Set<Lesson.Key> = []) throws -> Drill {
    var scenario = try ShippedScenarioTests.library.source("tutorial").scenario(seed: 0)
    scenario.lessons = lessons
    let drill = Drill(try PreparedScenario(scenario, seed: 0), startedAt: Instant(seconds: 50))
    drill.offeredKeys = keys
    return drill
  }

  private func type(_ lines: String..., into drill: Drill) {
    for line in lines { drill.perform(line, pace: .scripted, console: Transcript()) }
  }

  private func told(_ drill: Drill) -> String? {
    drill.lesson.map { ($0.praise.isEmpty ? "" : $0.praise + " ") + "\($0.number)/\($0.count) \($0.says)" }
  }

  @Test(
    "A command counts in whatever form it is typed.",
    arguments: [
      ("kubectl logs", "k -n library logs deploy/loans | tail -1", true),
      ("kubectl logs", "echo x; kubectl logs x", true),
      ("kubectl logs", "k get pods # logs", false), ("kubectl logs", "echo kubectl logs", false),
      ("kubectl rollout undo", "k rollout history deploy", false), ("timeline", "timeline | tail -3", true),
    ])
  func commands(wanted: String, line: String, isDone: Bool) throws {
    let drill = try drill([Lesson(says: "Do it.", until: .init(ran: [wanted]))])
    #expect(drill.lesson?.says == "Do it.")
    type(line, into: drill)
    #expect((drill.lesson == nil) == isDone)
  }

  @Test("What was done before its time is passed over, and the last one's praise is shown.")
  func runningAhead() throws {
    let drill = try drill([
      Lesson(says: "one", praise: "well", until: .init(ran: ["check"])),
      Lesson(says: "two", praise: "good", until: .init(seen: "crashing")),
      Lesson(says: "three", until: .init(ran: ["hint"])),
    ])
    type("k get pods", into: drill)
    #expect(told(drill) == "1/3 one")
    type("check", into: drill)
    #expect(told(drill) == "good 3/3 three")
  }

  @Test("A lesson about a key alone is left out where there is no such key.")
  func keys() throws {
    let lessons = [
      Lesson(says: "one", until: .init(key: .live)),
      Lesson(says: "two", until: .init(ran: ["timeline"], key: .timeline)),
    ]
    let without = try drill(lessons)
    #expect(told(without) == "1/1 two")
    let drill = try drill(lessons, keys: [.live, .timeline])
    #expect(drill.lesson?.says == "one")
    drill.use(.live)
    #expect(drill.lesson?.says == "two")
    drill.use(.timeline)
    #expect(drill.lesson == nil)
  }

  @Test("Whoever does what the tutorial says comes to its end, in every variant.", arguments: UInt64(0)...2)
  func tutorial(seed: UInt64) throws {
    let scenario = try ShippedScenarioTests.library.source("tutorial").scenario(seed: seed)
    let drill = Drill(try PreparedScenario(scenario, seed: seed), startedAt: Instant(seconds: 50))
    let name = try #require(scenario.cause.diagnoses.first?.object.name)
    let done = [
      "brief", "k get pods", "k describe pod -l app=\(name)", "k logs deploy/\(name) --previous", "k events",
      "hint", "k describe rs -l app=\(name)", "timeline", "diagnose deployment/\(name) crash-app",
      "k rollout undo deployment/\(name); k rollout status deployment/\(name)", "check", "skip 1m",
    ]
    var told: [Int] = []
    for line in done {
      told.append(try #require(drill.lesson).number)
      type(line, into: drill)
    }
    #expect(told == Array(1...done.count))
    #expect(drill.record.isSolved && drill.card.points >= 95 && drill.card.isPractice)
    let again = try Drill(
      try PreparedScenario(scenario, seed: seed), replaying: Journal(lines: drill.journal.lines.dropLast(4)))
    #expect(again.lesson?.number == told[told.count - 4])
  }
}
