import Drills
import Foundation
import Kubectl
import KubernetesModel
import Scoring
import SimulationKernel
import Synchronization
import Terminal
import Testing

@testable import firedrill

/// A player at a terminal: what they type for programs, and when they lose patience.
private final class RemotePlayer: PlayerConsole, WallClock {
  private(set) var output = ""
  private(set) var errors = ""
  private(set) var kept: [String] = []
  private(set) var edited: [String] = []
  var typed: [String?] = []
  /// How often the clock is asked before Ctrl-C; nil for never.
  var patience: Int?
  /// What is done when the clock was asked so often.
  var deeds: [Int: () -> Void] = [:]
  private var asked = 0

  let isTerminal = true
  var now: Instant { SystemClock.now }

  func sleep(until instant: Instant) -> Bool {
    asked += 1
    deeds[asked]?()
    guard let patience, asked >= patience else { return true }
    self.patience = nil
    return false
  }

  func write(_ bytes: [UInt8], isError: Bool) {
    let text = String(decoding: bytes, as: UTF8.self)
    if isError { errors += text } else { output += text }
  }

  func keep(_ entry: JournalEntry) { kept.append(entry.text) }

  func readInput() -> [UInt8]? { typed.isEmpty ? nil : typed.removeFirst().map { Array($0.utf8) } }

  func edit(fileName: String, text: [UInt8]) -> [UInt8]? {
    edited.append(fileName)
    return Array(String(decoding: text, as: UTF8.self).replacing("2", with: "3").utf8)
  }
}

@Suite struct ServerDrillTests {
  private static let view: JSONValue = [
    "scenario": "ferry", "title": "The \u{1B}[2Jferry", "page": "It is late.\n", "namespace": "harbour",
    "objectives": [["says": "Boats leave.", "isMet": false]], "holdSeconds": 30,
    "now": ["microseconds": 1_773_457_920_000_000],
    "elapsedSeconds": 65, "parSeconds": 600, "points": 12, "evidenceFound": 1, "hintsTaken": 0, "wrongDiagnoses": 0,
    "isDiagnosed": false, "isPractice": false, "isSolved": false, "isOver": false,
  ]

  static func run(_ changes: JSONValue = [:]) -> JSONValue {
    var value: JSONValue = [
      "run": 7, "state": "open", "seat": 1, "input": "ready", "view": view,
      "seats": [["seat": 1, "name": "anna"], ["seat": 2, "name": "b\u{1B}[1mob"]],
      "activity": [["seat": 2, "seconds": 4, "line": "kubectl get po", "evidence": ["It waits."], "isChange": false]],
    ]
    for (key, member) in changes.objectValue ?? JSONObject() { value[key] = member }
    return value
  }

  /// A server whose lines do what the test says.
  private static func server(_ line: @escaping @Sendable (FakeGameServer, String) -> Void = { _, _ in })
    -> FakeGameServer
  {
    FakeGameServer { server, request in
      switch (request.method, request.path) {
      case ("GET", "/api/v1/runs/7"): return .init(body: run())
      case ("POST", "/api/v1/runs/7/lines"):
        line(server, request.body["line"]?.stringValue ?? "")
        return .init(status: 202)
      case ("POST", "/api/v1/runs/7/interrupt"):
        server.print("^C\n")
        server.finish(130)
        return .init()
      case ("POST", "/api/v1/runs/7/input"):
        server.print("read: \(request.body["text"]?.stringValue ?? "the end")")
        server.finish()
        return .init()
      case ("POST", "/api/v1/runs/7/edited"):
        server.finish()
        return .init()
      case ("POST", "/api/v1/runs/7/commands"):
        return .init(body: ["text": "00:04  kubectl get po\u{1B}[3J\n", "status": 0, "isError": false])
      case ("GET", "/api/v1/runs/7/completion?text=kubectl%20g"):
        return .init(body: ["typed": "g", "words": ["get"], "endsWord": true])
      default: return .init(status: 404, body: ["message": "There is no such run."])
      }
    }
  }

  private func drill(_ server: FakeGameServer) throws -> ServerDrill {
    let api = try ServerAPI(address: server.address, token: "t0ken", authority: "")
    return ServerDrill(try RunConnection.open(7, on: api))
  }

  private func perform(_ line: String, _ drill: ServerDrill, _ player: RemotePlayer) -> Drill.Outcome {
    drill.perform(line, pace: .live(player), console: player, style: .plain)
  }

  // MARK: Lines

