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
  /// Of runs that begin: they are opened in a moment.
  private let fresh = Mutex<[JournalHeader: PreparedScenario]>([:])
  private static let freshLimit = 32

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

  /// A scenario as a run of it begins, or began. It takes a while: not to be done on an event loop.
  /// - Parameter hintPricePercent: of what the scenario asks for its hints; below zero for none at all.
  package func prepared(
    _ id: String, seed: UInt64, calledAt: Instant, hintPricePercent: Int? = nil
  ) throws(ScenarioProblem) -> PreparedScenario {
    var scenario = try library.source(id).scenario(seed: seed)
    if let percent = hintPricePercent {
      scenario.rules.offersHints = percent >= 0
      // A price that is not whole is rounded up.
      scenario.rules.hints = scenario.rules.hints.map {
        (max(0, min($0, 10_000)) * max(0, min(percent, 1000)) + 99) / 100
      }
    }
    return try PreparedScenario(scenario, seed: seed, calledAt: calledAt)
  }

  /// Keeps what was prepared for a run that begins, until it is opened.
  func keep(_ prepared: PreparedScenario, for header: JournalHeader) {
    fresh.withLock { fresh in
      if fresh.count >= Self.freshLimit { fresh.removeAll() }
      fresh[header] = prepared
    }
  }

  /// The same for the run that a journal is of.
  package func prepared(for header: JournalHeader) throws(ScenarioProblem) -> PreparedScenario {
    if let prepared = fresh.withLock({ $0.removeValue(forKey: header) }) { return prepared }
    return try prepared(
      header.scenario, seed: header.seed, calledAt: header.calledAt, hintPricePercent: header.hintPricePercent)
  }
}

extension ScenarioShelf.Entry {
  fileprivate init(_ header: ScenarioHeader, track: String) {
    self.init(
      id: header.id, title: header.title, difficulty: header.difficulty.rawValue,
      parSeconds: Int(header.par.components.seconds), track: track)
  }
}
