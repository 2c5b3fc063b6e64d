import Hints
import SimulationKernel

/// Where what the player types while a line runs comes from: the console, or a journal. Ctrl-C is typed too.
final class Keyboard {
  private let console: (any PlayerConsole)?
  private var recorded: ArraySlice<JournalEntry>
  /// Is shown what was typed, in a replay.
  private let screen: (any PlayerConsole)?
  /// The line of a seat, whose player types somewhere else.
  private let line: SeatLine?
  /// Finds out what is to be known of an adviser.
  private let adviser: (AdviceNeed, () -> Bool) -> Advice
  private(set) var added: [JournalEntry] = []
  /// How often the player interrupted what ran.
  private(set) var interruptions = 0

  /// - Parameter adviser: is asked for advice, and asks in turn whether it is still wanted.
  init(console: (any PlayerConsole)?, adviser: @escaping (AdviceNeed, () -> Bool) -> Advice = { _, _ in .unavailable })
  {
    (self.console, self.adviser) = (console, adviser)
    (recorded, screen, line) = ([], nil, nil)
  }

  /// For a line at a seat, which waits for what is typed.
  init(line: SeatLine) {
    self.line = line
    (console, recorded, screen, adviser) = (nil, [], nil, { _, _ in .unavailable })
  }

  /// For a replay, in which nobody is asked.
  init(recorded: ArraySlice<JournalEntry>, screen: (any PlayerConsole)?) {
    (console, line, adviser) = (nil, nil, { _, _ in .unavailable })
    (self.recorded, self.screen) = (recorded, screen)
  }

  /// What the player types for a program that reads the terminal, or the end of it, and when.
  /// - Parameter instant: gives the simulated time once the player is done.
  func readInput(at instant: () -> Instant) -> JournalEntry {
    if let line { return line.read() }
    guard let console else { return next(.typed, .endOfInput, at: instant()) }
    let text = console.readInput().map { String(decoding: $0, as: UTF8.self) }
    return keep(JournalEntry(instant: instant(), kind: text == nil ? .endOfInput : .typed, text: text ?? ""))
  }

  /// Whether there is somebody who edits, or was in the run that is played again.
  var hasEditor: Bool { console != nil || line != nil || recorded.first?.kind == .edited }

  /// What the player's editor made of a text; empty when it failed.
  func edit(fileName: String, text: [UInt8], at instant: () -> Instant) -> JournalEntry {
    if let line { return line.edit(fileName: fileName, text: text) }
    guard let console else { return next(.edited, .edited, at: instant()) }
    let edited = console.edit(fileName: fileName, text: text).map { String(decoding: $0, as: UTF8.self) }
    return keep(JournalEntry(instant: instant(), kind: .edited, text: edited ?? ""))
  }

  /// What an adviser says.
  /// - Parameter isWanted: waits a moment, and says whether the player still does.
  func advise(_ need: AdviceNeed, isWanted: () -> Bool, at instant: () -> Instant) -> JournalEntry {
    if let line { return line.advise(need) }
    guard console != nil else { return next(.advised, .advised, at: instant()) }
    let advice = adviser(need, isWanted)
    return keep(JournalEntry(instant: instant(), kind: .advised, text: advice.journalText))
  }

  /// Notes that the player interrupted what ran.
  func interrupt(at instant: Instant) {
    interruptions += 1
    keep(JournalEntry(instant: instant, kind: .interrupt))
  }

  /// Notes that what runs goes on.
  func stillRuns(at instant: Instant) { keep(JournalEntry(instant: instant, kind: .running)) }

  private func next(_ kind: JournalEntry.Kind, _ other: JournalEntry.Kind, at instant: Instant) -> JournalEntry {
    guard let entry = recorded.first, entry.kind == kind || entry.kind == other else {
      return JournalEntry(instant: instant, kind: other)
    }
    recorded.removeFirst()
    if kind == .typed { screen?.echo(entry.text, at: entry.instant) }
    return entry
  }

  @discardableResult
  private func keep(_ entry: JournalEntry) -> JournalEntry {
    guard let console else { return entry }
    console.keep(entry)
    added.append(entry)
    return entry
  }
}