  @Test("A line runs on the server and prints here, as it comes, harmless for the terminal.")
  func lines() throws {
    let server = Self.server { server, _ in
      server.print("NAME \u{1B}[32mred")
      server.print("y\u{1B}[0m\u{1B}]0;title\u{07}\n")
      server.print("oops\n", isError: true)
      server.finish(3)
    }
    let (drill, player) = (try drill(server), RemotePlayer())
    let outcome = perform("kubectl get pods", drill, player)
    #expect(outcome == Drill.Outcome(status: 3, prompt: .ready, isNewlySolved: false))
    #expect(player.output == "NAME \u{1B}[32mredy\u{1B}[0m^[]0;title^G\n" && player.errors == "oops\n")
    #expect(player.kept == ["kubectl get pods"] && drill.namespace == "harbour")
    let body = try #require(server.bodies(of: "/lines").first)
    #expect(body == ["line": "kubectl get pods", "isTerminal": true, "colour": false])
    #expect(server.requests.allSatisfy { $0.fields["authorization"] == "Bearer t0ken" })
  }

  @Test("A line that is not complete goes on, and can be thrown away.")
  func continuation() throws {
    let server = Self.server { server, line in server.finish(input: line == "if true" ? "continuation" : "ready") }
    let (drill, player) = (try drill(server), RemotePlayer())
    #expect(!drill.isComplete("if true") && drill.isComplete("kubectl get po"))
    #expect(perform("if true", drill, player).prompt == .continuation)
    drill.discard(console: player)
    #expect(server.bodies(of: "/interrupt").count == 1)
    #expect(perform("true", drill, player).prompt == .ready)
  }

  @Test("Ctrl-C interrupts what runs there.")
  func interruption() throws {
    let server = Self.server { server, _ in server.print("watching\n") }
    let (drill, player) = (try drill(server), RemotePlayer())
    player.patience = 4
    #expect(perform("kubectl get po -w", drill, player).status == 130)
    #expect(player.output == "watching\n^C\n" && server.bodies(of: "/interrupt").count == 1)
  }

  @Test("What a program reads is typed here, and a text is edited in the player's own editor.")
  func inputAndEditing() throws {
    let server = Self.server { server, line in
      if line == "cat" {
        server.send("wantsInput")
      } else {
        server.send(
          "wantsEdit", ["fileName": "deploy.yaml", "text": .string(Base64.encode(Array("replicas: 2".utf8)))])
      }
    }
    let (drill, player) = (try drill(server), RemotePlayer())
    player.typed = ["hello\n", nil]
    _ = perform("cat", drill, player)
    _ = perform("cat", drill, player)
    #expect(player.output == "read: hello\nread: the end")
    #expect(server.bodies(of: "/input") == [["text": "hello\n"], ["end": true]])
    _ = perform("kubectl edit deploy", drill, player)
    #expect(player.edited == ["deploy.yaml"])
    #expect(server.bodies(of: "/edited") == [["text": .string(Base64.encode(Array("replicas: 3".utf8)))]])
  }

  @Test("clear comes through in the middle of other output.")
  func clearing() throws {
    let server = Self.server { server, _ in
      server.print("a\n\u{1B}[H")
      server.print("\u{1B}[2Jb\n")
      server.finish()
    }
    let (drill, player) = (try drill(server), RemotePlayer())
    _ = perform("echo a; clear; echo b", drill, player)
    #expect(player.output == "a\n\u{1B}[H\u{1B}[2Jb\n")
  }

  @Test("A line that the server does not take says why.")
  func refusals() throws {
    let server = FakeGameServer { _, request in
      request.method == "GET"
        ? .init(body: Self.run()) : .init(status: 409, body: ["message": "The competition is paused\u{1B}[2J."])
    }
    let (drill, player) = (try drill(server), RemotePlayer())
    #expect(perform("kubectl get po", drill, player).status == 1)
    #expect(player.errors == "firedrill: The competition is paused^[[2J\n" && drill.farewell == nil)
  }

  // MARK: How it stands

  @Test("What the server says of the run is shown, but commands no terminal.")
  func standing() throws {
    let drill = try drill(Self.server())
    #expect(drill.title == "The ^[[2Jferry")
    #expect(drill.briefing(style: .plain).contains("- Boats leave.\nand stays so for 30 s. Par is 10 minutes."))
    #expect((65...70).contains(drill.seconds(by: .scripted)) && !drill.isOver && drill.report() == nil)
    #expect(drill.timeline(style: .plain) == "00:04  kubectl get po^[[3J\n")
    let completion = drill.completion(of: "kubectl g", at: Instant(seconds: 0))
    #expect(completion == LineCompletion(typed: "g", words: ["get"], endsWord: true))
    #expect(drill.commandNames.isSuperset(of: ["kubectl", "k", "diagnose", "vi", "grep"]))
  }

