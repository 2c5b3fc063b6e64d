import Drills
import Foundation
import Kubectl
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct DrillTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let prepared: PreparedScenario

  init() throws { prepared = try #require(Prepared.ferry) }

  /// A wall clock that a test moves.
  private final class TestClock: WallClock {
    var now = Instant(seconds: 50)
    var interruptsAt: Instant?

    func sleep(until instant: Instant) -> Bool {
      if let interruptsAt, interruptsAt < instant {
        now = max(now, interruptsAt)
        self.interruptsAt = nil
        return false
      }
      now = max(now, instant)
      return true
    }
  }

  private func output(_ drill: Drill, _ line: String) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  @Test("a script's line costs two seconds, and sleep takes no time but passes it")
  func aScriptsLineCostsTwoSecondsAndSleepTakesNoTimeButPassesIt() {
    let drill = Drill(prepared, startedAt: Self.call)
    _ = output(drill, "true")
    #expect(drill.now == Self.call + .seconds(2))
    _ = output(drill, "sleep 30")
    #expect(drill.now == Self.call + .seconds(34))
    _ = output(drill, "skip 5m")
    #expect(drill.now == Self.call + .seconds(336))
  }

  @Test("live time runs with the wall clock")
  func liveTimeRunsWithTheWallClock() {
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let wall = TestClock()
    wall.now = Instant(seconds: 60)
    drill.perform("sleep 5", pace: .live(wall), console: Transcript())
    #expect(wall.now == Instant(seconds: 65))
    #expect(drill.now == Self.call + .seconds(15))
  }

  @Test("Ctrl-C ends what waits, and a replay is interrupted at the same instant")
  func ctrlCEndsWhatWaitsAndAReplayIsInterruptedAtTheSameInstant() throws {
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let wall = TestClock()
    wall.interruptsAt = Instant(seconds: 70)
    let outcome = drill.perform("kubectl get pods -w", pace: .live(wall), console: Transcript())
    #expect(outcome.status == 130)
    #expect(drill.now == Self.call + .seconds(20))
    wall.now = Instant(seconds: 90)
    drill.perform("kubectl get pods", pace: .live(wall), console: Transcript())
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.fingerprint == drill.fingerprint)
    #expect(replay.card == drill.card)
    #expect(replay.now == drill.now)
    #expect(replay.journal == drill.journal)
  }

  @Test("A line in the middle of which the process is killed is broken off where it was seen last.")
  func killedInTheMiddle() throws {
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let wall = TestClock()
    let line = "sleep 25; kubectl delete deployment web; sleep 8; echo end; sleep 30"
    drill.perform(line, pace: .live(wall), console: Transcript())
    #expect(drill.now == Self.call + .seconds(63))
    let seconds = drill.journal.entries.map { ($0.instant - Self.call).components.seconds }
    #expect(seconds == [0, 1, 11, 21, 25, 35, 45, 55, 63] && drill.journal.entries.last?.kind == .time)
    let whole = try Drill(prepared, replaying: drill.journal)
    #expect(whole.fingerprint == drill.fingerprint && whole.now == drill.now)
    var killed = drill.journal
    killed.entries.removeLast(4)
    let said = Transcript()
    let replay = try Drill(prepared, replaying: killed, console: said)
    #expect(replay.now == Self.call + .seconds(25))
    #expect(said.text == "deployment.apps \"web\" deleted\n")
  }

  @Test("a replayed run goes on where it stood")
  func aReplayedRunGoesOnWhereItStood() throws {
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    drill.perform("skip 3m", pace: .live(TestClock()), console: Transcript())
    let replay = try Drill(prepared, replaying: drill.journal)
    let wall = TestClock()
    wall.now = Instant(seconds: 5000)
    replay.resume(at: wall.now)
    wall.now = Instant(seconds: 5010)
    replay.perform("true", pace: .live(wall), console: Transcript())
    #expect(replay.now == drill.now + .seconds(10))
  }

  @Test("a run that was left and taken up again replays as it went")
  func aRunThatWasLeftAndTakenUpAgainReplaysAsItWent() throws {
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let wall = TestClock()
    for line in ["echo \"open", "quit"] { drill.perform(line, pace: .live(wall), console: Transcript()) }
    drill.resume(at: wall.now)
    #expect(drill.prompt == .ready)
    drill.perform("skip 2m", pace: .live(wall), console: Transcript())
    let said = Transcript()
    drill.perform("echo again", pace: .live(wall), console: said)
    #expect(said.text == "again\n")
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.card == drill.card)
    #expect(replay.now == drill.now)
    #expect(replay.fingerprint == drill.fingerprint)
  }

  @Test("a command that is not complete can be thrown away")
  func aCommandThatIsNotCompleteCanBeThrownAway() throws {
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let wall = TestClock()
    let said = Transcript()
    for open in ["echo \"open", "cat <<END", "echo one \\"] {
      drill.perform(open, pace: .live(wall), console: said)
      #expect(drill.prompt == .continuation)
      drill.discard(console: said)
      #expect(drill.prompt == .ready)
    }
    for line in ["echo one \\", "  two", "echo three"] { drill.perform(line, pace: .live(wall), console: said) }
    #expect(said.text == "one two\nthree\n")
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.now == drill.now)
  }

  @Test("a journal of another run is refused")
  func aJournalOfAnotherRunIsRefused() throws {
    var journal = Drill(prepared, startedAt: Self.call).journal
    journal.header.seed = 99
    #expect(throws: JournalError.otherRun(scenario: "ferry-bookings", seed: 99)) {
      try Drill(prepared, replaying: journal)
    }
  }

  @Test("only what is printed is seen, whatever pipes it goes through")
  func onlyWhatIsPrintedIsSeenWhateverPipesItGoesThrough() {
    let drill = Drill(prepared, startedAt: Self.call)
    _ = output(drill, "kubectl get pods > pods.txt")
    _ = output(drill, "kubectl get pods | grep bookings")
    #expect(drill.record.sightings.isEmpty)
    #expect(output(drill, "cat pods.txt").contains("CreateContainerConfigError"))
    #expect(drill.record.sightings.keys.sorted() == ["pods-waiting"])
  }

  @Test("objectives are told in the player's terms, without the cause")
  func objectivesAreToldInThePlayersTermsWithoutTheCause() {
    let drill = Drill(prepared, startedAt: Self.call)
    let text = output(drill, "check")
    #expect(text.contains("not yet"))
    #expect(!text.contains("payment-gateway"))
    #expect(!output(drill, "score").contains(drill.scenario.cause.sentence))
  }

  @Test("a hint shows its price first, and is paid when it is taken")
  func aHintShowsItsPriceFirstAndIsPaidWhenItIsTaken() {
    let drill = Drill(prepared, startedAt: Self.call)
    #expect(output(drill, "hint").contains("2 points"))
    #expect(drill.record.hints.isEmpty)
    #expect(output(drill, "hint yes").contains("Begin wide."))
    #expect(drill.record.hints.map(\.price) == [2])
  }

  @Test("a diagnosis without arguments shows the choices")
  func aDiagnosisWithoutArgumentsShowsTheChoices() {
    let drill = Drill(prepared, startedAt: Self.call)
    #expect(output(drill, "diagnose").contains("W03  oomkilled"))
    #expect(output(drill, "diagnose deployment/nothing C01").contains("Nothing was counted"))
    #expect(output(drill, "diagnose deployment/web C01").contains("That is not it."))
    #expect(output(drill, "diagnose deployment payments missing-object-env").contains("Right."))
    #expect(drill.record.diagnoses.map(\.isRight) == [false, true])
  }

  @Test("quitting ends the run, and its card tells everything")
  func quittingEndsTheRunAndItsCardTellsEverything() {
    let drill = Drill(prepared, startedAt: Self.call)
    let outcome = drill.perform("quit", pace: .scripted, console: Transcript())
    #expect(outcome.prompt == .over)
    let text = CardText.full(drill.card, scenario: drill.scenario, style: .plain)
    #expect(text.contains("What you did not see"))
    #expect(text.contains(drill.scenario.debrief.questions[0]))
  }

  @Test("a deleted healthy Deployment costs points as damage and as a blind change")
  func aDeletedHealthyDeploymentCostsPointsAsDamageAndAsABlindChange() {
    let drill = Drill(prepared, startedAt: Self.call)
    _ = output(drill, "kubectl delete deployment web")
    _ = output(drill, "quit")
    #expect(drill.card.blindChanges.map(\.what) == ["deployment/web"])
    #expect(drill.card.damage.map(\.what) == ["deployment/web was deleted"])
  }
}
