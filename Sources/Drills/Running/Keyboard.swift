import SimulationKernel

/// Where what the player types while a line runs comes from: the console, or a journal.
final class Keyboard {
  private let console: (any PlayerConsole)?
  private var recorded: ArraySlice<JournalEntry>
  private(set) var added: [JournalEntry] = []

  /// - Parameter recorded: what was typed, for a replay; the console is then not asked.
  init(console: (any PlayerConsole)?, recorded: ArraySlice<JournalEntry> = []) {
    self.console = console
    self.recorded = recorded
  }

  /// Bytes for a program that reads the terminal; nil at their end.
  func readInput(at instant: Instant) -> [UInt8]? {
    guard let console else {
      guard let entry = recorded.popFirst(), entry.kind == .typed else { return nil }
      return Array(entry.text.utf8)
    }
    let bytes = console.readInput()
    let text = bytes.map { String(decoding: $0, as: UTF8.self) }
    keep(JournalEntry(instant: instant, kind: text == nil ? .endOfInput : .typed, text: text ?? ""))
    return bytes
  }

  func edit(fileName: String, text: [UInt8], at instant: Instant) -> [UInt8]? {
    guard let console else {
      guard let entry = recorded.popFirst(), entry.kind == .edited, !entry.text.isEmpty else { return nil }
      return Array(entry.text.utf8)
    }
    let edited = console.edit(fileName: fileName, text: text)
    keep(JournalEntry(instant: instant, kind: .edited, text: edited.map { String(decoding: $0, as: UTF8.self) } ?? ""))
    return edited
  }

  private func keep(_ entry: JournalEntry) {
    console?.keep(entry)
    added.append(entry)
  }
}
