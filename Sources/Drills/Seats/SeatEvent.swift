import SimulationKernel

/// What somebody who plays at a seat of a shared drill is to see.
package enum SeatEvent: Hashable, Sendable {
  case output([UInt8], isError: Bool)
  case prompt(Drill.Prompt)
  /// A program reads what is typed: see `Drill.type`.
  case wantsInput
  /// A text is to be edited: see `Drill.edited`.
  case wantsEdit(fileName: String, text: [UInt8])
  /// An adviser is to be asked: see `Drill.adviceRequest`.
  case wantsAdvice
  case done(status: Int)

  /// Bytes that it counts for.
  fileprivate var weight: Int {
    switch self {
    case .output(let bytes, _): bytes.count + 32
    case .wantsEdit(_, let text): text.count + 64
    case .prompt, .wantsInput, .wantsAdvice, .done: 64
    }
  }
}

/// How a seat stands, for somebody who comes to it.
package enum SeatStatus: Hashable, Sendable {
  case ready
  /// A line is not complete.
  case continuation
  case running
  /// A program reads what is typed.
  case reading
  case editing(fileName: String, text: [UInt8])
  /// The player left; the next line brings them back, unless the whole drill is over.
  case left
  case over
}

/// What a seat's player has not taken yet.
struct SeatEvents {
  /// Bytes that wait for the player at most: of more the oldest go.
  static let limit = 256 << 10
  private static let mark = Array("[... what came before was not taken in time ...]\n".utf8)

  private var events: [SeatEvent] = []
  private var weight = 0
  private var hasLost = false

  mutating func add(_ event: SeatEvent) {
    if case .output(let bytes, let isError) = event, case .output(let last, isError)? = events.last {
      events.removeLast()
      weight += bytes.count
      events.append(.output(last + bytes, isError: isError))
    } else {
      weight += event.weight
      events.append(event)
    }
    if weight > Self.limit { makeRoom() }
  }

  /// Down to half, so that it is not to be done for every piece.
  private mutating func makeRoom() {
    var dropped = 0
    while weight > Self.limit / 2, dropped < events.count - 1 {
      weight -= events[dropped].weight
      dropped += 1
    }
    if dropped > 0 { hasLost = true }
    events.removeFirst(dropped)
    guard weight > Self.limit, case .output(let bytes, let isError)? = events.first else { return }
    hasLost = true
    events[0] = .output(Array(bytes.suffix(Self.limit / 2)), isError: isError)
    weight = events[0].weight
  }

  mutating func take() -> [SeatEvent] {
    defer { self = SeatEvents() }
    return hasLost ? [.output(Self.mark, isError: true)] + events : events
  }
}
