import ContainerShell
package import SimulationKernel

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
    setupOutput = load(text, into: own)
    return entry
  }

  /// The same for a seat of a shared drill; what they say is shown there.
  /// - Returns: false where it was not done: the seat has had a line, or the text is too long.
  package func setUp(_ text: String, seat number: Int, at wall: Instant) -> Bool {
    guard let seat = seat(number), text.utf8.count <= Self.setupLimit, !wire.isFull else { return false }
    advance(at: wall)
    guard !seat.hasBegun, !state.hasLeft else { return false }
    let entry = JournalEntry(instant: state.now, kind: .setup, text: text, seat: number)
    write(entry, weight: text.utf8.count + 60)
    act(entry)
    return true
  }

  private struct SettingsProblem: Error {
    let reason: String
  }

  /// Runs the text in the seat's shell alone: no command of it reaches the cluster or the game, and nothing waits.
  /// - Returns: what it says.
  func load(_ text: String, into seat: Seat) -> [UInt8] {
    let before = seat.shell
    do throws(SettingsProblem) {
      return try Self.run(text, in: &seat.shell, at: state.now)
    } catch {
      seat.shell = before
      return Array("Your settings of the shell were not read: \(error.reason).\n".utf8)
    }
  }

  private static func run(
    _ text: String, in shell: inout PlayerShell, at now: Instant
  ) throws(SettingsProblem) -> [UInt8] {
    var sanitizer = Sanitizer()
    var output: [UInt8] = []
    guard shell.load(text, at: now) else { throw SettingsProblem(reason: "a quote or a block is not closed") }
    var interruptions = 0
    var refusals = 0
    while interruptions < patience, refusals < refusalLimit {
      switch shell.step(at: now, surroundings: Workstation()) {
      case .write(let written): output += sanitizer.visible(written.bytes)
      case .perform(let command):
        refusals += 1
        shell.feed(
          Array("\(command.arguments.first ?? ""): not while settings are read\n".utf8), isError: true,
          from: command.identifier)
        shell.finish(command.identifier, status: 127)
      case .cancel(let identifier): shell.finish(identifier, status: 141)
      case .wait, .waitForCommand, .waitForTyping:
        shell.interrupt(at: now, isForced: interruptions > 0)
        interruptions += 1
      case .finished: return output + sanitizer.end()
      case .needsMoreLines, .exited: throw SettingsProblem(reason: "they leave the shell")
      }
    }
    throw SettingsProblem(reason: "they do not come to an end")
  }
}
