import Drills
import Foundation
import Scenarios
import SimulationKernel

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

  static func scenario(_ id: String, seed: UInt64) throws(Failure) -> Scenario {
    let source = try source(id)
    do throws(ScenarioProblem) {
      return try source.scenario(seed: seed)
    } catch {
      throw Failure(error.description)
    }
  }

  static func prepare(_ scenario: Scenario, seed: UInt64, calledAt: Instant?) throws(Failure) -> PreparedScenario {
    do {
      return try PreparedScenario(scenario, seed: seed, calledAt: calledAt)
    } catch {
      throw Failure("\(scenario.id)/\(error.description)")
    }
  }
}
