import ArgumentParser
import Drills
import Scenarios
import Terminal

struct ScenarioTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Play scenarios in every variant: broken at the start, mended by the solution, the same every time.")

  @Argument(help: "Ids of scenarios; all of them where none is given.")
  var ids: [String] = []

  @Flag(help: "Prove everything for the first variant only, and of the others that they can be played and solved.")
  var quick = false

  @Option(help: "Play each variant with this many seeds: pods land on other nodes, and have other names.")
  var seeds = 1

  @Flag(help: "Print with each problem what the commands printed.")
  var verbose = false

  @Flag(help: "Print an array of objects: id, passed, variants (name, seed, points), problems.")
  var json = false

  func validate() throws {
    guard (1...100).contains(seeds) else { throw ValidationError("--seeds takes a number from 1 to 100") }
  }

  func run() throws {
    try reportingFailure {
      let device = TerminalDevice()
      let bar = ProgressBar(isWanted: !json)
      let library = try Catalogue.library()
      let rehearsals = Rehearsals.all(of: ids.isEmpty ? library.identifiers : ids, in: library, bar)
      let plays = ScenarioPlays(rehearsals, seeds: seeds, isQuick: quick)
      var checked: [CheckedScenario] = []
      plays.run(bar) { scenario in
        checked.append(scenario)
        if json { return }
        bar.clear()
        device.write("\(scenario.errorCount == 0 ? "passed" : "FAILED")  \(scenario.id)\n")
        device.write(scenario.lines(isVerbose: verbose, indent: "  "))
      }
      bar.clear()
      let failed = checked.filter { $0.errorCount > 0 }.count
      if json {
        device.write(try JSONOutput.text(checked))
      } else {
        device.write("\(checked.count - failed) passed, \(failed) failed\n")
      }
      if failed > 0 { throw ExitCode.failure }
    }
  }
}

/// Plays a run of the scenario's test again, in a process of its own.
struct ScenarioReenactment: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "reenact", shouldDisplay: false)

  @Argument(help: "The file of a journal.")
  var journal: String

  func run() throws {
    try reportingFailure {
      let journal = try RunFile.read(journal)
      let prepared = try Catalogue.prepare(for: journal.header)
      do throws(JournalError) {
        TerminalDevice().write(try RunProof(of: journal, prepared).text + "\n")
      } catch {
        throw Failure(error.description)
      }
    }
  }
}
