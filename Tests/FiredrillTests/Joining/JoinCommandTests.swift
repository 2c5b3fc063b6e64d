import Foundation
import KubernetesModel
import Synchronization
import Testing

@testable import firedrill

@Suite struct JoinCommandTests {
  private let program = Program()

  private var tokenFile: String { program.dataFolder + "/.config/firedrill/servers.json" }

  /// Knows one scenario, one run of it, and names that are not "taken".
  private static func server() -> FakeGameServer {
    FakeGameServer { server, request in
      switch (request.method, request.path) {
      case ("POST", "/api/v1/signup"): signUp(request)
      case ("POST", "/api/v1/links/once"): signUp(request)
      case ("GET", "/api/v1/me"):
        request.fields["authorization"] == "Bearer t0ken"
          ? .init(body: ["account": ["name": "anna"]]) : .init(status: 401, body: ["message": "Who are you?"])
      case ("POST", "/api/v1/teams/join"): .init(body: ["id": 3, "name": "The Owls"])
      case ("GET", "/api/v1/scenarios"):
        .init(body: ["scenarios": [["id": "ferry", "title": "The ferry", "difficulty": "easy", "parSeconds": 600]]])
      case ("GET", "/api/v1/competitions"):
        .init(body: [
          "competitions": [
            ["slug": "night", "name": "The night", "state": "running", "isEntered": true],
            ["slug": "next", "name": "The next", "state": "upcoming", "isEntered": true],
            ["slug": "open", "name": "The open", "state": "running", "isEntered": false],
          ]
        ])
      case ("GET", "/api/v1/competitions/night"):
        .init(body: ["scenarios": [["id": "ferry", "title": "The ferry", "difficulty": "easy", "par": 600]]])
      case ("GET", "/api/v1/competitions/open"):
        .init(body: ["slug": "open", "isEntered": false, "rules": ["brackets": ["pros", "students"]]])
      case ("POST", "/api/v1/competitions/open/join"):
        request.body["bracket"] == "pros"
          ? .init(body: [:]) : .init(status: 400, body: ["message": "Bracket: choose one of pros, students."])
      case ("POST", "/api/v1/runs"):
        request.body["scenario"] == "ferry"
          ? .init(status: 201, body: ["run": 7]) : .init(status: 404, body: ["message": "There is no such scenario."])
      case ("GET", "/api/v1/runs/7"): .init(body: ServerDrillTests.run())
      case ("POST", "/api/v1/runs/7/lines"): line(server, request)
      case ("POST", "/api/v1/runs/7/commands"):
        .init(body: ["text": .string("\(request.body["words"]?.arrayValue?.count ?? 0) words\n"), "status": 3])
      case ("GET", "/api/v1/runs/7/kubeconfig"): .init(body: ["kind": "Config"])
      default: .init(status: 404, body: ["message": "There is nothing."])
      }
    }
  }

  private static func signUp(_ request: FakeGameServer.Request) -> FakeGameServer.Answer {
    guard let name = request.body["name"]?.stringValue else {
      return .init(status: 400, body: ["message": "name is missing.", "field": "name"])
    }
    if name == "taken" { return .init(status: 409, body: ["message": "That name is taken.", "field": "name"]) }
    return .init(body: ["account": ["name": .string(name)], "token": "t0ken"])
  }

  private static func line(_ server: FakeGameServer, _ request: FakeGameServer.Request) -> FakeGameServer.Answer {
    let line = request.body["line"]?.stringValue ?? ""
    if line == "quit" {
      server.finish(input: "over")
    } else {
      server.print("did \(line)\n")
      server.finish()
    }
    return .init(status: 202)
  }

  @Test("Who joins is known from then on, by a token that nobody else can read.")
  func signsUp() throws {
    let server = Self.server()
    defer { withExtendedLifetime(server) {} }
    let first = try program.run(
      "join", server.address, "--name", "anna", "--scenario", "ferry", input: "kubectl get po\n")
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    #expect(first.output.contains("You are anna at \(server.address).") && first.output.contains("did kubectl get po"))
    #expect(first.output.contains("firedrill join \(server.address)/runs/7 goes on."))
    #expect(try FileManager.default.attributesOfItem(atPath: tokenFile)[.posixPermissions] as? Int == 0o600)
    let second = try program.run("join", "\(server.address)/runs/7", input: "true\nquit\nnever\n")
    #expect(second.status == 0 && second.output.contains("did true") && !second.output.contains("never"))
    #expect(server.bodies(of: "/signup").count == 1 && server.bodies(of: "/lines").count == 3)
    let label = try #require(server.bodies(of: "/signup").first?["token"]?.stringValue)
    #expect(label.hasPrefix("firedrill on "))
  }

