extension Scenario {
  /// What one fact is worth on the card: its share of the points for evidence, rounded.
  package func worth(of evidence: Evidence) -> Int {
    let total = totalPoints
    guard total > 0 else { return 0 }
    return (rules.evidence * evidence.points + total / 2) / total
  }
}
