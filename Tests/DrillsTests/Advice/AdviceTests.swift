import Drills
import Hints
import Kubectl
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// Says what it was given to say, and notes what it was asked.
private final class ScriptedAdviser: Adviser {
  private let answer: (AdviceRequest, () -> Bool) -> Advice
  private(set) var asked: [AdviceRequest] = []
  let options = AdviceOptions()

  init(_ answer: @escaping (AdviceRequest, () -> Bool) -> Advice) { self.answer = answer }

  convenience init(says text: String) { self.init { _, _ in Advice(isAvailable: true, text: text) } }

  func advise(_ request: AdviceRequest, isWanted: () -> Bool) -> Advice {
    asked.append(request)
    return answer(request, isWanted)
  }
}

/// A console that keeps the journal, as a file does.
private final class KeepingConsole: PlayerConsole {
  private(set) var text = ""
  private(set) var journal: [JournalEntry] = []
  var isTerminal: Bool { false }

  func write(_ bytes: [UInt8], isError: Bool) { text += String(decoding: bytes, as: UTF8.self) }
  func keep(_ entry: JournalEntry) { journal.append(entry) }
  func readInput() -> [UInt8]? { nil }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}

@Suite struct AdviceTests {
  private let drill: Drill
  private let prepared: PreparedScenario
  private let console = KeepingConsole()

  init() throws {
    prepared = try #require(Prepared.shop)
    drill = Drill(prepared, startedAt: Team.start)
  }

  @discardableResult
  private func play(_ lines: String...) -> String {
    let before = console.text.count
    for line in lines { drill.perform(line, pace: .scripted, console: console) }
    return String(console.text.dropFirst(before))
  }

  private func replayed() throws -> (drill: Drill, text: String) {
    let screen = KeepingConsole()
    let journal = Journal(header: drill.journal.header, entries: console.journal)
    let copy = try Drill(prepared, replaying: Journal(lines: journal.lines), console: screen)
    return (copy, screen.text)
  }

  @Test("An answer is offered at the price of the ladder's step, and paid when it is given.")
  func offersAndPays() throws {
    let adviser = ScriptedAdviser(says: "What do the pods say of themselves?")
    drill.adviser = adviser
    let step = try #require(drill.nextHint)
    #expect(play("hint why is it closed?").contains("costs \(step.price) points"))
    #expect(drill.record.hints.isEmpty)
    #expect(play("hint yes").contains("What do the pods say of themselves?"))
    #expect(drill.record.hints.map(\.level) == [1] && drill.record.hints.map(\.price) == [step.price])
    #expect(drill.nextHint?.level == 2)
    #expect(adviser.asked.map(\.wish) == [.answer(.hint("why is it closed?"))])
  }

  @Test("A question can be asked at once, and one that was not taken up is forgotten.")
  func asksAtOnce() {
    let adviser = ScriptedAdviser(says: "Look wider.")
    drill.adviser = adviser
    play("hint yes where now")
    #expect(adviser.asked.map(\.wish) == [.answer(.hint("where now"))])
    #expect(play("hint something", "hint", "hint yes").contains(drill.scenario.evidence[0].hints[1]))
    #expect(adviser.asked.count == 1)
  }

  @Test("Without an AI service nothing is offered, asked or taken.")
  func worksWithout() {
    #expect(play("hint why", "hint yes why", "explain").contains("no AI service"))
    #expect(drill.record.hints.isEmpty)
    #expect(play("hint yes").contains(drill.scenario.evidence[0].hints[0]))
  }

  @Test("Where no answer may be shown the authored step is given, with the reason.")
  func fallsBack() {
    drill.adviser = ScriptedAdviser { _, _ in Advice(isAvailable: true, why: "The AI service does not answer.") }
    let text = play("hint yes why")
    #expect(text.contains("The AI service does not answer.") && text.contains(drill.scenario.evidence[0].hints[0]))
    #expect(drill.record.hints.map(\.level) == [1])
    #expect(play("explain").contains("Nothing was taken"))
    #expect(drill.record.hints.count == 1)
  }