  @Test("Links and invitations lead to an account, a team, a run.")
  func links() throws {
    let server = Self.server()
    defer { withExtendedLifetime(server) {} }
    let linked = try program.run("join", server.address + "/links/once", "--name", "bo", "--scenario", "ferry")
    #expect(linked.status == 0 && linked.output.contains("You are bo"))
    let invited = try program.run("join", server.address + "/invites/owls", "--scenario", "ferry")
    #expect(invited.output.contains("You play in the team The Owls."))
    #expect(server.bodies(of: "/teams/join") == [["code": "owls"]])
  }

  @Test("Who takes part in a running competition plays there; another one is entered by its address and a bracket.")
  func competitions() throws {
    let server = Self.server()
    defer { withExtendedLifetime(server) {} }
    let joined = try program.run("join", server.address, "--name", "anna", "--scenario", "ferry", input: "quit\n")
    #expect(joined.output.contains("The night is running: these are its scenarios."))
    #expect(server.bodies(of: "/runs").last?["competition"] == "night")
    let open = server.address + "/competitions/open"
    let unsaid = try program.run("join", open, "--scenario", "ferry")
    #expect(unsaid.status == 1 && unsaid.errors.contains("Your bracket (pros, students)? Say it with --bracket"))
    let wrong = try program.run("join", open, "--scenario", "ferry", "--bracket", "none")
    #expect(wrong.status == 1 && wrong.errors.contains("choose one of pros, students"))
    let said = try program.run("join", open, "--scenario", "ferry", "--bracket", "pros", input: "quit\n")
    #expect(said.status == 0 && server.bodies(of: "/runs").last?["competition"] == "open", "\(said.errors)")
  }

  @Test(
    "What does not work is told in a sentence, and ends with status 1.",
    arguments: [
      (["drill.example.org"], "is no link"), (["SERVER", "--scenario", "boat", "--name", "anna"], "no such scenario"),
      (["SERVER", "--name", "taken"], "That name is taken."),
      (["SERVER/runs/8", "--name", "anna"], "There is nothing"),
      (["SERVER"], "Say it with --name"), (["http://127.0.0.1:1", "--name", "anna"], "connection refused"),
      (["SERVER", "--name", "anna"], "say what to play with --scenario"),
    ])
  func failures(arguments: [String], words: String) throws {
    let server = Self.server()
    defer { withExtendedLifetime(server) {} }
    let result = try program.run(["join"] + arguments.map { $0.replacing("SERVER", with: server.address) })
    #expect(result.status == 1 && result.errors.contains(words), "\(result.errors)")
    #expect(!result.errors.contains(".."))
  }

  @Test("A game command in the player's own shell reaches the run.")
  func ownShell() throws {
    let server = Self.server()
    defer { withExtendedLifetime(server) {} }
    _ = try program.run("join", server.address, "--name", "anna", "--scenario", "ferry")
    let changes = ["FIREDRILL_DRILL": server.address + "/runs/7"]
    let reply = try program.run(["game", "hint", "yes"], changing: changes)
    #expect(reply.status == 3 && reply.output + reply.errors == "2 words\n")
    #expect(server.bodies(of: "/commands").first?["words"] == ["hint", "yes"])
  }

  @Test("On the whole screen a server's run looks as one of this machine, with the team in the incident.")
  func wholeScreen() throws {
    let server = Self.server()
    defer { withExtendedLifetime(server) {} }
    let terminal = try PseudoTerminal(
      program, ["join", server.address, "--name", "anna"], kind: "xterm-256color", rows: 40, columns: 120)
    #expect(terminal.waits(for: "The ferry"))
    terminal.type("\r")
    #expect(terminal.waits(for: "Your team"))
    #expect(terminal.waits(for: "harbour"))
    terminal.type("kubectl get po\r")
    #expect(terminal.waits(for: "did kubectl get po"))
    server.send(
      "activity", ["seat": 2, "seconds": 70, "line": "kubectl top po", "evidence": ["It is full."], "isChange": false])
    #expect(terminal.waits(for: "It is full."))
    // F10 leads back to the menu, and Escape out of it.
    terminal.type("\u{1B}[21~")
    #expect(terminal.waits(for: "who is on call"))
    terminal.type("\u{1B}")
    #expect(terminal.status() == 0)
  }
}
