package import Scenarios
import SimulationKernel

/// Makes the card: a pure function of the scenario and what is on record.
package struct Scorer {
  let scenario: Scenario
  let record: RunRecord

  package static func card(of record: RunRecord, in scenario: Scenario) -> Card {
    Scorer(scenario: scenario, record: record).card
  }

  /// The points alone, for whoever asks often.
  package static func points(of record: RunRecord, in scenario: Scenario) -> Int {
    Scorer(scenario: scenario, record: record).points
  }

  private var points: Int { max(0, parts.reduce(0) { $0 + $1.points }) }

  private var card: Card {
    let mended = record.isSolved ? record.mendedAt.map(seconds) : nil
    return Card(
      scenario: scenario.id, title: scenario.title, variant: scenario.variant,
      points: points, isPractice: record.isPractice, isSolved: record.isSolved, isDiagnosed: record.isDiagnosed,
      secondsToMend: mended, parSeconds: Int(scenario.par.components.seconds), parts: parts, findings: findings,
      steps: steps, blindChanges: blindChanges, damage: damage, hints: hints,
      diagnoses: diagnoses, decoys: scenario.decoys.filter { record.decoys[$0.id] != nil }.map(\.id),
      overlooked: overlooked,
      measures: measures)
  }

  func seconds(_ instant: Instant) -> Int { Int((instant - record.start).components.seconds) }

  // MARK: Parts

  private var parts: [Card.Part] {
    [evidencePart, diagnosisPart, resolutionPart, hintsPart, blindChangesPart, damagePart, pacePart]
  }

  private var evidencePart: Card.Part {
    let counted = scenario.evidence.filter { record.counts($0.id) }
    let total = scenario.totalPoints
    let shown = counted.reduce(0) { $0 + $1.points }
    let points = total > 0 ? (scenario.rules.evidence * shown + total / 2) / total : 0
    return Card.Part(
      name: .evidence, points: points, maximum: scenario.rules.evidence,
      why: "\(counted.count) of \(scenario.evidence.count) facts seen before the mend")
  }

  private var diagnosisPart: Card.Part {
    let full = scenario.rules.diagnosis
    let index = record.diagnoses.firstIndex(where: \.isRight)
    let (points, why) =
      switch index {
      case 0: (full, "right at the first answer")
      case 1: (full / 2, "right at the second answer")
      case .some: (0, "right after more than two answers")
      case nil: (0, "no \(record.diagnoses.isEmpty ? "" : "right ")diagnosis \(record.isOver ? "given" : "yet")")
      }
    return Card.Part(name: .diagnosis, points: points, maximum: full, why: why)
  }

  private var resolutionPart: Card.Part {
    let full = scenario.rules.resolution
    let why =
      switch (record.isOver, record.mendedAt) {
      case (true, _): record.isSolved ? "the objectives hold" : "the objectives were not met to the end"
      case (false, nil): "not all objectives are met yet"
      case (false, .some): "the objectives hold, but not for long enough yet"
      }
    return Card.Part(name: .resolution, points: record.isSolved ? full : 0, maximum: full, why: why)
  }

  private var hintsPart: Card.Part {
    let count = record.hints.count
    return Card.Part(
      name: .hints, points: -record.hints.reduce(0) { $0 + $1.price }, maximum: 0,
      why: count == 1 ? "1 hint taken" : "\(count) hints taken")
  }

  private var blindChangesPart: Card.Part {
    let count = record.blindChanges.count
    let cost = min(scenario.rules.blindChangeLimit, count * scenario.rules.blindChange)
    return Card.Part(
      name: .blindChanges, points: -cost, maximum: 0,
      why: count == 1 ? "1 change without evidence" : "\(count) changes without evidence")
  }

  private var damagePart: Card.Part {
    let cost = record.damage.reduce(0) { $0 + price(of: $1) }
    let count = record.damage.count
    return Card.Part(
      name: .damage, points: -min(scenario.rules.damageLimit, cost), maximum: 0,
      why: count == 1 ? "1 healthy object damaged" : "\(count) healthy objects damaged")
  }

  private var pacePart: Card.Part {
    let bonus = scenario.rules.pace
    guard record.isSolved, let mended = record.mendedAt else {
      return Card.Part(name: .pace, points: 0, maximum: bonus, why: "not solved")
    }
    let isFast = mended - record.start <= scenario.par
    return Card.Part(
      name: .pace, points: isFast ? bonus : 0, maximum: bonus,
      why: isFast ? "under par" : "over par, which costs nothing")
  }

  private func price(of damage: RunRecord.Damage) -> Int {
    damage.kind == .lostData ? scenario.rules.lostData : scenario.rules.damage
  }

  // MARK: Lists

  private var findings: [Card.Finding] {
    scenario.evidence.map { evidence in
      let sighting = record.sightings[evidence.id]
      let step = sighting.flatMap { record.steps.indices.contains($0.step) ? record.steps[$0.step] : nil }
      return Card.Finding(
        id: evidence.id, sentence: evidence.sentence, points: scenario.worth(of: evidence),
        seconds: sighting.map { seconds($0.instant) }, line: step?.text,
        isLate: sighting != nil && !record.counts(evidence.id), seat: step.flatMap { Self.seat(of: $0) })
    }
  }

  private var steps: [Card.Step] {
    record.steps.map {
      Card.Step(
        seconds: seconds($0.instant), line: $0.text, evidence: $0.evidence, isNew: $0.isNew, isChange: $0.isChange,
        isLook: $0.isLook, seat: Self.seat(of: $0))
    }
  }

  private static func seat(of step: RunRecord.Step) -> Int? { step.seat > 0 ? step.seat : nil }

  private var blindChanges: [Card.Cost] {
    record.blindChanges.map {
      Card.Cost(seconds: seconds($0.instant), what: $0.object, points: -scenario.rules.blindChange)
    }
  }

  private var damage: [Card.Cost] {
    record.damage.map {
      Card.Cost(seconds: $0.instant.map(seconds), what: "\($0.object) \($0.what)", points: -price(of: $0))
    }
  }

  private var hints: [Card.Cost] {
    record.hints.map { hint in
      let about = scenario.evidence(hint.evidence)?.sentence ?? "The mend"
      return Card.Cost(
        seconds: seconds(hint.instant), what: "\(Evidence.hintName(ofLevel: hint.level)): \(about)",
        points: -hint.price)
    }
  }

  private var diagnoses: [Card.Diagnosis] {
    record.diagnoses.map {
      Card.Diagnosis(
        seconds: seconds($0.instant), object: $0.object,
        failureClass: FailureClass.find($0.failureClass)?.name ?? $0.failureClass, isRight: $0.isRight)
    }
  }

  /// Facts that lead straight to the cause and had been shown when a wrong diagnosis was given.
  private var overlooked: [String] {
    guard let wrong = record.diagnoses.first(where: { !$0.isRight }) else { return [] }
    return scenario.evidence.filter { evidence in
      guard evidence.implies.contains(Evidence.causeID), let sighting = record.sightings[evidence.id] else {
        return false
      }
      return sighting.instant <= wrong.instant
    }.map(\.id)
  }
}
