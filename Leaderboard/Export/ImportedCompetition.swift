import Foundation
import KubernetesModel

/// An archive that was read and holds together. It may have been made by hand: nothing in it is believed.
struct ImportedCompetition {
  struct ImportedRun {
    let line: CompetitionArchive.RunLine
    var journal: [String]
  }

  private(set) var about: Competition
  let identity: String
  private(set) var teams: [CompetitionArchive.TeamLine] = []
  private(set) var awards: [CompetitionArchive.AwardLine] = []
  private(set) var announcements: [CompetitionArchive.AnnouncementLine] = []
  private(set) var audit: [CompetitionArchive.AuditLine] = []
  private(set) var runs: [ImportedRun] = []

  private var teamIDs: Set<Int64> = []
  private var teamNames: Set<String> = []
  private var runIndices: [Int64: Int] = [:]

  init(_ bytes: [UInt8]) throws(ArchiveError) {
    var reader = LineReader(bytes)
    let header = try reader.header()
    let first = try reader.record()
    guard let about = first.competition else {
      throw .badImport(line: reader.number, "the competition itself must come first")
    }
    self.about = Competition(about)
    try Self.check(self.about, exported: header.exported, line: reader.number)
    identity = try Self.identity(of: about, line: reader.number)
    while true {
      let record = try reader.record()
      if let end = record.end {
        try reader.finish(end)
        break
      }
      do {
        try take(record)
      } catch {
        throw .badImport(line: reader.number, error.reasonForImport)
      }
    }
    if let run = runs.first(where: { $0.journal.isEmpty }) {
      throw .badImport(line: reader.number, "run \(run.line.id) has no journal")
    }
  }

  private static func check(_ competition: Competition, exported: Int64, line: Int) throws(ArchiveError) {
    do {
      try competition.check()
    } catch {
      throw .badImport(line: line, error.reasonForImport)
    }
    var last = Int64.min
    for pause in competition.pauses {
      guard Competition.times.contains(pause.began), pause.began > last,
        let ended = pause.ended ?? Optional(max(exported, pause.began)), ended >= pause.began, ended < .max
      else { throw .badImport(line: line, "pauses: they must follow one another, each ending after its beginning") }
      last = ended
    }
  }

  private static func identity(of about: CompetitionArchive.About, line: Int) throws(ArchiveError) -> String {
    guard let identity = about.identity else { return CompetitionIdentity.ofOldArchive(Competition(about)) }
    do {
      return try PlainText(identity, field: "identity", maximum: CompetitionIdentity.maximumLength).text
    } catch {
      throw .badImport(line: line, error.reasonForImport)
    }
  }

  // MARK: Lines

  private mutating func take(_ record: CompetitionArchive.Line) throws(ArchiveError) {
    if let team = record.team { return try take(team) }
    if let award = record.award { return try take(award) }
    if let announcement = record.announcement { return try take(announcement) }
    if let audit = record.audit { return try take(audit) }
    if let run = record.run { return try take(run) }
    if let journal = record.journal { return try take(journal) }
    throw .invalid(field: "competition", "there is another one already")
  }

  private mutating func take(_ team: CompetitionArchive.TeamLine) throws(ArchiveError) {
    let name = try DisplayName(team.name)
    guard name.text == team.name else { throw .invalid(field: "name", "blanks or accents are not as they must be") }
    guard teamNames.insert(name.key).inserted else {
      throw .invalid(field: "name", "another team has the name \(name.text), or one that looks like it")
    }
    guard teamIDs.insert(team.id).inserted else { throw .invalid(field: "id", "team \(team.id) is there twice") }
    guard team.members.count <= Archive.largestTeam else { throw .invalid(field: "members", "they are too many") }
    for member in team.members { _ = try DisplayName(member, field: "members") }
    if let bracket = team.bracket, !about.rules.brackets.contains(bracket) {
      throw .invalid(field: "bracket", "the rules have no bracket \(bracket.prefix(80))")
    }
    if let reason = team.disqualified { _ = try PlainText(reason, field: "disqualified", maximum: 500) }
    try checkTime(team.joined, "joined")
    teams.append(team)
  }

  private mutating func take(_ award: CompetitionArchive.AwardLine) throws(ArchiveError) {
    try checkTeam(award.team)
    try Award.check(award.points)
    _ = try PlainText(award.reason, field: "reason", maximum: 500)
    _ = try PlainText(award.givenBy, field: "givenBy", maximum: 100)
    try checkTime(award.at, "at")
    awards.append(award)
  }

