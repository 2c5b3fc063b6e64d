import SimulationKernel
import Testing

@testable import GameServer
@testable import Leaderboard

@Suite struct CompetitionNewsTests {
  /// A competition from minute 0 to minute 120, and what the public sees of it.
  private struct Evening {
    var competition = Competition(
      id: 7, slug: "night-shift", name: "Night shift", starts: 0, ends: 120 * minute, freezesAt: 100 * minute,
      created: 0,
      tasks: [.init(scenario: "courier-routes"), .init(scenario: "bakery-orders", position: 1)])
    var competitors = [(1, "Owls"), (2, "Foxes"), (3, "Cats"), (4, "Mice")].map { Competitor(team: $0.0, name: $0.1) }
    var results: [RunResult] = []
    var announcements: [Announcement] = []

    static let minute: Int64 = 60_000_000

    static func at(_ minute: Int) -> Instant { Instant(microseconds: Int64(minute) * Self.minute) }

    func view(_ minute: Int) -> CompetitionNews.View {
      CompetitionNews.View(
        competition: competition,
        standings: Standings(
          of: competition, competitors: competitors, results: results, awards: [], at: Int64(minute) * Self.minute,
          includingFrozen: false), announcements: announcements, titles: ["courier-routes": "The <lost> couriers"])
    }

    func news(from minute: Int, isNew: Bool = false) -> CompetitionNews {
      CompetitionNews(view(minute), address: "https://drill.example.org", isNew: isNew, at: Self.at(minute))
    }

    mutating func solve(_ team: Int64, _ points: Int, at minute: Int, scenario: String = "courier-routes") {
      let ended = Int64(minute) * Self.minute
      results.append(
        RunResult(
          run: Int64(results.count + 1), team: team, competition: 7, scenario: scenario, started: 0, ended: ended,
          points: points))
    }
  }

