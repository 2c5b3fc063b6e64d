import Cluster
import Drills
import Scenarios
import SimulationKernel
import Testing

@testable import GameServer

@Suite struct ScenarioShelfTests {
  private static let scenario = "corner-shop"
  private let now = Instant(seconds: 1_800_000_000)

  /// Two seeds that choose the same variant.
  private func twins() throws -> (UInt64, UInt64) {
    let source = try ScenarioSource(id: Self.scenario, files: Starter.all[0].files(id: Self.scenario))
    let name = try #require(source.variant(seed: 0)?.name)
    return (try #require(source.seed(choosing: name, number: 1)), try #require(source.seed(choosing: name, number: 2)))
  }

  @Test("Who begins within half a minute is called at the same moment, into the same situation.")
  func crowd() throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let shelf = played.backstage.shelf
    let (one, other) = try twins()
    let first = try shelf.prepared(Self.scenario, seed: one, at: now)
    let second = try shelf.prepared(Self.scenario, seed: other, at: now + .seconds(29))
    #expect(second.calledAt == now && second.commonSeed == first.commonSeed && second.seed == other)
    #expect(second.cluster.fingerprint == first.cluster.fingerprint)
    #expect(try shelf.prepared(Self.scenario, seed: one, at: now + .seconds(31)).calledAt == now + .seconds(31))
    // The clock was set back.
    #expect(try shelf.prepared(Self.scenario, seed: one, at: now - .seconds(5)).calledAt == now - .seconds(5))
  }

  @Test("From the call on each goes by a seed of their own, and their journals tell it again.")
  func ownSeeds() throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let (one, other) = try twins()
    let drills = try [one, other].map { seed in
      let prepared = try played.backstage.shelf.prepared(Self.scenario, seed: seed, at: now)
      let drill = Drill(prepared, sharedFrom: now)
      drill.submit("kubectl create namespace mine", seat: 1, at: now + .seconds(1))
      return drill
    }
    #expect(drills[0].fingerprint != drills[1].fingerprint)
    for drill in drills {
      let journal = try Journal(lines: drill.journal.lines)
      // Nothing of it is at hand there.
      let elsewhere = ScenarioShelf(folder: played.folder + "/scenarios")
      #expect(
        try Drill(try elsewhere.prepared(for: journal.header), replaying: journal).fingerprint == drill.fingerprint)
    }
  }
}
