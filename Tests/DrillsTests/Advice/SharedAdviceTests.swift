import Drills
import Hints
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct SharedAdviceTests {
  private let team: Team

  init() throws { team = try Team(Prepared.shop) }

  private func answer(_ seat: Int, _ advice: Advice) { team.drill.advised(advice, seat: seat, at: team.wall) }

  @Test("A question at a seat waits for its answer, and others go on meanwhile.")
  func waits() throws {
    team.line("hint yes why", 1)
    #expect(team.takeEvents(1).contains(.wantsAdvice) && team.drill.status(of: 1) == .running)
    #expect(try #require(team.drill.adviceRequest(of: 1)).wish == .answer(.hint("why")))
    #expect(team.line("kubectl get pods", 2).contains("NAME"))
    team.wait(.seconds(3))
    answer(1, Advice(isAvailable: true, text: "Who else is there?"))
    #expect(team.text(of: 1).contains("Who else is there?") && team.drill.status(of: 1) == .ready)
    #expect(team.drill.record.hints.count == 1 && team.drill.adviceRequest(of: 1) == nil)
    try team.expectSameReplay()
  }

  @Test("Ctrl-C ends the wait, nothing is paid, and an answer that comes late is nobody's.")
  func isBrokenOff() throws {
    team.line("hint yes why", 1)
    team.drill.interrupt(seat: 1, at: team.wall)
    #expect(team.text(of: 1).contains("nothing was taken") && team.drill.status(of: 1) == .ready)
    answer(1, Advice(isAvailable: true, text: "late"))
    #expect(!team.text(of: 1).contains("late") && team.drill.record.hints.isEmpty)
    try team.expectSameReplay()
  }

  @Test("Each seat has its own question.")
  func keepsQuestionsApart() {
    team.line("hint mine", 1)
    answer(1, Advice(isAvailable: true))
    team.line("hint yours", 2)
    answer(2, Advice(isAvailable: true))
    team.line("hint yes", 1)
    #expect(team.drill.adviceRequest(of: 1)?.wish == .answer(.hint("mine")))
    team.line("hint yes", 2)
    #expect(team.drill.adviceRequest(of: 2)?.wish == .answer(.hint("yours")))
  }

  @Test("A game command over HTTP takes its answer with it.")
  func asksOverHTTP() throws {
    let words = ["hint", "yes", "why"]
    let request = try #require(team.drill.adviceRequest(for: words, seat: 1, at: team.wall))
    #expect(request.wish == .answer(.hint("why")) && request.seat == 1)
    let advice = Advice(isAvailable: true, text: "Begin wide.")
    let reply = team.drill.command(words, seat: 1, advice: advice, at: team.wall)
    #expect(reply?.text.contains("Begin wide.") ?? false)
    #expect(team.drill.command(["check"], seat: 1, at: team.wall) != nil)
    #expect(team.drill.command(words, seat: 1, at: team.wall)?.status == 1)
    #expect(team.drill.record.hints.count == 1)
    try team.expectSameReplay()
  }

  @Test("A process that is killed while somebody waits for an answer loses the question alone.")
  func survivesCrashes() throws {
    team.line("kubectl get pods; hint yes why", 1)
    #expect(team.drill.adviceRequest(of: 1) != nil)
    try team.crash()
    #expect(team.drill.adviceRequest(of: 1) == nil && team.drill.record.hints.isEmpty)
    #expect(team.line("kubectl get pods", 1).contains("NAME"))
    try team.expectSameReplay()
  }

  @Test("Of two who ask about the same hint at once the second pays nothing, and reads the answer all the same.")
  func isOvertaken() throws {
    let step = try #require(team.drill.nextHint)
    team.line("hint yes mine", 1)
    team.line("hint yes yours", 2)
    team.line("hint yes his", 3)
    answer(1, Advice(isAvailable: true, text: "First.", about: step.place))
    answer(2, Advice(isAvailable: true, text: "Second.", about: step.place))
    answer(3, Advice(isAvailable: true, why: "The AI service does not answer.", about: step.place))
    #expect(team.text(of: 1).contains("First.\n(-\(step.price) points)"))
    #expect(team.text(of: 2).contains("Second.\n(free)"))
    #expect(team.text(of: 3).contains("The AI service does not answer.\nFirst.\n(free)"))
    #expect(team.drill.record.hints.map(\.price) == [step.price])
    try team.expectSameReplay()
  }

  @Test("A hint whose evidence a teammate sees while the service fails is not given, and nothing is taken.")
  func isNotNeededAnyMore() throws {
    let step = try #require(team.drill.nextHint)
    team.line("hint yes mine", 1)
    team.line("kubectl get pods", 2)
    #expect(team.drill.record.sightings[step.evidence] != nil)
    answer(1, Advice(isAvailable: true, why: "The AI service does not answer.", about: step.place))
    let reply = "The AI service does not answer.\nThat hint is not needed any more. Nothing was taken.\n"
    #expect(team.text(of: 1).contains(reply) && team.drill.record.hints.isEmpty)
    #expect(team.drill.status(of: 1) == .ready)
    try team.expectSameReplay()
  }

  @Test("What is said to a game command over HTTP is not for the line that waits at the same seat.")
  func keepsWaysApart() throws {
    team.line("hint yes mine", 1)
    let reply = team.drill.command(
      ["explain"], seat: 1, advice: Advice(isAvailable: true, text: "It is a pod."), at: team.wall)
    #expect(reply?.text.contains("It is a pod.") ?? false)
    #expect(team.drill.adviceRequest(of: 1)?.wish == .answer(.hint("mine")) && team.text(of: 1).isEmpty)
    answer(1, Advice(isAvailable: true, text: "Begin wide."))
    #expect(team.text(of: 1).contains("Begin wide.") && team.drill.record.hints.count == 1)
    #expect(team.drill.journal.entries.count { $0.kind == .advisedAhead } == 1)
    try team.expectSameReplay()
  }

  @Test("Whoever is asked by a team's line knows what all of them saw up to then.")
  func knowsTheTeam() throws {
    team.line("kubectl get pods", 2)
    team.line("kubectl get deployments; hint yes mine", 1)
    let situation = try #require(team.drill.adviceRequest(of: 1)).situation()
    #expect(situation.steps.map(\.command) == ["kubectl get pods", "kubectl get deployments; hint yes mine"])
    #expect(situation.steps[0].output.contains("NAME") && situation.steps[1].output.contains("AVAILABLE"))
    #expect(situation.seen == Set(team.drill.record.sightings.keys))
    try team.expectSameReplay()
  }
}