  @Test("What the team does shows in the incident, and is told once between lines.")
  func team() throws {
    let server = Self.server { server, _ in
      let step: JSONValue = [
        "seat": 2, "seconds": 70, "line": "kubectl describe po", "evidence": ["The limit is 64Mi."], "isChange": false,
      ]
      server.send("activity", step)
      server.send("activity", ["seat": 1, "seconds": 71, "line": "mine", "evidence": [], "isChange": false])
      server.send("notice", ["text": "Ten minutes\u{1B}[1m left."])
      server.finish()
    }
    let (drill, player) = (try drill(server), RemotePlayer())
    #expect(drill.teamSteps.map(\.line) == ["kubectl get po"])
    _ = perform("mine", drill, player)
    #expect(drill.teamSteps.map(\.line) == ["kubectl get po", "kubectl describe po", "mine"])
    #expect(drill.teamSteps.last?.name == "you")
    let told = player.errors + drill.takeNews(style: .plain).joined(separator: "\n")
    #expect(told.contains("b^[[1mob: kubectl describe po\n  + The limit is 64Mi.\nTen minutes^[[1m left."))
    #expect(drill.takeNews(style: .plain).isEmpty && !told.contains("mine"))
  }

  @Test("The end is seen wherever it comes from, and the debrief is asked for.")
  func end() throws {
    let server = FakeGameServer { server, request in
      guard request.path.hasSuffix("/lines") else { return .init(body: Self.run()) }
      var view = Self.view
      view["isSolved"] = true
      view["isOver"] = true
      server.send("view", view)
      server.print("It holds.\n")
      server.finish()
      return .init(status: 202)
    }
    let (drill, player) = (try drill(server), RemotePlayer())
    let outcome = perform("check", drill, player)
    #expect(outcome.isNewlySolved && drill.isOver && player.output == "It holds.\n")
    // What is no report is none.
    #expect(drill.report() == nil)
    #expect(perform("kubectl get po", drill, player).isNewlySolved == false || drill.isOver)
    #expect(server.bodies(of: "/lines").count == 1)
  }

  // MARK: When the server goes

  @Test("A connection that breaks off comes about again, and nothing is missed.")
  func reconnection() throws {
    let server = Self.server { server, _ in server.print("one\n") }
    let (drill, player) = (try drill(server), RemotePlayer())
    player.deeds = [
      3: {
        server.stand(["input": "running"])
        server.cut()
        server.print("two\n")
        server.finish()
      }
    ]
    #expect(perform("sleep 5", drill, player).status == 0)
    #expect(player.output == "one\ntwo\n" && player.errors.isEmpty)
    #expect(server.requests.filter { $0.path.hasSuffix("/events") }.count == 2)
  }

  @Test("A line that a restart broke off is over here, too.")
  func restart() throws {
    let server = Self.server { server, _ in server.print("one\n") }
    let (drill, player) = (try drill(server), RemotePlayer())
    player.deeds = [
      3: {
        server.stand(["input": "ready"])
        server.cut()
      }
    ]
    #expect(perform("sleep 500", drill, player).prompt == .ready)
    #expect(player.output == "one\n" && drill.farewell == nil)
  }

  @Test("A run that is not there any more is said goodbye to.")
  func gone() throws {
    let server = Self.server()
    let api = try ServerAPI(address: server.address, token: "t", authority: "")
    let connection = try RunConnection.open(7, on: api)
    _ = connection.pump(within: .milliseconds(50))
    server.leave()
    let clock = Mutex(SystemClock.now)
    let patient = RunConnection(api: api, feed: connection.feed, clock: { clock.withLock { $0 } })
    for _ in 0..<40 where patient.farewell == nil {
      _ = patient.pump(within: .zero)
      clock.withLock { $0 = $0 + .seconds(5) }
    }
    #expect(patient.farewell?.contains("has not answered for 120 s") == true)
    #expect(patient.farewell?.contains("firedrill join \(server.address)/runs/7") == true)
    #expect(patient.takeNews().filter { $0.hasPrefix("The server does not answer") }.count == 1)
  }
}
