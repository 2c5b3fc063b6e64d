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

  func run() throws {
    try reportingFailure {
      let library = try Catalogue.library()
      let device = TerminalDevice()
      var errors = 0
      for id in ids.isEmpty ? library.identifiers : ids {
        let problems = Self.problems(of: id, in: library)
        errors += problems.filter { $0.severity == .error }.count
        for problem in problems { device.write("\(id)/\(problem.description)\n") }
      }
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
