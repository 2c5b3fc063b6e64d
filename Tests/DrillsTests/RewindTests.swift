import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// Going back in time, and looking at a run again.
@Suite struct RewindTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let prepared: PreparedScenario
  private let drill: Drill

  init() throws {
    prepared = try #require(Prepared.ferry)
    drill = Drill(prepared, startedAt: Self.call)
  }

  @discardableResult
  private func output(_ line: String, of drill: Drill? = nil) -> String {
    let console = Transcript()
    (drill ?? self.drill).perform(line, pace: .scripted, console: console)
    return console.text
  }

  private func expectSameReplay(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.fingerprint == drill.fingerprint, sourceLocation: sourceLocation)
    #expect(replay.card == drill.card, sourceLocation: sourceLocation)
    #expect(replay.now == drill.now, sourceLocation: sourceLocation)
    #expect(replay.journal == drill.journal, sourceLocation: sourceLocation)
  }

  @Test("What was done is undone, and the journal still tells it.")
  func undone() throws {
    output("kubectl get pods -o name > before.txt")
    output("kubectl delete deployment web")
    #expect(drill.card.blindChanges.count == 1)
    #expect(output("rewind").contains("Back at +0:04. This run is practice now"))
    #expect(drill.now == Self.call + .seconds(4))
    #expect(drill.card.blindChanges.isEmpty && drill.card.isPractice)
    #expect(output("kubectl get deploy web -o name") == "deployment.apps/web\n")
    #expect(output("wc -l < before.txt") != "0\n")
    #expect(drill.journal.entries.map(\.text).contains("kubectl delete deployment web"))
    try expectSameReplay()
  }

  @Test(
    "One goes back by commands, by time and to a time.",
    arguments: [
      ("rewind 2", 310), ("rewind 10", 2), ("rewind 10s", 308), ("rewind 4m", 78), ("rewind +1:30", 90),
      ("rewind 1h", 0), ("rewind 0:03", 3),
    ])
  func targets(line: String, seconds: Int) throws {
    // At 0:02, 0:04, 0:06 until 5:06, 5:08, 5:10, and 5:12 until 5:16.
    for line in ["true", "kubectl delete deployment web", "skip 5m", "echo 'open", "end'"] { output(line) }
    output("kubectl config set-context --current --namespace=default")
    output("sleep 4")
    #expect(output(line).contains("This run is practice now"))
    #expect(drill.now == Self.call + .seconds(seconds))
    #expect(drill.prompt == .ready && drill.namespace == drill.scenario.namespace)
    try expectSameReplay()
    output("kubectl get pods")
    output("rewind")
    try expectSameReplay()
  }

  @Test("A command that was going on at that moment is broken off.")
  func brokenOff() throws {
    output("sleep 20 && kubectl delete deployment web; skip 1m; kubectl delete deployment bookings")
    output("rewind +0:10")
    #expect(drill.now == Self.call + .seconds(10))
    #expect(output("kubectl get deploy web bookings -o name").split(separator: "\n").count == 2)
    output("rewind +0:11")
    try expectSameReplay()
    output("skip 20s; kubectl delete deployment web")
    output("rewind 5s")
    #expect(output("kubectl get deploy web -o name") == "deployment.apps/web\n")
    try expectSameReplay()
  }

  @Test("Where nothing lies before, one stays, and the run is none the worse.")
  func nothing() {
    #expect(output("rewind") == "There is nothing to go back to.\n")
    #expect(output("rewind +9:00") == "There is nothing to go back to.\n")
    #expect(output("rewind soon").contains("Say how far"))
    #expect(!drill.card.isPractice)
    #expect(output("giveup yes; rewind").contains("Points"))
    #expect(!drill.card.isPractice && drill.isOver)
  }

  @Test("A process that was killed before it had gone back stays where it was.")
  func killed() throws {
    output("kubectl delete deployment web")
    output("rewind")
    var journal = drill.journal
    #expect(journal.entries.removeLast().kind == .rewound)
    let replay = try Drill(prepared, replaying: journal)
    #expect(replay.card.blindChanges.count == 1 && !replay.card.isPractice)
    output("true", of: replay)
    #expect(replay.now == Self.call + .seconds(6))
  }

  @Test("An old run does not know the command, and can go back nevertheless.")
  func oldRun() throws {
    var journal = drill.journal
    journal.header.version = 2
    journal.entries = [
      JournalEntry(instant: Self.call + .seconds(5), kind: .line, text: "kubectl delete deployment web"),
      JournalEntry(instant: Self.call + .seconds(9), kind: .line, text: "rewind || echo unknown"),
    ]
    let said = Transcript()
    let old = try Drill(prepared, replaying: journal, console: said)
    #expect(said.text.hasSuffix("unknown\n"))
    let entry = try #require(old.rewind(to: .commands(2), at: Self.call))
    #expect(entry == JournalEntry(instant: Self.call + .seconds(5), kind: .rewound, text: "0"))
    let again = try Drill(prepared, replaying: Journal(lines: old.journal.lines))
    #expect(again.card == old.card && again.fingerprint == old.fingerprint && again.card.isPractice)
  }

  // MARK: The film

  @Test("A film has what was typed, what came when, and what it showed.")
  func frames() throws {
    for line in ["kubectl get pods", "echo one; sleep 5; echo two", "echo 'open", "end'"] { output(line) }
    let film = try Film(prepared, of: drill.journal)
    #expect(film.frames.map(\.text) == drill.journal.entries.map(\.text))
    #expect(film.frames.map(\.kind) == [.command, .command, .command, .continuation])
    #expect(film.frames[0].found.count == 1 && film.frames[0].view.evidenceFound == 1)
    #expect(film.frames[1].pieces.map { String(decoding: $0.bytes, as: UTF8.self) } == ["one\n", "two\n"])
    #expect(film.frames[1].pieces.map(\.instant) == [4, 9].map { Self.call + .seconds($0) })
    #expect(film.frames[1].end == Self.call + .seconds(9))
    #expect(film.frames.last?.view.points == drill.card.points)
  }

  @Test("Whoever steps into a film has the cluster of that moment, and leaves no trace.")
  func visiting() throws {
    for line in ["kubectl delete deployment web", "sleep 30", "kubectl get pods", "kubectl get events"] { output(line) }
    let before = drill.journal
    let film = try Film(prepared, of: drill.journal)
    let early = film.visit(film.moment(before: 0, at: Self.call + .seconds(1)), wall: Self.call)
    #expect(output("kubectl get deploy web -o name", of: early) == "deployment.apps/web\n")
    #expect(early.now == Self.call + .seconds(3))
    let middle = film.visit(film.moment(in: 1, at: Self.call + .seconds(10)), wall: Self.call)
    #expect(middle.now == Self.call + .seconds(10))
    #expect(output("kubectl get deploy web -o name", of: middle).contains("not found"))
    #expect(output("giveup", of: middle).contains("Not here") && output("hint yes", of: middle).contains("Not here"))
    let end = film.visit(film.moment(in: 3, at: drill.now), wall: Self.call)
    #expect(end.now == drill.now && end.fingerprint == drill.fingerprint)
    #expect(drill.journal == before && film.frames.count == 4)
  }

  @Test("A long run is stepped into anywhere as it was, with few snapshots.")
  func longRun() throws {
    for index in 0..<200 { output("echo \(index) > last.txt") }
    let film = try Film(prepared, of: drill.journal)
    for frame in [0, 1, 63, 64, 65, 127, 150, 199] {
      let visit = film.visit(film.moment(in: frame, at: film.frames[frame].end), wall: Self.call)
      #expect(output("cat last.txt", of: visit) == "\(frame)\n")
    }
  }
}
