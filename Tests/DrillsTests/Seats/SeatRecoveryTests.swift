import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// Processes that are killed, players who mean harm, and those who never come back.
@Suite struct SeatRecoveryTests {
  private let team: Team

  init() throws { team = try Team(Prepared.shop) }

  @Test("A run is taken up again wherever its journal was cut.")
  func cut() throws {
    team.line("kubectl get pods -w", 1)
    team.line("sleep 3; kubectl create configmap made; sleep 30; echo never", 2)
    team.line("kubectl exec -it deploy/shop -- sh", 3)
    team.wait(.seconds(2))
    team.type("echo typed\n", 3)
    team.wait(.seconds(5))
    team.drill.interrupt(seat: 1, at: team.wall)
    team.line("echo 'open", 1)
    team.wait(.seconds(5))
    team.line("kubectl delete configmap made; cat > file <<'END'", 1)
    for count in 0...team.kept.count {
      let cut = try team.replayed(entries: count)
      let (now, fingerprint) = (cut.now, cut.fingerprint)
      #expect(try team.replayed(entries: count).fingerprint == fingerprint)
      cut.resume(at: team.wall)
      #expect(cut.now == now)
      for seat in 1...3 {
        #expect(cut.status(of: seat) == .ready)
        #expect(cut.submit("echo here; kubectl get pods -o name | wc -l", seat: seat, at: team.wall + .seconds(1)))
        let shown = cut.takeEvents(of: seat).suffix(3)
        #expect(shown.contains(.done(status: 0)) && shown.last == .prompt(.ready), "\(count): \(shown)")
      }
      #expect(cut.now == now + .seconds(1))
      let again = try Drill(team.prepared, replaying: Journal(lines: cut.journal.lines))
      #expect(again.fingerprint == cut.fingerprint && again.card == cut.card && again.now == cut.now)
    }
  }

  @Test("What was changed after a wait is in the journal before anybody hears of it.")
  func told() throws {
    team.line("sleep 3; kubectl create configmap made; sleep 30; echo never", 1)
    team.wait(.seconds(5))
    #expect(team.text(of: 1) == "configmap/made created\n")
    #expect(team.kept.map(\.kind) == [.line, .time])
    try team.crash()
    #expect(team.line("kubectl get configmap made -o name", 2) == "configmap/made\n")
    #expect(team.drill.status(of: 1) == .ready)
  }

