import Foundation
import Leaderboard
import Scoring
import Testing

@Suite struct ImportTests {
  private let ground: Ground
  private let cup: Competition

  /// A competition with all that one can have.
  init() throws {
    ground = try Ground()
    let archive = ground.archive
    let (reds, members) = try ground.team("Reds", of: "Ada", "Bob")
    let eve = try ground.player("Eve")
    cup = try ground.competition {
      $0.about = "Bring a cup.\nOr two."
      $0.freezesAt = seconds(4000)
      $0.rules.firstBlood = 5
      $0.rules.brackets = ["pros"]
      $0.rules.decay = .init(minimumPercent: 50, solves: 4)
      $0.tasks[1].weight = 150
      $0.tasks[1].requires = "coffee"
    }
    _ = try archive.enter(reds.id, in: cup.id, bracket: "pros", by: members[0].id, at: 5)
    _ = try archive.enter(eve.soloTeam, in: cup.id, bracket: "pros", by: eve.id, at: 6)
    let run = try ground.play("coffee", reds.id, in: cup, by: members[0].id, from: 1100, to: 1200, points: 81)
    _ = try archive.append([(run, (0..<1200).map { "{\"entry\":\($0)}" })])
    _ = try ground.play("coffee", eve.soloTeam, in: cup, by: eve.id, from: 1100, to: 1300, points: 64)
    _ = try ground.play("tea", reds.id, in: cup, by: members[1].id, from: 4100, to: 4200, points: 33, isSolved: false)
    let refused = try ground.begin("tea", eve.soloTeam, in: cup, by: eve.id, at: 2000)
    try archive.end(refused, card: .sample("tea", points: 99), at: seconds(2100))
    _ = try archive.confirm(refused, recomputed: .sample("tea", points: 1))
    _ = try ground.begin("coffee", eve.soloTeam, in: cup, by: eve.id, at: 2200)
    _ = try archive.pause(competition: cup.id, at: seconds(2500), by: Actor(eve))
    _ = try archive.resume(competition: cup.id, at: seconds(2600), by: Actor(eve))
    _ = try archive.award(7, to: eve.soloTeam, in: cup.id, reason: "best joke", at: seconds(2700), by: Actor(eve))
    _ = try archive.announce("Tea\nis ready", in: cup.id, at: seconds(2800), by: Actor(eve))
  }

  private func lines(of id: Int64, in archive: Archive) throws -> [String] {
    var lines: [String] = []
    try archive.export(competition: id, at: seconds(6000)) { lines.append($0) }
    return lines
  }

