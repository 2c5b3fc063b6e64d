import Foundation
import GRDB

/// Competitions: asking for them, making them, changing them.
extension Archive {
  /// All, the one that begins last first.
  /// - Parameter includingDrafts: for organisers.
  package func competitions(includingDrafts: Bool = false) throws(ArchiveError) -> [Competition] {
    try read { database in
      let sql = "SELECT * FROM competition WHERE ? OR NOT isDraft ORDER BY starts DESC, id DESC"
      return try Row.fetchAll(database, sql: sql, arguments: [includingDrafts]).map {
        try Self.competition($0, in: database)
      }
    }
  }

  package func competition(_ id: Int64) throws(ArchiveError) -> Competition? {
    try read { database in try Self.competition(id, in: database) }
  }

  /// - Parameter includingDrafts: for organisers; a draft is none for everybody else.
  package func competition(slug: String, includingDrafts: Bool = false) throws(ArchiveError) -> Competition? {
    try read { database in
      let sql = "SELECT * FROM competition WHERE slug = ? AND (? OR NOT isDraft)"
      return try Row.fetchOne(database, sql: sql, arguments: [slug, includingDrafts]).map {
        try Self.competition($0, in: database)
      }
    }
  }

  /// What organisers say of a competition when they make it.
  package struct Draft: Hashable, Sendable {
    package var name: String
    /// Nil to make it from the name.
    package var slug: String?
    package var about: String
    package var starts: Int64
    package var ends: Int64
    package var freezesAt: Int64?
    package var rules: Rules
    /// Whether it waits to be published.
    package var isDraft: Bool

    package init(
      name: String, slug: String? = nil, about: String = "", starts: Int64, ends: Int64, freezesAt: Int64? = nil,
      rules: Rules = Rules(), isDraft: Bool = false
    ) {
      self.name = name
      self.slug = slug
      self.about = about
      self.starts = starts
      self.ends = ends
      self.freezesAt = freezesAt
      self.rules = rules
      self.isDraft = isDraft
    }
  }

  /// - Parameter secret: random; seeds are drawn from it.
  package func createCompetition(_ draft: Draft, secret: String, at now: Int64, by actor: Actor) throws(ArchiveError)
    -> Competition
  {
    let wanted = try Competition(
      id: 0, slug: draft.slug ?? Slug.make(from: draft.name), name: draft.name, about: draft.about,
      starts: draft.starts, ends: draft.ends, freezesAt: draft.freezesAt, rules: draft.rules, isDraft: draft.isDraft,
      created: now
    ).tidied()
    return try write { database in
      var wanted = wanted
      if draft.slug == nil { wanted.slug = try Self.freeSlug(for: wanted.slug, in: database) }
      let identity = CompetitionIdentity.make(secret: secret, slug: wanted.slug, created: now)
      let id = try Self.insert(wanted, identity: identity, secret: secret, in: database)
      try Self.audit(actor, "competition.create", wanted.name, competition: id, at: now, in: database)
      return try Self.requireCompetition(id, in: database)
    }
  }

