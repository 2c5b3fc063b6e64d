import Drills
import Foundation
import KubernetesModel
import Scoring
import Synchronization

/// Where a run's news go: first to its journal, and when that is on disk to those who follow it.
final class RunOutlet: Sendable {
  private struct State {
    var names: [Int: String] = [:]
    var isBroken = false
  }

  let run: Int64
  private let writer: JournalWriter
  private let events: EventBus
  /// Is told of the run's end, when everything before is on disk; and when something could not be kept.
  private let ended: @Sendable (Card) -> Void
  private let broke: @Sendable () -> Void
  private let state = Mutex(State())

  init(
    run: Int64, writer: JournalWriter, events: EventBus, ended: @escaping @Sendable (Card) -> Void,
    broke: @escaping @Sendable () -> Void
  ) {
    self.run = run
    self.writer = writer
    self.events = events
    self.ended = ended
    self.broke = broke
  }

  /// What could not be kept did not happen: the run as it is in memory is not to be shown any more.
  var isBroken: Bool { state.withLock { $0.isBroken } }

  func name(_ seat: Int, _ name: String) { state.withLock { $0.names[seat] = name } }

  func pass(_ report: RunReport) {
    writer.add(report.lines, toRun: run) { isKept in
      guard isKept, !self.isBroken else { return self.break() }
      self.publish(report)
      if let card = report.card { self.ended(card) }
    }
  }

  private func `break`() {
    let isFirst = state.withLock { state in
      defer { state.isBroken = true }
      return !state.isBroken
    }
    if isFirst { broke() }
  }

  /// Waits until everything that happened is on disk; false when it could not be brought there.
  func settle() async -> Bool {
    await writer.settle()
    return !isBroken
  }

  private func publish(_ report: RunReport) {
    for (seat, news) in report.shown { events.publish(news.name, news.data, to: .seat(run: run, seat)) }
    let names = state.withLock { $0.names }
    for (index, activity) in report.activity {
      events.publish("activity", activity.told(names, index: index), to: .run(run))
    }
    if let view = report.view { events.publish("view", JSONValue(encoding: view), to: .run(run), replacing: true) }
  }
}

extension Activity {
  /// As clients are told.
  func told(_ names: [Int: String], index: Int) -> JSONValue {
    var value = JSONValue(encoding: self)
    value["index"] = JSONValue(index)
    value["name"] = names[seat].map { .string($0) }
    return value
  }
}

extension JSONValue {
  /// What a value is as JSON; null for one that has no such form.
  package init(encoding value: some Encodable) {
    let data = try? JSONEncoder().encode(value)
    self = data.flatMap { try? JSONParser.parse(Array($0)) } ?? .null
  }
}
