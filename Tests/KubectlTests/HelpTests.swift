import Testing

@testable import Kubectl

@Suite struct HelpTests {
  private struct Named {
    let path: String
    let command: any KubectlCommand
  }

  private static let all: [Named] = commands(RootCommand.commands, "kubectl")

  private static func commands(_ commands: [any KubectlCommand], _ path: String) -> [Named] {
    commands.flatMap { command -> [Named] in
      let inner = "\(path) \(command.name)"
      return [Named(path: inner, command: command)] + Self.commands(command.subcommands, inner)
    }
  }

  @Test("Every command has a page, and every page a command.")
  func everyCommandHasAPage() {
    let shown = Set(Self.all.filter { !$0.command.isHidden }.map(\.path))
    #expect(shown.subtracting(HelpPages.byPath.keys).sorted() == [])
    #expect(Set(HelpPages.byPath.keys).subtracting(shown).sorted() == [])
  }

  @Test("Every flag that is shown has a text.")
  func everyFlagHasAText() {
    let silent = Self.all.flatMap { named in
      named.command.flags.filter { !$0.isHidden && FlagTexts.text($0.name, of: named.path).isEmpty }.map {
        "\(named.path) --\($0.name)"
      }
    }
    #expect(silent == [])
  }

  @Test("Help is laid out as kubectl lays it out.", arguments: Golden.steps("help"))
  func helpIsKubectls(step: Transcript.Step) {
    #expect(Workbench().run(step.command) == step.output)
  }

  @Test("What cannot be read is refused in kubectl's words.", arguments: Golden.steps("errors"))
  func errorsAreKubectls(step: Transcript.Step) {
    #expect(Workbench().run(step.command) == step.output)
  }
}
