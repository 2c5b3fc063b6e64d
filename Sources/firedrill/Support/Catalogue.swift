import Drills
import Foundation
import Scenarios
import SimulationKernel
import Terminal

/// The scenarios that came with the program.
enum Catalogue {
  /// What `./firedrill` sets; without it, the folder beside the program's package or below the working directory.
  static var folder: String {
    if let named = ProcessInfo.processInfo.environment["FIREDRILL_SCENARIOS"], !named.isEmpty { return named }
    var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    while folder.path.count > 1 {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("Scenarios").path
      if FileManager.default.fileExists(atPath: candidate + "/README.md") { return candidate }
    }
    return FileManager.default.currentDirectoryPath + "/Scenarios"
  }

  static func library() throws(Failure) -> ScenarioLibrary {
    let library = ScenarioLibrary(folder: folder)
    guard !library.identifiers.isEmpty else {
      throw Failure("there are no scenarios in \(folder). Set FIREDRILL_SCENARIOS to the folder that holds them.")
    }
    return library
  }

  static func source(_ id: String) throws(Failure) -> ScenarioSource {
    let library = try library()
    do throws(ScenarioProblem) {
      return try library.source(id)
    } catch {
      throw Failure(error.description)
    }
  }

  static func header(_ id: String, in library: ScenarioLibrary) throws(Failure) -> ScenarioHeader {
    do throws(ScenarioProblem) {
      return try library.header(id)
    } catch {
      throw Failure(error.description)
    }
  }

  /// Every scenario with the name of its track, in the order of the tracks; what is in none comes last, easy ones first.
  static func entries() throws(Failure) -> [(header: ScenarioHeader, track: String)] {
    let library = try library()
    let tracks = tracks(of: library)
    var headers: [String: ScenarioHeader] = [:]
    for id in library.identifiers { headers[id] = try header(id, in: library) }
    var entries: [(header: ScenarioHeader, track: String)] = []
    for track in tracks {
      for id in track.scenarios {
        if let header = headers.removeValue(forKey: id) { entries.append((header, track.name)) }
      }
    }
    let order = Scenario.Difficulty.allCases
    let rest = headers.values.sorted {
      (order.firstIndex(of: $0.difficulty) ?? 0, $0.id) < (order.firstIndex(of: $1.difficulty) ?? 0, $1.id)
    }
    return entries + rest.map { ($0, tracks.isEmpty ? "" : "More") }
  }

  /// A file that cannot be read costs the tracks, not the scenarios.
  private static func tracks(of library: ScenarioLibrary) -> [Track] {
    do throws(ScenarioProblem) {
      return try library.tracks()
    } catch {
      TerminalDevice().write("firedrill: the tracks are missing here: \(error.description)\n", toError: true)
      return []
    }
  }

  static func scenario(_ id: String, seed: UInt64) throws(Failure) -> Scenario {
    let source = try source(id)
    do throws(ScenarioProblem) {
      return try source.scenario(seed: seed)
    } catch {
      throw Failure(error.description)
    }
  }

  static func prepare(
    _ scenario: Scenario, seed: UInt64, commonSeed: UInt64? = nil, calledAt: Instant?
  ) throws(Failure) -> PreparedScenario {
    do {
      return try PreparedScenario(scenario, seed: seed, commonSeed: commonSeed, calledAt: calledAt)
    } catch {
      throw Failure("\(scenario.id)/\(error.description)")
    }
  }

  /// What a journal's run began with.
  static func prepare(for header: JournalHeader) throws(Failure) -> PreparedScenario {
    try prepare(
      try scenario(header.scenario, seed: header.seed), seed: header.seed, commonSeed: header.commonSeed,
      calledAt: header.calledAt)
  }
}
