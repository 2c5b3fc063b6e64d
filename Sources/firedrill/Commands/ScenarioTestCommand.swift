import ArgumentParser
import Cluster
import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Terminal

struct ScenarioTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Play scenarios in every variant: broken at the start, mended by the solution, the same every time.")

  /// Any moment will do; a fixed one gives the same fingerprints on every machine and day.
  static let calledAt = Instant(seconds: 1_800_000_000)

  @Argument(help: "Ids of scenarios; all of them where none is given.")
  var ids: [String] = []

  @Flag(help: "Prove everything for the first variant only, and of the others that they can be played and solved.")
  var quick = false

  @Flag(help: "Print with each problem what the commands printed.")
  var verbose = false

  @Flag(help: "Print an array of objects: id, passed, variants (name, seed, points), problems.")
  var json = false

  func run() throws {
    try reportingFailure {
      let device = TerminalDevice()
      let bar = ProgressBar(isWanted: !json)
      let chosen = ids.isEmpty ? try Catalogue.library().identifiers : ids
      var checked: [CheckedScenario] = []
      for (index, id) in chosen.enumerated() {
        let scenario = try check(id) { variant, share in
          bar.show((Double(index) + share) / Double(chosen.count), "\(index + 1)/\(chosen.count) \(id): \(variant)")
        }
        checked.append(scenario)
        bar.clear()
        if json { continue }
        device.write("\(scenario.errorCount == 0 ? "passed" : "FAILED")  \(id)\n")
        device.write(scenario.lines(isVerbose: verbose, indent: "  "))
      }
      let failed = checked.filter { $0.errorCount > 0 }.count
      if json {
        device.write(try JSONOutput.text(checked))
      } else {
        device.write("\(chosen.count - failed) passed, \(failed) failed\n")
      }
      if failed > 0 { throw ExitCode.failure }
    }
  }

  /// - Parameter willTest: is told each variant, and the share of the scenario that is done.
  private func check(_ id: String, willTest: (String, Double) -> Void) throws(Failure) -> CheckedScenario {
    let library = try Catalogue.library()
    let source: ScenarioSource
    do throws(ScenarioProblem) {
      source = try library.source(id)
    } catch {
      return CheckedScenario(id: id, problems: [error])
    }
    let report = ScenarioTest.run(source, calledAt: Self.calledAt, depth: quick ? .quick : .full) { variant, index in
      willTest(variant, Double(index) / Double(source.variants.count))
    }
    var problems = report.problems
    if report.isPassed {
      for variant in report.variants where try !isSameElsewhere(id, seed: variant.seed) {
        problems.append(
          ScenarioProblem(
            "another process gives another cluster for seed \(variant.seed)", at: SourcePosition(file: "scenario.yaml"))
        )
      }
    }
    let variants = report.variants.map {
      CheckedScenario.Variant(name: $0.name, seed: $0.seed, points: $0.card.points)
    }
    return CheckedScenario(id: id, problems: problems, variants: variants)
  }

  private func isSameElsewhere(_ id: String, seed: UInt64) throws(Failure) -> Bool {
    try ScenarioFingerprint.text(of: id, seed: seed) == ScenarioFingerprint.inAnotherProcess(id, seed: seed)
  }
}

/// Prints the fingerprint of a prepared scenario, for comparison between processes.
struct ScenarioFingerprint: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fingerprint", shouldDisplay: false)

  @Argument var id: String
  @Argument var seed: UInt64

  func run() throws {
    try reportingFailure { TerminalDevice().write(try Self.text(of: id, seed: seed) + "\n") }
  }

  static func text(of id: String, seed: UInt64) throws(Failure) -> String {
    let scenario = try Catalogue.scenario(id, seed: seed)
    let prepared = try Catalogue.prepare(scenario, seed: seed, calledAt: ScenarioTestCommand.calledAt)
    return prepared.cluster.fingerprint.description
  }

  /// Nil where that process could not be started or failed.
  static func inAnotherProcess(_ id: String, seed: UInt64) -> String? {
    let output = try? OwnProcess.run(["scenario", "fingerprint", id, String(seed)])
    return output?.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
