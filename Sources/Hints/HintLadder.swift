package import Scenarios

/// Chooses the next hint by what the player has not seen yet.
package struct HintLadder {
  /// Which hint one is, whatever it says and costs.
  package struct Place: Hashable, Sendable {
    /// The evidence that it helps to find; `cause` for the mend.
    package var evidence: String
    /// 1: where to look; 2: what to notice; 3: what it means; 4: how to mend it.
    package var level: Int

    package init(evidence: String, level: Int) {
      self.evidence = evidence
      self.level = level
    }
  }

  package struct Hint: Hashable, Sendable {
    package var place: Place
    package var text: String
    /// Points that it costs.
    package var price: Int

    package init(evidence: String, level: Int, text: String, price: Int) {
      place = Place(evidence: evidence, level: level)
      self.text = text
      self.price = price
    }

    package var evidence: String { place.evidence }
    package var level: Int { place.level }
  }

  /// A hint that was taken before.
  package struct Taken: Hashable, Sendable {
    package var evidence: String
    package var price: Int

    package init(evidence: String, price: Int) {
      self.evidence = evidence
      self.price = price
    }
  }

  private let scenario: Scenario
  private let seen: Set<String>
  private let taken: [Taken]

  /// - Parameter seen: ids of the evidence that the player saw.
  package init(scenario: Scenario, seen: Set<String>, taken: [Taken]) {
    self.scenario = scenario
    self.seen = seen
    self.taken = taken
  }

  /// The next hint; nil when everything that could be said was said, or nothing is to be.
  package var next: Hint? {
    guard scenario.rules.offersHints else { return nil }
    if let evidence = nearestUnknown {
      let level = level(of: evidence)
      let worth = scenario.worth(of: evidence)
      return Hint(
        evidence: evidence.id, level: level, text: evidence.hints[level - 1],
        price: price(level: level, about: evidence.id, worth: worth))
    }
    return mend
  }

  /// How to mend it: the last step of the ladder, for whoever needs no other.
  private var mend: Hint? {
    guard !taken.contains(where: { $0.evidence == Evidence.causeID }) else { return nil }
    return Hint(
      evidence: Evidence.causeID, level: 4, text: scenario.cause.mend,
      price: price(level: 4, about: Evidence.causeID, worth: scenario.rules.resolution))
  }

  /// The ladder's price, as long as all hints for one step together cost no more than the step is worth.
  private func price(level: Int, about evidence: String, worth: Int) -> Int {
    let paid = taken.filter { $0.evidence == evidence }.reduce(0) { $0 + $1.price }
    let prices = scenario.rules.hints
    let price = prices.indices.contains(level - 1) ? prices[level - 1] : prices.last ?? 0
    return max(0, min(price, worth - paid))
  }

  /// The step of the ladder that comes next for a fact.
  private func level(of evidence: Evidence) -> Int { taken.filter { $0.evidence == evidence.id }.count + 1 }

  /// What the player saw, or was told in all its hints: there the story goes on.
  private func isKnown(_ evidence: Evidence) -> Bool {
    seen.contains(evidence.id) || level(of: evidence) > evidence.hints.count
  }

  /// The fact that comes next on the shortest way from what is known to the cause. Where nothing that is known leads on,
  /// the ladder begins where the story does: with the symptom that is farthest from the cause.
  private var nearestUnknown: Evidence? {
    let unknown = scenario.evidence.filter { !isKnown($0) }
    let distances = EvidenceGraph(scenario).distancesToCause
    func distance(_ evidence: Evidence) -> Int { distances[evidence.id] ?? .max }
    let known = scenario.evidence.filter(isKnown).enumerated().sorted {
      (distance($0.element), $0.offset) < (distance($1.element), $1.offset)
    }.map(\.element)
    for fact in known {
      let next = unknown.filter { fact.implies.contains($0.id) }
      if let nearest = next.min(by: { distance($0) < distance($1) }) { return nearest }
    }
    let implied = Set(scenario.evidence.flatMap(\.implies))
    let symptoms = unknown.filter { !implied.contains($0.id) }
    let starts = symptoms.isEmpty ? unknown : symptoms
    let farthest = starts.map(distance).max()
    return starts.first { distance($0) == farthest }
  }
}
