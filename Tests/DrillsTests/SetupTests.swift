import Drills
import Scenarios
import SimulationKernel
import Testing

/// The player's own file of aliases and settings.
@Suite struct SetupTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let prepared: PreparedScenario

  init() throws { prepared = try #require(Prepared.shop) }

  private func drill(_ settings: String) -> Drill {
    let drill = Drill(prepared, startedAt: Self.call)
    _ = drill.setUp(settings)
    return drill
  }

  private func output(_ line: String, _ drill: Drill) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  private func said(_ drill: Drill) -> String { String(decoding: drill.setupOutput, as: UTF8.self) }

  @Test("Aliases, functions, variables and options hold in the drill, and are no part of its history.")
  func holds() {
    let drill = drill("# mine\nalias kgp='kubectl get pods'\nshop() { kgp -l app=shop \"$@\"; }\nA=1\nset -o vi\n")
    #expect(said(drill).isEmpty)
    #expect(output("kgp -l app=shop -o name | wc -l", drill) == "3\n")
    #expect(output("shop -o name | wc -l; echo $A", drill) == "3\n1\n")
    #expect(drill.usesViKeys && drill.commandNames.isSuperset(of: ["kgp", "shop"]))
    #expect(output("history | head -1", drill).contains("kgp -l"))
  }

  @Test("A replay knows them from the journal.")
  func replay() throws {
    let drill = drill("alias two='echo 2'")
    _ = output("two > f", drill)
    let again = try Drill(prepared, replaying: try Journal(lines: drill.journal.lines))
    #expect(again.fingerprint == drill.fingerprint)
    #expect(output("cat f; two", again) == "2\n2\n")
  }

  @Test(
    "What waits, leaves, asks the cluster or is not whole does no harm, and is told.",
    arguments: [
      ("alias a=b\nkubectl delete ns default\ncheck", "kubectl: not while settings are read"),
      ("exit 3", "they leave the shell"), ("echo 'open", "a quote or a block is not closed"),
      ("while :; do :; done", ""), ("until kubectl get ns; do :; done", "they do not come to an end"),
      ("sleep 100", ""), ("cat", ""), ("nope", "nope: command not found"),
    ])
  func harmless(settings: String, message: String) {
    let drill = drill(settings)
    #expect(said(drill).contains(message))
    #expect(output("echo fine; kubectl get ns default -o name", drill) == "fine\nnamespace/default\n")
  }
}
