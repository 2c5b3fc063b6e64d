import KubernetesModel
import SimulationKernel
import Synchronization

/// A run that is in memory.
final class HostedRun: Sendable {
  struct Place: Hashable, Sendable {
    let seat: Int
    let account: Int64
    let name: String
  }

  private struct State {
    var places: [Place] = []
    /// Accounts that may not play at it any more.
    var barred: Set<Int64> = []
    var lastUse: Instant
    var isOver = false
    var deadline: Int64?
    var toldDeadline: Int64?
  }

  let number: Int64
  let team: Int64
  let competition: Int64?
  let scenario: String
  /// Microseconds since 1970.
  let started: Int64
  /// Whether players may come with their own tools.
  let takesOwnTools: Bool
  let host: ClusterHost
  let outlet: RunOutlet
  private let state: Mutex<State>

  init(
    number: Int64, team: Int64, competition: Int64?, scenario: String, started: Int64, takesOwnTools: Bool,
    host: ClusterHost, outlet: RunOutlet, now: Instant
  ) {
    self.number = number
    self.team = team
    self.competition = competition
    self.scenario = scenario
    self.started = started
    self.takesOwnTools = takesOwnTools
    self.host = host
    self.outlet = outlet
    state = Mutex(State(lastUse: now))
  }

  var places: [Place] { state.withLock { $0.places } }
  var names: [Int: String] { Dictionary(places.map { ($0.seat, $0.name) }, uniquingKeysWith: { first, _ in first }) }

  func place(of account: Int64) -> Place? { state.withLock { $0.places.first { $0.account == account } } }

  func place(atSeat seat: Int) -> Place? {
    state.withLock { state in state.places.first { $0.seat == seat && !state.barred.contains($0.account) } }
  }

  func take(_ place: Place) {
    state.withLock { state in
      state.barred.remove(place.account)
      if !state.places.contains(place) { state.places.append(place) }
    }
    outlet.name(place.seat, place.name)
  }

  func bar(_ account: Int64) { state.withLock { _ = $0.barred.insert(account) } }

  func touch(_ now: Instant) { state.withLock { $0.lastUse = max($0.lastUse, now) } }

  func isIdle(since limit: Instant) -> Bool { state.withLock { $0.lastUse < limit } }

  /// When its time is up, in microseconds since 1970; nil for never.
  var deadline: Int64? {
    get { state.withLock { $0.deadline } }
    set { state.withLock { $0.deadline = newValue } }
  }

  /// The deadline that those who are at it have been told of.
  var toldDeadline: Int64? {
    get { state.withLock { $0.toldDeadline } }
    set { state.withLock { $0.toldDeadline = newValue } }
  }

  func isOverdue(at now: Instant) -> Bool { deadline.map { $0 <= now.microseconds } ?? false }

  var isOver: Bool {
    get { state.withLock { $0.isOver } }
    set { state.withLock { $0.isOver = newValue } }
  }
}
