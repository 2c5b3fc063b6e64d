import ContainerShell

extension Drill {
  /// Bytes of a file of settings that are read.
  package static let setupLimit = 64 << 10
  /// How often what it runs is interrupted before none of it counts.
  private static let patience = 20
  /// How many commands of the game or of the cluster are refused before none of it counts.
  private static let refusalLimit = 1000

  /// Has the shell read the player's own aliases and settings, before the first line. They are a part of the journal: a
  /// replay knows them, whatever has become of the file.
  /// - Returns: what is to be kept of it.
  package func setUp(_ text: String) -> JournalEntry {
    let entry = JournalEntry(instant: state.now, kind: .setup, text: text)
    journal.entries.append(entry)
    load(text)
    return entry
  }

  /// Runs the text in the shell alone: no command of it reaches the cluster or the game, and nothing waits.
  func load(_ text: String) {
    let before = shell
    var sanitizer = Sanitizer()
    setupOutput = []
    guard shell.load(text, at: state.now) else { return refuse("a quote or a block is not closed", before) }
    var interruptions = 0
    var refusals = 0
    while interruptions < Self.patience, refusals < Self.refusalLimit {
      switch shell.step(at: state.now, surroundings: Workstation()) {
      case .write(let output): setupOutput += sanitizer.visible(output.bytes)
      case .perform(let command):
        refusals += 1
        shell.feed(
          Array("\(command.arguments.first ?? ""): not while settings are read\n".utf8), isError: true,
          from: command.identifier)
        shell.finish(command.identifier, status: 127)
      case .cancel(let identifier): shell.finish(identifier, status: 141)
      case .wait, .waitForCommand, .waitForTyping:
        shell.interrupt(at: state.now, isForced: interruptions > 0)
        interruptions += 1
      case .finished:
        setupOutput += sanitizer.end()
        return
      case .needsMoreLines, .exited: return refuse("they leave the shell", before)
      }
    }
    refuse("they do not come to an end", before)
  }

  private func refuse(_ reason: String, _ before: PlayerShell) {
    shell = before
    setupOutput = Array("Your settings of the shell were not read: \(reason).\n".utf8)
  }
}
