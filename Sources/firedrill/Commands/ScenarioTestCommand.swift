import ArgumentParser
import Cluster
import Drills
import Foundation
import Scenarios
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

  func run() throws {
    try reportingFailure {
      let library = try Catalogue.library()
      let device = TerminalDevice()
      let chosen = ids.isEmpty ? library.identifiers : ids
      var failed = 0
      for (index, id) in chosen.enumerated() {
        if device.outputIsTerminal { device.write("[\(index + 1)/\(chosen.count)] \(id) ...\r") }
        let failures = try failures(of: id)
        failed += failures.isEmpty ? 0 : 1
        device.write("\(failures.isEmpty ? "passed" : "FAILED")  \(id)          \n")
        for failure in failures { device.write("  \(failure)\n") }
      }
      device.write("\(chosen.count - failed) passed, \(failed) failed\n")
      if failed > 0 { throw ExitCode.failure }
    }
  }

  private func failures(of id: String) throws(Failure) -> [String] {
    let source = try Catalogue.source(id)
    let report = ScenarioTest.run(source, calledAt: Self.calledAt, depth: quick ? .quick : .full)
    var failures = report.problems.filter { $0.severity == .error }.map { "\(id)/\($0.description)" }
    for variant in report.variants {
      failures += variant.failures.map { "variant \(variant.name), seed \(variant.seed): \($0)" }
      guard variant.failures.isEmpty else { continue }
      let here = try ScenarioFingerprint.text(of: id, seed: variant.seed)
      let there = ScenarioFingerprint.inAnotherProcess(id, seed: variant.seed)
      if here != there {
        failures.append("variant \(variant.name), seed \(variant.seed): another process gives another cluster")
      }
    }
    return failures
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
