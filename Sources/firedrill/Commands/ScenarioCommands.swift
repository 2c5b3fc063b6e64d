import ArgumentParser
import Scenarios
import Terminal

struct ScenarioCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Check scenarios while you write them.",
    subcommands: [ScenarioLint.self, ScenarioTestCommand.self, ScenarioFingerprint.self])
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
      let checked = (ids.isEmpty ? library.identifiers : ids).map { id in
        CheckedScenario(id: id, problems: Self.problems(of: id, in: library))
      }
      if json {
        device.write(try JSONOutput.text(checked))
      } else {
        for scenario in checked { device.write(scenario.lines(isVerbose: false)) }
      }
      let errors = checked.reduce(0) { $0 + $1.errorCount }
      if errors > 0 { throw Failure("\(errors) \(errors == 1 ? "error" : "errors")") }
    }
  }

  private static func problems(of id: String, in library: ScenarioLibrary) -> [ScenarioProblem] {
    do {
      let source = try library.source(id)
      return ScenarioLinter.problems(in: source) + ScenarioRehearsal.problems(in: source)
    } catch {
      return [error]
    }
  }
}