  @Test("The beginning, pauses, the frozen board and the end are told once.")
  func course() {
    var evening = Evening()
    var news = evening.news(from: -5)
    #expect(news.next(evening.view(-1), at: Evening.at(-1)) == [])
    #expect(news.isDue(evening.competition, at: Evening.at(0)))
    #expect(
      news.next(evening.view(0), at: Evening.at(0)) == [
        "`Night shift` has begun, with 2 scenarios, until 1970-01-01 02:00 UTC: "
          + "https://drill.example.org/competitions/night-shift."
      ])
    #expect(!news.isDue(evening.competition, at: Evening.at(1)))
    evening.competition.pauses = [.init(began: 10 * Evening.minute)]
    #expect(news.next(evening.view(11), at: Evening.at(11)) == ["`Night shift` is paused."])
    evening.competition.pauses = [.init(began: 10 * Evening.minute, ended: 20 * Evening.minute)]
    #expect(news.next(evening.view(21), at: Evening.at(21)) == ["`Night shift` goes on."])
    #expect(news.next(evening.view(100), at: Evening.at(100)) == ["The board of `Night shift` is frozen now."])
    #expect(
      news.next(evening.view(120), at: Evening.at(120)) == [
        "`Night shift` is over. The board stays frozen until it is revealed."
      ])
    #expect(news.next(evening.view(121), at: Evening.at(121)) == [])
  }

  @Test("What was before the first look is no news, but the beginning of what was just made is.")
  func firstLook() {
    var evening = Evening()
    evening.solve(1, 90, at: 5)
    evening.announcements = [Announcement(id: 1, text: "Hello", author: "Olga", at: 0)]
    var known = evening.news(from: 10)
    #expect(known.next(evening.view(10), at: Evening.at(10)) == [])
    var new = evening.news(from: 10, isNew: true)
    #expect(new.next(evening.view(10), at: Evening.at(10)).first?.hasPrefix("`Night shift` has begun") == true)
  }

  @Test("First bloods are told, each once.")
  func firstBloods() {
    var evening = Evening()
    var news = evening.news(from: 1)
    evening.solve(1, 90, at: 5)
    let told = news.next(evening.view(5), at: Evening.at(5))
    #expect(
      told.first == "First blood in `Night shift`: `Owls` solved `The &lt;lost&gt; couriers` before all others.")
    evening.solve(2, 80, at: 6)
    #expect(!news.next(evening.view(10), at: Evening.at(10)).contains { $0.hasPrefix("First blood") })
  }

  @Test("The board is told when others lead, not for each point and not more often than once a minute.")
  func boardChanges() {
    var evening = Evening()
    var news = evening.news(from: 1)
    evening.solve(1, 50, at: 5)
    let first = news.next(evening.view(5), at: Evening.at(5))
    #expect(first.last == "The board of `Night shift` has changed.\n1. `Owls`, 50")
    // More points in the same order.
    evening.solve(1, 60, at: 6)
    #expect(news.next(evening.view(8), at: Evening.at(8)) == [])
    evening.solve(2, 90, at: 9)
    #expect(
      news.next(evening.view(9), at: Evening.at(9)) == [
        "The board of `Night shift` has changed.\n1. `Foxes`, 90\n2. `Owls`, 60"
      ])
    evening.solve(3, 95, at: 9)
    let soon = Evening.at(9) + .seconds(20)
    #expect(news.next(evening.view(9), at: soon) == [])
    #expect(news.isDue(evening.competition, at: soon))
    #expect(
      news.next(evening.view(10), at: Evening.at(10)) == [
        "The board of `Night shift` has changed.\n1. `Cats`, 95\n2. `Foxes`, 90\n3. `Owls`, 60"
      ])
    // Who comes behind the third is no news.
    evening.solve(4, 10, at: 11)
    #expect(news.next(evening.view(12), at: Evening.at(12)) == [])
    #expect(!news.isDue(evening.competition, at: Evening.at(12)))
  }

  @Test("What a frozen board hides is not told before the reveal, and then as a whole.")
  func freeze() {
    var evening = Evening()
    evening.solve(1, 50, at: 50)
    var news = evening.news(from: 99)
    #expect(news.next(evening.view(100), at: Evening.at(100)).count == 1)
    evening.solve(2, 90, at: 105, scenario: "bakery-orders")
    #expect(news.next(evening.view(106), at: Evening.at(106)) == [])
    let end = news.next(evening.view(120), at: Evening.at(120))
    #expect(end.count == 1 && !end.joined().contains("Foxes"))
    evening.competition.revealedAt = 130 * Evening.minute
    #expect(
      news.next(evening.view(130), at: Evening.at(130)) == [
        "The board of `Night shift` is revealed.\n1. `Foxes`, 90\n2. `Owls`, 50"
      ])
    #expect(news.next(evening.view(131), at: Evening.at(131)) == [])
  }

  @Test("At the end of a board that is not frozen it is told who has won.")
  func winners() {
    var evening = Evening()
    evening.competition.freezesAt = nil
    var silent = evening.news(from: 110)
    #expect(silent.next(evening.view(120), at: Evening.at(120)) == ["`Night shift` is over. Nobody has points."])
    evening.solve(3, 70, at: 115)
    var news = evening.news(from: 119)
    #expect(news.next(evening.view(120), at: Evening.at(120)) == ["`Night shift` is over.\n1. `Cats`, 70"])
  }

  @Test("Announcements are told in their order, and nothing that people write calls anybody or becomes a link.")
  func people() {
    var evening = Evening()
    evening.competitors = [Competitor(team: 1, name: "`@channel` <!here> [win](https://evil.example.com)")]
    var news = evening.news(from: 1)
    evening.announcements = [
      Announcement(id: 2, text: "Lunch @here & <now>", author: "Olga", at: 0),
      Announcement(id: 1, text: "Hello", author: "Olga", at: 0),
    ]
    evening.solve(1, 50, at: 5)
    let told = news.next(evening.view(5), at: Evening.at(5))
    #expect(told.prefix(2) == ["`Night shift`: Hello", "`Night shift`: Lunch ＠here &amp; &lt;now&gt;"])
    #expect(told.last?.hasSuffix("1. `'＠channel' &lt;!here&gt; [win](https://evil.example.com)`, 50") == true)
    #expect(!told.joined().contains("@"))
  }
}
