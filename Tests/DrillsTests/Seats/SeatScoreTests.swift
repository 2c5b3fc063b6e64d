import APIServer
import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// What several players find, and what of it counts.
@Suite struct SeatScoreTests {
  private let team: Team

  init() throws { team = try Team(Prepared.shop) }

  @Test("Evidence counts once, for whoever found it first.")
  func once() throws {
    team.line("kubectl get pods", 2)
    team.wait(.seconds(5))
    team.line("kubectl get pods", 1)
    let card = team.drill.card
    let found = card.findings.filter { $0.seconds != nil }
    #expect(found.map(\.seat) == [2])
    #expect(card.steps.map(\.seat) == [2, 1] && card.steps.map(\.isNew) == [true, false])
    #expect(team.drill.activity.map(\.seat) == [2, 1])
    #expect(team.drill.activity.map(\.evidence) == [[found[0].sentence], []])
    #expect(team.drill.activity.map(\.line) == ["kubectl get pods", "kubectl get pods"])
    #expect(team.drill.view(at: team.wall).evidenceFound == 1)
    try team.expectSameReplay()
  }

  @Test("What a watch shows counts while it goes on, at the moment when it was shown.")
  func whileItGoesOn() throws {
    team.line("kubectl get pods -w", 1)
    #expect(team.drill.activity.first?.evidence.count == 1)
    #expect(team.drill.card.findings.compactMap(\.seat) == [1])
    #expect(team.drill.status(of: 1) == .running)
    try team.expectSameReplay()
  }

  @Test("A change is judged by what its player's team knew, and against how things were just then.")
  func changes() throws {
    team.line("sleep 10; kubectl scale deployment shop --replicas=5; sleep 10; kubectl get nodes", 1)
    team.line("kubectl create deployment own --image=nginx:1.27", 2)
    team.wait(.seconds(12))
    #expect(team.drill.card.blindChanges.map(\.what) == ["deployment/own", "deployment/shop"])
    #expect(team.drill.activity.map(\.isChange) == [true, true])
    team.wait(.seconds(12))
    #expect(team.drill.card.blindChanges.count == 2)
    try team.expectSameReplay()
  }

  @Test("The incident ends in the middle of a line, and what it had shown by then counts.")
  func end() throws {
    team.line("kubectl get pods -w", 1)
    team.line("kubectl describe pods -l app=orders; sleep 600; kubectl get replicasets -o wide", 3)
    for line in team.prepared.scenario.solution { team.line(line, 2) }
    for _ in 0..<40 where !team.drill.isOver { team.wait(.seconds(30)) }
    #expect(team.drill.record.isSolved)
    #expect(team.drill.status(of: 1) == .running)
    #expect(team.drill.card.findings.filter { $0.seat == 1 && !$0.isLate }.map(\.id) == ["pods-waiting"])
    #expect(team.drill.card.findings.contains { $0.seat == 3 && !$0.isLate })
    try team.expectSameReplay()
  }

  @Test("Own tools are asked for by a seat, and a look of another is a step of its own.")
  func ownTools() throws {
    let path = "/api/v1/namespaces/bakery/pods"
    for seat in [1, 2, 1] {
      let request = APIRequest(.get, path, query: [], accept: "application/json", userAgent: "kubectl/v1.33.0")
      _ = team.drill.handle(request, command: "kubectl get", session: "one", seat: seat, at: team.wall)
    }
    #expect(team.drill.activity.map(\.seat) == [1, 2])
    #expect(team.drill.command(["hint", "yes"], seat: 2, at: team.wall)?.status == 0)
    #expect(team.kept.map(\.seat) == [1, 2, 2])
    try team.expectSameReplay()
  }

  @Test("A card of one who plays alone says nothing of seats.")
  func alone() throws {
    let drill = Drill(team.prepared, startedAt: Team.start)
    drill.perform("kubectl get pods", pace: .scripted, console: Transcript())
    let text = String(decoding: try JSONEncoder().encode(drill.card), as: UTF8.self)
    #expect(text.contains("pods-waiting") && !text.contains("seat"))
    #expect(!drill.journal.lines.joined().contains("seat") && drill.journal.header.version == 5)
    team.line("kubectl get pods", 1)
    #expect(String(decoding: try JSONEncoder().encode(team.drill.card), as: UTF8.self).contains("\"seat\":1"))
    #expect(team.drill.journal.header.version == 4)
  }
}
