package import Drills
package import SimulationKernel

/// When everything in a film happens on the screen, in milliseconds from its beginning at the usual speed: in the run's own
/// rhythm, but nobody waits for long.
package struct FilmRhythm: Sendable {
  /// When the parts of a frame are seen.
  package struct Cut: Hashable, Sendable {
    /// The first letter of what was typed.
    package var typing: Int
    /// Enter, from where on output comes.
    package var entered: Int
    package var pieces: [Int]
    package var end: Int
  }

  /// A pause up to this long is shown as it was.
  private static let wholePause = 1500
  /// Of what is longer a part is shown, up to a limit: a long pause is felt, and not sat through.
  private static let (longerPart, longestPause) = (20, 4000)
  /// Typing takes this long a letter, and in all.
  private static let (letter, longestTyping) = (35, 1200)

  package private(set) var cuts: [Cut] = []
  /// Where film and simulated time meet; both only grow.
  private var knots: [(milliseconds: Int, instant: Instant)]

  package init(_ frames: [FilmFrame], from start: Instant) {
    knots = [(0, start)]
    for frame in frames { cuts.append(add(frame)) }
  }

  package var length: Int { cuts.last?.end ?? 0 }

  private mutating func add(_ frame: FilmFrame) -> Cut {
    let begin = knots.last ?? (0, frame.instant)
    let isTyped = frame.kind == .command || frame.kind == .continuation
    let typing = isTyped ? min(Self.longestTyping, frame.text.count * Self.letter) : 0
    let gap = max(typing, Self.shown(frame.instant - begin.instant))
    var time = begin.milliseconds + gap
    var cut = Cut(typing: time - typing, entered: time, pieces: [], end: time)
    var last = max(begin.instant, frame.instant)
    knots.append((time, last))
    for piece in frame.pieces {
      time += Self.shown(piece.instant - last)
      last = max(last, piece.instant)
      cut.pieces.append(time)
      knots.append((time, last))
    }
    time += Self.shown(frame.end - last)
    knots.append((time, max(last, frame.end)))
    cut.end = time
    return cut
  }

  private static func shown(_ pause: Duration) -> Int {
    let (seconds, attoseconds) = max(.zero, pause).components
    let milliseconds = Int(clamping: min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000)
    guard milliseconds > wholePause else { return milliseconds }
    return min(longestPause, wholePause + (milliseconds - wholePause) / longerPart)
  }

  // MARK: Looking up

  /// The frame that is going on or comes next; as many as there are at the end.
  package func frame(at time: Int) -> Int { Self.first(cuts.count) { cuts[$0].end > time } }

  /// Simulated time.
  package func instant(at time: Int) -> Instant {
    let index = Self.first(knots.count) { knots[$0].milliseconds > time }
    guard index > 0 else { return knots[0].instant }
    let from = knots[index - 1]
    guard index < knots.count else { return from.instant }
    let to = knots[index]
    let part = Double(time - from.milliseconds) / Double(to.milliseconds - from.milliseconds)
    let microseconds = Double(to.instant.microseconds - from.instant.microseconds) * part
    return from.instant + .microseconds(Int64(microseconds))
  }

  /// The first index for which something holds that holds for all after it.
  private static func first(_ count: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
