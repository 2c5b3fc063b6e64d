import Leaderboard
import Testing

@Suite struct DeadlineTests {
  private func deadline(_ minutes: Int?, _ pauses: [(Int, Int?)], from started: Int) -> Int64 {
    var cup = Competition(id: 1, slug: "c", name: "C", starts: seconds(1000), ends: seconds(5000), created: 0)
    cup.rules.minutesPerScenario = minutes
    cup.pauses = pauses.map { .init(began: seconds($0.0), ended: $0.1.map(seconds)) }
    return cup.deadline(ofRunStartedAt: seconds(started))
  }

  @Test("A run is over when its time is, or the competition.")
  func withoutPauses() {
    #expect(deadline(10, [], from: 2000) == seconds(2600))
    #expect(deadline(10, [], from: 4800) == seconds(5000))
    #expect(deadline(nil, [], from: 2000) == seconds(5000))
  }

  @Test("Pauses do not count as time: those before, within, at the edges and after.")
  func withPauses() {
    #expect(deadline(10, [(1100, 1200)], from: 2000) == seconds(2600))
    #expect(deadline(10, [(2100, 2200), (2500, 2550)], from: 2000) == seconds(2750))
    #expect(deadline(10, [(1900, 2100)], from: 2000) == seconds(2700))
    #expect(deadline(10, [(2600, 2900)], from: 2000) == seconds(2600))
    #expect(deadline(10, [(2599, 2900)], from: 2000) == seconds(2901))
    #expect(deadline(10, [(3000, 3100)], from: 2000) == seconds(2600))
  }

  @Test("While a pause lasts, the end of the competition is all that is known.")
  func openPauses() {
    #expect(deadline(10, [(2100, nil)], from: 2000) == seconds(5000))
    #expect(deadline(10, [(2700, nil)], from: 2000) == seconds(2600))
  }
}
