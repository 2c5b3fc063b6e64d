import ArgumentParser
import Scenarios
import Terminal

struct ScenarioCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Write scenarios, and check them.",
    subcommands: [
      ScenarioNew.self, ScenarioPreviewCommand.self, ScenarioLint.self, ScenarioTestCommand.self,
      ScenarioReenactment.self,
    ])
}

struct ScenarioLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Say what is wrong with scenarios, with file, line and column.")

  @Argument(help: "Ids of scenarios; all of them where none is given.")
  var ids: [String] = []

  @Flag(help: "Print an array of objects: id, passed, problems.")
  var json = false

  func run() throws {
    try reportingFailure {
      let library = try Catalogue.library()
      let device = TerminalDevice()
      let bar = ProgressBar(isWanted: !json)
      let checked = Rehearsals.brief(of: ids.isEmpty ? library.identifiers : ids, in: library, bar).map {
        CheckedScenario(id: $0.id, problems: $0.problems.all)
      }
      bar.clear()
      if json {
        device.write(try JSONOutput.text(checked))
      } else {
        for scenario in checked { device.write(scenario.lines(isVerbose: false)) }
      }
      let errors = checked.reduce(0) { $0 + $1.errorCount }
      if errors > 0 { throw Failure("\(errors) \(errors == 1 ? "error" : "errors")") }
    }
  }
}
