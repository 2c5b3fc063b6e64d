import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// The game's own commands, as they are typed at the prompt.
@Suite struct GameCommandTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let prepared: PreparedScenario
  private let drill: Drill

  init() throws {
    prepared = try #require(Prepared.shop)
    drill = Drill(prepared, startedAt: Self.call)
  }

  private func output(_ line: String) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  /// A wall clock that never has to be interrupted.
  private final class PatientClock: WallClock {
    var now = Instant(seconds: 50)

    func sleep(until instant: Instant) -> Bool {
      now = max(now, instant)
      return true
    }
  }

  @Test("game commands go into lists and pipes")
  func gameCommandsGoIntoListsAndPipes() {
    let listed = output("kubectl get pods; check")
    #expect(listed.contains("READY") && listed.contains("not yet"))
    #expect(output("check && echo all met") == output("check"))
    #expect(output("check | grep -c 'not yet' || true") != "")
    #expect(output("check >/dev/null || echo open") == "open\n")
    #expect(output("timeline | head -1").hasPrefix("00:02  kubectl get pods; check"))
    #expect(output("brief > page.txt; head -1 page.txt") == "\(drill.scenario.title)\n")
    #expect(output("f() { score | tail -1; }; f").hasPrefix("  Points"))
    #expect(output("type hint").contains("/usr/local/bin/hint"))
  }

  @Test("An object of another namespace is named with it, and nothing is counted of an answer that names nothing.")
  func objectOfAnotherNamespaceIsNamedWithIt() throws {
    let prepared = try ShippedScenarioTests.prepared("plate-hall")
    let drill = Drill(prepared, startedAt: Self.call)
    func output(_ line: String) -> String {
      let console = Transcript()
      drill.perform(line, pace: .scripted, console: console)
      return console.text
    }
    #expect(
      output("diagnose deployment/archive-index S01")
        == "There is no deployment/archive-index in the namespace pressroom; -n names another. Nothing was counted.\n")
    #expect(drill.record.diagnoses.isEmpty)
    #expect(
      output("diagnose deploy/archive-index -n archive S01").hasPrefix("Right. deployment/archive-index -n archive: "))
  }

  @Test("a script of the player's own may have a game command's name")
  func aScriptOfThePlayersOwnMayHaveAGameCommandsName() {
    #expect(output("echo 'echo mine' > check; chmod +x check; ./check") == "mine\n")
  }

  @Test("what a line has shown so far is known to the game command behind it")
  func whatALineHasShownSoFarIsKnownToTheGameCommandBehindIt() throws {
    let first = try #require(drill.scenario.evidence.first)
    #expect(output("kubectl get pods; timeline").contains("+ " + first.sentence))
    #expect(drill.card.steps.map(\.line) == ["kubectl get pods; timeline"])
    #expect(output("for i in 1 2; do kubectl delete deploy shop --dry-run=client; score; done").contains("Points"))
    #expect(output("kubectl delete deploy shop; score; check").contains("1 change without evidence"))
    #expect(drill.card.blindChanges.map(\.what) == ["deployment/shop"])
  }

  @Test("what the game says shows no facts")
  func whatTheGameSaysShowsNoFacts() throws {
    let fact = try #require(drill.scenario.evidence("template-image"))
    let image = try #require(fact.sentence.split(separator: " ").last?.dropLast())
    _ = output("kubectl get deploy -o yaml > all.yaml # \(image)")
    #expect(output("timeline").contains(image))
    #expect(drill.record.sightings.isEmpty)
    _ = output("cat all.yaml")
    #expect(drill.record.sightings.keys.contains("template-image"))
  }

  @Test("skipped time in a list is not waited for")
  func skippedTimeInAListIsNotWaitedFor() {
    let wall = PatientClock()
    drill.perform("skip 20m; sleep 5; echo done", pace: .live(wall), console: Transcript())
    #expect(drill.now == Self.call + .seconds(1205))
    #expect(wall.now == Instant(seconds: 55))
    #expect(output("skip 20m; sleep 300; echo done").hasSuffix("done\n"))
  }

  @Test("a run with game commands in lists and pipes replays as it went")
  func aRunWithGameCommandsInListsAndPipesReplaysAsItWent() throws {
    for line in [
      "kubectl get pods; hint yes", "skip 12m; kubectl describe pods | grep -i image; timeline | tail -2",
      "diagnose deployment/shop N01 || diagnose deployment/shop N02", "skip 15m; sleep 20",
    ] { _ = output(line) }
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.card == drill.card)
    #expect(replay.now == drill.now)
    #expect(replay.fingerprint == drill.fingerprint)
    #expect(drill.record.hints.count == 1 && drill.record.diagnoses.count == 2)
  }

  @Test("a journal of the first version replays by the rules it was played by")
  func aJournalOfTheFirstVersionReplaysByTheRulesItWasPlayedBy() throws {
    let lines = ["hint yes; check", "skip 5m; kubectl delete deployment shop", "hint | cat", "kubectl get pods"]
    var journal = drill.journal
    journal.entries = lines.enumerated().map { number, line in
      JournalEntry(instant: Self.call + .seconds(10 * (number + 1)), kind: .line, text: line)
    }
    let now = try Drill(prepared, replaying: journal)
    #expect(now.record.hints.count == 1 && now.card.blindChanges.count == 1)
    journal.header.version = 1
    let then = try Drill(prepared, replaying: Journal(lines: journal.lines))
    #expect(then.record.hints.isEmpty && then.card.blindChanges.isEmpty)
    #expect(then.record.sightings.count == 1)
    #expect(then.now < Self.call + .seconds(60))
    #expect(then.journal.lines.first?.contains("\"journal\":1") == true)
  }

  @Test("giveup says first what ends the run; in runs of before it ended it.")
  func giveUpAsksFirst() throws {
    #expect(output("giveup && echo done").contains("Type giveup yes") && !drill.isOver && drill.prompt == .ready)
    var journal = drill.journal
    #expect(try !Drill(prepared, replaying: Journal(lines: journal.lines)).isOver)
    journal.header.version = 3
    #expect(try Drill(prepared, replaying: Journal(lines: journal.lines)).isOver)
    #expect(output("giveup yes").contains("Points") && drill.isOver && drill.prompt == .over)
  }

  @Test("nothing counts any more once the player has given up")
  func nothingCountsAnyMoreOnceThePlayerHasGivenUp() {
    let text = output("giveup yes | tail -1; kubectl get pods; hint yes; echo last")
    #expect(text.contains("Points") && text.hasSuffix("last\n") && !text.contains("READY"))
    #expect(drill.prompt == .over && drill.isOver)
    #expect(drill.record.sightings.isEmpty && drill.record.hints.isEmpty)
  }

  @Test("a hint that costs nothing says so, and each hint is called by what it is for")
  func aHintThatCostsNothingSaysSo() {
    var said = ""
    for _ in 0..<4 { said += output("hint") + output("hint yes") }
    #expect(said.contains("is free") && said.contains("(free)") && !said.contains("-0") && !said.contains(" 0 points"))
    _ = output("giveup yes")
    #expect(Set(drill.card.hints.map(\.what)).count == 4)
    let text = CardText.full(drill.card, scenario: drill.scenario, style: .plain)
    #expect(text.contains("where to look: ") && text.contains("(free)") && !text.contains("(0)"))
  }

  @Test("a score on the way speaks of a run that goes on, and the last card ends with the points")
  func aScoreOnTheWaySpeaksOfARunThatGoesOn() throws {
    let way = output("score")
    #expect(way.contains("not all objectives are met yet") && way.contains("no diagnosis yet"))
    _ = output("quit")
    #expect(!CardText.interim(drill.card, scenario: drill.scenario, style: .plain).contains("to the end"))
    let end = CardText.full(drill.card, scenario: drill.scenario, style: .plain)
    #expect(end.split(separator: "\n").last?.hasPrefix("  Points") == true)
    drill.resume(at: Instant(seconds: 60))
    let gaveUp = output("giveup yes").split(separator: "\n")
    #expect(gaveUp.contains { $0.contains("were not met to the end") } && gaveUp.contains("Not solved."))
  }

  @Test("work on the mend and lines of a here-document are no steps of the investigation")
  func workOnTheMendIsNoStepOfTheInvestigation() {
    for line in [
      "kubectl get pods", "kubectl rollout status deploy/stock", "kubectl annotate deploy/stock a=b --dry-run=server",
      "cat > pod.yaml <<END", "kind: Pod", "END", "cat pod.yaml", "kubectl wait deploy/stock --for=create",
      "kubectl get pods", "kubectl rollout history deploy/stock", "kubectl rollout history deploy/stock", "quit",
    ] { _ = output(line) }
    let text = CardText.full(drill.card, scenario: drill.scenario, style: .plain)
    let start = text.range(of: "Steps that told you nothing new")
    let idle = start.map { text[$0.upperBound...].split(separator: "\n").prefix { $0.hasPrefix("  ") } } ?? []
    #expect(idle.map { $0.dropFirst(9) } == ["kubectl get pods", "kubectl rollout history deploy/stock"])
    #expect(drill.card.steps.map(\.line).contains("cat > pod.yaml <<END ..."))
    #expect(!drill.card.steps.map(\.line).contains("END"))
  }

  @Test("pods made to look around from, and their end, are no changes without evidence")
  func podsMadeToLookAroundFromAreNoChanges() {
    _ = output("kubectl run tmp --rm -i --image=busybox:1.36 --restart=Never -- nslookup shop")
    _ = output("kubectl run stays --image=busybox:1.36 -- sleep 1d")
    _ = output("skip 20s; kubectl exec stays -- true")
    _ = output("kubectl label pod stays a=b; kubectl delete pod stays --now")
    _ = output("kubectl debug deploy/shop --image=busybox:1.36; kubectl get pods -o name | head -1")
    #expect(drill.card.blindChanges.isEmpty)
    _ = output("kubectl delete pod -l app=shop --wait=false")
    #expect(drill.card.blindChanges.count == 3)
  }

  @Test("the history comes back when it is asked for, as at an interactive bash")
  func theHistoryComesBackWhenItIsAskedFor() throws {
    let wall = PatientClock()
    let console = Transcript()
    for line in ["echo one", "!!; echo two", "echo '!!'", "echo !no", "!1", "cat <<END", "!!", "END"] {
      drill.perform(line, pace: .live(wall), console: console)
    }
    let said = "one\necho one; echo two\none\ntwo\n!!\nbash: !no: event not found\necho one\none\n!!\n"
    #expect(console.text == said)
    let replayed = Transcript()
    _ = try Drill(prepared, replaying: drill.journal, console: replayed)
    #expect(replayed.text == "one\none\ntwo\n!!\none\n!!\n")
    #expect(output("echo !!") == "!!\n")
  }
}
