import Scoring
package import SimulationKernel

/// One thing that was done in a run, and what came of it.
package struct FilmFrame: Sendable {
  package enum Kind: Hashable, Sendable {
    /// A line at the prompt, or what a client asked.
    case command
    /// What goes on with the line before.
    case continuation
    /// A command beside the shell, which showed something new.
    case glance
    /// Nothing that anybody typed.
    case note
  }

  /// A piece of what was printed.
  package struct Piece: Hashable, Sendable {
    package var bytes: [UInt8]
    package var instant: Instant
    /// Of a shared drill: where it was shown.
    package var seat: Int

    package init(bytes: [UInt8], instant: Instant, seat: Int = 0) {
      self.bytes = bytes
      self.instant = instant
      self.seat = seat
    }
  }

  package var kind: Kind
  /// What was typed; of a note what is to be said, which may be nothing.
  package var text: String
  /// The namespace at the prompt.
  package var namespace: String
  /// When it began: when Enter was pressed.
  package var instant: Instant
  /// When it was over.
  package var end: Instant
  package var pieces: [Piece]
  /// How the run stood at the end of it.
  package var view: DrillView
  /// The sentences of the evidence that it was the first to show.
  package var found: [String]
  /// Which of the entries that stand it is made of.
  package var entries: Range<Int>
  /// Of a shared drill: who did it. What goes on at other seats meanwhile is shown in it, too.
  package var seat: Int

  package init(
    kind: Kind, text: String, namespace: String, instant: Instant, end: Instant, pieces: [Piece], view: DrillView,
    found: [String], entries: Range<Int>, seat: Int = 0
  ) {
    self.kind = kind
    self.text = text
    self.namespace = namespace
    self.instant = instant
    self.end = end
    self.pieces = pieces
    self.view = view
    self.found = found
    self.entries = entries
    self.seat = seat
  }
}

/// Takes what a replay shows, piece by piece.
final class FilmConsole: PlayerConsole {
  /// Bytes of one command's output that are kept, and pieces.
  private static let limits = (bytes: 256 << 10, pieces: 400)

  let isTerminal = false
  private(set) var pieces: [FilmFrame.Piece] = []
  private var count = 0
  private let limit: Int

  /// - Parameter room: bytes that may be kept at most.
  init(room: Int) { limit = min(room, Self.limits.bytes) }

  func write(_ bytes: [UInt8], isError: Bool) {}
  func keep(_ entry: JournalEntry) {}
  func readInput() -> [UInt8]? { nil }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
  func echo(_ text: String, at instant: Instant) { show(Array(text.utf8), isError: false, at: instant) }

  func show(_ bytes: [UInt8], isError: Bool, at instant: Instant) { show(bytes, of: 0, at: instant) }

  func show(_ bytes: [UInt8], of seat: Int, at instant: Instant) {
    let kept = bytes.prefix(max(0, limit - count))
    guard !kept.isEmpty else { return }
    count += kept.count
    if pieces.last?.instant == instant && pieces.last?.seat == seat || pieces.count >= Self.limits.pieces {
      pieces[pieces.count - 1].bytes += kept
    } else {
      pieces.append(FilmFrame.Piece(bytes: Array(kept), instant: instant, seat: seat))
    }
  }

  /// Puts in what belongs behind everything that had been shown by then.
  func insert(_ text: String, at instant: Instant) {
    let place = pieces.lastIndex { $0.instant <= instant }.map { $0 + 1 } ?? 0
    pieces.insert(FilmFrame.Piece(bytes: Array(text.utf8), instant: instant), at: place)
  }
}
