import GRDB

/// A team in a competition.
package struct Competitor: Codable, Hashable, Sendable, FetchableRecord {
  package let team: Int64
  package let name: String
  package let bracket: String?
  package let joined: Int64
  /// The reason; nil while it takes part.
  package let disqualified: String?

  package init(
    team: Int64, name: String, bracket: String? = nil, joined: Int64 = 0, disqualified: String? = nil
  ) {
    self.team = team
    self.name = name
    self.bracket = bracket
    self.joined = joined
    self.disqualified = disqualified
  }
}

/// Points that an organiser gave, or took away.
package struct Award: Codable, Hashable, Sendable, FetchableRecord {
  package let id: Int64
  package let team: Int64
  package let points: Int
  package let reason: String
  /// A name.
  package let givenBy: String
  package let at: Int64

  package init(id: Int64 = 0, team: Int64, points: Int, reason: String = "", givenBy: String = "", at: Int64) {
    self.id = id
    self.team = team
    self.points = points
    self.reason = reason
    self.givenBy = givenBy
    self.at = at
  }
}

package struct Announcement: Codable, Hashable, Sendable, FetchableRecord {
  package let id: Int64
  package let text: String
  /// A name.
  package let author: String
  package let at: Int64
}
