import APIServer
import Cluster
import Scoring
import SimulationKernel

/// What a command at the prompt showed, for the score. It is noted when the command is done, and what there is of it
/// already whenever a game command asks how the run stands.
final class LineObservation {
  private let instant: Instant
  private var lines: [String] = []
  private var before: APIServer?
  private var step: Int?
  private var hasPlayed = false
  private var notedExchanges = 0

  init(at instant: Instant) { self.instant = instant }

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

  /// The command is done. What was printed late may show what was asked early.
  func end(_ transport: LineTransport, _ printed: PrintedOutput) {
    // Whoever only plays the game does not investigate.
    if hasPlayed, transport.exchanges.isEmpty { return }
    note(transport.exchanges, printed.pieces, in: &transport.state)
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
    let step = step ?? state.record.beginStep(title, at: instant)
    self.step = step
    state.record.observe(
      answer, in: step, of: state.scenario, before: before ?? after, after: after, at: instant)
  }

  /// The command as the card has it: of several lines the first.
  private var title: String { lines.count > 1 ? (lines.first ?? "") + " ..." : lines.first ?? "" }
}
