/// A console that remembers what it was told to print.
package final class Transcript: PlayerConsole {
  package private(set) var text = ""
  package private(set) var entries: [JournalEntry] = []

  package init() {}

  package var isTerminal: Bool { false }
  package func write(_ bytes: [UInt8], isError: Bool) { text += String(decoding: bytes, as: UTF8.self) }
  package func keep(_ entry: JournalEntry) { entries.append(entry) }
  package func readInput() -> [UInt8]? { nil }
  package func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}