  @Test("Whoever breaks a question off pays nothing.")
  func breaksOff() {
    drill.adviser = ScriptedAdviser { _, isWanted in
      _ = isWanted()
      return .brokenOff
    }
    #expect(play("hint yes why", "explain").contains("nothing was taken"))
    #expect(drill.record.hints.isEmpty)
  }

  @Test("A replay shows what was said, and asks nobody.")
  func replays() throws {
    let exchange = Advice.Exchange(prompt: "p", answer: "a", model: "m", inputTokens: 3)
    let adviser = ScriptedAdviser { request, _ in
      Advice(isAvailable: true, text: "Heard: \(request.wish)", exchange: exchange)
    }
    drill.adviser = adviser
    play("kubectl get pods", "hint why", "hint yes", "explain that", "kubectl get pods; hint yes again")
    let count = adviser.asked.count
    let (copy, text) = try replayed()
    #expect(text == console.text && text.contains("Heard:"))
    #expect(copy.card == drill.card && copy.fingerprint == drill.fingerprint && copy.now == drill.now)
    #expect(adviser.asked.count == count && count == 3)
    #expect(console.journal.filter { $0.kind == .advised }.allSatisfy { !$0.text.isEmpty })
    #expect(copy.journal.consultations.map(\.advice.exchange) == [exchange, exchange, exchange])
    #expect(copy.journal.consultations.allSatisfy { $0.since > .zero && $0.json["prompt"] == "p" })
  }

  @Test("Whoever is asked learns what was typed and shown, and what is known; not the game's own commands.")
  func knowsTheRun() throws {
    let adviser = ScriptedAdviser(says: "Well.")
    drill.adviser = adviser
    play("kubectl get pods", "check", "hint yes", "kubectl get pods; explain it")
    let situation = try #require(adviser.asked.last).situation()
    #expect(situation.steps.map(\.command) == ["kubectl get pods"])
    #expect(situation.steps[0].output.contains("NAME") && situation.taken.count == 1)
    #expect(situation.seen == Set(drill.record.sightings.keys) && situation.ladderStep != nil)
  }

  @Test("Somebody who only looks at a run that was played cannot ask.")
  func visitsDoNotAsk() throws {
    drill.adviser = ScriptedAdviser(says: "No.")
    play("true")
    let film = try Film(prepared, of: drill.journal)
    let visit = film.visit(film.beginning, wall: Team.start)
    visit.adviser = drill.adviser
    visit.perform("explain", pace: .scripted, console: console)
    #expect(console.text.contains("Not here"))
  }

  @Test("A scenario without hints has no explanations either.")
  func followsTheRules() throws {
    var scenario = prepared.scenario
    scenario.rules.offersHints = false
    let strict = try Drill(PreparedScenario(scenario, seed: 0, calledAt: Team.call), startedAt: Team.start)
    let adviser = ScriptedAdviser(says: "No.")
    strict.adviser = adviser
    strict.perform("explain; hint why; hint yes why", pace: .scripted, console: console)
    #expect(console.text.contains("no explanations here") && adviser.asked.isEmpty && strict.record.hints.isEmpty)
  }

  @Test("What was said to a game command that came by itself is no part of the line before it.")
  func keepsCommandsApart() throws {
    play("kubectl get pods")
    let start = drill.journal.entries.count
    let advice = Advice(isAvailable: true, text: "Begin wide.")
    let wall = Team.start + .seconds(9)
    #expect(drill.command(["hint", "yes", "why"], advice: advice, at: wall)?.text.contains("Begin wide.") ?? false)
    #expect(drill.journal.entries[start...].map(\.kind) == [.advisedAhead, .game])
    let copy = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(copy.card == drill.card && copy.fingerprint == drill.fingerprint)
    #expect(copy.record.hints.map(\.text) == ["Begin wide."])
  }
}
