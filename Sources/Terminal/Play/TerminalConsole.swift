package import Drills

/// The player's screen and keyboard in the plain game: standard output, standard input, and the archive's journal.
package final class TerminalConsole: PlayerConsole {
  private let device: TerminalDevice
  private let lines: LineReader
  private let keepEntry: (JournalEntry) -> Void
  /// Whether `clear` makes the terminal empty.
  private let obeysClear: Bool
  /// Bytes of output without an end of line that can be a prompt.
  private static let promptLimit = 1024
  /// What was written since the last end of line: the prompt of a program that reads the terminal.
  private var openLine: [UInt8] = []

  /// - Parameters:
  ///   - keepEntry: stores a journal entry before it is carried out.
  ///   - isReplay: whether what is shown was shown before, line below line.
  package init(
    device: TerminalDevice, lines: LineReader, isReplay: Bool = false, keepEntry: @escaping (JournalEntry) -> Void
  ) {
    obeysClear = device.outputIsTerminal && device.movesCursor && !isReplay
    self.device = device
    self.lines = lines
    self.keepEntry = keepEntry
  }

  package var isTerminal: Bool { device.outputIsTerminal }

  package var terminalSize: ScreenSize? {
    device.outputIsTerminal ? device.size.map { ScreenSize(columns: $0.columns, rows: $0.rows) } : nil
  }

  package func keep(_ entry: JournalEntry) {
    if entry.kind == .line { openLine = [] }
    keepEntry(entry)
  }

  package func write(_ bytes: [UInt8], isError: Bool) {
    if bytes == ScreenClearing.bytes {
      openLine = []
      if obeysClear { device.write(bytes) }
      return
    }
    let written = (openLine + bytes.suffix(Self.promptLimit)).split(separator: 0x0A, omittingEmptySubsequences: false)
    openLine = Array((written.last ?? []).suffix(Self.promptLimit))
    device.write(bytes, toError: isError && !device.outputIsTerminal)
  }

  /// What follows begins on a line of its own.
  func endOpenLine() {
    if !openLine.isEmpty, device.outputIsTerminal { device.write("\n") }
    openLine = []
  }

  package func readInput() -> [UInt8]? {
    defer { openLine = [] }
    return switch lines.read(prompt: String(decoding: openLine, as: UTF8.self), isCommand: false) {
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