  /// Inserts all of a competition but who takes part in it.
  static func insert(
    _ competition: Competition, identity: String, secret: String, in database: Database
  ) throws -> Int64 {
    try requireFreeSlug(competition.slug, except: nil, in: database)
    try database.execute(
      sql: """
        INSERT INTO competition (slug, name, about, starts, ends, freezesAt, revealedAt, rules, isDraft, secret, created,
          identity)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        competition.slug, competition.name, competition.about, competition.starts, competition.ends,
        competition.freezesAt, competition.revealedAt, try text(competition.rules), competition.isDraft, secret,
        competition.created, identity,
      ])
    let id = database.lastInsertedRowID
    try replaceTasks(competition.tasks, of: id, in: database)
    for pause in competition.pauses {
      try database.execute(
        sql: "INSERT INTO pause (competition, began, ended) VALUES (?, ?, ?)",
        arguments: [id, pause.began, pause.ended])
    }
    return id
  }

  /// Changes what organisers say of a competition. Its rules must hold afterwards, too.
  package func update(
    competition id: Int64, at now: Int64, by actor: Actor, _ change: (inout Competition) -> Void
  ) throws(ArchiveError) -> Competition {
    try write { database in
      let old = try Self.requireCompetition(id, in: database)
      var wanted = old
      change(&wanted)
      let new = try wanted.tidied()
      guard new != old else { return old }
      try Self.checkChange(from: old, to: new, in: database)
      try database.execute(
        sql: """
          UPDATE competition SET slug = ?, name = ?, about = ?, starts = ?, ends = ?, freezesAt = ?, revealedAt = ?,
            rules = ?, isDraft = ? WHERE id = ?
          """,
        arguments: [
          new.slug, new.name, new.about, new.starts, new.ends, new.freezesAt, new.revealedAt, try Self.text(new.rules),
          new.isDraft, id,
        ])
      if new.tasks != old.tasks { try Self.replaceTasks(new.tasks, of: id, in: database) }
      for (action, detail) in Self.differences(from: old, to: new) {
        try Self.audit(actor, action, new.name, detail, competition: id, at: now, in: database)
      }
      return try Self.requireCompetition(id, in: database)
    }
  }

  /// Removes a competition that nobody has played in. What was played is kept.
  package func delete(competition id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) {
    try write { database in
      let competition = try Self.requireCompetition(id, in: database)
      let runs = try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM run WHERE competition = ?", arguments: [id])
      guard (runs ?? 0) == 0 else {
        throw ArchiveError.refused("\(competition.name) has \(runs ?? 0) runs, which are kept", mend: "Change its end.")
      }
      try database.execute(sql: "DELETE FROM competition WHERE id = ?", arguments: [id])
      try Self.audit(actor, "competition.delete", competition.name, competition: id, at: now, in: database)
    }
  }

  // MARK: What changes

  private static func checkChange(from old: Competition, to new: Competition, in database: Database) throws {
    if new.isDraft, !old.isDraft { throw ArchiveError.refused("\(old.name) is published: it stays so") }
    if new.slug != old.slug { try requireFreeSlug(new.slug, except: old.id, in: database) }
    let played = try String.fetchSet(
      database, sql: "SELECT DISTINCT scenario FROM run WHERE competition = ?", arguments: [old.id])
    if new.starts != old.starts, !played.isEmpty {
      throw ArchiveError.refused("\(old.name) has been played in: its start stays")
    }
    if let gone = played.sorted().first(where: { new.task($0) == nil }) {
      throw ArchiveError.refused("\(gone) has been played: it stays", mend: "A weight of 1 makes it count little.")
    }
    let used = try String.fetchSet(
      database, sql: "SELECT DISTINCT bracket FROM competitor WHERE competition = ? AND bracket IS NOT NULL",
      arguments: [old.id])
    if let gone = used.sorted().first(where: { !new.rules.brackets.contains($0) }) {
      throw ArchiveError.refused("there are teams in the bracket \(gone)", mend: "Move them first.")
    }
  }

  /// For the audit: what was done, and from what to what.
  private static func differences(from old: Competition, to new: Competition) -> [(action: String, detail: String)] {
    var found: [(String, String)] = []
    func note(_ what: String, _ before: String?, _ after: String?) {
      if before != after { found.append(("competition.\(what)", "from \(before ?? "none") to \(after ?? "none")")) }
    }
    if old.isDraft != new.isDraft { found.append(("competition.publish", "")) }
    note("slug", old.slug, new.slug)
    note("name", old.name, new.name)
    if old.about != new.about { found.append(("competition.about", "")) }
    note("start", Moment.text(old.starts), Moment.text(new.starts))
    note("end", Moment.text(old.ends), Moment.text(new.ends))
    note("freeze", old.freezesAt.map(Moment.text), new.freezesAt.map(Moment.text))
    note("reveal", old.revealedAt.map(Moment.text), new.revealedAt.map(Moment.text))
    note("rules", try? text(old.rules), try? text(new.rules))
    for task in new.tasks where old.task(task.scenario) != task {
      found.append((old.task(task.scenario) == nil ? "task.add" : "task.change", describe(task)))
    }
    for task in old.tasks where new.task(task.scenario) == nil { found.append(("task.remove", task.scenario)) }
    return found
  }

  private static func describe(_ task: Competition.Task) -> String {
    [
      task.scenario, "weight \(task.weight)", "position \(task.position)",
      task.releasesAt.map { "released \(Moment.text($0))" }, task.requires.map { "requires \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  // MARK: Rows

  static func competition(_ id: Int64, in database: Database) throws -> Competition? {
    try Row.fetchOne(database, sql: "SELECT * FROM competition WHERE id = ?", arguments: [id]).map {
      try competition($0, in: database)
    }
  }

  static func requireCompetition(_ id: Int64, in database: Database) throws -> Competition {
    guard let competition = try competition(id, in: database) else {
      throw ArchiveError.missing("competition \(id)")
    }
    return competition
  }

  /// Those that a team has entered and that are not over.
  static func openCompetitions(of team: Int64, at now: Int64, in database: Database) throws -> [Competition] {
    let sql = """
      SELECT competition.* FROM competition JOIN competitor ON competitor.competition = competition.id
      WHERE competitor.team = ? AND competition.ends > ? ORDER BY competition.id
      """
    return try Row.fetchAll(database, sql: sql, arguments: [team, now]).map { try competition($0, in: database) }
  }

  static func competition(_ row: Row, in database: Database) throws -> Competition {
    let id: Int64 = row["id"]
    let tasks = try Row.fetchAll(
      database, sql: "SELECT * FROM task WHERE competition = ? ORDER BY position, scenario", arguments: [id])
    let pauses = try Row.fetchAll(
      database, sql: "SELECT began, ended FROM pause WHERE competition = ? ORDER BY began", arguments: [id])
    return Competition(
      id: id, slug: row["slug"], name: row["name"], about: row["about"], starts: row["starts"], ends: row["ends"],
      freezesAt: row["freezesAt"], revealedAt: row["revealedAt"],
      rules: try JSONDecoder().decode(Rules.self, from: Data((row["rules"] as String).utf8)), isDraft: row["isDraft"],
      created: row["created"],
      tasks: tasks.map {
        Competition.Task(
          scenario: $0["scenario"], position: $0["position"], releasesAt: $0["releasesAt"], weight: $0["weight"],
          requires: $0["requires"])
      },
      pauses: pauses.map { Competition.Pause(began: $0["began"], ended: $0["ended"]) })
  }

  private static func text(_ rules: Rules) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rules), as: UTF8.self)
  }

  private static func replaceTasks(_ tasks: [Competition.Task], of id: Int64, in database: Database) throws {
    try database.execute(sql: "DELETE FROM task WHERE competition = ?", arguments: [id])
    for task in tasks {
      try database.execute(
        sql: """
          INSERT INTO task (competition, scenario, position, releasesAt, weight, requires) VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [id, task.scenario, task.position, task.releasesAt, task.weight, task.requires])
    }
  }

  // MARK: Slugs

  private static func requireFreeSlug(_ slug: String, except id: Int64?, in database: Database) throws {
    let isTaken = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM competition WHERE slug = ? AND id IS NOT ?)", arguments: [slug, id])
    if isTaken ?? false { throw ArchiveError.invalid(field: "slug", "another competition has the address \(slug)") }
  }

  /// The slug itself or, where it is taken, with the first number behind it that makes it free.
  static func freeSlug(for slug: String, in database: Database) throws -> String {
    let taken = try String.fetchSet(
      database, sql: "SELECT slug FROM competition WHERE slug = ?1 OR slug LIKE ?1 || '-%'", arguments: [slug])
    guard taken.contains(slug) else { return slug }
    return (2...taken.count + 2).lazy.map { "\(slug)-\($0)" }.first { !taken.contains($0) } ?? slug
  }
}
