import KubernetesModel
import Leaderboard
import SimulationKernel

/// Everything that an organiser does with a competition. The archive writes each of it into the audit.
enum OrganiserActions {
  // MARK: Making and changing

  static func create(_ call: RouteCall) async throws(SiteError) -> Competition {
    let (actor, now) = (try await call.actor(), call.now)
    var rules = Rules()
    try apply(call, to: &rules)
    let draft = Archive.Draft(
      name: call.text("name"), slug: call.optionalText("slug"), about: call.text("about"),
      starts: try moment("starts", call) ?? now, ends: try moment("ends", call) ?? now,
      freezesAt: try moment("freezesAt", call), rules: rules, isDraft: call.flag("draft"))
    let secret = Secrets.make()
    return try await call.archive { archive throws(ArchiveError) in
      try archive.createCompetition(draft, secret: secret, at: now, by: actor)
    }
  }

  static func update(_ call: RouteCall) async throws(SiteError) -> Competition {
    let changed = try await change(call) { competition throws(SiteError) in
      if let name = call.optionalText("name") { competition.name = name }
      if let slug = call.optionalText("slug") { competition.slug = slug }
      if call.fields["about"] != nil { competition.about = call.text("about") }
      if let starts = try moment("starts", call) { competition.starts = starts }
      if let ends = try moment("ends", call) { competition.ends = ends }
      if call.fields["freezesAt"] != nil { competition.freezesAt = try moment("freezesAt", call) }
      try apply(call, to: &competition.rules)
    }
    return try await announceChange(changed, call)
  }

  /// Changes a competition by what a call says: first on a copy, so that what is wrong with the call is told.
  private static func change(
    _ call: RouteCall, _ body: @escaping @Sendable (inout Competition) throws(SiteError) -> Void
  ) async throws(SiteError) -> Competition {
    let competition = try await CompetitionActions.competition(call)
    var copy = competition
    try body(&copy)
    let (actor, now) = (try await call.actor(), call.now)
    return try await call.archive { archive throws(ArchiveError) in
      try archive.update(competition: competition.id, at: now, by: actor) { value in
        try? body(&value)
      }
    }
  }

  static func delete(_ call: RouteCall) async throws(SiteError) {
    let competition = try await CompetitionActions.competition(call)
    if let confirm = call.optionalText("confirm"), confirm != competition.slug {
      throw .badRequest("confirm must be \(competition.slug).", field: "confirm")
    }
    let (actor, now) = (try await call.actor(), call.now)
    try await call.archive { archive throws(ArchiveError) in
      try archive.delete(competition: competition.id, at: now, by: actor)
    }
  }

  private static func apply(_ call: RouteCall, to rules: inout Rules) throws(SiteError) {
    if let value = call.optionalFlag("ownTools") { rules.ownTools = value }
    if let value = call.optionalFlag("hints") { rules.hints = value }
    if let value = call.integer("hintPricePercent") { rules.hintPricePercent = Int(clamping: value) }
    if call.fields["retries"] != nil { rules.retries = call.integer("retries").map { Int(clamping: $0) } }
    if call.fields["minutesPerScenario"] != nil {
      rules.minutesPerScenario = call.integer("minutesPerScenario").map { Int(clamping: $0) }
    }
    if let value = call.integer("firstBlood") { rules.firstBlood = Int(clamping: value) }
    if let decay = call.optionalFlag("decay") {
      rules.decay =
        decay
        ? Rules.Decay(
          minimumPercent: Int(clamping: call.integer("decayMinimum") ?? 50),
          solves: Int(clamping: call.integer("decaySolves") ?? 10)) : nil
    }
    if call.fields["teamSize"] != nil { rules.teamSize = call.integer("teamSize").map { Int(clamping: $0) } }
    if call.fields["brackets"] != nil {
      // A form has them one a line.
      rules.brackets = call.texts("brackets").flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
    }
  }

  /// A time: microseconds, or a date as RFC 3339 or a form has it, in UTC. Nil where it is left out.
  private static func moment(_ name: String, _ call: RouteCall) throws(SiteError) -> Int64? {
    guard let value = call.fields[name], !value.isNull, value.stringValue != "" else { return nil }
    if let number = value.intValue { return number }
    guard let text = value.stringValue, let moment = MomentText.microseconds(text) else {
      throw .badRequest("\(name) must be a time: 2026-11-23T18:00:00Z, or microseconds since 1970.", field: name)
    }
    return moment
  }

