package import Drills
package import Scenarios
import Scoring
package import SimulationKernel
import Synchronization

/// The scenarios that a server offers, and what a list may say of them: neither classes nor causes.
package final class ScenarioShelf: Sendable {
  package struct Entry: Hashable, Sendable {
    package let id: String
    package let title: String
    package let difficulty: String
    package let parSeconds: Int
    /// Empty where it is in none.
    package let track: String
  }

  /// In the order of the tracks.
  package let entries: [Entry]
  /// For what is said of players' progress. Their classes are for nobody who has not played the scenario.
  let profiles: [ScenarioProfile]
  private let library: ScenarioLibrary
  private let known: [String: Entry]
  private let situations = Mutex(RecentSituations())

  /// A scenario that cannot be read is left out, and told of.
  package init(folder: String, report: (String) -> Void = { _ in }) {
    library = ScenarioLibrary(folder: folder)
    var headers: [String: ScenarioHeader] = [:]
    for id in library.identifiers {
      do throws(ScenarioProblem) {
        headers[id] = try library.header(id)
      } catch {
        report(error.description)
      }
    }
    let tracks = (try? library.tracks()) ?? []
    var entries: [Entry] = []
    let all = headers
    for track in tracks {
      for id in track.scenarios {
        if let header = headers.removeValue(forKey: id) { entries.append(Entry(header, track: track.name)) }
      }
    }
    entries += headers.values.sorted { $0.id < $1.id }.map { Entry($0, track: "") }
    self.entries = entries
    profiles = entries.compactMap { entry in
      all[entry.id].map { header in
        ScenarioProfile(
          id: header.id, title: header.title, difficulty: header.difficulty, classes: header.classes,
          track: entry.track, isGuided: header.isPractice)
      }
    }
    known = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(id: String) -> Entry? { known[id] }

  /// A scenario as a run of it begins. It may take a while: not to be done on an event loop.
  ///
  /// All that begin it within half a minute, in the same variant, are called at the same moment into the same situation,
  /// which is simulated once; their own seeds count from there.
  /// - Parameter hintPricePercent: of what the scenario asks for its hints; below zero for none at all.
  package func prepared(
    _ id: String, seed: UInt64, at now: Instant, hintPricePercent: Int? = nil
  ) throws(ScenarioProblem) -> PreparedScenario {
    let source = try library.source(id)
    let scenario = try source.scenario(seed: seed)
    let commonSeed = source.seed(choosing: scenario.variant) ?? seed
    let situation =
      situations.withLock { $0.newest(of: id, commonSeed: commonSeed, at: now) }
      ?? Situation(scenario: id, commonSeed: commonSeed, calledAt: now)
    return try prepared(situation, as: scenario, seed: seed, hintPricePercent)
  }

  /// The same for the run that a journal is of.
  package func prepared(for header: JournalHeader) throws(ScenarioProblem) -> PreparedScenario {
    let scenario = try library.source(header.scenario).scenario(seed: header.seed)
    guard let commonSeed = header.commonSeed else {
      return try PreparedScenario(
        Self.pricing(scenario, header.hintPricePercent), seed: header.seed, calledAt: header.calledAt)
    }
    let situation = Situation(scenario: header.scenario, commonSeed: commonSeed, calledAt: header.calledAt)
    return try prepared(situation, as: scenario, seed: header.seed, header.hintPricePercent)
  }

  private func prepared(
    _ situation: Situation, as scenario: Scenario, seed: UInt64, _ hintPricePercent: Int?
  ) throws(ScenarioProblem) -> PreparedScenario {
    let scenarioOfRun = Self.pricing(scenario, hintPricePercent)
    if let known = situations.withLock({ $0[situation] }) { return known.shared(as: scenarioOfRun, seed: seed) }
    let common = try PreparedScenario(scenario, seed: situation.commonSeed, calledAt: situation.calledAt)
    situations.withLock { $0.add(common, for: situation) }
    return common.shared(as: scenarioOfRun, seed: seed)
  }

  private static func pricing(_ scenario: Scenario, _ percent: Int?) -> Scenario {
    guard let percent else { return scenario }
    var scenario = scenario
    scenario.rules.offersHints = percent >= 0
    // A price that is not whole is rounded up.
    scenario.rules.hints = scenario.rules.hints.map {
      (max(0, min($0, 10_000)) * max(0, min(percent, 1000)) + 99) / 100
    }
    return scenario
  }
}

extension ScenarioShelf.Entry {
  fileprivate init(_ header: ScenarioHeader, track: String) {
    self.init(
      id: header.id, title: header.title, difficulty: header.difficulty.rawValue,
      parSeconds: Int(header.par.components.seconds), track: track)
  }
}
