import Glibc
import HTTPClient
package import SimulationKernel
import Synchronization

/// What an AI service said.
package struct ProviderAnswer: Hashable, Sendable {
  package let text: String
  /// Tokens of the question and of the answer, as the service counts them; nil where it does not.
  package let inputTokens: Int?
  package let outputTokens: Int?
  /// Whether it came piece by piece.
  package let isStreamed: Bool
}

/// Asks an AI service, as long as it is well and the budgets last. Many threads may ask at once.
package final class Provider: Sendable {
  /// How many may wait for an answer at once.
  package static let mostAtOnce = 8
  /// How long the count of tokens is waited for when all was said.
  private static let grace = Duration.milliseconds(500)

  private struct State {
    var breaker = CircuitBreaker()
    var budget: AdviceBudget
    var asking = 0
    /// What the service was found not to take.
    var refused: Set<QuestionRequest.Extra> = []
  }

  package let settings: ProviderSettings
  private let authority: [UInt8]
  private let now: @Sendable () -> Instant
  private let state: Mutex<State>

  /// - Parameters:
  ///   - authority: PEM of whom to trust; empty for the system's authorities.
  ///   - now: of a clock that does not jump; where it begins does not matter.
  package init(
    _ settings: ProviderSettings, authority: [UInt8] = [], now: @escaping @Sendable () -> Instant = Provider.upTime
  ) {
    self.settings = settings
    self.authority = authority
    self.now = now
    state = Mutex(State(budget: AdviceBudget(settings.budget)))
  }

  /// The time since the machine started.
  package static func upTime() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Instant(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000)
  }

  /// Asks, and waits for the answer's end: to be called from a thread that may wait.
  /// - Parameters:
  ///   - player: whose budget it is taken from.
  ///   - limit: how long all of it may take; nil for what the settings say.
  ///   - onText: gets each piece of the answer as it comes, and says whether to go on.
  package func ask(
    _ system: String, _ user: String, for player: String = "", limit: Duration? = nil,
    onText: (String) -> Bool = { _ in true }
  ) throws(ProviderProblem) -> ProviderAnswer {
    let request = QuestionRequest(settings: settings, system: system, user: user)
    let reservation = try admit(request, for: player)
    do throws(ProviderProblem) {
      let limit = limit ?? settings.patience
      let answer = try ask(request, Exchange(limit: limit, deadline: Deadline(after: limit)), onText)
      let counted = answer.inputTokens.flatMap { input in answer.outputTokens.map { input + $0 } }
      state.withLock { state in
        state.asking -= 1
        state.breaker.succeed()
        state.budget.settle(
          reservation, tokens: counted ?? (system.utf8.count + user.utf8.count + answer.text.utf8.count) / 4)
      }
      return answer
    } catch {
      settle(reservation, request, after: error)
      throw error
    }
  }

  // MARK: Before and after

  private func admit(
    _ request: QuestionRequest, for player: String
  ) throws(ProviderProblem) -> AdviceBudget.Reservation {
    let now = now()
    return try state.withLock { state throws(ProviderProblem) in
      guard state.asking < Self.mostAtOnce else { throw ProviderProblem(.crowded) }
      let reservation: AdviceBudget.Reservation
      do throws(AdviceBudget.Refusal) {
        reservation = try state.budget.reserve(request.expectedTokens, for: player, at: now)
      } catch {
        throw ProviderProblem(.spent(isPlayer: error.isPlayer, seconds: Self.seconds(error.wait)))
      }
      if let wait = state.breaker.admit(at: now) {
        state.budget.settle(reservation, tokens: nil)
        throw ProviderProblem(.resting(seconds: Self.seconds(wait)))
      }
      state.asking += 1
      return reservation
    }
  }

  private func settle(
    _ reservation: AdviceBudget.Reservation, _ request: QuestionRequest, after problem: ProviderProblem
  ) {
    let now = now()
    var wait: Duration?
    if case .busy(_, let seconds?) = problem.kind { wait = .seconds(seconds) }
    state.withLock { state in
      state.asking -= 1
      state.breaker.fail(at: now, wait: wait)
      state.budget.settle(reservation, tokens: problem.mayHaveCost ? request.expectedTokens : nil)
    }
  }

  /// Rounded up.
  private static func seconds(_ duration: Duration) -> Int { Int(min(1_000_000, duration.inSeconds.rounded(.up))) }

  // MARK: Asking

  /// The time that one question has.
  private struct Exchange {
    let limit: Duration
    let deadline: Deadline

    func slow(hasBegun: Bool) -> ProviderProblem {
      ProviderProblem(.slow(seconds: Provider.seconds(limit), hasBegun: hasBegun))
    }
  }

  /// Asks again without what the service says that it does not take.
  private func ask(
    _ request: QuestionRequest, _ exchange: Exchange, _ onText: (String) -> Bool
  ) throws(ProviderProblem) -> ProviderAnswer {
    while true {
      let refused = state.withLock { $0.refused }
      do throws(ProviderProblem) {
        return try answer(to: request.bytes(without: refused), exchange, onText)
      } catch {
        guard case .refused = error.kind,
          let extra = QuestionRequest.Extra.allCases.first(where: { extra in
            !refused.contains(extra) && extra.isMeant(by: error.detail)
          })
        else { throw error }
        _ = state.withLock { $0.refused.insert(extra) }
      }
    }
  }

  private func answer(
    to bytes: [UInt8], _ exchange: Exchange, _ onText: (String) -> Bool
  ) throws(ProviderProblem) -> ProviderAnswer {
    let connection: HTTPConnection
    let head: ResponseHead
    do throws(NetworkProblem) {
      let dialer = Dialer(settings.endpoint.address, TLSSettings(authority: authority))
      connection = try dialer.connect(until: exchange.deadline)
      head = try connection.send(bytes, until: exchange.deadline)
    } catch {
      throw Self.problem(error) ?? exchange.slow(hasBegun: false)
    }
    guard (200..<300).contains(head.status) else {
      throw StatusProblem(settings: settings).of(head, Self.body(of: connection, exchange))
    }
    return try read(connection, exchange, onText)
  }

  private func read(
    _ connection: HTTPConnection, _ exchange: Exchange, _ onText: (String) -> Bool
  ) throws(ProviderProblem) -> ProviderAnswer {
    var reader = AnswerReader(settings.style)
    var grace: Deadline?
    var isOver = false
    while !isOver {
      let said: String
      if let piece = try piece(connection, grace ?? exchange.deadline, reader, exchange) {
        said = try detailed { () throws(ProviderProblem) in try reader.read(piece) }
        isOver = reader.isOver
      } else {
        isOver = true
        said = ""
      }
      let rest = isOver ? try detailed { () throws(ProviderProblem) in try reader.end() } : ""
      if !(said + rest).isEmpty, !onText(said + rest) { break }
      if exchange.deadline.hasPassed, !isOver, !reader.isDone { throw exchange.slow(hasBegun: !reader.text.isEmpty) }
      if reader.isDone, grace == nil { grace = Deadline(after: Self.grace) }
    }
    return ProviderAnswer(
      text: reader.text, inputTokens: reader.inputTokens, outputTokens: reader.outputTokens,
      isStreamed: reader.isStream)
  }

  /// The next bytes of a body; nil at its end. When all was said it does not matter how that comes.
  private func piece(
    _ connection: HTTPConnection, _ deadline: Deadline, _ reader: AnswerReader, _ exchange: Exchange
  ) throws(ProviderProblem) -> ArraySlice<UInt8>? {
    if reader.isDone, deadline.hasPassed { return nil }
    do throws(NetworkProblem) {
      return try connection.readPiece(until: deadline)
    } catch {
      if reader.isDone { return nil }
      if case .timedOut = error { throw exchange.slow(hasBegun: !reader.text.isEmpty) }
      throw ProviderProblem(.cutOff)
    }
  }

  /// What a service says of its failure, fit to be shown.
  private func detailed(_ body: () throws(ProviderProblem) -> String) throws(ProviderProblem) -> String {
    do throws(ProviderProblem) {
      return try body()
    } catch {
      throw ProviderProblem(error.kind, detail: ServiceMessage.shown(error.detail, without: settings.key))
    }
  }

  /// The beginning of what a service says beside a status that is no success.
  private static func body(of connection: HTTPConnection, _ exchange: Exchange) -> [UInt8] {
    let left = Duration.milliseconds(Int(exchange.deadline.milliseconds))
    let deadline = Deadline(after: min(.seconds(2), left))
    var bytes: [UInt8] = []
    while bytes.count < 64 << 10, !deadline.hasPassed, let piece = try? connection.readPiece(until: deadline) {
      bytes += piece
    }
    return bytes
  }

  /// Why there is no connection, or no answer on it; nil for want of time.
  private static func problem(_ problem: NetworkProblem) -> ProviderProblem? {
    switch problem {
    case .timedOut: return nil
    case .endOfStream: return ProviderProblem(.unreachable("it closes the connection"))
    case .failed(let text):
      if let mark = text.firstRange(of: "x509: ") {
        return ProviderProblem(.certificate(String(text[mark.upperBound...])))
      }
      // `dial tcp 127.0.0.1:8080: connect: connection refused`
      let isSystems = ["dial tcp", "read tcp", "write tcp"].contains { text.hasPrefix($0) }
      guard isSystems, let reason = text.split(separator: ": ").last else { return ProviderProblem(.protocolFault) }
      return ProviderProblem(.unreachable(String(reason)))
    }
  }
}
