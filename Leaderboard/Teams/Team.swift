import GRDB

/// Players who share one cluster a scenario. Every account has a team of its own, a solo one, and may be in one other.
package struct Team: Codable, Hashable, Sendable, FetchableRecord {
  package let id: Int64
  package let name: String
  /// Nil when all have left, and of teams of other servers.
  package let captain: Int64?
  /// It is one account's own.
  package let isSolo: Bool
  package let sizeLimit: Int
  package let created: Int64
  /// Somebody could join with a link.
  package let hasInvite: Bool
  /// It played on another server.
  package let isImported: Bool

  static let columns = """
    team.id, team.name, team.captain, team.isSolo, team.sizeLimit, team.created,
    team.inviteHash IS NOT NULL AS hasInvite, team.imported IS NOT NULL AS isImported
    """
}

package struct TeamMember: Codable, Hashable, Sendable, FetchableRecord {
  package let account: Int64
  package let name: String
  package let joined: Int64
  package let isCaptain: Bool
}

/// What came of somebody's leaving.
package enum Leaving: Hashable, Sendable {
  case left
  /// The captain left, and this account leads the team now.
  case handedOver(to: Int64)
  /// Nobody is left; what the team did is kept.
  case emptied
  /// Nobody is left and nothing had been done: the team is gone.
  case dissolved
}
