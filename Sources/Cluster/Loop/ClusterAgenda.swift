import APIServer
import HashTreeCollections
import SimulationKernel

/// The work that waits, of all components. A key waits at most once: what was queued for later is skipped when its
/// time comes.
struct ClusterAgenda: Sendable {
  struct Item: Hashable, Sendable {
    let component: Int
    let key: WorkKey
  }

  /// How often one key may be worked within one instant before it has to wait: a component that queues itself for
  /// ever must not stop time.
  private static let limit = 100
  private static let penalty = Duration.seconds(1)

  private var agenda = Agenda<Item>()
  private var waiting: TreeDictionary<Item, Instant> = [:]
  private var repetitions: TreeDictionary<Item, Int> = [:]
  private var instant = Instant.distantPast

  /// When the first work is due; may be earlier than that, never later.
  var nextInstant: Instant? { agenda.nextInstant }

  mutating func add(_ item: Item, at due: Instant) {
    var due = due
    if due <= instant {
      let count = repetitions[item, default: 0]
      repetitions[item] = count + 1
      if count >= Self.limit { due = instant + Self.penalty }
    }
    if let earlier = waiting[item], earlier <= due { return }
    waiting[item] = due
    agenda.add(item, at: due)
  }

  /// Takes what is due first, when that is at `limit` or before.
  mutating func next(by limit: Instant) -> (instant: Instant, item: Item)? {
    while let due = agenda.popDue(by: limit) {
      guard waiting[due.item] == due.instant else { continue }
      waiting[due.item] = nil
      if due.instant > instant {
        instant = due.instant
        if !repetitions.isEmpty { repetitions = [:] }
      }
      return due
    }
    return nil
  }
}
