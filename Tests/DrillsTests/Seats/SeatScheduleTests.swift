import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// Whatever several players do, in whatever order: a journal makes the same run again. A seed that failed stays here.
@Suite struct SeatScheduleTests {
  /// More of them with FIREDRILL_SCHEDULES=1000.
  private static let seeds =
    0..<(ProcessInfo.processInfo.environment["FIREDRILL_SCHEDULES"].flatMap { UInt64($0) } ?? 10)

  @Test("Random schedules of two or three seats replay as they went.")
  func schedules() throws {
    for seed in Self.seeds {
      let team = try Team(seed.isMultiple(of: 2) ? Prepared.shop : Prepared.ferry)
      var schedule = Schedule(seed: seed)
      for _ in 0..<schedule.length { schedule.next(team) }
      try team.expectSameReplay()
      #expect(team.drill.invariantViolations == [], "seed \(seed)")
      guard schedule.crashes else { continue }
      try team.crash()
      for _ in 0..<2 { schedule.next(team) }
      try team.expectSameReplay()
    }
  }
}

/// What players do who do not wait for each other.
private struct Schedule {
  private var random: RandomStream
  private let seats: Int

  init(seed: UInt64) {
    random = RandomStream(seed: seed, name: "schedule")
    seats = 2 + random.below(2)
  }

  var length: Int { mutating get { 4 + random.below(8) } }
  var crashes: Bool { mutating get { random.below(4) == 0 } }

  private static let lines = [
    "kubectl get pods -w", "kubectl get deploy -w -o name", "sleep 2", "sleep 7; echo over", "echo $RANDOM",
    "for i in 1 2 3; do sleep 1; echo $i; done", "while sleep 1; do kubectl get cm -o name; done", "cat",
    "read a; echo $a",
    "kubectl exec -it deploy/web -- sh", "kubectl exec -i deploy/shop -- cat", "kubectl logs -f deploy/web --tail=2",
    "kubectl delete pods --all --wait=false", "kubectl delete pods --all", "kubectl run one --image=nginx:1.27",
    "kubectl scale deploy --all --replicas=2", "sleep 3; kubectl delete pod one", "kubectl edit deploy web",
    "kubectl create configmap made --from-literal=a=1", "kubectl edit configmap made", "kubectl get events -w",
    "kubectl wait --for=condition=Ready pod/one --timeout=20s", "kubectl rollout status deploy/web --timeout=9s",
    "skip 10s", "sleep 1; skip 5s; echo here", "hint", "check", "echo 'open", "quit", "exit", "seq 1 9 | head -5",
    "rewind",
    "kubectl get pods | head -1; sleep 4; kubectl get pods -o name", "trap '' INT; sleep 9",
    "kubectl exec deploy/shop -- sleep 6", "sleep 5 & wait", "kubectl get nodes; kubectl describe pods | tail -3",
  ]
  private static let typed = ["echo here\n", "exit\n", "sleep 3\n", "rm -f /tmp/x; ls /\n", "\n", "half"]

  mutating func next(_ team: Team) {
    let seat = 1 + random.below(seats)
    switch random.below(12) {
    case 0..<6: team.drill.submit(pick(Self.lines), seat: seat, style: .plain, at: team.wall)
    case 6: team.drill.type(Array(pick(Self.typed).utf8), seat: seat, at: team.wall)
    case 7: random.below(3) == 0 ? _ = team.drill.type(nil, seat: seat, at: team.wall) : team.wait(.milliseconds(40))
    case 8: team.drill.interrupt(seat: seat, at: team.wall)
    case 9: edit(team, seat)
    default: team.wait(.milliseconds(1 + Int64(random.below(6_000))))
    }
    // Somebody looks now and then, which must change nothing.
    if random.below(3) == 0 { _ = team.drill.view(at: team.wall + .milliseconds(3)) }
    if random.below(3) == 0 { team.wall = team.wall + .milliseconds(Int64(random.below(2_500))) }
  }

  private mutating func edit(_ team: Team, _ seat: Int) {
    guard case .editing(_, let text) = team.drill.status(of: seat) else { return team.wait(.seconds(2)) }
    let edited = String(decoding: text, as: UTF8.self).replacing("a: \"1\"", with: "a: \"2\"")
    team.drill.edited(random.below(3) == 0 ? nil : Array(edited.utf8), seat: seat, at: team.wall)
  }

  private mutating func pick(_ words: [String]) -> String { words[random.below(words.count)] }
}
