import Scenarios
import SimulationKernel

extension Scorer {
  /// Steps that count as the first look.
  private static let firstLook = 5

  var measures: Card.Measures {
    let end = record.isSolved ? record.mendedAt ?? record.now : record.now
    let steps = record.steps.filter { $0.isLook && !$0.isChange && $0.instant <= end }
    let found = record.sightings.values.map(\.instant).filter { $0 <= end }.sorted()
    let areas = steps.prefix(Self.firstLook).reduce(into: Set<RunRecord.Area>()) { $0.formUnion($1.areas) }
    return Card.Measures(
      secondsToFirstEvidence: found.first.map(seconds),
      newSteps: steps.isEmpty ? nil : steps.filter(\.isNew).count * 100 / steps.count,
      firstLook: RunRecord.Area.allCases.filter(areas.contains).map(\.rawValue),
      longestSecondsWithoutEvidence: longestGap(found, until: end))
  }

  private func longestGap(_ found: [Instant], until end: Instant) -> Int {
    var longest = 0
    var last = record.start
    for instant in found + [end] {
      longest = max(longest, Int((instant - last).components.seconds))
      last = instant
    }
    return longest
  }
}
