import Foundation
import Scenarios
import Testing

@Suite struct CommandLineTests {
  private let program = Program()

  private static var scenarioIDs: [String] { ScenarioLibrary(folder: Program.scenarioFolder).identifiers }

  private func solution(of id: String, seed: UInt64) throws -> String {
    let scenario = try ScenarioLibrary(folder: Program.scenarioFolder).source(id).scenario(seed: seed)
    return (scenario.investigation.map(\.run) + scenario.solution).map { $0 + "\n" }.joined()
  }

  @Test("a scripted run is played to its end, kept, replayed and scored again", arguments: scenarioIDs.prefix(2))
  func aScriptedRunIsPlayedToItsEndKeptReplayedAndScoredAgain(id: String) throws {
    let played = try program.run("play", id, "--seed", "5", input: try solution(of: id, seed: 5))
    #expect(played.status == 0)
    #expect(played.output.contains("The incident is over."))

    let history = try program.run("history")
    #expect(history.output.contains("solved"))
    // score fails when the journal gives other points than were kept.
    let card = try program.run("score", "--json")
    #expect(card.status == 0 && card.output.contains("\"isSolved\" : true"))
    let replay = try program.run("replay", "1")
    #expect(replay.output.contains("Fingerprint "))

    let list = try program.run("list", "--json").output
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
    let row = try #require(rows.first { $0["id"] as? String == id })
    #expect(row["best"] as? Int ?? 0 > 0)
    #expect(Set(row.keys) == ["id", "title", "track", "difficulty", "classes", "par", "best", "isNew"])
    #expect(row["isNew"] as? Bool == false && (row["track"] as? String)?.isEmpty == false)
  }

