import KubernetesModel

/// What makes each team's scenario another one, so that answers cannot be passed on.
package enum CompetitionSeed {
  /// The first eight bytes of SHA-256 over the competition's secret, the team, the scenario and the number of runs that
  /// the team began of it before, a line each. Who does not have the secret cannot tell one seed from another.
  package static func seed(secret: String, team: Int64, scenario: String, attempt: Int) -> UInt64 {
    let text = "firedrill seed 1\n\(secret)\n\(team)\n\(scenario)\n\(attempt)\n"
    return UInt64(SHA256.hexadecimal(Array(text.utf8)).prefix(16), radix: 16) ?? 0
  }
}
