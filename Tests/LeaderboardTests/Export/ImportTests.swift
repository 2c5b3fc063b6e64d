import Foundation
import Leaderboard
import Scoring
import Testing

@Suite struct ImportTests {
  private let ground: Ground
  private let cup: Competition

  init() throws {
    ground = try Ground()
    cup = try fullCup(in: ground)
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
    let imported = try importLines(exportLines(of: cup.id, in: ground.archive), into: other)
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
    let first = try exportLines(of: cup.id, in: ground.archive)
    let other = try Ground().archive
    let imported = try importLines(first, into: other)
    let second = try exportLines(of: imported.competition.id, in: other)
    let third = try importLines(second, into: other, asCopy: true)
    #expect(third.competition.slug == "the-cup-2")
    func kinds(_ lines: [String]) -> [String] { lines.map { String($0.prefix(8)) } }
    #expect(kinds(second.filter { !$0.contains("\"audit\"") }) == kinds(first.filter { !$0.contains("\"audit\"") }))
    let run = try #require(try other.runs(inCompetition: third.competition.id).first)
    let number = try #require(run.number)
    #expect(try other.journal(ofRun: number).count == 1201 && other.journal(ofRun: number).last == "{\"entry\":1199}")
    #expect(try other.seats(ofRun: number).map(\.name) == ["Ada"])
    #expect(second.contains { $0.contains("\"members\":[\"Ada\",\"Bob\"]") })
  }

  @Test("An archive that is here already is known, whatever it is called now, and refused with a way out.")
  func hereAlready() throws {
    let lines = try exportLines(of: cup.id, in: ground.archive)
    let other = try Ground().archive
    let first = try importLines(lines, into: other).competition
    _ = try other.update(competition: first.id, at: seconds(7001), by: .console) {
      ($0.name, $0.slug) = ("Our cup", "our-cup")
    }
    let refusal = ArchiveError.refused(
      "this is an archive of Our cup, which is here already, as our-cup; nothing was imported",
      mend: "Go on with that one, or import it as a copy to have it twice.")
    #expect(throws: refusal) { try importLines(lines, into: other) }
    // So is one that was exported there, and on the server that it comes from.
    #expect(throws: refusal) { try importLines(exportLines(of: first.id, in: other), into: other) }
    #expect(throws: ArchiveError.self) { try importLines(exportLines(of: first.id, in: other), into: ground.archive) }
    #expect(try other.competitions().count == 1)
    #expect(try importLines(lines, into: other, asCopy: true).competition.slug == "the-cup")
    // Another one of the same name is another one.
    let namesake = try other.createCompetition(
      .init(name: "The cup", slug: "cup", starts: seconds(1), ends: seconds(2)), secret: "s", at: 3, by: .console)
    let theirs = try exportLines(of: namesake.id, in: other)
    #expect(try importLines(theirs, into: ground.archive).competition.slug == "cup")
  }

  @Test("Archives from before they had an identity are known by where and when they were made.")
  func oldArchive() throws {
    var lines = try exportLines(of: cup.id, in: ground.archive)
    lines[1] = lines[1].replacing(/"identity":"[0-9a-f]{32}",/, with: "")
    #expect(!lines[1].contains("identity"))
    let other = try Ground().archive
    _ = try importLines(lines, into: other)
    #expect(throws: ArchiveError.self) { try importLines(lines, into: other) }
    let younger = lines.map { $0.replacing("\"created\":1,", with: "\"created\":2,") }
    #expect(try importLines(younger, into: other).competition.slug == "the-cup-2")
  }

  @Test("It can be imported beside itself, and with the names of teams that are there.")
  func besideItself() throws {
    let imported = try importLines(
      exportLines(of: cup.id, in: ground.archive), into: ground.archive, asCopy: true)
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
    let imported = try importLines(exportLines(of: cup.id, in: ground.archive), into: other, counting: .onceVerified)
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
}
