import ArgumentParser
import HTTPClient
import KubernetesModel
import Terminal

/// The path of a competition.
private func path(_ slug: String, _ rest: String) -> String { "/competitions/\(WebClient.escaped(slug))\(rest)" }

/// A team of a competition, as organisers name it.
private struct NamedTeam {
  let id: Int64
  let name: String

  /// - Parameter text: the team's name, or its number.
  static func find(_ text: String, in slug: String, _ options: AdminOptions, on api: ServerAPI) throws(Failure)
    -> NamedTeam
  {
    let teams = try options.answer("GET", path(slug, "/teams"), on: api).list("teams").compactMap { row in
      row["team"]?.intValue.map { NamedTeam(id: $0, name: row.text("name")) }
    }
    if let team = teams.first(where: { $0.name == text }) { return team }
    let folded = teams.filter { $0.name.lowercased() == text.lowercased() }
    if folded.count == 1 { return folded[0] }
    if let team = teams.first(where: { String($0.id) == text }) { return team }
    let names = teams.map(\.name).prefix(20).joined(separator: ", ")
    throw Failure("no team \(text) takes part in \(slug)." + (names.isEmpty ? "" : " There are: \(names)."))
  }
}

struct CompetitionTeams: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "teams", abstract: "See who takes part.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String

  func run() throws {
    try options.ask("GET", path(slug, "/teams")) { answer in
      var table = TextTable(header: ["TEAM", "NAME", "BRACKET", "DISQUALIFIED"])
      for row in answer.list("teams") {
        table.add([row.text("team"), row.text("name"), row.text("bracket"), row.text("disqualified")])
      }
      return table.text
    }
  }
}

struct CompetitionAward: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "award",
    abstract: "Give a team points, or take some away: award night-1 'The Owls' --reason TEXT -- -5.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Argument(help: "The team's name or number.") var team: String
  @Argument(help: "How many; less than 0 takes them away.") var points: Int
  @Option(help: "Why: it stands on the competition's page, for everybody.") var reason: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let team = try NamedTeam.find(team, in: slug, options, on: api)
      let body: JSONValue = [
        "team": .integer(team.id), "points": JSONValue(points), "reason": .string(reason),
      ]
      options.show(try options.answer("POST", path(slug, "/awards"), body, on: api)) { _ in
        "\(team.name): \(points > 0 ? "+" : "")\(points).\n"
      }
    }
  }
}

struct CompetitionDisqualify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disqualify", abstract: "Take a team out of the ranking.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Argument(help: "The team's name or number.") var team: String
  @Option(help: "Why; the team can read it.") var reason: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let team = try NamedTeam.find(team, in: slug, options, on: api)
      let body: JSONValue = ["team": .integer(team.id), "reason": .string(reason)]
      options.show(try options.answer("POST", path(slug, "/disqualify"), body, on: api)) { _ in
        "\(team.name) is not ranked any more. firedrill admin competitions readmit takes that back.\n"
      }
    }
  }
}

struct CompetitionReadmit: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "readmit", abstract: "Rank a team again.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Argument(help: "The team's name or number.") var team: String
  @Option(help: "Why, for the audit.") var reason: String?

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let team = try NamedTeam.find(team, in: slug, options, on: api)
      var body: JSONValue = ["team": .integer(team.id)]
      body["reason"] = reason.map { .string($0) }
      options.show(try options.answer("POST", path(slug, "/readmit"), body, on: api)) { _ in
        "\(team.name) is ranked again.\n"
      }
    }
  }
}

struct CompetitionStuck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stuck", abstract: "See who plays now, and at which evidence they are.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let teams = try options.answer("GET", path(slug, "/teams"), on: api).list("teams")
      options.show(try options.answer("GET", path(slug, "/stuck"), on: api)) { Self.text($0.list("runs"), teams) }
    }
  }

  /// One paragraph a run: who, and what they have not seen yet.
  static func text(_ runs: [JSONValue], _ teams: [JSONValue]) -> String {
    guard !runs.isEmpty else { return "Nobody plays.\n" }
    return runs.map { run in
      let team = teams.first { $0["team"]?.intValue == run["team"]?.intValue }?.text("name") ?? run.text("team")
      let quiet = ClockText.of(seconds: run["quietSeconds"]?.number ?? 0)
      let head = "\(team): \(run.text("scenario")) (run \(run.text("run"))), \(run.text("points")) points"
      let facts = run.list("found").map { ("+", $0) } + run.list("missing").map { ("-", $0) }
      return head + ", nothing new for \(quiet)\n"
        + facts.map { "  \($0.0) \(ServerOutput.line($0.1.stringValue ?? ""))\n" }.joined()
    }.joined(separator: "\n")
  }
}

struct CompetitionAudit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "See what organisers did, the newest first.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String

  func run() throws {
    try options.ask("GET", path(slug, "/audit")) { answer in
      var table = TextTable(header: ["AT (UTC)", "BY", "WHAT", "OF", "DETAIL"])
      for row in answer.list("audit") {
        table.add([
          AdminTime.text(row["at"]), row.text("actor"), row.text("action"), row.text("subject"), row.text("detail"),
        ])
      }
      return table.text
    }
  }
}
