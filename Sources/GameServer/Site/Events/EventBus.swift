package import KubernetesModel
package import SimulationKernel
import Synchronization

/// What a stream of events is about.
package enum EventTopic: Hashable, Sendable {
  /// What every player of a run sees: how it stands, who did what.
  case run(Int64)
  /// What one player's terminal shows.
  case seat(run: Int64, Int)
  case competition(Int64)
  case board

  /// Bytes that are kept for those who come back, or come late: of a terminal as much as is worth scrolling back.
  var keptBytes: Int {
    switch self {
    case .seat: 96 << 10
    case .run, .competition: 64 << 10
    case .board: 16 << 10
    }
  }
}

/// Hands events to whoever follows their topic, and keeps the last ones of each for readers whose connection broke. Numbers
/// count on over all topics, so that a reader of several names the last it has seen by one.
package final class EventBus: Sendable {
  private struct Kept {
    let number: UInt64
    let event: ServerEvent
  }

  private struct Topic {
    var kept: [Kept] = []
    var weight = 0
    /// The number of the last event that is not kept any more.
    var forgotten: UInt64 = 0
    var readers: [ObjectIdentifier: EventFeed] = [:]

    mutating func keep(_ new: Kept, replacing: Bool, limit: Int) {
      if replacing, let index = kept.lastIndex(where: { $0.event.name == new.event.name }) {
        weight -= kept.remove(at: index).event.weight
      }
      kept.append(new)
      weight += new.event.weight
      guard weight > limit else { return }
      // Half of it at once: not every event is to move the rest.
      var count = 0
      while weight > limit / 2, count < kept.count {
        weight -= kept[count].event.weight
        forgotten = kept[count].number
        count += 1
      }
      kept.removeFirst(count)
    }
  }

  private struct State {
    var last: UInt64 = 0
    var topics: [EventTopic: Topic] = [:]
  }

  /// Tells the numbers of this process from those of the one before.
  private let epoch: String
  private let state = Mutex(State())

  package init(epoch: String) { self.epoch = epoch }

  /// A name for the numbers of a process that starts now.
  package static func epoch(at now: Instant) -> String { String(now.microseconds, radix: 36) }

  /// - Parameter replacing: the event says all that the one before it of its name said: that is not kept any more.
  package func publish(_ name: String, _ data: JSONValue, to topic: EventTopic, replacing: Bool = false) {
    var event = ServerEvent(name, data)
    let readers = state.withLock { state in
      state.last += 1
      event.id = "\(epoch)-\(state.last)"
      state.topics[topic, default: Topic()].keep(
        Kept(number: state.last, event: event), replacing: replacing, limit: topic.keptBytes)
      return state.topics[topic]?.readers.values.map(\.self) ?? []
    }
    for reader in readers { reader.give(event) }
  }

  /// Everything that comes from now on, behind what is kept.
  /// - Parameters:
  ///   - last: the id of the last event that the reader has seen; nil for one who has seen nothing. What cannot be made up
  ///     for is told by an event `reset`: the reader looks at the whole again.
  ///   - strangers: names of the kept events that one who has seen nothing gets; nil for all.
  ///   - first: what comes before everything else.
  package func follow(
    _ topics: [EventTopic], after last: String?, strangers: Set<String>? = nil, first: [ServerEvent] = []
  ) -> EventFeed {
    let feed = EventFeed()
    for event in first { feed.give(event) }
    let seen = last.flatMap(number) ?? 0
    let isStranger = last != nil && seen == 0
    state.withLock { state in
      var missed: [Kept] = []
      var isIncomplete = isStranger
      for topic in topics {
        let known = state.topics[topic] ?? Topic()
        if seen > 0, known.forgotten > seen { isIncomplete = true }
        missed += known.kept.filter { kept in
          kept.number > seen && (seen > 0 || strangers.map { $0.contains(kept.event.name) } ?? true)
        }
        state.topics[topic, default: Topic()].readers[ObjectIdentifier(feed)] = feed
      }
      if isIncomplete { feed.give(ServerEvent("reset", [:])) }
      for kept in missed.sorted(by: { $0.number < $1.number }) { feed.give(kept.event) }
    }
    feed.whenEnded { [weak self] in self?.leave(ObjectIdentifier(feed), topics) }
    return feed
  }

  /// Ends a topic: its readers have had all of it.
  package func forget(_ topic: EventTopic) {
    let readers = state.withLock { $0.topics.removeValue(forKey: topic)?.readers.values.map(\.self) ?? [] }
    for reader in readers { reader.end() }
  }

  /// The number of a topic's last event; 0 for none.
  func lastNumber(of topic: EventTopic) -> UInt64 {
    state.withLock { $0.topics[topic].map { $0.kept.last?.number ?? $0.forgotten } ?? 0 }
  }

  package var readerCount: Int {
    state.withLock { Set($0.topics.values.flatMap(\.readers.keys)).count }
  }

  private func leave(_ reader: ObjectIdentifier, _ topics: [EventTopic]) {
    state.withLock { state in
      for topic in topics {
        state.topics[topic]?.readers[reader] = nil
        if let known = state.topics[topic], known.readers.isEmpty, known.kept.isEmpty { state.topics[topic] = nil }
      }
    }
  }

  /// Nil when it is none of this process's.
  private func number(of id: String) -> UInt64? {
    guard id.hasPrefix(epoch + "-") else { return nil }
    return UInt64(id.dropFirst(epoch.utf8.count + 1))
  }
}
