import APIServer
import Drills
import KubernetesModel
import Leaderboard
import Scenarios
import SimulationKernel
import Synchronization
import Testing

@testable import GameServer

@Suite struct RunTests {
  private static let scenario = "corner-shop"

  private func start(_ played: PlayedSite, _ token: String, competition: String? = nil) async throws -> Int64 {
    var body: JSONValue = ["scenario": .string(Self.scenario)]
    body["competition"] = competition.map { .string($0) }
    let answer = try await played.ask(.post, "/api/v1/runs", as: token, body)
    return try #require(answer.json["run"]?.intValue, "\(answer.json)")
  }

  @Test("A team plays one drill: each at a seat, on one cluster, and nobody else.")
  func playing() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let (ada, bob) = (try await played.signUp("Ada"), try await played.signUp("Bob"))
    let eve = try await played.signUp("Eve")
    _ = try await played.team("Ops", [ada, bob])
    let run = try await start(played, ada)
    #expect(try await start(played, bob) == run)
    #expect(
      try await played.type("kubectl create configmap shared", run: run, as: ada).contains("configmap/shared created"))
    #expect(try await played.type("kubectl get configmaps shared", run: run, as: bob).contains("shared"))
    for path in ["", "/events", "/card", "/report", "/kubeconfig", "/completion?text=k"] {
      #expect(try await played.ask(.get, "/api/v1/runs/\(run)\(path)", as: eve).status == 404)
    }
    let state = try await played.ask(.get, "/api/v1/runs/\(run)", as: bob).json
    #expect(state["seat"] == 2 && state["input"] == "ready" && state["state"] == "open")
    let names = state["activity"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
    #expect(Set(names) == ["Ada", "Bob"])
    let completion = try await played.ask(.get, "/api/v1/runs/\(run)/completion?text=kubectl%20ge", as: bob)
    #expect(completion.json["words"]?.arrayValue?.contains("get") == true)
    await played.backstage.hall.stop()
  }

  @Test("What was acknowledged is there after the server died, and the run goes on as it was.")
  func recovery() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let ada = try await played.signUp("Ada")
    let run = try await start(played, ada)
    _ = try await played.type("kubectl create configmap kept; x=5", run: run, as: ada)
    let before = try await played.backstage.hall.hosted(run)
    let fingerprint = await before.host.shared { drill, now in
      drill.suspend(at: now)
      return drill.fingerprint
    }
    _ = await before.outlet.settle()
    // The first one is not stopped: it is as if it had been killed.
    let again = try PlayedSite(at: played.folder)
    let after = try await again.backstage.hall.hosted(run)
    #expect(await after.host.shared { drill, _ in drill.fingerprint } == fingerprint)
    #expect(try await again.type("kubectl get configmaps kept; echo $x", run: run, as: ada).contains("kept"))
    await again.backstage.hall.stop()
  }

  @Test("Who watches is told of time that was skipped, and not of time that passes.")
  func skippedTime() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let ada = try await played.signUp("Ada")
    let run = try await start(played, ada)
    let feed = try await played.follow(run, as: ada)
    var elapsed: [Int64] = []
    for line in ["true", "skip 2m", "true"] {
      _ = try await played.type(line, run: run, as: ada)
    }
    feed.end()
    while case .events(let events) = await feed.next() {
      for event in events where event.name == "view" {
        elapsed.append(try JSONParser.parse(event.data)["elapsedSeconds"]?.intValue ?? -1)
      }
    }
    #expect(elapsed.count { $0 >= 120 } == 1, "\(elapsed)")
    await played.backstage.hall.stop()
  }

  @Test("Organisers are told the state of an open run, which its journal gives again; players are not.")
  func state() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let (ada, host) = (try await played.signUp("Ada"), try await played.signUp("Olga", role: .organiser))
    let run = try await start(played, ada)
    _ = try await played.type("kubectl create configmap one", run: run, as: ada)
    let path = "/api/v1/runs/\(run)/fingerprint"
    #expect(try await played.ask(.get, path, as: ada).status == 403)
    let told = try await played.ask(.get, path, as: host).json
    let entries = try #require(told["entries"]?.intValue)
    let instant = try #require(told["instant"]?.intValue)
    var journal = try Journal(lines: try played.archive.journal(ofRun: run))
    journal.entries.removeLast(journal.entries.count - Int(entries))
    journal.entries.append(JournalEntry(instant: Instant(microseconds: instant), kind: .time))
    let again = try Drill(try played.backstage.shelf.prepared(for: journal.header), replaying: journal)
    #expect(told["fingerprint"]?.stringValue == again.fingerprint.description)
    await played.backstage.hall.stop()
  }

  @Test("Nothing of the solution is told before the end, and all of it afterwards; then the run counts.")
  func ending() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let ada = try await played.signUp("Ada")
    let run = try await start(played, ada)
    let prepared = try played.backstage.shelf.prepared(
      Self.scenario, seed: 1, at: Instant(microseconds: 1_700_000_000_000_000))
    let secrets = prepared.scenario.evidence.map(\.sentence)
    #expect(!secrets.isEmpty)
    let state = try await played.ask(.get, "/api/v1/runs/\(run)", as: ada)
    let scenarios = try await played.ask(.get, "/api/v1/scenarios", as: ada)
    for secret in secrets { #expect(!"\(state.json)\(scenarios.json)".contains(secret)) }
    for path in ["/card", "/report"] {
      #expect(try await played.ask(.get, "/api/v1/runs/\(run)\(path)", as: ada).status == 409)
    }
    try await played.giveUp(run, as: ada)
    let kept = try #require(try played.archive.run(run))
    #expect(kept.isVerified && kept.refusal == nil)
    let card = try await played.ask(.get, "/api/v1/runs/\(run)/card", as: ada)
    #expect(card.status == 200 && card.json["findings"]?.arrayValue?.isEmpty == false)
    #expect(try await played.ask(.get, "/api/v1/runs/\(run)/report", as: ada).status == 200)
    #expect(try await played.ask(.post, "/api/v1/runs/\(run)/lines", as: ada, ["line": "ls"]).status == 409)
    await played.backstage.hall.stop()
  }

  @Test("Each player's own tools have a path of their own, which ends with their place in the team.")
  func ownTools() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let (ada, bob) = (try await played.signUp("Ada"), try await played.signUp("Bob"))
    let team = try await played.team("Ops", [ada, bob])
    let run = try await start(played, ada)
    func path(_ token: String) async throws -> String {
      let text = try await played.ask(.get, "/api/v1/runs/\(run)/kubeconfig", as: token).json.stringValue ?? ""
      let config = try YAMLReader.value(text)
      let server = config["clusters"]?[0]?.at("cluster", "server")?.stringValue ?? ""
      let path = String(server.split(separator: "/clusters/").last ?? "")
      #expect(config["users"]?[0]?.at("user", "token")?.stringValue == path)
      return path
    }
    let (first, second) = (try await path(ada), try await path(bob))
    #expect(first != second && first.utf8.count > 40)
    func place(_ id: String) async throws -> ClusterPlace? {
      await played.directory.place(at: try #require(RequestAddress(target: "/clusters/\(id)/api")))
    }
    #expect(try await place(first)?.seat == 1)
    let bobs = try #require(try await place(second))
    var call = APICall(APIRequest(.get, "/api/v1/nodes"))
    call.seat = bobs.seat
    #expect(await bobs.host.handle(call).response.status == 200)
    #expect(try await place(second.replacing("-2-", with: "-1-")) == nil)
    #expect(try await place("\(run)-2-guess") == nil)
    #expect(try await played.ask(.post, "/api/v1/teams/\(team)/leave", as: bob).status == 204)
    #expect(try await place(second) == nil)
    await played.backstage.hall.stop()
  }

  @Test("What cannot be kept is not acknowledged and did not happen; when there is room again the run goes on.")
  func fullDisk() async throws {
    struct Full: Error {}
    let isFull = Mutex(false)
    let archives = Mutex<Archive?>(nil)
    let played = try PlayedSite(keep: { lines in
      if isFull.withLock({ $0 }) { throw Full() }
      return try archives.withLock { $0 }?.append(lines) ?? []
    })
    archives.withLock { $0 = played.archive }
    defer { played.remove() }
    let ada = try await played.signUp("Ada")
    let run = try await start(played, ada)
    _ = try await played.type("echo before", run: run, as: ada)
    isFull.withLock { $0 = true }
    for _ in 0..<3 {
      let line: JSONValue = ["line": "kubectl create configmap lost", "isTerminal": false]
      #expect(try await played.ask(.post, "/api/v1/runs/\(run)/lines", as: ada, line).status == 503)
    }
    isFull.withLock { $0 = false }
    let output = try await played.type("kubectl get configmap lost 2>&1; echo there", run: run, as: ada)
    #expect(output.contains("NotFound") && output.contains("there"))
    await played.backstage.hall.stop()
  }

  @Test("Lines reach the disk in the order in which they came, many in one transaction.")
  func groupCommit() async throws {
    let batches = Mutex<[[JournalWriter.Lines]]>([])
    let writer = JournalWriter(
      keep: { lines in
        batches.withLock { $0.append(lines) }
        return []
      }, report: { _ in })
    for number in 0..<500 { writer.add(["\(number)"], toRun: Int64(number % 5)) { _ in } }
    await writer.settle()
    let all = batches.withLock { $0 }
    for run in 0..<5 {
      let lines = all.joined().filter { $0.run == Int64(run) }.flatMap(\.lines)
      #expect(lines == (0..<100).map { "\($0 * 5 + run)" })
    }
    #expect(all.count < 500)
  }
}