  // MARK: Scenarios

  /// Adds a scenario, or changes what is said of it.
  static func setScenario(_ call: RouteCall) async throws(SiteError) -> Competition {
    let id = call.optionalText("scenario") ?? call.parameter("scenario")
    guard try call.backstage().shelf[id] != nil else {
      throw .badRequest("There is no scenario \(id.prefix(60)).", field: "scenario")
    }
    let changed = try await change(call) { competition throws(SiteError) in
      let old = competition.task(id)
      var task = old ?? Competition.Task(scenario: id, position: competition.tasks.count + 1)
      if let position = call.integer("position") { task.position = Int(clamping: position) }
      if let weight = call.integer("weight") { task.weight = Int(clamping: weight) }
      if call.fields["requires"] != nil { task.requires = call.optionalText("requires") }
      if call.fields["releasesAt"] != nil { task.releasesAt = try moment("releasesAt", call) }
      competition.tasks.removeAll { $0.scenario == id }
      competition.tasks.append(task)
    }
    return try await announceChange(changed, call)
  }

  static func removeScenario(_ call: RouteCall) async throws(SiteError) -> Competition {
    let id = call.parameter("scenario")
    let changed = try await change(call) { competition throws(SiteError) in
      guard competition.task(id) != nil else { throw .notFound }
      competition.tasks.removeAll { $0.scenario == id }
    }
    return try await announceChange(changed, call)
  }

  // MARK: While it runs

  static func publish(_ call: RouteCall) async throws(SiteError) -> Competition {
    try await run(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.publish(competition: id, at: now, by: actor)
    }
  }

  static func pause(_ call: RouteCall) async throws(SiteError) -> Competition {
    try await run(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.pause(competition: id, at: now, by: actor)
    }
  }

  static func resume(_ call: RouteCall) async throws(SiteError) -> Competition {
    let extendsEnd = call.flag("extendsEnd")
    return try await run(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.resume(competition: id, extendsEnd: extendsEnd, at: now, by: actor)
    }
  }

  static func freeze(_ call: RouteCall) async throws(SiteError) -> Competition {
    let time = try moment("at", call)
    return try await run(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.freeze(competition: id, from: time, at: now, by: actor)
    }
  }

  static func reveal(_ call: RouteCall) async throws(SiteError) -> Competition {
    try await run(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.reveal(competition: id, at: now, by: actor)
    }
  }

  private typealias Step = @Sendable (Archive, Int64, Int64, Actor) throws(ArchiveError) -> Competition

  private static func run(_ call: RouteCall, _ step: @escaping Step) async throws(SiteError) -> Competition {
    let competition = try await CompetitionActions.competition(call)
    let (actor, now) = (try await call.actor(), call.now)
    let changed = try await call.archive { archive throws(ArchiveError) in
      try step(archive, competition.id, now, actor)
    }
    await (try call.backstage()).hall.notePauses()
    return try await announceChange(changed, call)
  }

  private static func announceChange(_ changed: Competition, _ call: RouteCall) async throws(SiteError) -> Competition {
    call.site.events.publish("state", [:], to: .competition(changed.id), replacing: true)
    await (try call.backstage()).hall.noteTimes(of: changed)
    await (try call.backstage()).boards.changed(changed.id)
    return changed
  }

  // MARK: Teams

  static func award(_ call: RouteCall) async throws(SiteError) -> Award {
    let (team, points, reason) = (
      call.integer("team") ?? 0, Int(clamping: call.integer("points") ?? 0), call.text("reason")
    )
    return try await act(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.award(points, to: team, in: id, reason: reason, at: now, by: actor)
    }
  }

  static func disqualify(_ call: RouteCall) async throws(SiteError) {
    let (team, reason) = (call.integer("team") ?? 0, call.text("reason"))
    try await act(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.disqualify(team, from: id, reason: reason, at: now, by: actor)
    }
  }

  static func readmit(_ call: RouteCall) async throws(SiteError) {
    let (team, reason) = (call.integer("team") ?? 0, call.text("reason"))
    try await act(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.readmit(team, to: id, reason: reason, at: now, by: actor)
    }
  }

  static func setBracket(_ call: RouteCall) async throws(SiteError) {
    let (team, bracket) = (call.integer("team") ?? 0, call.optionalText("bracket"))
    try await act(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.setBracket(bracket, of: team, in: id, at: now, by: actor)
    }
  }

