import ContainerShell
import Scoring
package import SimulationKernel

extension Drill {
  private static let readingVerbs: Set = ["get", "describe", "top", "events", "logs"]

  /// Whether a command can stand beside the shell: it must read only.
  package func mayGlance(_ command: String) -> Bool {
    var words = command.split(separator: " ").map(String.init)
    if let alias = words.first.flatMap(shell.alias) {
      words.replaceSubrange(0..<1, with: alias.split(separator: " ").map(String.init))
    }
    guard words.count > 1, words[0] == "kubectl",
      !words.joined(separator: " ").contains(where: { $0.isNewline || "|;&<>$`()".contains($0) })
    else { return false }
    return words.dropFirst().first { !$0.hasPrefix("-") }.map(Self.readingVerbs.contains) ?? false
  }

  /// What a command shows now, beside the shell. It is a step of the investigation when it shows something new, and
  /// leaves no trace otherwise.
  package func glance(_ command: String, in window: OutputWindow, at wall: Instant) -> Glance {
    guard mayGlance(command), prompt == .ready, !isShared else { return Glance() }
    advance(at: wall)
    let before = state
    let entry = JournalEntry(instant: state.now, kind: .glance, text: window.text + " " + command)
    let glance = look(entry)
    if state.record.sightings.count > before.record.sightings.count {
      journal.entries.append(entry)
      keep(entry)
    } else {
      state = before
    }
    return glance
  }
}

/// Collects what is printed; nobody types.
final class SideConsole: PlayerConsole {
  private(set) var output: [UInt8] = []
  let isTerminal = false

  func write(_ bytes: [UInt8], isError: Bool) { output += bytes }
  func keep(_ entry: JournalEntry) {}
  func readInput() -> [UInt8]? { nil }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}
