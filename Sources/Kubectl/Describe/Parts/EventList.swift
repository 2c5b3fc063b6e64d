import KubernetesModel
import SimulationKernel

extension Description {
  /// The table of events, oldest first; nothing where events were not asked for.
  mutating func events(_ events: [JSONValue]?) {
    guard let events else { return }
    if events.isEmpty { return line(0, "Events:\t<none>") }
    line(0, "Events:\n  Type\tReason\tAge\tFrom\tMessage")
    line(1, "----\t------\t----\t----\t-------")
    for event in EventOrder.described(events) {
      let source = event.text("source", "component")
      let from = source.isEmpty ? event.text("reportingComponent") : source
      line(
        1,
        "\(event.text("type"))\t\(event.text("reason"))\t\(EventAge.text(event, now))\t\(from)\t\(event.text("message").trimmingBlanks)"
      )
    }
  }
}

/// When an event happened, and how often.
enum EventAge {
  /// `5s`, or `4s (x3 over 9s)`.
  static func text(_ event: JSONValue, _ now: Instant) -> String {
    let first = AgeText.since(event.has("eventTime") ? event["eventTime"] : event["firstTimestamp"], now)
    if event.has("series") {
      let last = AgeText.since(event.at("series", "lastObservedTime"), now)
      return "\(last) (x\(event.number("series", "count")) over \(first))"
    }
    if event.number("count") > 1 {
      return "\(AgeText.since(event["lastTimestamp"], now)) (x\(event.number("count")) over \(first))"
    }
    return first
  }
}

/// kubectl's order of events: by the last time they were seen.
enum EventOrder {
  static func sorted(_ events: [JSONValue]) -> [JSONValue] {
    GoSort.sorted(events.map { (instant($0), $0) }) { $0.0 < $1.0 }.map(\.1)
  }

  /// The order of `kubectl describe`, which knows no other time than `lastTimestamp`: what has none comes first.
  static func described(_ events: [JSONValue]) -> [JSONValue] {
    GoSort.sorted(events.map { (lastTimestamp($0), $0) }) { $0.0 < $1.0 }.map(\.1)
  }

  private static func lastTimestamp(_ event: JSONValue) -> Instant {
    event["lastTimestamp"]?.stringValue.flatMap { Instant(rfc3339: $0) } ?? .distantPast
  }

  private static func instant(_ event: JSONValue) -> Instant {
    for path in [["series", "lastObservedTime"], ["lastTimestamp"], ["eventTime"]] {
      if let text = event.at(path[...])?.stringValue, let instant = Instant(rfc3339: text) { return instant }
    }
    return .distantPast
  }
}
