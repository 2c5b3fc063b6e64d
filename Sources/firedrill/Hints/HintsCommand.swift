import ArgumentParser

struct HintsCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hints", abstract: "The AI service that may give hints: try it, and see what it was asked.",
    subcommands: [HintsCheck.self, HintsLog.self])
}
