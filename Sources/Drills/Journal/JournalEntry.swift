package import SimulationKernel

/// What a player did, and when in simulated time: enough to do it all again.
package struct JournalEntry: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// What stood in the player's own file of aliases and settings, which the shell read before the first line.
    case setup
    /// A line typed at the prompt, game command or not.
    case line
    /// Ctrl-C while the line before ran.
    case interrupt
    /// What a program that the line before started read from the terminal.
    case typed
    /// The end of what such a program reads (Ctrl-D).
    case endOfInput
    /// What the player's editor gave back; empty when it failed.
    case edited
    /// What an adviser said to a question of the line that runs. See `Advice`.
    case advised
    /// The same to the game command that follows, which came by itself.
    case advisedAhead
    /// The line before still ran: should its end not be known, it was broken off here. One that ended after such an entry
    /// is followed by `time`.
    case running
    /// What was typed of a command over several lines was thrown away.
    case discarded
    /// The player left, and took the run up again.
    case resumed
    /// A command beside the shell, after the size of its window, whose answer showed something new: `80x12 kubectl get
    /// pods`. It leaves the shell as it was.
    case glance
    /// A game command that came by itself, not as a line at the prompt.
    case game
    /// A request over HTTP.
    case request
    /// What a client sent to a command in a container, on the stream that its request opened.
    case input
    /// The same where it is no text: in Base64.
    case inputBytes
    /// The end of what a client sends on a stream.
    case inputEnd
    /// A client's terminal has another size: `columns x rows`.
    case resized
    /// A client gave up a stream.
    case closed
    /// Time passed, and something came of it that the next entry cannot tell.
    case time
    /// The player went back to the entry's instant: of what stood until now only the first entries still do, as many as
    /// the text says. What was taken back stays in the journal. See `Journal.standing`.
    case rewound

    /// Whether the line that runs took it, so that it belongs to that line.
    var isPartOfLine: Bool {
      switch self {
      case .interrupt, .typed, .endOfInput, .edited, .advised, .running: true
      default: false
      }
    }
  }

  package var instant: Instant
  package var kind: Kind
  package var text: String
  /// Holds at most one, so that an entry without is small.
  private var requests: [JournaledRequest]
  /// Of what concerns a stream: its number. Streams are numbered in the order in which they were opened, from 1.
  package var stream: Int?
  /// Of a `line`: whether a terminal showed its output, which programs may ask.
  package var isInTerminal: Bool
  /// Of a `line`: how much that terminal showed, which commands in containers may ask; nil where nobody said.
  package var size: ScreenSize?
  /// Of a shared drill: who did it, from 1. 0 for nobody's doing, and where one plays alone.
  package var seat: Int
  /// Of a line or a game command at a shared drill: whether its player may give up for everybody.
  package var mayGiveUp: Bool

  package init(
    instant: Instant, kind: Kind, text: String = "", request: JournaledRequest? = nil, stream: Int? = nil,
    isInTerminal: Bool = false, size: ScreenSize? = nil, seat: Int = 0, mayGiveUp: Bool = true
  ) {
    self.size = size
    self.instant = instant
    self.kind = kind
    self.text = text
    requests = request.map { [$0] } ?? []
    self.stream = stream
    self.isInTerminal = isInTerminal
    self.seat = seat
    self.mayGiveUp = mayGiveUp
  }
}

/// How much a terminal shows: 0...65,535 of each.
package struct ScreenSize: Hashable, Sendable {
  private let width: UInt16
  private let height: UInt16

  package var columns: Int { Int(width) }
  package var rows: Int { Int(height) }

  package init(columns: Int, rows: Int) {
    (width, height) = (UInt16(clamping: columns), UInt16(clamping: rows))
  }

  /// `120x40`; nil for anything else.
  init?(_ text: String) {
    let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { UInt16($0) }
    guard numbers.count == 2, let width = numbers[0], let height = numbers[1] else { return nil }
    (self.width, self.height) = (width, height)
  }

  var text: String { "\(width)x\(height)" }
}

extension JournalEntry {
  /// Of a `request`: what was asked.
  package var request: JournaledRequest? {
    get { requests.first }
    set { requests = newValue.map { [$0] } ?? [] }
  }
}

/// Which run a journal is of.
package struct JournalHeader: Hashable, Sendable {
  /// The version of the journal's format that this code writes.
  ///
  /// 1: a line whose first word is a game command is that command, all of it. 2: game commands are commands of the shell.
  /// 3: `rewind` is one of them; where a line runs many commands, the later ones take time. 5: `giveup` asks first.
  package static let currentVersion = 5
  /// The same for a shared drill. 4: entries say at which seat they were made; their lines run beside each other.
  package static let sharedVersion = 4

  /// The version by whose rules the run is played, to its end.
  package var version = Self.currentVersion
  package var scenario: String
  package var seed: UInt64
  /// What was random before the call, where runs with other seeds have that in common.
  package var commonSeed: UInt64?
  /// The wall clock when the run began.
  package var startedAt: Instant
  /// Simulated time at that moment: when the player was called.
  package var calledAt: Instant
  /// Where a competition says so: what hints cost, of a hundred of what the scenario says; below zero for none at all.
  package var hintPricePercent: Int?
  /// Whether several play it, each at a seat.
  package var isShared: Bool { version == Self.sharedVersion }
  /// Whether `giveup` alone only says what ends the run.
  var asksBeforeGivingUp: Bool { version >= 5 }

  package init(scenario: String, seed: UInt64, startedAt: Instant, calledAt: Instant, isShared: Bool = false) {
    if isShared { version = Self.sharedVersion }
    self.scenario = scenario
    self.seed = seed
    self.startedAt = startedAt
    self.calledAt = calledAt
  }
}

/// A run as it is kept: the header and everything the player did, in order.
package struct Journal: Hashable, Sendable {
  package var header: JournalHeader
  package var entries: [JournalEntry]

  package init(header: JournalHeader, entries: [JournalEntry] = []) {
    self.header = header
    self.entries = entries
  }
}
