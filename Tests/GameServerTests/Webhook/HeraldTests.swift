import KubernetesModel
import Leaderboard
import SimulationKernel
import Synchronization
import Testing

@testable import GameServer

@Suite struct HeraldTests {
  private final class Told: Sendable {
    private let texts = Mutex<[String]>([])

    func add(_ text: String) { texts.withLock { $0.append(text) } }

    /// What was told since one asked last.
    func take() -> [String] {
      texts.withLock { texts in
        defer { texts = [] }
        return texts
      }
    }
  }

  @Test("What an organiser does at a competition is told, without its board before it is revealed.")
  func evening() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let told = Told()
    let herald = Herald(
      stored: played.backstage.hall.stored, events: played.site.events, address: "", titles: [:], tell: told.add)
    await herald.look()
    let olga = try await played.signUp("Olga", role: .organiser)
    let ada = try await played.signUp("Ada")
    let team = try await played.team("Owls", [ada])
    let now = ServerClock().now.microseconds
    let made = try await played.ask(
      .post, "/api/v1/competitions", as: olga,
      ["name": "Game Day", "starts": .integer(now - 1_000_000), "ends": .integer(now + 3_600_000_000)])
    try #require(made.status == 201, "\(made.json)")
    await herald.look()
    #expect(told.take().first?.hasPrefix("`Game Day` has begun, until ") == true)
    let path = "/api/v1/competitions/game-day"
    _ = try await played.ask(.post, path + "/join", as: ada)
    _ = try await played.ask(.post, path + "/announcements", as: olga, ["text": "Lunch is at noon."])
    await herald.look()
    #expect(told.take() == ["`Game Day`: Lunch is at noon."])
    await herald.look()
    #expect(told.take() == [])
    let frozen = try await played.ask(.post, path + "/freeze", as: olga, [:])
    try #require(frozen.status == 200, "\(frozen.json)")
    _ = try await played.ask(
      .post, path + "/awards", as: olga, ["team": .integer(team), "points": 5, "reason": "for the story"])
    await herald.look()
    #expect(told.take() == ["The board of `Game Day` is frozen now."])
    _ = try await played.ask(.post, path + "/reveal", as: olga)
    await herald.look()
    #expect(told.take() == ["The board of `Game Day` is revealed.\n1. `Owls`, 5"])
    await played.backstage.hall.stop()
  }

  @Test("Nothing is told of a draft, and when it is published what there is of it now.")
  func drafts() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let told = Told()
    let herald = Herald(
      stored: played.backstage.hall.stored, events: played.site.events, address: "", titles: [:], tell: told.add)
    await herald.look()
    let olga = try await played.signUp("Olga", role: .organiser)
    let now = ServerClock().now.microseconds
    let made = try await played.ask(
      .post, "/api/v1/competitions", as: olga,
      [
        "name": "Secret", "starts": .integer(now - 1_000_000), "ends": .integer(now + 3_600_000_000), "draft": true,
      ])
    try #require(made.status == 201, "\(made.json)")
    _ = try await played.ask(.post, "/api/v1/competitions/secret/announcements", as: olga, ["text": "Soon."])
    await herald.look()
    #expect(told.take() == [])
    #expect(try await played.ask(.post, "/api/v1/competitions/secret/publish", as: olga).status == 200)
    await herald.look()
    let news = told.take()
    #expect(news.count == 1 && news[0].hasPrefix("`Secret` has begun, until "), "\(news)")
    await played.backstage.hall.stop()
  }
}
