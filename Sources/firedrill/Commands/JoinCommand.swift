import ArgumentParser
import Foundation
import HTTPClient
import KubernetesModel
import Terminal

struct Join: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play on a server, in this terminal.",
    discussion: """
      The link may be the server's address, a sign-in link, an invitation to a team, or the address of a run, a scenario \
      or a competition. A token that signs you in from then on is kept in ~/.config/firedrill/servers.json, for you alone.
      """)

  @Argument(help: "The link that you were given.")
  var url: String

  @Option(help: "Your name there; asked where it is needed.")
  var name: String?

  @Option(help: "The link or the code of an invitation to a team, which you join.")
  var team: String?

  @Option(help: "The bracket of a competition to play in; asked where it is needed.")
  var bracket: String?

  @Option(help: "What to play, by its id; chosen from a menu where it is not given.")
  var scenario: String?

  @Flag(help: "Line by line, without the full screen.")
  var plain = false

  @Flag(help: "Open your own shell, where your own kubectl, k9s and other tools see the run's cluster.")
  var shell = false

  @Option(help: "A file of certificate authorities (PEM) to trust for this server.", completion: .file())
  var ca: String?

  func run() throws {
    try reportingFailure {
      let address = try JoinAddress(url)
      let signIn = SignIn(server: address.server, target: address.target, name: name, authority: try authority())
      let (api, linked) = try signIn.run()
      if let invite { try join(invite, api) }
      if case .invite(let code) = address.target, invite == nil { try join(code, api) }
      var competition: String?
      switch address.target {
      case .run(let run): return try play(try ServerTable.open(run, on: api))
      case .link, .server, .invite:
        if let linked { return try play(try ServerTable.open(linked, on: api)) }
        competition = try running(api)
      case .scenario(let id): return try play(try ServerTable.start(scenario ?? id, competition: nil, on: api))
      case .competition(let slug):
        competition = slug
        try enter(slug, api)
      }
      if let scenario { return try play(try ServerTable.start(scenario, competition: competition, on: api)) }
      try choose(api, competition)
    }
  }

  private func authority() throws(Failure) -> String? {
    guard let ca else { return nil }
    guard let data = FileManager.default.contents(atPath: ca) else { throw Failure("cannot read \(ca).") }
    return String(decoding: data, as: UTF8.self)
  }

  // MARK: Teams and competitions

  private var invite: String? { team.flatMap { $0.split(separator: "/").last.map(String.init) } }

  /// Who is in the team already stays there.
  private func join(_ code: String, _ api: ServerAPI) throws(Failure) {
    do {
      let answer = try api.post("/teams/join", ["code": .string(code)])
      let name = answer["name"]?.stringValue ?? answer.at("team", "name")?.stringValue ?? ""
      TerminalDevice().write("You play in the team \(ServerOutput.line(name)).\n")
    } catch {
      guard error.status == 409 else { throw api.failure(error) }
      TerminalDevice().write(ServerOutput.line(error.reason) + ".\n", toError: true)
    }
  }

  /// Takes part in a competition, unless the team does already.
  private func enter(_ slug: String, _ api: ServerAPI) throws(Failure) {
    let path = "/competitions/\(WebClient.escaped(slug))"
    let competition = try api.failing { () throws(WebProblem) in try api.get(path) }
    guard competition["isEntered"]?.boolValue != true else { return }
    let brackets = (competition.at("rules", "brackets")?.arrayValue ?? []).compactMap(\.stringValue)
    var body: JSONValue = [:]
    if !brackets.isEmpty {
      let names = brackets.map(ServerOutput.line).joined(separator: ", ")
      let chosen = if let bracket { bracket } else { try Ask.line("Your bracket (\(names))", option: "--bracket") }
      body["bracket"] = .string(chosen)
    }
    do {
      try api.post(path + "/join", body)
    } catch {
      guard error.status == 409 else { throw api.failure(error) }
    }
  }

  /// The one competition that runs now and in which the player takes part; of others they are told how to come there.
  private func running(_ api: ServerAPI) throws(Failure) -> String? {
    let list = try api.failing { () throws(WebProblem) in try api.get("/competitions") }["competitions"]?.arrayValue
    let running = (list ?? []).filter { $0["state"] == "running" || $0["state"] == "paused" }
    let joined = running.filter { $0["isEntered"]?.boolValue ?? false }
    let device = TerminalDevice()
    func name(_ value: JSONValue) -> String { ServerOutput.line(value["name"]?.stringValue ?? "") }
    if joined.count == 1, let slug = joined[0]["slug"]?.stringValue {
      device.write("\(name(joined[0])) is running: these are its scenarios.\n")
      return slug
    }
    for competition in running {
      let slug = WebClient.escaped(competition["slug"]?.stringValue ?? "")
      device.write("\(name(competition)) is running: firedrill join \(api.address)/competitions/\(slug)\n")
    }
    return nil
  }

  // MARK: Playing

  private func play(_ table: ServerTable) throws(Failure) {
    if shell { return try table.playInOwnShell() }
    table.play(isPlain: plain)
  }

  /// The menu, a choice, and the game, again and again.
  private func choose(_ api: ServerAPI, _ competition: String?) throws(Failure) {
    guard !plain, !shell, let session = ScreenSession() else { return try choosePlainly(api, competition) }
    var last: String?
    while true {
      var menu = MenuView(try ServerCatalogue(api, competition: competition).menu, choosing: last)
      guard session.run(&menu), let choice = menu.choice else { return }
      let table: ServerTable
      switch choice {
      case .play(let id):
        table = try ServerTable.start(id, competition: competition, on: api)
        last = id
      case .resume(let run): table = try ServerTable.open(Int(run), on: api)
      case .progress: continue
      }
      table.play(on: session)
      if table.isCutOff { throw Failure(table.settle()) }
    }
  }

  private func choosePlainly(_ api: ServerAPI, _ competition: String?) throws(Failure) {
    let catalogue = try ServerCatalogue(api, competition: competition)
    let device = TerminalDevice()
    device.write(catalogue.table + "\n")
    guard device.inputIsTerminal else { throw Failure("say what to play with --scenario ID.") }
    let lines = LineReader(device: device, history: [])
    while case .line(let answer) = lines.read(prompt: "Which one? (its id, or Enter to leave) ") {
      let id = answer.filter { !$0.isWhitespace }
      if id.isEmpty { return }
      let matches = catalogue.matching(id)
      if matches.count == 1 { return try play(try ServerTable.start(matches[0].id, competition: competition, on: api)) }
      device.write(matches.isEmpty ? "There is no \(id) to play.\n" : "That could be any of \(matches.count).\n")
    }
  }
}
