import Leaderboard
import Testing

@Suite struct CompetitionTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }

  init() throws { ground = try Ground() }

  @Test("A competition is found by its address, which its name gives it.")
  func addresses() throws {
    let cup = try ground.competition("Café Cup №1 — Autumn!")
    #expect(cup.slug == "cafe-cup-1-autumn" && cup.tasks.map(\.scenario) == ["coffee", "tea"])
    #expect(try archive.competition(slug: "cafe-cup-1-autumn") == cup)
    #expect(try archive.competition(slug: "none") == nil)
    #expect(try ground.competition("Café Cup №1 — Autumn!").slug == "cafe-cup-1-autumn-2")
    #expect(try ground.competition("秋の大会").slug == "competition")
    #expect(try ground.competition("New").slug == "competition-2")
    #expect(throws: ArchiveError.self) {
      try archive.createCompetition(
        .init(name: "x", slug: cup.slug, starts: 0, ends: 1), secret: "s", at: 1, by: .console)
    }
    #expect(try archive.competitions().count == 4)
  }

  @Test("A draft is there for organisers alone, until it is published for good.")
  func drafts() throws {
    let visible = try ground.competition("Visible")
    let draft = try archive.createCompetition(
      .init(name: "Secret", starts: seconds(1000), ends: seconds(5000), isDraft: true), secret: "s", at: 2, by: .console
    )
    #expect(draft.isDraft && !visible.isDraft)
    #expect(try archive.competitions().map(\.slug) == ["visible"])
    #expect(try archive.competitions(includingDrafts: true).map(\.slug) == ["secret", "visible"])
    #expect(try archive.competition(slug: "secret") == nil)
    #expect(try archive.competition(slug: "secret", includingDrafts: true) == draft)
    let ada = try ground.player("Ada")
    #expect(throws: ArchiveError.refused("Secret is a draft", mend: "Publish it first.")) {
      try archive.enter(ada.soloTeam, in: draft.id, by: ada.id, at: seconds(1100))
    }
    // It is kept in its archive.
    let other = try Ground().archive
    #expect(try importLines(exportLines(of: draft.id, in: archive), into: other).competition.isDraft)
    #expect(try other.competitions().isEmpty)

    let published = try archive.publish(competition: draft.id, at: seconds(3), by: .console)
    #expect(!published.isDraft)
    #expect(try archive.competition(slug: "secret") == published)
    #expect(try archive.enter(ada.soloTeam, in: draft.id, by: ada.id, at: seconds(1100)).name == "Ada")
    #expect(try archive.audit(ofCompetition: draft.id).map(\.action) == ["competition.publish", "competition.create"])
    #expect(throws: ArchiveError.refused("Secret is published already")) {
      try archive.publish(competition: draft.id, at: seconds(4), by: .console)
    }
    #expect(throws: ArchiveError.self) {
      try archive.update(competition: draft.id, at: seconds(4), by: .console) { $0.isDraft = true }
    }
    #expect(try !importLines(exportLines(of: draft.id, in: archive), into: other, asCopy: true).competition.isDraft)
  }

  struct Wrong: Sendable {
    let field: String
    let change: @Sendable (inout Competition) -> Void

    init(_ field: String, _ change: @escaping @Sendable (inout Competition) -> Void) {
      self.field = field
      self.change = change
    }
  }

  private static let wrong: [Wrong] = [
    Wrong("ends") { $0.ends = $0.starts }, Wrong("ends") { $0.ends = $0.starts + 400 * 86_400_000_000 },
    Wrong("starts") { $0.starts = -1 }, Wrong("ends") { $0.ends = .max }, Wrong("starts") { $0.starts = .min },
    Wrong("freezesAt") { $0.freezesAt = $0.starts - 1 }, Wrong("freezesAt") { $0.freezesAt = $0.ends + 1 },
    Wrong("revealedAt") { $0.revealedAt = $0.ends }, Wrong("name") { $0.name = "  " },
    Wrong("name") { $0.name = "a\u{7}" },
    Wrong("name") { $0.name = String(repeating: "n", count: 101) }, Wrong("slug") { $0.slug = "A b" },
    Wrong("slug") { $0.slug = "-a" }, Wrong("slug") { $0.slug = "import" },
    Wrong("about") { $0.about = String(repeating: "a", count: 10_001) }, Wrong("about") { $0.about = "a\u{202E}b" },
    Wrong("weight") { $0.tasks[0].weight = 0 }, Wrong("weight") { $0.tasks[0].weight = 1001 },
    Wrong("releasesAt") { $0.tasks[0].releasesAt = $0.ends }, Wrong("scenario") { $0.tasks[1].scenario = "coffee" },
    Wrong("scenario") { $0.tasks[1].scenario = "../etc" }, Wrong("requires") { $0.tasks[0].requires = "none" },
    Wrong("requires") { $0.tasks[0].requires = "coffee" },
    Wrong("requires") { ($0.tasks[0].requires, $0.tasks[1].requires) = ("tea", "coffee") },
    Wrong("retries") { $0.rules.retries = -1 }, Wrong("minutesPerScenario") { $0.rules.minutesPerScenario = 0 },
    Wrong("hintPricePercent") { $0.rules.hintPricePercent = 1001 }, Wrong("firstBlood") { $0.rules.firstBlood = -5 },
    Wrong("decayMinimum") { $0.rules.decay = .init(minimumPercent: 101, solves: 5) },
    Wrong("decaySolves") { $0.rules.decay = .init(minimumPercent: 10, solves: 1) },
    Wrong("teamSize") { $0.rules.teamSize = 0 }, Wrong("brackets") { $0.rules.brackets = ["One", "ONE"] },
    Wrong("brackets") { $0.rules.brackets = Array(repeating: "x", count: 21) },
  ]

  @Test("What cannot be is refused, with the field's name.", arguments: wrong)
  func checks(wrong: Wrong) throws {
    let cup = try ground.competition()
    let audit = try archive.audit()
    let error = #expect(throws: ArchiveError.self) {
      try archive.update(competition: cup.id, at: 2, by: .console, wrong.change)
    }
    guard case .invalid(let named, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(named == wrong.field && !reason.isEmpty)
    #expect(try archive.competition(cup.id) == cup)
    #expect(try archive.audit() == audit)
  }

  @Test("Texts are kept without blanks around them, and scenarios in their order.")
  func tidiness() throws {
    let cup = try ground.competition("  The   cup ") {
      $0.about = " Bring a cup.\r\n"
      $0.rules.brackets = [" pros", "new  comers "]
      $0.tasks[0].position = 7
    }
    #expect(cup.name == "The   cup" && cup.about == "Bring a cup." && cup.rules.brackets == ["pros", "new comers"])
    #expect(cup.tasks.map(\.scenario) == ["tea", "coffee"])
  }

  @Test("A longer circle of prerequisites is spelled out.")
  func circles() throws {
    let error = #expect(throws: ArchiveError.self) {
      try ground.competition { cup in
        cup.tasks = ["a", "b", "c", "d"].enumerated().map { .init(scenario: $0.element, position: $0.offset) }
        (cup.tasks[0].requires, cup.tasks[1].requires, cup.tasks[2].requires) = ("b", "c", "b")
        cup.tasks[3].requires = "a"
      }
    }
    #expect(try #require(error) == .invalid(field: "requires", "these require one another: b → c → b"))
  }

  @Test("Every change is written down with what it was before, in the words of the change.")
  func auditOfChanges() throws {
    let cup = try ground.competition()
    _ = try archive.update(competition: cup.id, at: 2, by: .console) {
      $0.ends = seconds(6000)
      $0.tasks[1].weight = 150
      $0.tasks.remove(at: 0)
    }
    _ = try archive.update(competition: cup.id, at: 3, by: .console) { _ in }
    let entries = try archive.audit(ofCompetition: cup.id)
    #expect(
      entries.map { "\($0.action) \($0.detail)" } == [
        "task.remove coffee", "task.change tea, weight 150, position 1",
        "competition.end from 1970-01-01T01:23:20Z to 1970-01-01T01:40:00Z",
        "task.add tea, weight 100, position 1", "task.add coffee, weight 100, position 0", "competition.create ",
      ])
    #expect(entries.allSatisfy { $0.subject == "The cup" && $0.actor == "console" })
  }

  @Test("What has been played stays in, and its competition cannot be deleted.")
  func playedStays() throws {
    let cup = try ground.competition()
    let ada = try ground.player("Ada")
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 1)
    _ = try ground.play("coffee", ada.soloTeam, in: cup, by: ada.id, from: 1100, to: 1200, points: 50)
    for change: (inout Competition) -> Void in [{ $0.tasks.remove(at: 0) }, { $0.starts = seconds(1050) }] {
      #expect(throws: ArchiveError.self) { try archive.update(competition: cup.id, at: 2, by: .console, change) }
    }
    _ = try archive.update(competition: cup.id, at: 2, by: .console) { $0.tasks.remove(at: 1) }
    #expect(throws: ArchiveError.self) { try archive.delete(competition: cup.id, at: 3, by: .console) }
    let idle = try ground.competition("Idle")
    try archive.delete(competition: idle.id, at: 3, by: .console)
    #expect(try archive.competition(idle.id) == nil)
    #expect(try archive.audit(ofCompetition: idle.id).first?.action == "competition.delete")
  }

  @Test("It is paused and resumed, and the end moves only where that is wanted.")
  func pausing() throws {
    let cup = try ground.competition {
      $0.freezesAt = seconds(4000)
      $0.tasks[1].releasesAt = seconds(3000)
    }
    #expect(throws: ArchiveError.refused("The cup has not begun")) {
      try archive.pause(competition: cup.id, at: seconds(999), by: .console)
    }
    #expect(throws: ArchiveError.refused("The cup is not paused")) {
      try archive.resume(competition: cup.id, at: seconds(1500), by: .console)
    }
    let paused = try archive.pause(competition: cup.id, at: seconds(1500), by: .console)
    #expect(paused.state(at: seconds(1499)) == .running && paused.state(at: seconds(1500)) == .paused)
    #expect(throws: ArchiveError.refused("The cup is paused")) {
      try archive.pause(competition: cup.id, at: seconds(1501), by: .console)
    }
    // The board does not begin to stand still meanwhile.
    #expect(!paused.isFrozen(at: seconds(4500)) && cup.isFrozen(at: seconds(4500)))
    let resumed = try archive.resume(competition: cup.id, at: seconds(1600), by: .console)
    #expect(resumed.ends == cup.ends && resumed.state(at: seconds(1600)) == .running)
    _ = try archive.pause(competition: cup.id, at: seconds(2000), by: .console)
    let later = try archive.resume(competition: cup.id, extendsEnd: true, at: seconds(2300), by: .console)
    #expect(later.ends == seconds(5300) && later.freezesAt == seconds(4300))
    #expect(later.tasks.map(\.releasesAt) == [nil, seconds(3300)])
    #expect(later.state(at: seconds(5299)) == .running && later.state(at: seconds(5300)) == .over)
    #expect(
      try archive.audit(ofCompetition: cup.id).prefix(2).map { "\($0.action) \($0.detail)" } == [
        "competition.resume after 300 s, the end moved by as much", "competition.pause ",
      ])
  }

  @Test("A clock that jumps back makes no pause that ends before it began.")
  func clockJumps() throws {
    let cup = try ground.competition()
    for (began, ended) in [(2000, 1900), (1950, 1940), (2000, 2100)] {
      _ = try archive.pause(competition: cup.id, at: seconds(began), by: .console)
      let resumed = try archive.resume(competition: cup.id, at: seconds(ended), by: .console)
      for pause in resumed.pauses { #expect(try pause.began <= #require(pause.ended)) }
      for (one, next) in zip(resumed.pauses, resumed.pauses.dropFirst()) { #expect(one.ended ?? .max < next.began) }
    }
  }

  @Test("Announcements are kept with their author, the newest first, and nothing but text.")
  func announcements() throws {
    let cup = try ground.competition()
    _ = try archive.announce("Welcome!\r\nHave fun.", in: cup.id, at: 5, by: .console)
    _ = try archive.announce("Half time", in: cup.id, at: 6, by: .console)
    #expect(try archive.announcements(of: cup.id).map(\.text) == ["Half time", "Welcome!\nHave fun."])
    for text in ["", " \n ", String(repeating: "x", count: 2001), "a\u{1B}[31m"] {
      #expect(throws: ArchiveError.self) { try archive.announce(text, in: cup.id, at: 7, by: .console) }
    }
    #expect(throws: ArchiveError.missing("competition 99")) {
      try archive.announce("x", in: 99, at: 7, by: .console)
    }
  }
}
