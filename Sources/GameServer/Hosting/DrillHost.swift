package import APIServer
package import Cluster
package import Drills
import Hints
package import Scoring
package import SimulationKernel

/// A drill that clients play with their own tools.
package final class DrillHost: HostedCluster {
  private let drill: Drill
  /// Who answers the player's questions; nil where nobody does.
  let adviser: (any AdviceService)?

  package init(_ drill: sending Drill, adviser: (any AdviceService)? = nil) {
    self.drill = drill
    self.adviser = adviser
  }

  package var resourceVersion: UInt64 { drill.resourceVersion }

  package func advance(to now: Instant) { drill.advance(at: now) }

  package func nextNews(at now: Instant) -> Instant? { drill.nextEvent }

  package func handle(_ call: APICall, at now: Instant) -> HostedAnswer {
    let answer = drill.handle(call.request, command: call.kubectlCommand, session: call.kubectlSession, at: now)
    return HostedAnswer(response: answer.response, stream: answer.stream)
  }

  package func foresee(_ call: APICall, at now: Instant) -> APIResponse { drill.foresee(call.request, at: now) }

  package func user(of credentials: ClientCredentials, at now: Instant) -> UserInfo? {
    credentials.user(in: drill.server, at: drill.simulatedNow(at: now))
  }

  package func read(_ stream: Int, at now: Instant) -> (reads: [StreamRead], mayHaveMore: Bool) {
    (drill.read(stream, at: now), mayHaveMore: false)
  }

  package func isInputFull(_ stream: Int) -> Bool { drill.isInputFull(stream) }

  package func write(_ bytes: [UInt8]?, to stream: Int, at now: Instant) { drill.write(bytes, to: stream, at: now) }

  package func resize(_ stream: Int, columns: Int, rows: Int, at now: Instant) {
    drill.resize(stream, columns: columns, rows: rows, at: now)
  }

  package func close(_ stream: Int, at now: Instant) { drill.close(stream, at: now) }

  // MARK: The game

  /// What a game command has to know of an adviser before it can be performed; nil where it needs nothing.
  func adviceRequest(for words: [String], at now: Instant) -> AdviceRequest? {
    drill.adviceRequest(for: words, at: now)
  }

  /// Performs a game command; nil when it is none, or the run is over.
  /// - Parameter advice: what was said to its request.
  func command(_ words: [String], advice: Advice?, at now: Instant) -> GameReply? {
    drill.command(words, advice: advice, at: now)
  }

  package func view(at now: Instant) -> DrillView { drill.view(at: now) }

  /// How the run stands when its player leaves.
  package struct End: Sendable {
    package let isOver: Bool
    package let now: Instant
    package let card: Card
  }

  package func end(at now: Instant) -> End {
    drill.pause(at: now)
    return End(isOver: drill.isOver, now: drill.now, card: drill.card)
  }
}

extension ClusterHost {
  /// Does something with the drill that is hosted; nil where it is a cluster alone.
  package func drill<Result: Sendable>(_ body: @Sendable (DrillHost, Instant) -> Result?) -> Result? {
    with { cluster, now in (cluster as? DrillHost).flatMap { body($0, now) } }
  }
}