  private mutating func take(_ announcement: CompetitionArchive.AnnouncementLine) throws(ArchiveError) {
    _ = try PlainText(announcement.text, field: "text", maximum: 2000, allowsLines: true)
    _ = try PlainText(announcement.author, field: "author", maximum: 100)
    try checkTime(announcement.at, "at")
    announcements.append(announcement)
  }

  private mutating func take(_ audit: CompetitionArchive.AuditLine) throws(ArchiveError) {
    _ = try PlainText(audit.actor, field: "actor", maximum: 100)
    _ = try PlainText(audit.action, field: "action", maximum: 100)
    _ = try PlainText(audit.subject, field: "subject", maximum: 200, mayBeEmpty: true)
    _ = try PlainText(audit.detail, field: "detail", maximum: 20_000, allowsLines: true, mayBeEmpty: true)
    try checkTime(audit.at, "at")
    self.audit.append(audit)
  }

  private mutating func take(_ run: CompetitionArchive.RunLine) throws(ArchiveError) {
    try checkTeam(run.team)
    guard about.task(run.scenario) != nil else {
      throw .invalid(field: "scenario", "the competition has no scenario \(run.scenario.prefix(80))")
    }
    guard let seed = UInt64(run.seed), String(seed) == run.seed else {
      throw .invalid(field: "seed", "it must be a number from 0 to \(UInt64.max), as text")
    }
    _ = try DisplayName(run.player, field: "player")
    try checkTime(run.started, "started")
    try checkTime(run.ended, "ended")
    guard run.started <= run.ended else { throw .invalid(field: "ended", "it must not be before the start") }
    guard (0...100_000).contains(run.points) else { throw .invalid(field: "points", "it must be from 0 to 100000") }
    if let refusal = run.refusal { _ = try PlainText(refusal, field: "refusal", maximum: 1000, allowsLines: true) }
    guard !run.isVerified || run.refusal == nil else {
      throw .invalid(field: "refusal", "a run that is verified has none")
    }
    try checkSeats(of: run)
    try checkCard(of: run)
    guard runIndices.updateValue(runs.count, forKey: run.id) == nil else {
      throw .invalid(field: "id", "run \(run.id) is there twice")
    }
    runs.append(ImportedRun(line: run, journal: []))
  }

  private func checkSeats(of run: CompetitionArchive.RunLine) throws(ArchiveError) {
    var numbers: Set<Int> = []
    for seat in run.seats {
      try Rules.check(seat.seat, 1...Archive.seatLimit, "seats")
      _ = try DisplayName(seat.name, field: "seats")
      guard numbers.insert(seat.seat).inserted else { throw .invalid(field: "seats", "\(seat.seat) is there twice") }
    }
  }

  private func checkCard(of run: CompetitionArchive.RunLine) throws(ArchiveError) {
    guard let card = run.card else {
      guard !run.isVerified else { throw .invalid(field: "card", "a run that is verified must have one") }
      return
    }
    guard let kept = KeptCard(card) else { throw .invalid(field: "card", "it is no score card") }
    guard kept.points ?? run.points == run.points else {
      throw .invalid(field: "points", "the card has \(kept.points ?? 0)")
    }
  }

  private mutating func take(_ journal: CompetitionArchive.JournalLines) throws(ArchiveError) {
    guard let index = runIndices[journal.run] else {
      throw .invalid(field: "run", "there is no run \(journal.run) before")
    }
    for line in journal.lines {
      guard let value = try? JSONParser.parse(line), value.objectValue != nil else {
        throw .invalid(field: "lines", "a line of the journal is no JSON object")
      }
    }
    runs[index].journal += journal.lines
  }

  private func checkTeam(_ id: Int64) throws(ArchiveError) {
    guard teamIDs.contains(id) else { throw .invalid(field: "team", "there is no team \(id) before") }
  }

  private func checkTime(_ time: Int64, _ field: String) throws(ArchiveError) {
    guard Competition.times.contains(time) else { throw .invalid(field: field, "it must be from 1970 to 9999") }
  }
}

extension Competition {
  fileprivate init(_ about: CompetitionArchive.About) {
    self.init(
      id: 0, slug: about.slug, name: about.name, about: about.about, starts: about.starts, ends: about.ends,
      freezesAt: about.freezesAt, revealedAt: about.revealedAt, rules: about.rules, isDraft: about.isDraft ?? false,
      created: about.created,
      tasks: about.tasks.sorted { ($0.position, $0.scenario) < ($1.position, $1.scenario) }, pauses: about.pauses)
  }
}

extension ArchiveError {
  /// What is wrong, to stand behind "line 7 of the archive:".
  fileprivate var reasonForImport: String {
    switch self {
    case .invalid(let field, let reason): "\(field): \(reason)"
    default: String(says.drop { $0 == "." })
    }
  }
}
