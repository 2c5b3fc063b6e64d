package import Scenarios

/// The player's investigation and a short good one on one axis of time. Nobody has timed the good one: its steps are
/// spread evenly over par.
package struct InvestigationLanes: Hashable, Sendable, Codable {
  package struct Mark: Hashable, Sendable, Codable {
    /// What matters less comes first: of marks in one place the last one is seen.
    package enum Kind: Int, Hashable, Sendable, Codable, CaseIterable, Comparable {
      case repetition, look, hint, change, fact, wrongDiagnosis, rightDiagnosis, damage, mend

      package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// Since the call.
    package var seconds: Int
    package var kind: Kind
    package var text: String
    /// Numbers, in the causal graph, of the facts that it was the first to show.
    package var facts: [Int] = []
  }

  package let own: [Mark]
  package let ideal: [Mark]
  package let parSeconds: Int
  /// Where the axis ends.
  package let endSeconds: Int

  package init(_ card: Card, scenario: Scenario, graph: CausalGraph) {
    own = Self.own(card, graph)
    ideal = Self.ideal(scenario, graph)
    parSeconds = max(1, card.parSeconds)
    endSeconds = max(parSeconds, own.last?.seconds ?? 0)
  }

  /// Reads what another process wrote. Lanes without an axis are refused.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    own = try container.decode([Mark].self, forKey: .own)
    ideal = try container.decode([Mark].self, forKey: .ideal)
    parSeconds = try container.decode(Int.self, forKey: .parSeconds)
    endSeconds = try container.decode(Int.self, forKey: .endSeconds)
    guard parSeconds > 0, endSeconds >= parSeconds else {
      throw DecodingError.dataCorruptedError(
        forKey: .endSeconds, in: container, debugDescription: "the axis ends before it begins")
    }
  }

  private static func own(_ card: Card, _ graph: CausalGraph) -> [Mark] {
    var marks = card.steps.map { step in
      let kind: Mark.Kind =
        if !step.evidence.isEmpty { .fact } else if step.isChange { .change } else {
          step.isNew ? .look : .repetition
        }
      return Mark(
        seconds: step.seconds, kind: kind, text: step.line, facts: step.evidence.compactMap(graph.number))
    }
    marks += card.hints.map { Mark(seconds: $0.seconds ?? 0, kind: .hint, text: "hint: \($0.what)") }
    marks += card.diagnoses.map {
      Mark(
        seconds: $0.seconds, kind: $0.isRight ? .rightDiagnosis : .wrongDiagnosis,
        text: "diagnose \($0.object) \($0.failureClass)")
    }
    marks += card.damage.compactMap { damage in
      damage.seconds.map { Mark(seconds: $0, kind: .damage, text: damage.what) }
    }
    if let seconds = card.secondsToMend { marks.append(Mark(seconds: seconds, kind: .mend, text: "mended")) }
    return marks.enumerated().sorted { ($0.element.seconds, $0.offset) < ($1.element.seconds, $1.offset) }.map(
      \.element)
  }

  /// What a solution waits with.
  private static let waiting = ["kubectl rollout status", "kubectl wait", "sleep", "skip"]

  private static func ideal(_ scenario: Scenario, _ graph: CausalGraph) -> [Mark] {
    var marks = scenario.investigation.map { step in
      Mark(
        seconds: 0, kind: step.shows.isEmpty ? .look : .fact, text: step.run,
        facts: step.shows.compactMap(graph.number))
    }
    if let diagnosis = scenario.cause.diagnoses.first {
      let name = diagnosis.classes.first.flatMap(FailureClass.find)?.name ?? ""
      marks.append(
        Mark(
          seconds: 0, kind: .rightDiagnosis,
          text: "diagnose \(diagnosis.object.description(in: scenario.namespace)) \(name)"))
    }
    marks += scenario.solution.map { line in
      Mark(seconds: 0, kind: waiting.contains(where: line.hasPrefix) ? .look : .change, text: line)
    }
    marks.append(Mark(seconds: 0, kind: .mend, text: "mended"))
    let par = Int(scenario.par.components.seconds)
    for index in marks.indices { marks[index].seconds = par * (index + 1) / marks.count }
    return marks
  }

  // MARK: The axis

  /// Round times along the axis, from 0 on.
  package func ticks(atMost count: Int) -> [Int] {
    let steps = [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]
    let limit = max(1, count)
    let step = steps.first { endSeconds / $0 < limit } ?? max(86_400, endSeconds / limit + 1)
    return Array(stride(from: 0, through: endSeconds, by: step))
  }

  /// Where a moment lies on an axis of so many places, from 0 on.
  package func place(of seconds: Int, on places: Int) -> Int {
    let last = max(0, places - 1)
    let share = Double(min(max(0, seconds), endSeconds)) / Double(endSeconds)
    return Int((share * Double(last)).rounded())
  }

  /// The most important mark of each place of an axis, by place.
  package static func shown(_ marks: [Mark], on places: Int, of lanes: InvestigationLanes) -> [(place: Int, mark: Mark)]
  {
    var chosen: [Int: Mark] = [:]
    for mark in marks {
      let place = lanes.place(of: mark.seconds, on: places)
      if let other = chosen[place], other.kind > mark.kind { continue }
      chosen[place] = mark
    }
    return chosen.sorted { $0.key < $1.key }.map { (place: $0.key, mark: $0.value) }
  }
}
