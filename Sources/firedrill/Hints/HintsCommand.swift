import ArgumentParser

struct HintsCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hints", abstract: "The AI service that may give hints: try it.", subcommands: [HintsCheck.self])
}