  @Test("The film of a drill shows who did what, and can be stepped into at any moment.")
  func film() throws {
    team.line("sleep 3; echo one; kubectl get pods", 1)
    team.line("kubectl create configmap made", 2)
    team.wait(.seconds(5))
    team.line("read name; echo hello $name", 2)
    team.type("Ada\n", 2)
    team.wait(.seconds(5))
    team.line("kubectl delete configmap made", 1)
    team.drill.pause(at: team.wall)
    let film = try Film(team.prepared, of: team.drill.journal)
    let commands = film.frames.filter { $0.kind == .command }
    #expect(
      commands.map(\.seat) == [1, 2, 2, 1] && commands.map(\.text) == team.kept.filter { $0.kind == .line }.map(\.text))
    #expect(zip(film.frames, film.frames.dropFirst()).allSatisfy { $0.end <= $1.instant && $0.instant <= $0.end })
    let pieces = film.frames.flatMap(\.pieces)
    #expect(pieces.first { String(decoding: $0.bytes, as: UTF8.self).hasPrefix("one\n") }?.seat == 1)
    #expect(
      String(decoding: pieces.filter { $0.seat == 2 }.flatMap(\.bytes), as: UTF8.self).hasSuffix("Ada\nhello Ada\n"))
    #expect(film.frames.contains { !$0.found.isEmpty })
    for (frame, exists) in [(film.frames.count - 2, true), (0, false)] {
      let visit = film.visit(film.moment(before: frame, at: film.frames[frame].instant), wall: team.wall)
      let said = Transcript()
      visit.perform("kubectl get configmap made -o name; skip 1m", pace: .scripted, console: said)
      #expect(said.text.contains("configmap/made") == exists, "\(said.text)")
    }
  }

  @Test("A drill is let go with all its threads, whatever runs in it.")
  func letGo() throws {
    let before = Self.threads
    for _ in 0..<30 {
      let drill = Drill(team.prepared, sharedFrom: Team.start)
      drill.submit("kubectl get pods -w", seat: 1, at: Team.start)
      drill.submit("trap '' INT; while :; do sleep 1; done", seat: 2, at: Team.start)
      drill.submit("kubectl exec -it deploy/shop -- sh", seat: 3, at: Team.start + .seconds(1))
      drill.submit("kubectl edit deploy shop", seat: 4, at: Team.start + .seconds(1))
      #expect((1...4).allSatisfy { drill.status(of: $0) != .ready })
    }
    // Those of other tests come and go.
    #expect(Self.threads - before < 60)
  }

  private static var threads: Int {
    let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix("Threads:") }.flatMap { Int($0.split(separator: "\t")[1]) } ?? 0
  }

  @Test("Lines that are too long, too many or nobody's are refused.")
  func refused() throws {
    let drill = team.drill
    for seat in [0, -1, Int.min, Int.max, Drill.seatLimit + 1] {
      #expect(!drill.submit("echo", seat: seat, at: team.wall) && !drill.type([65], seat: seat, at: team.wall))
      drill.interrupt(seat: seat, at: team.wall)
      drill.edited([65], seat: seat, at: team.wall)
      #expect(drill.takeEvents(of: seat) == [] && drill.status(of: seat) == .over)
    }
    #expect(team.kept == [])
    #expect(!drill.submit(String(repeating: "a", count: Drill.lineLimit + 1), seat: 1, at: team.wall))
    #expect(team.text(of: 1).contains("not taken"))
    #expect(drill.submit("true " + String(repeating: "a", count: 1_000_000), seat: 2, at: team.wall))
    team.line("sleep 100", 1)
    #expect(!drill.submit("echo second", seat: 1, at: team.wall))
    let piece = [UInt8](repeating: 0x78, count: 100_000)
    #expect((0..<20).count { _ in drill.type(piece, seat: 1, at: team.wall) } == 10)
    drill.interrupt(seat: 1, at: team.wall)
    #expect(drill.status(of: 1) == .ready)
    team.line("cat > file; wc -l < file", 1)
    for _ in 0..<300 { drill.type(Array("x\n".utf8), seat: 1, at: team.wall) }
    #expect(team.type(nil, 1).hasSuffix("300\n"))
    try team.expectSameReplay()
  }

  @Test("Of what nobody takes the last is kept.")
  func untaken() throws {
    team.line("for i in $(seq 1 70); do head -c 4000 /dev/zero | tr '\\0' a; echo; done; echo last", 1)
    team.wait(.seconds(60))
    #expect(team.drill.status(of: 1) == .ready)
    let line = "head -c 400000 /dev/zero | tr '\\0' a; echo; echo end"
    team.drill.submit(line, seat: 1, at: team.wall)
    team.wait(.seconds(60))
    let events = team.drill.takeEvents(of: 1)
    #expect(events.suffix(2) == [.done(status: 0), .prompt(.ready)])
    let bytes = events.reduce(0) { if case .output(let bytes, _) = $1 { $0 + bytes.count } else { $0 } }
    #expect((100_000..<300_000).contains(bytes))
    guard case .output(let first, true)? = events.first else {
      Issue.record("nothing says what is missing")
      return
    }
    #expect(String(decoding: first, as: UTF8.self).contains("not taken in time"))
  }

  @Test("A flood costs the others nothing, and Ctrl-C ends it.", arguments: ["yes", "kubectl exec deploy/shop -- yes"])
  func flood(line: String) throws {
    team.line(line, 1)
    team.line("sleep 0.1; echo here", 2)
    team.wait(.milliseconds(200))
    #expect(team.text(of: 2) == "here\n" && team.text(of: 1).contains("y\ny\n"))
    team.drill.interrupt(seat: 1, at: team.wall)
    #expect(team.takeEvents(1).suffix(2) == [.done(status: 130), .prompt(.ready)])
    try team.expectSameReplay()
  }

  @Test("A line of more commands than there is room for is broken off.")
  func tooManyCommands() throws {
    team.line("while true; do brief >/dev/null; done", 1)
    for _ in 0..<30 where team.drill.status(of: 1) == .running { team.wait(.seconds(20)) }
    #expect(team.text(of: 1).contains("firedrill: broken off"))
    #expect(team.line("echo again", 1) == "again\n")
    try team.expectSameReplay()
  }

  @Test("A loop of very short waits comes to an end.")
  func shortWaits() throws {
    team.line("while sleep 0.00001; do :; done", 1)
    team.wait(.milliseconds(90))
    #expect(team.drill.status(of: 1) == .running)
    team.wait(.milliseconds(100))
    #expect(team.text(of: 1).contains("firedrill: broken off") && team.drill.status(of: 1) == .ready)
  }

  @Test("A line of more output than there is room for is broken off.")
  func tooMuchOutput() throws {
    team.line("head -c 1000000 /dev/zero | tr '\\0' a > file; for i in 1 2 3 4 5; do cat file; done", 1)
    for _ in 0..<60 where team.drill.status(of: 1) == .running { team.wait(.seconds(300)) }
    #expect(team.text(of: 1).hasSuffix("firedrill: broken off: a line this long fills the server\n"))
    #expect(team.line("echo again", 1) == "again\n")
  }

  @Test("A wall clock that jumps back stops time, and nothing else.")
  func jumps() throws {
    team.line("sleep 5; echo over", 1)
    team.wait(.seconds(2))
    team.wall = team.wall - .seconds(3_600)
    #expect(team.line("echo here", 2) == "here\n")
    team.wait(.seconds(3_610))
    #expect(team.text(of: 1) == "over\n")
    try team.expectSameReplay()
  }
}