  static func announce(_ call: RouteCall) async throws(SiteError) -> Announcement {
    let text = call.text("text")
    let competition = try await CompetitionActions.competition(call)
    let announcement = try await act(call) { archive, id, now, actor throws(ArchiveError) in
      try archive.announce(text, in: id, at: now, by: actor)
    }
    call.site.events.publish(
      "announcement", ["text": .string(announcement.text), "at": .integer(announcement.at)],
      to: .competition(competition.id))
    await (try call.backstage()).hall.tell(competition: competition.id, "Announcement: " + announcement.text)
    return announcement
  }

  @discardableResult
  private static func act<Value: Sendable>(
    _ call: RouteCall, _ body: @escaping @Sendable (Archive, Int64, Int64, Actor) throws(ArchiveError) -> Value
  ) async throws(SiteError) -> Value {
    let competition = try await CompetitionActions.competition(call)
    let (actor, now) = (try await call.actor(), call.now)
    let value = try await call.archive { archive throws(ArchiveError) in try body(archive, competition.id, now, actor) }
    await (try call.backstage()).boards.changed(competition.id)
    return value
  }

  // MARK: Taking along

  /// All of a competition, to be imported elsewhere.
  static func export(_ call: RouteCall) async throws(SiteError) -> (name: String, bytes: [UInt8]) {
    let competition = try await CompetitionActions.competition(call)
    let now = call.now
    let bytes = try await call.archive { archive throws(ArchiveError) in
      var bytes: [UInt8] = []
      try archive.export(competition: competition.id, at: now) { line in
        bytes += Array(line.utf8)
        bytes.append(0x0A)
      }
      return bytes
    }
    return ("\(competition.slug).jsonl", bytes)
  }

  /// Makes a competition of what another server exported. Its runs count as this server confirms them.
  static func `import`(_ call: RouteCall) async throws(SiteError) -> Archive.Imported {
    let (actor, now, bytes) = (try await call.actor(), call.now, call.request.body)
    guard !bytes.isEmpty else { throw .badRequest("The body must be an archive that a server exported.") }
    let secret = Secrets.make()
    let asCopy = call.request.query("copy") == "yes"
    let imported = try await call.archive { archive throws(ArchiveError) in
      try archive.importCompetition(
        bytes, counting: .onceVerified, asCopy: asCopy, secret: secret, at: now, by: actor)
    }
    let hall = try call.backstage().hall
    Task { await hall.verifyWaiting() }
    return imported
  }

  /// Has the card of a run that does not count computed once more.
  static func recheck(_ call: RouteCall) async throws(SiteError) {
    let (actor, now, run) = (try await call.actor(), call.now, try call.number("run"))
    try await call.archive { archive throws(ArchiveError) in try archive.recheck(run, at: now, by: actor) }
    await (try call.backstage()).hall.verify(run)
  }

  // MARK: Seeing

  /// Where an open run has come, as far as it is kept.
  static func state(_ call: RouteCall) async throws(SiteError) -> RunState {
    let run = try await call.backstage().hall.hosted(try call.number("run"))
    guard let state = await run.host.shared({ drill, _ in drill.state }) else { throw .notFound }
    guard await run.outlet.settle() else {
      throw SiteError(503, "The server cannot keep what is done at the moment.", retryAfter: 5)
    }
    return state
  }

  static func audit(_ call: RouteCall) async throws(SiteError) -> [AuditEntry] {
    let competition = try await CompetitionActions.competition(call)
    let before = call.request.query("before").flatMap { Int64($0) } ?? .max
    return try await call.archive { archive throws(ArchiveError) in
      try archive.audit(ofCompetition: competition.id, before: before)
    }
  }

  /// A run that is being played in a competition, and how far its team has come.
  struct Stuck: Hashable, Sendable, Encodable {
    let run: Int64
    let team: Int64
    let scenario: String
    let started: Int64
    /// Sentences of the evidence that was seen, and of what lies next to it and was not.
    let found: [String]
    let missing: [String]
    let points: Int
    let hintsTaken: Int
    /// Seconds since something new was shown.
    let quietSeconds: Int
  }

  static func stuck(_ call: RouteCall) async throws(SiteError) -> [Stuck] {
    let competition = try await CompetitionActions.competition(call)
    return await (try call.backstage()).hall.stuck(in: competition.id)
  }
}
