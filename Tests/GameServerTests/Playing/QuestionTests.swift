import Drills
import Hints
import KubernetesModel
import Leaderboard
import Synchronization
import Testing

@testable import GameServer

/// Answers with what it was asked and by whom.
private final class EchoingAdviser: AdviceService {
  let options = AdviceOptions()
  private let log = Mutex<[String]>([])

  var players: [String] { log.withLock { $0 } }

  func advice(on request: AdviceRequest, for player: String) async -> Advice {
    log.withLock { $0.append(player) }
    guard case .answer(let question) = request.wish else { return .unavailable }
    let exchange = Advice.Exchange(prompt: "sent", answer: "You ask: \(question.text). Spoiler!", model: "echo")
    return Advice(isAvailable: true, text: "You ask: \(question.text).", exchange: exchange)
  }
}

@Suite struct QuestionTests {
  private func start(_ played: PlayedSite, _ token: String) async throws -> Int64 {
    let answer = try await played.ask(.post, "/api/v1/runs", as: token, ["scenario": "corner-shop"])
    return try #require(answer.json["run"]?.intValue, "\(answer.json)")
  }

  @Test("A question is answered in the terminal and from the page, and all of the team read what was said.")
  func answers() async throws {
    let adviser = EchoingAdviser()
    let played = try PlayedSite(adviser: adviser)
    defer { played.remove() }
    let (ada, bob) = (try await played.signUp("Ada"), try await played.signUp("Bob"))
    _ = try await played.team("Ops", [ada, bob])
    let run = try await start(played, ada)
    #expect(try await played.type("hint why so", run: run, as: ada).contains("Type hint yes to ask"))
    #expect(try await played.type("hint yes; echo done", run: run, as: ada).contains("You ask: why so."))
    let words: JSONValue = ["words": ["hint", "yes", "where", "now"]]
    let reply = try await played.ask(.post, "/api/v1/runs/\(run)/commands", as: bob, words)
    #expect(reply.json["text"]?.stringValue?.contains("You ask: where now.") ?? false, "\(reply.json)")
    let explained = try await played.ask(.post, "/api/v1/runs/\(run)/commands", as: bob, ["words": ["explain"]])
    #expect(explained.json["status"] == 0 && explained.json["text"]?.stringValue?.contains("free") ?? false)
    let state = try await played.ask(.get, "/api/v1/runs/\(run)", as: ada).json
    #expect(state["hints"] == ["You ask: why so.", "You ask: where now."])
    #expect(Set(adviser.players).count == 2 && adviser.players.count == 3)
    let organiser = try await played.signUp("Olga", role: .organiser)
    let asked = try await played.ask(.get, "/api/v1/runs/\(run)/questions", as: organiser).json.at("questions")
    #expect(asked?.arrayValue?.map { $0["name"]?.stringValue } == ["Ada", "Bob", "Bob"])
    #expect(asked?[0]?["answer"] == "You ask: why so. Spoiler!" && asked?[0]?["prompt"] == "sent")
    let page = try await played.ask(.get, "/runs/\(run)", as: bob).json.stringValue ?? ""
    #expect(!page.contains("Spoiler"))
    for part in ["You ask: why so.", "Or ask a question", "Explain the last"] { #expect(page.contains(part)) }
    await played.backstage.hall.stop()
  }

  @Test("Without an AI service nothing of it is on the page, and a question at the prompt says so.")
  func worksWithout() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let ada = try await played.signUp("Ada")
    let run = try await start(played, ada)
    #expect(try await played.type("hint yes why", run: run, as: ada).contains("no AI service is set up"))
    let reply = try await played.ask(.post, "/api/v1/runs/\(run)/commands", as: ada, ["words": ["explain"]])
    #expect(reply.json["status"] == 1)
    let page = try await played.ask(.get, "/runs/\(run)", as: ada).json.stringValue ?? ""
    #expect(page.contains("Get help") && !page.contains("Or ask a question") && !page.contains("Explain the last"))
    await played.backstage.hall.stop()
  }
}