  private func bytes(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  private func load(_ lines: [String], into archive: Archive, counting: Archive.Counting = .asExported) throws
    -> Archive.Imported
  {
    try archive.importCompetition(
      bytes(lines), counting: counting, secret: "other", at: seconds(7000), by: .console)
  }

  /// A ranking without this server's ids.
  private func told(_ standings: Standings) -> [String] {
    standings.rows.map { row in
      let cells = row.cells.sorted { $0.key < $1.key }.map {
        "\($0.key) \($0.value.points) \($0.value.isSolved) \($0.value.isFirstBlood) \($0.value.at) \($0.value.runs)"
      }
      return "\(row.place ?? 0) \(row.name) \(row.bracket ?? "") \(row.score) \(row.awards) \(cells) \(row.steps)"
    } + standings.tasks.map { "\($0.scenario) \($0.worth) \($0.solves)" }
  }

  @Test("Another server that imports an export has the same ranking, for the public and for organisers.")
  func roundTrip() throws {
    let other = try Ground().archive
    let imported = try load(lines(of: cup.id, in: ground.archive), into: other)
    #expect(imported.teams == 2 && imported.runs == 4 && imported.competition.slug == "the-cup")
    for (time, all) in [(6000, true), (6000, false), (1250, false), (4500, false)] {
      let mine = try ground.archive.standings(ofCompetition: cup.id, at: seconds(time), includingFrozen: all)
      let theirs = try other.standings(
        ofCompetition: imported.competition.id, at: seconds(time), includingFrozen: all)
      #expect(told(mine) == told(theirs))
      #expect(theirs.rows.contains { $0.score > 0 })
    }
    #expect(try other.announcements(of: imported.competition.id).map(\.text) == ["Tea\nis ready"])
    let actions = try other.audit(ofCompetition: imported.competition.id).map(\.action)
    #expect(actions.first == "competition.import" && actions.contains("competition.pause"))
    #expect(try other.runsToVerify().isEmpty && other.openRuns().isEmpty)
    // A board of this server's players is not theirs.
    #expect(try other.board(.allTime, at: seconds(9000)).rows.isEmpty)
  }

  @Test("What is exported from there is the same again, but for ids, and journals are complete.")
  func twice() throws {
    let first = try lines(of: cup.id, in: ground.archive)
    let other = try Ground().archive
    let imported = try load(first, into: other)
    let second = try lines(of: imported.competition.id, in: other)
    let third = try load(second, into: other)
    #expect(third.competition.slug == "the-cup-2")
    func kinds(_ lines: [String]) -> [String] { lines.map { String($0.prefix(8)) } }
    #expect(kinds(second.filter { !$0.contains("\"audit\"") }) == kinds(first.filter { !$0.contains("\"audit\"") }))
    let run = try #require(try other.runs(inCompetition: third.competition.id).first)
    let number = try #require(run.number)
    #expect(try other.journal(ofRun: number).count == 1201 && other.journal(ofRun: number).last == "{\"entry\":1199}")
    #expect(try other.seats(ofRun: number).map(\.name) == ["Ada"])
    #expect(second.contains { $0.contains("\"members\":[\"Ada\",\"Bob\"]") })
  }

  @Test("It can be imported beside itself, and with the names of teams that are there.")
  func besideItself() throws {
    let imported = try load(lines(of: cup.id, in: ground.archive), into: ground.archive)
    #expect(imported.competition.slug == "the-cup-2")
    #expect(try ground.archive.teams().map(\.name) == ["Reds"])
    let reds = try #require(
      try ground.archive.competitors(in: imported.competition.id).first { $0.name == "Reds" })
    #expect(try ground.archive.team(reds.team)?.isImported == true)
    #expect(try ground.archive.members(of: reds.team).isEmpty)
    let eve = try #require(try ground.archive.account(named: "Eve"))
    #expect(throws: ArchiveError.self) {
      try ground.archive.enter(reds.team, in: imported.competition.id, by: eve.id, at: seconds(2000))
    }
  }

  @Test("Runs of an archive that is not trusted count once this server has computed their cards.")
  func verifying() throws {
    let other = try Ground().archive
    let imported = try load(lines(of: cup.id, in: ground.archive), into: other, counting: .onceVerified)
    let id = imported.competition.id
    #expect(
      try other.standings(ofCompetition: id, at: seconds(6000), includingFrozen: true).rows.map(\.score) == [7, 0])
    let waiting = try other.runsToVerify()
    #expect(waiting.count == 4)
    for run in waiting {
      let kept = try #require(try other.run(run))
      let card = Card.sample(kept.scenario, points: kept.points ?? 0, isSolved: kept.isSolved)
      #expect(
        try other.confirm(run, recomputed: kept.points == 99 ? .sample("tea", points: 1) : card) == (kept.points != 99))
    }
    let mine = try ground.archive.standings(ofCompetition: cup.id, at: seconds(6000), includingFrozen: true)
    #expect(try told(other.standings(ofCompetition: id, at: seconds(6000), includingFrozen: true)) == told(mine))
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The line that is named, or zero for the one behind the last.
    let line: Int
    let words: String
    let change: @Sendable (inout [String]) -> Void

    init(_ words: String, line: Int, _ change: @escaping @Sendable (inout [String]) -> Void) {
      testDescription = words
      self.line = line
      self.words = words
      self.change = change
    }

    /// In one line of the archive, one text in place of another.
    init(_ words: String, line: Int, _ old: String, _ new: String) {
      self.init(words, line: line) { lines in
        lines[line - 1] = lines[line - 1].replacingOccurrences(of: old, with: new)
      }
    }
  }

  // Line 1 is the header, 2 the competition, 3 and 4 the teams, 5 the award, 6 the announcement, then the audit.
  static let damages: [Damage] = [
    Damage("this is no archive of a competition", line: 1) { $0[0] = "hello" },
    Damage("this is no archive of a competition", line: 1) { $0 = [] },
    Damage("it was written by a newer firedrill; update this one", line: 1, "\"version\":1", "\"version\":2"),
    Damage("the competition itself must come first", line: 2) { $0.remove(at: 1) },
    Damage("competition: there is another one already", line: 3) { $0.insert($0[1], at: 2) },
    Damage("competition.starts is missing", line: 2, "\"starts\":1000000000,", ""),
    Damage("competition.ends: it must be a whole number", line: 2, "\"ends\":5000000000", "\"ends\":\"soon\""),
    Damage("ends: it must be after the start", line: 2, "\"ends\":5000000000", "\"ends\":1000"),
    Damage("weight: it must be from 1 to 1000", line: 2, "\"weight\":150", "\"weight\":0"),
    Damage(
      "pauses: they must follow one another, each ending after its beginning", line: 2, "\"ended\":2600",
      "\"ended\":2400"),
    Damage("it is no JSON", line: 3) { $0[2].removeLast() },
    Damage("it is no JSON", line: 3) { $0[2] = "" },
    Damage("it must hold one of", line: 3) { $0[2] = "{\"user\":{}}" },
    Damage("id: team 3 is there twice", line: 4, "\"id\":4", "\"id\":3"),
    Damage("name: it must not hold U+202E", line: 3, "\"Reds\"", "\"Re\u{202E}ds\""),
    Damage(
      "name: it may have 40 characters at most", line: 3, "\"Reds\"", "\"\(String(repeating: "x", count: 10_000))\""),
    Damage("name: another team has the name REDS", line: 4, "\"name\":\"Eve\"", "\"name\":\"REDS\""),
    Damage("bracket: the rules have no bracket none", line: 3, "\"pros\"", "\"none\""),
    Damage("points: it must be from -100000 to 100000, and not 0", line: 5, "\"points\":7", "\"points\":7000000"),
    Damage("it holds a value that cannot be taken", line: 5, "\"points\":7", "\"points\":7e99"),
    Damage("team: there is no team 77 before", line: 5) { lines in
      lines[4] = #"{"award":{"at":5,"givenBy":"x","points":7,"reason":"x","team":77}}"#
    },
    Damage("text: it must not hold the control character U+1B", line: 6, "Tea", "T\\u001bea"),
    Damage("at: it must be from 1970 to 9999", line: 6, "\"at\":", "\"at\":-"),
    Damage("the archive is cut short: its last line, the end, is missing", line: 0) { $0.removeLast() },
    Damage("the archive is cut short: its last line, the end, is missing", line: 0) { $0 = Array($0.prefix(4)) },
    Damage("something follows after the end", line: 0) { $0.append("{}") },
  ]

  @Test(
    "An archive that was made by hand is refused with the line that is wrong, and nothing of it is kept.",
    arguments: damages)
  func damaged(by damage: Damage) throws {
    var lines = try lines(of: cup.id, in: ground.archive)
    let whole = lines
    damage.change(&lines)
    #expect(lines != whole)
    let other = try Ground().archive
    let error = #expect(throws: ArchiveError.self) { try load(lines, into: other) }
    guard case .badImport(let line, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.hasPrefix(damage.words))
    #expect(line == (damage.line > 0 ? damage.line : lines.last == "{}" ? lines.count : lines.count + 1))
    #expect(try other.competitions().isEmpty && other.audit().isEmpty && other.accountCount() == 0)
  }

  @Test(
    "Runs in an archive that cannot be are refused.",
    arguments: [
      ("\"points\":81", "\"points\":82", "points: the card has 81"),
      ("\"points\":81", "\"points\":-1", "points: it must be from 0 to 100000"),
      ("\"scenario\":\"coffee\",\"seats\"", "\"scenario\":\"cocoa\",\"seats\"", "scenario: the competition has no"),
      ("\"seed\":\"7\"", "\"seed\":\"-7\"", "seed: it must be a number"),
      ("\"seat\":1", "\"seat\":65", "seats: it must be from 1 to 64"),
      ("\"ended\":1200000000", "\"ended\":1099000000", "ended: it must not be before the start"),
      ("\"card\":\"{", "\"card\":\"", "card: it is no score card"),
      ("\"player\":\"Ada\"", "\"player\":\"\"", "player: it must not"),
    ])
  func runs(old: String, new: String, words: String) throws {
    var lines = try lines(of: cup.id, in: ground.archive)
    let index = try #require(lines.firstIndex { $0.hasPrefix("{\"run\"") })
    lines[index] = lines[index].replacingOccurrences(of: old, with: new)
    let other = try Ground().archive
    let error = try #require(throws: ArchiveError.self) { try load(lines, into: other) }
    #expect("\(error)".hasPrefix("line \(index + 1) of the archive: \(words)"), "\(error)")
  }

  @Test("Journals that are missing, of nobody, or no JSON are refused.")
  func journals() throws {
    let lines = try lines(of: cup.id, in: ground.archive)
    let index = try #require(lines.firstIndex { $0.hasPrefix("{\"journal\"") })
    for (line, words) in [
      (#"{"journal":{"lines":["x"],"run":1}}"#, "lines: a line of the journal is no JSON object"),
      (#"{"journal":{"lines":["{}"],"run":99}}"#, "run: there is no run 99 before"),
      (#"{"journal":{"lines":"{}","run":1}}"#, "journal.lines: it must be a list"),
    ] {
      var damaged = lines
      damaged[index] = line
      let error = try #require(throws: ArchiveError.self) { try load(damaged, into: try Ground().archive) }
      #expect("\(error)".hasPrefix("line \(index + 1) of the archive: \(words)"), "\(error)")
    }
    let bare = lines.filter { !$0.hasPrefix("{\"journal\"") }
    let end = bare.dropLast() + ["{\"end\":{\"lines\":\(bare.count - 1)}}"]
    let error = try #require(throws: ArchiveError.self) { try load(Array(end), into: try Ground().archive) }
    #expect("\(error)".contains("has no journal"))
  }

  @Test("Bytes that are no text, and a line of nested lists, are refused.")
  func rubbish() throws {
    let archive = try Ground().archive
    let whole = try lines(of: cup.id, in: ground.archive)
    let nested = String(repeating: "[", count: 200_000)
    for line in [Array("{\"team\":\"\u{FF}".utf8) + [0xFF, 0xFE], Array(nested.utf8), [0]] {
      let bytes = Array((whole[0] + "\n" + whole[1] + "\n").utf8) + line
      let error = try #require(throws: ArchiveError.self) {
        try archive.importCompetition(bytes, counting: .asExported, secret: "s", at: 1, by: .console)
      }
      #expect("\(error)".hasPrefix("line 3 of the archive: it is no "), "\(error)")
    }
  }
}
