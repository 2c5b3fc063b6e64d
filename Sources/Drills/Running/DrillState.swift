import APIServer
import Cluster
import Scenarios
import Scoring
import SimulationKernel

/// The cluster of a run, the streams that clients have open, and what the score knows: everything that a journal makes
/// anew.
struct DrillState {
  /// How often the objectives are looked at while time passes.
  static let objectiveInterval = Duration.seconds(5)

  let scenario: Scenario
  var cluster: Cluster
  var record: RunRecord
  var streams = OpenStreams()
  var steps = WireSteps()
  private var nextLook: Instant

  init(scenario: Scenario, cluster: Cluster, at start: Instant) {
    self.scenario = scenario
    self.cluster = cluster
    record = RunRecord(scenario: scenario, api: cluster.server, at: start)
    nextLook = start
  }

  var now: Instant { cluster.now }

  /// Lets time pass, looking at the objectives on the way and reading what streams bring when they bring it.
  mutating func advance(to instant: Instant) {
    while let stop = nextStop, stop <= instant {
      cluster.advance(to: stop)
      readStreams()
      guard nextLook <= now, !record.isSolved else { continue }
      lookAtObjectives()
      nextLook = nextLook + Self.objectiveInterval
    }
    cluster.advance(to: instant)
  }

  /// When there is something to look at next.
  var nextStop: Instant? {
    [record.isSolved ? nil : nextLook, streams.isEmpty ? nil : cluster.nextEvent, streams.nextExpiry]
      .compactMap { $0 }.min()
  }

  /// Looks at the objectives after a line.
  mutating func lookAtObjectives() {
    record.observeObjectives(of: scenario, api: cluster.server, at: now)
  }

  /// Advances until something may have happened, at most to `limit`.
  var nextInstant: Instant { cluster.nextEvent ?? .distantFuture }

  /// What a list that is too long to read, or that nobody reads, shows: the table of it.
  func asTable(_ exchange: Exchange) -> Exchange? {
    guard exchange.place.isList else { return nil }
    var request = exchange.request
    request.accept = Self.tableAccept
    request.query.removeAll { ["watch", "resourceVersion", "sendInitialEvents"].contains($0.name) }
    request.query.removeAll { $0.name == "resourceVersionMatch" || $0.name == "allowWatchBookmarks" }
    var copy = cluster
    return Exchange(request: request, response: copy.handle(request, at: now))
  }

  static let tableAccept = "application/json;as=Table;v=v1;g=meta.k8s.io"
}
