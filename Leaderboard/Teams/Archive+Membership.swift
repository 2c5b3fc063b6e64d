import GRDB

/// Making teams, joining and leaving them.
extension Archive {
  package static let largestTeam = 100

  /// Makes a team, with whoever makes it as its captain.
  package func createTeam(
    name: String, captain: Int64, sizeLimit: Int, inviteHash: String? = nil, at now: Int64
  ) throws(ArchiveError) -> Team {
    let name = try DisplayName(name)
    try Self.check(sizeLimit)
    return try write { database in
      _ = try Self.requireAccount(captain, in: database)
      try Self.requireTeamless(captain, in: database)
      try Self.requireFree(name, in: database)
      let team = try Self.insertTeam(
        name, captain: captain, isSolo: false, sizeLimit: sizeLimit, inviteHash: inviteHash, at: now, in: database)
      return try Self.requireTeam(team, in: database)
    }
  }

  private static func check(_ sizeLimit: Int) throws(ArchiveError) {
    guard (1...largestTeam).contains(sizeLimit) else {
      throw .invalid(field: "sizeLimit", "it must be from 1 to \(largestTeam)")
    }
  }

  private static func requireTeamless(_ account: Int64, in database: Database) throws {
    let name = try String.fetchOne(
      database,
      sql: "SELECT team.name FROM member JOIN team ON team.id = member.team WHERE account = ? AND NOT member.isSolo",
      arguments: [account])
    if let name { throw ArchiveError.refused("you are in the team \(name)", mend: "Leave it first.") }
  }

  /// Joins the team that an invitation is for.
  package func join(invitedBy hash: String, account: Int64, at now: Int64) throws(ArchiveError) -> Team {
    try write { database in
      _ = try Self.requireAccount(account, in: database)
      guard let team = try Self.team(invitedBy: hash, in: database) else {
        throw ArchiveError.refused("this invitation is not valid any more", mend: "Ask the captain for another.")
      }
      if try Self.isMember(account, of: team.id, in: database) { return team }
      try Self.requireTeamless(account, in: database)
      let size = try Self.members(of: team.id, in: database).count + 1
      guard size <= team.sizeLimit else {
        throw ArchiveError.refused("\(team.name) is full: \(team.sizeLimit) are the most")
      }
      for competition in try Self.openCompetitions(of: team.id, at: now, in: database) {
        if let limit = competition.rules.teamSize, size > limit {
          throw ArchiveError.refused("\(team.name) is full: \(competition.name) takes teams of \(limit) at most")
        }
      }
      try Self.insertMember(account, of: team.id, isSolo: false, at: now, in: database)
      return team
    }
  }

  /// Leaves a team. A captain hands it to whoever has been there longest.
  package func leave(_ team: Int64, account: Int64, at now: Int64) throws(ArchiveError) -> Leaving {
    try write { database in
      let team = try Self.requireTeamOfSeveral(team, in: database)
      return try Self.remove(account, from: team, in: database)
    }
  }

  /// Takes somebody out of a team.
  /// - Parameters:
  ///   - captain: who asks for it.
  package func remove(_ account: Int64, from team: Int64, by captain: Int64) throws(ArchiveError) {
    try write { database in
      let team = try Self.requireTeam(team, ledBy: captain, in: database)
      guard account != captain else {
        throw ArchiveError.refused("you are the captain", mend: "Leave the team instead.")
      }
      _ = try Self.remove(account, from: team, in: database)
    }
  }

  static func remove(_ account: Int64, from team: Team, in database: Database) throws -> Leaving {
    try database.execute(
      sql: "DELETE FROM member WHERE team = ? AND account = ?", arguments: [team.id, account])
    guard database.changesCount > 0 else { throw ArchiveError.missing("member \(account) of \(team.name)") }
    guard team.captain == account else { return .left }
    if let next = try members(of: team.id, in: database).first {
      try database.execute(sql: "UPDATE team SET captain = ? WHERE id = ?", arguments: [next.account, team.id])
      return .handedOver(to: next.account)
    }
    let hasHistory = try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM run WHERE team = ?1) OR EXISTS (SELECT 1 FROM competitor WHERE team = ?1)
          OR EXISTS (SELECT 1 FROM participant WHERE team = ?1) OR EXISTS (SELECT 1 FROM award WHERE team = ?1)
        """, arguments: [team.id])
    if hasHistory ?? true {
      try database.execute(
        sql: "UPDATE team SET captain = NULL, inviteHash = NULL WHERE id = ?", arguments: [team.id])
      return .emptied
    }
    try database.execute(sql: "DELETE FROM team WHERE id = ?", arguments: [team.id])
    return .dissolved
  }

  // MARK: What the captain does

  private static func requireTeamOfSeveral(_ id: Int64, in database: Database) throws -> Team {
    let team = try requireTeam(id, in: database)
    guard !team.isSolo, !team.isImported else {
      throw ArchiveError.refused("\(team.name) is no team that one joins or leaves")
    }
    return team
  }

  private static func requireTeam(_ id: Int64, ledBy captain: Int64, in database: Database) throws -> Team {
    let team = try requireTeamOfSeveral(id, in: database)
    guard team.captain == captain else {
      throw ArchiveError.refused("only the captain of \(team.name) may do this")
    }
    return team
  }

  /// Sets the hash of the team's invitation, which makes the one before useless; nil lets nobody in.
  package func setInvite(_ hash: String?, of team: Int64, by captain: Int64) throws(ArchiveError) {
    try write { database in
      let team = try Self.requireTeam(team, ledBy: captain, in: database)
      try database.execute(sql: "UPDATE team SET inviteHash = ? WHERE id = ?", arguments: [hash, team.id])
    }
  }

  package func setCaptain(_ account: Int64, of team: Int64, by captain: Int64) throws(ArchiveError) {
    try write { database in
      let team = try Self.requireTeam(team, ledBy: captain, in: database)
      guard try Self.isMember(account, of: team.id, in: database) else {
        throw ArchiveError.missing("member \(account) of \(team.name)")
      }
      try database.execute(sql: "UPDATE team SET captain = ? WHERE id = ?", arguments: [account, team.id])
    }
  }

  package func rename(team id: Int64, to text: String, by captain: Int64) throws(ArchiveError) -> Team {
    let name = try DisplayName(text)
    return try write { database in
      let team = try Self.requireTeam(id, ledBy: captain, in: database)
      try Self.requireFree(name, exceptTeam: team.id, in: database)
      try database.execute(
        sql: "UPDATE team SET name = ?, nameKey = ? WHERE id = ?", arguments: [name.text, name.key, team.id])
      return try Self.requireTeam(team.id, in: database)
    }
  }

  /// Changes how many may be in a team. Whoever is in it stays.
  package func setSizeLimit(_ limit: Int, of team: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) {
    try Self.check(limit)
    try write { database in
      let team = try Self.requireTeamOfSeveral(team, in: database)
      try database.execute(sql: "UPDATE team SET sizeLimit = ? WHERE id = ?", arguments: [limit, team.id])
      try Self.audit(actor, "team.size", team.name, "from \(team.sizeLimit) to \(limit)", at: now, in: database)
    }
  }
}
