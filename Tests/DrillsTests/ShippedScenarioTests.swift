import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Synchronization
import Testing

@Suite struct ShippedScenarioTests {
  static let library = ScenarioLibrary(
    folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios")

  @Test("A scenario's header says what its whole file says.", arguments: library.identifiers)
  func headerIsThatOfTheScenario(_ id: String) throws {
    let header = try Self.library.header(id)
    let scenario = try Self.library.source(id).scenario(seed: 0)
    #expect(header.id == scenario.id)
    #expect(header.title == scenario.title)
    #expect(header.difficulty == scenario.difficulty)
    #expect(header.classes == scenario.classes)
    #expect(header.par == scenario.par)
  }

  @Test("The page says when the player is called.", arguments: library.identifiers)
  func pageSaysWhenThePlayerIsCalled(_ id: String) throws {
    let scenario = try Self.library.source(id).scenario(seed: 0)
    #expect(scenario.page.hasPrefix(scenario.calledAt.rfc3339.dropFirst(11).prefix(5)))
  }

  @Test("The cluster's clock is the story's.")
  func clusterTellsTheTimeOfTheStory() throws {
    let prepared = try Self.prepared("ferry-bookings")
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let console = Transcript()
    drill.perform("date -u +%H:%M", pace: .scripted, console: console)
    #expect(console.text == prepared.scenario.calledAt.rfc3339.dropFirst(11).prefix(5) + "\n")
  }

  @Test("programs differ in what they use, and use the same in the same run")
  func noTwoProgramsUseTheSame() throws {
    let prepared = try Self.prepared("courier-routes")
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    func usage() -> [String] {
      let console = Transcript()
      drill.perform("kubectl top pods --no-headers", pace: .scripted, console: console)
      return console.text.split(separator: "\n").map(String.init)
    }
    let first = usage()
    let memory = Set(first.compactMap { $0.split(separator: " ").last })
    let processors = Set(first.compactMap { $0.split(separator: " ").dropFirst().first })
    #expect(first.count > 8 && memory.count > first.count / 2 && processors.count > 3)
    let again = Drill(prepared, startedAt: Instant(seconds: 50))
    let console = Transcript()
    again.perform("kubectl top pods --no-headers", pace: .scripted, console: console)
    #expect(console.text.split(separator: "\n").map(String.init) == first)
  }

  /// `firedrill scenario test` proves the rest, and all variants.
  @Test(
    "A shipped scenario can be played and solved, and the ideal way earns all points.", arguments: library.identifiers)
  func shippedScenarioCanBePlayedAndSolved(_ id: String) throws {
    let outcome = ScenarioTest(try Self.library.source(id)).play(try Self.rehearsed(id), depth: .quick)
    #expect(outcome.problems.map(\.description) == [])
    #expect(outcome.passedRun?.card.isSolved == true)
  }

  @Test("Who looks at the events changes no more than who looks elsewhere.", arguments: library.identifiers)
  func looksAtEventsChangeNothing(_ id: String) throws {
    let prepared = try Self.prepared(id)
    let versions = ["events", "configmaps"].map { resource in
      let drill = Drill(prepared, startedAt: Instant(seconds: 50))
      let console = Transcript()
      drill.perform("kubectl get \(resource) -A", pace: .scripted, console: console)
      #expect(console.text.hasPrefix("NAMESPACE "))
      return drill.resourceVersion
    }
    #expect(versions[0] == versions[1])
  }

  // MARK: Preparation

  private final class Shelf: Sendable {
    let variant = Mutex<ScenarioRehearsal.Variant?>(nil)
  }

  private static let shelves = Mutex<[String: Shelf]>([:])

  /// A scenario's first variant, up to the call: made once for all tests, which copy it.
  static func rehearsed(_ id: String) throws -> ScenarioRehearsal.Variant {
    let source = try library.source(id)
    let shelf = shelves.withLock { shelves in
      let shelf = shelves[id] ?? Shelf()
      shelves[id] = shelf
      return shelf
    }
    return shelf.variant.withLock { variant in
      let made = variant ?? ScenarioRehearsal(source).rehearse(0)
      variant = made
      return made
    }
  }

  static func prepared(_ id: String) throws -> PreparedScenario { try #require(try rehearsed(id).prepared) }
}