  @Test("the list does not tell what fails, unless it is asked")
  func theListDoesNotTellWhatFails() throws {
    let list = try program.run("list").output
    #expect(list.contains("DIFFICULTY") && !list.contains("CLASSES"))
    let asked = try program.run("list", "--classes").output
    #expect(asked.contains("CLASSES"))
    let classes = try Self.scenarioIDs.flatMap {
      try ScenarioLibrary(folder: Program.scenarioFolder).header($0).classes
    }
    let help = try program.run("play", try #require(Self.scenarioIDs.first), input: "help\ndiagnose\n").output
    for failureClass in classes {
      #expect(!list.contains(failureClass) && asked.contains(failureClass))
      #expect(!help.contains("deployment/web \(failureClass)"))
    }
  }

  @Test("in the player's own shell the game's commands and k are there, and a replay tells what was asked")
  func inThePlayersOwnShellTheGamesCommandsAndKAreThere() throws {
    let id = try #require(Self.scenarioIDs.first)
    let script = "help\nk get pods\nk get deploy -o name | head -1\ncheck && echo all met\nhint nope | head -1\n"
    let played = try program.run("play", id, "--seed", "1", "--shell", input: script)
    #expect(played.status == 0, "\(played.errors)")
    #expect(played.output.contains("exit      leave; the run is kept") && played.output.contains("READY"))
    #expect(played.output.contains("not yet") && !played.output.contains("all met"))
    #expect(played.output.contains("deployment.apps/") && played.output.contains("hint yes"))
    let replay = try program.run("replay").output
    #expect(replay.contains(" $ kubectl get pods\n") && replay.contains(" $ kubectl get deployments\n"))
    #expect(replay.contains(" $ check\n"))
  }

  @Test("a run that was left is resumed where it stood")
  func aRunThatWasLeftIsResumedWhereItStood() throws {
    let id = try #require(Self.scenarioIDs.first)
    let left = try program.run("play", id, "--seed", "1", input: "kubectl get pods\nquit\n")
    #expect(left.output.contains("firedrill resume 1"))
    let resumed = try program.run("resume", input: "timeline\n")
    #expect(resumed.status == 0)
    #expect(resumed.output.contains("kubectl get pods"))
    let history = try program.run("history").output
    #expect(history.contains("open"))
  }

  @Test("A run that went back is practice, in its history and its score, and is no best score.")
  func practice() throws {
    let id = try #require(Self.scenarioIDs.first)
    let left = "kubectl get pods\nkubectl get events\nskip 1m\nquit\n"
    _ = try program.run("play", id, "--seed", "5", input: left)
    let back = try program.run("rewind", "1", "--steps", "3")
    #expect(back.status == 0 && back.output.hasPrefix("Run 1: Back at +0:04. This run is practice now"))
    #expect(try program.run("rewind", "--to", "+9:00").status == 1)
    #expect(try program.run("rewind", "--to", "+0:03").output.contains("Back at +0:03."))
    let replay = try program.run("replay", "1").output
    #expect(replay.contains("$ kubectl get pods\n") && !replay.contains("$ kubectl get events"))
    #expect(try program.run("score").output.hasPrefix("Practice: this run is no best score."))
    let end = try program.run("resume", input: try solution(of: id, seed: 5))
    #expect(end.output.contains("The incident is over.") && end.output.contains("Practice: this is no best score."))
    #expect(try program.run("score", "--json").output.contains("\"isPractice\" : true"))
    #expect(try program.run("history").output.contains("solved, practice"))
    #expect(try program.run("history", "--json").output.contains("\"practice\" : true"))
    #expect(try program.run("rewind", "1").errors.contains("run 1 is over"))
    #expect(!(try program.run("list", "--json").output.contains("\"best\" : 1")))
  }

  @Test("the card of an open run is not given away")
  func theCardOfAnOpenRunIsNotGivenAway() throws {
    let id = try #require(Self.scenarioIDs.first)
    _ = try program.run("play", id, "--seed", "1", input: "kubectl get pods\n")
    let json = try program.run("score", "--json")
    #expect(json.status == 1 && json.output.isEmpty)
    let cause = try ScenarioLibrary(folder: Program.scenarioFolder).source(id).scenario(seed: 1).cause.sentence
    let score = try program.run("score").output
    #expect(!score.contains(cause))
  }

  @Test(
    "exit statuses mean something",
    arguments: [
      "play nope": Int32(1), "play": 64, "--nope": 64, "resume": 1, "score 7": 1, "replay x": 64, "list": 0,
      "--version": 0, "--help": 0, "history": 0,
    ])
  func exitStatusesMeanSomething(line: String, status: Int32) throws {
    let result = try program.run(line.split(separator: " ").map(String.init))
    #expect(result.status == status, "\(result.errors)")
    if status != 0 { #expect(!result.errors.isEmpty && !result.errors.contains("Fatal error")) }
  }

  @Test("a damaged database costs the scores, not the list, and is left as it is")
  func aDamagedDatabaseCostsTheScoresNotTheListAndIsLeftAsItIs() throws {
    try FileManager.default.createDirectory(
      atPath: (program.database as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let rubbish = String(repeating: "not a database ", count: 1000)
    try rubbish.write(toFile: program.database, atomically: true, encoding: .utf8)
    let list = try program.run("list")
    #expect(list.status == 0 && list.errors.contains("is damaged"))
    let play = try program.run("play", try #require(Self.scenarioIDs.first), input: "check\n")
    #expect(play.status == 1 && play.errors.contains(program.database))
    #expect(try String(contentsOfFile: program.database, encoding: .utf8) == rubbish)
  }

  @Test("binary input, endless lines and control characters do no harm")
  func binaryInputEndlessLinesAndControlCharactersDoNoHarm() throws {
    let id = try #require(Self.scenarioIDs.first)
    let noise = String(decoding: (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37) }, as: UTF8.self)
    let long = "echo " + String(repeating: "x", count: 3_000_000)
    let result = try program.run("play", id, "--seed", "1", input: noise + "\n" + long + "\ncheck\n")
    #expect(result.status == 0)
    #expect(result.output.contains("not yet"))
  }

  @Test(
    "a script that ends in an open quote or here-document is told", arguments: ["echo \"open\ncheck\n", "cat <<X\na\n"])
  func scriptThatEndsInTheMiddleIsTold(script: String) throws {
    let id = try #require(Self.scenarioIDs.first)
    let result = try program.run("play", id, "--seed", "1", input: "kubectl get ns\n" + script)
    #expect(result.status == 0 && result.output.contains("kube-system") && result.output.contains("is kept"))
    #expect(result.errors == "bash: syntax error: unexpected end of file\n")
  }

  @Test("nothing that is typed reaches the host")
  func nothingThatIsTypedReachesTheHost() throws {
    let id = try #require(Self.scenarioIDs.first)
    let mark = program.dataFolder + "/reached"
    let script = """
      touch \(mark)
      sh -c 'touch \(mark)'
      echo x > \(mark)
      kubectl get pods -o yaml > \(mark)
      kubectl config view --kubeconfig /etc/passwd
      kubectl apply -f /etc/passwd
      cat /etc/passwd; cat \(Program.scenarioFolder)/\(id)/scenario.yaml
      $(touch \(mark)) `touch \(mark)`

      """
    let result = try program.run("play", id, "--seed", "1", input: script)
    #expect(result.status == 0)
    #expect(!FileManager.default.fileExists(atPath: mark))
    #expect(!result.output.contains("evidence:"))
  }
}
