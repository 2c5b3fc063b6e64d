import APIServer
import Cluster
import Hints
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel

/// The cluster of a run, the streams that clients have open, and what the score knows: everything that a journal makes
/// anew.
struct DrillState {
  /// How often connections are tried that objectives ask for. What the API says is judged when it changes.
  private static let connectionInterval = Duration.seconds(5)
  /// What decides who reaches whom, as far as the API tells.
  private static let networkResources: Set<GroupResource> = [
    GroupResource("pods"), GroupResource("services"), GroupResource("nodes"),
    GroupResource(group: "discovery.k8s.io", "endpointslices"),
    GroupResource(group: "networking.k8s.io", "networkpolicies"),
  ]

  let scenario: Scenario
  var cluster: Cluster
  var record: RunRecord
  var streams = OpenStreams()
  var steps = WireSteps()
  /// The player only looks around in a run that was played: what would tell more about it than they found then is not
  /// to be had.
  var isVisit = false
  /// Several players act on it.
  var isShared = false
  /// `giveup` alone only says what ends the run.
  var asksBeforeGivingUp = true
  /// Until when somebody at a shared drill skips.
  private var skipTarget: Instant?
  /// In a replay: the player went back to then, and no time is skipped beyond it.
  var horizon: Instant?
  /// Where the player wants to go back to, once the line is done that says so.
  var rewindTarget: RewindTarget?
  /// What players want to ask once they know what it costs, by their seats.
  var questions: [Int: String] = [:]
  /// What was said to the game command that follows.
  var advice: Advice?
  /// The player went away, and may come back.
  var hasLeft = false
  /// Changes of objects of these kinds may meet an objective, or undo it.
  private let decisive: Set<GroupResource>
  /// Kinds of which something decisive or healthy is.
  private let judged: [GroupResource]
  /// Whether connections have to be tried.
  private let hasConnections: Bool
  /// The store's version up to which changes were judged.
  private var judgedVersion: UInt64
  private var nextTrial: Instant

  init(scenario: Scenario, cluster: Cluster, at start: Instant) {
    self.scenario = scenario
    self.cluster = cluster
    record = RunRecord(scenario: scenario, api: cluster.server, at: start)
    hasConnections = scenario.objectives.contains(where: \.isConnection)
    decisive = Set(scenario.objectives.map(\.object.resource)).union(hasConnections ? Self.networkResources : [])
    judged = decisive.union(record.healthyResources).sorted()
    judgedVersion = cluster.server.store.resourceVersion
    nextTrial = start
    judgeObjectives()
  }

  var now: Instant { cluster.now }

  /// Lets time pass, stopping wherever something happens: what it means for the score, and what streams bring, is seen
  /// at that instant.
  mutating func advance(to instant: Instant) {
    while let stop = nextStop, stop <= instant {
      cluster.advance(to: stop)
      notice()
    }
    cluster.advance(to: instant)
  }

  /// When something happens next, if anything is due.
  var nextStop: Instant? {
    var stops = [streams.nextExpiry, record.nextDeadline(of: scenario)]
    if !record.isSolved || !streams.isEmpty { stops.append(cluster.nextEvent) }
    if hasConnections, !record.isSolved { stops.append(nextTrial) }
    return stops.compactMap(\.self).min()
  }

  /// Judges what happened until now, and reads what it brought to streams.
  mutating func notice() {
    readStreams()
    judge()
  }

  /// Advances until something may have happened, at most to `limit`.
  var nextInstant: Instant { cluster.nextEvent ?? .distantFuture }

  /// What lines wait for comes in its order while time is skipped: whoever lets time pass for all of them does it.
  mutating func skip(to instant: Instant) {
    if isShared { skipTarget = instant } else { advance(to: instant) }
  }

  mutating func takeSkip() -> Instant? {
    defer { skipTarget = nil }
    return skipTarget
  }

  // MARK: Objectives

  /// Judges the changes since this was last done, and what the passing of time alone decides.
  mutating func judge() {
    guard !record.isSolved else { return }
    var isDue = record.nextDeadline(of: scenario).map { $0 <= now } ?? false
    if hasConnections, nextTrial <= now { isDue = true }
    let version = cluster.server.store.resourceVersion
    if version > judgedVersion {
      for resource in judged {
        // Where history does not reach back, anything may have changed.
        let changes = cluster.server.store.changes(of: resource, after: judgedVersion)
        record.observeHealth(changes ?? [], api: cluster.server, at: now)
        if decisive.contains(resource), changes.map({ !$0.isEmpty }) ?? true { isDue = true }
      }
      judgedVersion = version
    }
    if isDue { judgeObjectives() }
  }

  mutating func judgeObjectives() {
    let areMet =
      scenario.objectives.allSatisfy { $0.isConnection || $0.holds(in: cluster) }
      && scenario.objectives.allSatisfy { !$0.isConnection || $0.holds(in: cluster) }
    nextTrial = now + Self.connectionInterval
    record.observeTime(at: now)
    record.observeObjectives(areMet: areMet, of: scenario, api: cluster.server, at: now)
  }

  // MARK: What answers showed

  /// What a list that is too long to read, or that nobody reads, shows: the table of it.
  func asTable(_ exchange: Exchange) -> Exchange? {
    guard exchange.place.isList else { return nil }
    var request = exchange.request
    request.accept = Self.tableAccept
    let watching = [
      "watch", "resourceVersion", "resourceVersionMatch", "sendInitialEvents", "allowWatchBookmarks", "timeoutSeconds",
    ]
    request.query.removeAll { watching.contains($0.name) }
    var copy = cluster
    return Exchange(request: request, response: copy.handle(request, at: now))
  }

  static let tableAccept = "application/json;as=Table;v=v1;g=meta.k8s.io"

  /// The connections of the commands behind a stream.
  func connections(of stream: APIStream) -> [Exchange.Connection] {
    cluster.connections(of: stream).map(Exchange.Connection.init)
  }

  /// The connections of the commands whose output a log is.
  func connections(behindLog exchange: Exchange) -> [Exchange.Connection] {
    let place = exchange.place
    guard place.subresource == "log", exchange.isSuccess,
      let pod = cluster.server.get(GroupResource("pods"), namespace: place.namespace, place.name)
    else { return [] }
    let named = exchange.request.parameter("container") ?? ""
    let first = pod.value.at("spec", "containers")?.arrayValue?.first?["name"]?.stringValue ?? ""
    return cluster.connections(ofPod: pod.uid, container: named.isEmpty ? first : named).map(Exchange.Connection.init)
  }
}
