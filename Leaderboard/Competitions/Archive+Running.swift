import GRDB

/// What organisers do while a competition runs.
extension Archive {
  /// Shows a draft to everybody. There is no way back: somebody may have seen it.
  package func publish(competition id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) -> Competition {
    guard let competition = try competition(id) else { throw .missing("competition \(id)") }
    guard competition.isDraft else { throw .refused("\(competition.name) is published already") }
    return try update(competition: id, at: now, by: actor) { $0.isDraft = false }
  }

  /// Stops the clock of all runs.
  package func pause(competition id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) -> Competition {
    try write { database in
      let competition = try Self.requireCompetition(id, in: database)
      try Self.require(.running, of: competition, at: now)
      // A clock that jumped back must not let pauses overlap.
      let began = max(now, competition.pauses.last.flatMap(\.ended).map { $0 + 1 } ?? now)
      try database.execute(sql: "INSERT INTO pause (competition, began) VALUES (?, ?)", arguments: [id, began])
      try Self.audit(actor, "competition.pause", competition.name, competition: id, at: now, in: database)
      return try Self.requireCompetition(id, in: database)
    }
  }

  /// Lets the clock of all runs go on.
  /// - Parameter extendsEnd: move the end, the freeze and the releases to come by as long as the pause took.
  package func resume(competition id: Int64, extendsEnd: Bool = false, at now: Int64, by actor: Actor)
    throws(ArchiveError) -> Competition
  {
    try write { database in
      let competition = try Self.requireCompetition(id, in: database)
      guard let pause = competition.pauses.last, pause.ended == nil else {
        throw ArchiveError.refused("\(competition.name) is not paused")
      }
      let ended = max(now, pause.began)
      try database.execute(
        sql: "UPDATE pause SET ended = ? WHERE competition = ? AND began = ?", arguments: [ended, id, pause.began])
      if extendsEnd { try Self.postpone(competition, from: pause.began, by: ended - pause.began, in: database) }
      let detail = "after \((ended - pause.began) / 1_000_000) s" + (extendsEnd ? ", the end moved by as much" : "")
      try Self.audit(actor, "competition.resume", competition.name, detail, competition: id, at: now, in: database)
      let resumed = try Self.requireCompetition(id, in: database)
      try resumed.check()
      return resumed
    }
  }

  private static func postpone(
    _ competition: Competition, from began: Int64, by length: Int64, in database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE competition SET ends = ends + ?1,
          freezesAt = CASE WHEN freezesAt > ?2 THEN freezesAt + ?1 ELSE freezesAt END WHERE id = ?3
        """, arguments: [length, began, competition.id])
    try database.execute(
      sql: "UPDATE task SET releasesAt = releasesAt + ?1 WHERE competition = ?3 AND releasesAt > ?2",
      arguments: [length, began, competition.id])
  }

  private static func require(_ state: Competition.State, of competition: Competition, at now: Int64) throws {
    let actual = competition.state(at: now)
    guard actual != state else { return }
    let words =
      switch actual {
      case .upcoming: "has not begun"
      case .running: "is running"
      case .paused: "is paused"
      case .over: "is over"
      }
    throw ArchiveError.refused("\(competition.name) \(words)")
  }

  /// Freezes the public board.
  /// - Parameter time: from when on; nil for now.
  package func freeze(competition id: Int64, from time: Int64? = nil, at now: Int64, by actor: Actor)
    throws(ArchiveError) -> Competition
  {
    try update(competition: id, at: now, by: actor) {
      $0.freezesAt = time ?? now
      $0.revealedAt = nil
    }
  }

  /// Shows the public board as it is again.
  package func reveal(competition id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) -> Competition {
    guard let competition = try competition(id) else { throw .missing("competition \(id)") }
    guard competition.isFrozen(at: now) else { throw .refused("the board of \(competition.name) is not frozen") }
    return try update(competition: id, at: now, by: actor) { $0.revealedAt = now }
  }

  // MARK: Announcements

  package func announce(_ text: String, in competition: Int64, at now: Int64, by actor: Actor) throws(ArchiveError)
    -> Announcement
  {
    let text = try PlainText(text, field: "text", maximum: 2000, allowsLines: true).text
    return try write { database in
      let name = try Self.requireCompetition(competition, in: database).name
      try database.execute(
        sql: "INSERT INTO announcement (competition, text, author, at) VALUES (?, ?, ?, ?)",
        arguments: [competition, text, actor.name, now])
      let id = database.lastInsertedRowID
      try Self.audit(actor, "announcement", name, text, competition: competition, at: now, in: database)
      return Announcement(id: id, text: text, author: actor.name, at: now)
    }
  }

  /// The newest first.
  package func announcements(of competition: Int64) throws(ArchiveError) -> [Announcement] {
    try read { database in try Self.announcements(of: competition, in: database) }
  }

  static func announcements(of competition: Int64, in database: Database) throws -> [Announcement] {
    try Announcement.fetchAll(
      database, sql: "SELECT id, text, author, at FROM announcement WHERE competition = ? ORDER BY id DESC",
      arguments: [competition])
  }
}
