package import Drills

/// The player's screen and keyboard in the plain game: standard output, standard input, and the archive's journal.
package final class TerminalConsole: PlayerConsole {
  private let device: TerminalDevice
  private let lines: LineReader
  private let keepEntry: (JournalEntry) -> Void

  /// `keepEntry` stores a journal entry before it is carried out.
  package init(device: TerminalDevice, lines: LineReader, keepEntry: @escaping (JournalEntry) -> Void) {
    self.device = device
    self.lines = lines
    self.keepEntry = keepEntry
  }

  package var isTerminal: Bool { device.outputIsTerminal }

  package func keep(_ entry: JournalEntry) { keepEntry(entry) }

  package func write(_ bytes: [UInt8], isError: Bool) {
    device.write(bytes, toError: isError && !device.outputIsTerminal)
  }

  package func readInput() -> [UInt8]? {
    switch lines.read(prompt: "") {
    case .line(let line): Array((line + "\n").utf8)
    case .cancelled: [0x03]
    case .endOfInput: nil
    }
  }

  package func edit(fileName: String, text: [UInt8]) -> [UInt8]? {
    guard device.inputIsTerminal, device.outputIsTerminal else { return nil }
    return HostEditor().edit(fileName: fileName, text: text)
  }
}
