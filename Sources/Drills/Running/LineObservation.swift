import APIServer
import Cluster
import Scoring
import SimulationKernel

/// What a command at the prompt showed, for the score. It is noted when the command is done, and what there is of it
/// already whenever a game command asks how the run stands.
final class LineObservation {
  private var instant: Instant
  /// Of a shared drill the seat; lines of several run at once there, and a step belongs where it first showed something.
  private let seat: Int
  private var lines: [String] = []
  private var before: APIServer?
  private var step: Int?
  private var hasPlayed = false
  private var notedExchanges = 0
  private var notedPieces = 0

  init(at instant: Instant, seat: Int = 0) {
    self.instant = instant
    self.seat = seat
  }

  /// - Parameters:
  ///   - line: the command, or what goes on with it.
  ///   - before: the API as it is before the line, against which changes are judged.
  func begin(_ line: String, before: APIServer) {
    lines.append(line)
    self.before = before
  }

  /// A game command is about to look.
  func noteUntilNow(_ transport: LineTransport, _ printed: PrintedOutput) {
    hasPlayed = true
    guard transport.exchanges.count > notedExchanges else { return }
    note(Array(transport.exchanges.dropFirst(notedExchanges)), printed.takeNew(), in: &transport.state)
    notedExchanges = transport.exchanges.count
  }

  /// The line waits, and others go on: notes what is new, and lets go of the API as it was. What came bit by bit is noted
  /// again whenever it is twice as much, so that a long watch costs no more than a short one, bit for bit.
  func noteBeforeWait(_ transport: LineTransport, _ printed: PrintedOutput, mayForget: Bool) {
    let exchanges = transport.exchanges
    if exchanges.count > notedExchanges {
      let count = notedExchanges
      notedExchanges = exchanges.count
      notedPieces = printed.pieces.count
      note(Array(exchanges.dropFirst(count)), printed.takeNew(), in: &transport.state)
    } else if let last = exchanges.last, printed.pieces.count > notedPieces,
      !mayForget || printed.pieces.count >= 2 * notedPieces
    {
      notedPieces = printed.pieces.count
      note([last], printed.pieces, in: &transport.state)
    }
    if mayForget { before = nil }
  }

  /// The line goes on after a wait: what it changes now is judged against how things are now.
  func goOn(before: APIServer) { self.before = before }

  /// The command is done. What was printed late may show what was asked early.
  func end(_ transport: LineTransport, _ printed: PrintedOutput) {
    // Whoever only plays the game does not investigate.
    if hasPlayed, transport.exchanges.isEmpty { return }
    var exchanges = transport.exchanges
    // What was changed before a wait was judged against what there was then.
    if seat > 0 {
      exchanges = exchanges.enumerated().filter { $0.offset >= notedExchanges || !$0.element.isChange }.map(\.element)
    }
    note(exchanges, printed.pieces, in: &transport.state)
  }

  private func note(
    _ exchanges: [Exchange], _ pieces: [(bytes: [UInt8], instant: Instant)], in state: inout DrillState
  ) {
    let screen = Screen(commandLine: lines.joined(separator: "\n"), pieces: pieces)
    let isDescribed = screen.commandLine.contains("describe")
    var answer = Answer(
      exchanges: exchanges, screen: screen, describer: isDescribed ? DescribedFields(cluster: state.cluster) : nil)
    if answer.isTooLongToRead {
      answer.exchanges += exchanges.compactMap { exchange in
        if case .objects = exchange.content { state.asTable(exchange) } else { nil }
      }
    }
    let after = state.cluster.server
    if seat > 0, step == nil { instant = state.now }
    let step = step ?? state.record.beginStep(title, at: instant, seat: seat)
    self.step = step
    state.record.observe(
      answer, in: step, of: state.scenario, before: before ?? after, after: after, at: instant)
  }

  /// The command as the card has it: of several lines the first.
  private var title: String { lines.count > 1 ? (lines.first ?? "") + " ..." : lines.first ?? "" }
}
