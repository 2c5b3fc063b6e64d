import ArgumentParser
import HTTPClient
import KubernetesModel

/// The path of a competition.
private func path(_ slug: String, _ rest: String = "") -> String { "/competitions/\(WebClient.escaped(slug))\(rest)" }

/// A draft is seen by nobody, whatever its times say.
private func state(_ competition: JSONValue) -> String {
  competition["isDraft"]?.boolValue ?? false ? "draft" : competition.text("state")
}

/// What is said of a competition that was changed.
private func summary(_ competition: JSONValue) -> String {
  var text = "\(competition.text("name")) (\(competition.text("slug"))): \(state(competition)), "
  text += "\(AdminTime.text(competition["starts"])) to \(AdminTime.text(competition["ends"])) UTC"
  if competition["isFrozen"]?.boolValue ?? false { text += ", the public board is frozen" }
  return text + ".\n"
}

struct CompetitionList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the competitions.")
  @OptionGroup var options: AdminOptions

  func run() throws {
    try options.ask("GET", "/competitions") { answer in
      var table = TextTable(header: ["SLUG", "NAME", "STATE", "STARTS (UTC)", "ENDS (UTC)"])
      for row in answer.list("competitions") {
        table.add([
          row.text("slug"), row.text("name"), state(row), AdminTime.text(row["starts"]),
          AdminTime.text(row["ends"]),
        ])
      }
      return table.text
    }
  }
}

struct CompetitionShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a competition's scenarios and rules.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "Its name in addresses.") var slug: String

  func run() throws {
    try options.ask("GET", path(slug)) { answer in
      var table = TextTable(header: ["SCENARIO", "TITLE", "WEIGHT", "FROM (UTC)", "AFTER"])
      for row in answer.list("scenarios") {
        table.add([
          row.text("scenario"), row.text("title"), row.text("weight") + "%", AdminTime.text(row["releasesAt"]),
          row.text("requires"),
        ])
      }
      let rules = answer["rules"]?.objectValue.map { rules in
        rules.map { "  \($0.key)  \((["value": $0.value] as JSONValue).text("value"))\n" }.joined()
      }
      return summary(answer) + "\n" + table.text + "\nRules\n" + (rules ?? "")
    }
  }
}

/// What is said of a competition when it is made, and later.
struct CompetitionSettings: ParsableArguments {
  @Option(help: "For players to read.") var about: String?
  @Option(help: "Its name in addresses; made from the name where it is not given.") var slug: String?
  @Option(help: "From when on the public board stands still.") var freezesAt: String?
  @Flag(inversion: .prefixedNo, help: "Whether players may use their own kubectl.") var ownTools: Bool?
  @Flag(inversion: .prefixedNo, help: "Whether hints can be bought.") var hints: Bool?
  @Option(help: "What hints cost, of a hundred of what the scenario asks.") var hintPricePercent: Int?
  @Option(help: "How often a scenario may be played again.") var retries: Int?
  @Option(help: "How long a scenario may take.") var minutesPerScenario: Int?
  @Option(help: "Points for whoever solves a scenario first.") var firstBlood: Int?
  @Option(help: "What is left of a scenario's points at last, of a hundred, the more teams solve it.")
  var decayMinimum: Int?
  @Option(help: "After how many solves that is so.") var decaySolves: Int?
  @Option(help: "The largest team.") var teamSize: Int?
  @Option(help: "A group that is ranked among itself, too; may be given several times.") var bracket: [String] = []

  func add(to body: inout JSONValue) throws(Failure) {
    for (key, text) in [("about", about), ("slug", slug)] { body[key] = text.map { .string($0) } }
    if let freezesAt { body["freezesAt"] = try AdminTime.value(freezesAt, "--freezes-at") }
    for (key, flag) in [("ownTools", ownTools), ("hints", hints)] { body[key] = flag.map { .bool($0) } }
    let numbers = [
      ("hintPricePercent", hintPricePercent), ("retries", retries), ("minutesPerScenario", minutesPerScenario),
      ("firstBlood", firstBlood), ("decayMinimum", decayMinimum), ("decaySolves", decaySolves),
      ("teamSize", teamSize),
    ]
    for (key, number) in numbers { body[key] = number.map { JSONValue($0) } }
    if decayMinimum != nil || decaySolves != nil { body["decay"] = true }
    if !bracket.isEmpty { body["brackets"] = .array(bracket.map { .string($0) }) }
  }
}

struct CompetitionCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a competition.",
    discussion: "Times are in UTC: 2026-11-23T18:00, now, or from now on: +90m, +2h30m.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "What it is called.") var name: String
  @Option(help: "When it begins.") var starts: String
  @Option(help: "When it ends.") var ends: String
  @Option(help: "A scenario of it, by its id; may be given several times.") var scenario: [String] = []
  @Flag(help: "Show it to organisers alone, until you publish it.") var draft = false
  @OptionGroup var settings: CompetitionSettings

  func run() throws {
    try reportingFailure {
      var body: JSONValue = ["name": .string(name)]
      body["starts"] = try AdminTime.value(starts, "--starts")
      body["ends"] = try AdminTime.value(ends, "--ends")
      if draft { body["draft"] = true }
      try settings.add(to: &body)
      let api = try options.api()
      // Before anything is made.
      let known = Set(try options.answer("GET", "/scenarios", on: api).list("scenarios").map { $0.text("id") })
      if let unknown = scenario.first(where: { !known.contains($0) }) {
        throw Failure("the server has no scenario \(unknown). There are: \(known.sorted().joined(separator: ", ")).")
      }
      var made = try options.answer("POST", "/competitions", body, on: api)
      for (index, id) in scenario.enumerated() {
        let task: JSONValue = ["scenario": .string(id), "position": JSONValue(index + 1)]
        made = try options.answer("POST", path(made.text("slug"), "/scenarios"), task, on: api)
      }
      options.show(made) {
        summary($0)
          + (draft ? "Show it to players with: firedrill admin competitions publish \($0.text("slug"))\n" : "")
          + "Players join with: firedrill join \(api.address)/competitions/\($0.text("slug"))\n"
      }
    }
  }
}

struct CompetitionChange: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "change", abstract: "Change a competition.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "Its name in addresses.") var competition: String
  @Option(help: "What it is called.") var name: String?
  @Option(help: "When it begins.") var starts: String?
  @Option(help: "When it ends.") var ends: String?
  @OptionGroup var settings: CompetitionSettings

  func run() throws {
    try reportingFailure {
      var body: JSONValue = [:]
      body["name"] = name.map { .string($0) }
      if let starts { body["starts"] = try AdminTime.value(starts, "--starts") }
      if let ends { body["ends"] = try AdminTime.value(ends, "--ends") }
      try settings.add(to: &body)
      options.show(try options.answer("PATCH", path(competition), body, on: options.api()), summary)
    }
  }
}

struct CompetitionPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Show a draft to everybody, for good.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "Its name in addresses.") var slug: String

  func run() throws { try options.ask("POST", path(slug, "/publish"), [:], summary) }
}

struct CompetitionDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Remove a competition in which nobody has played.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "Its name in addresses.") var slug: String

  func run() throws {
    try options.ask("DELETE", path(slug), ["confirm": .string(slug)]) { _ in "\(slug) is gone.\n" }
  }
}

struct CompetitionAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a scenario, or change what is said of it.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Argument(help: "The scenario's id.") var scenario: String
  @Option(help: "Its place in the list.") var position: Int?
  @Option(help: "What its points count, of a hundred.") var weight: Int?
  @Option(help: "From when on it is there; from the start where it is not given.") var releasesAt: String?
  @Option(help: "The scenario that must be solved before.") var requires: String?

  func run() throws {
    try reportingFailure {
      var body: JSONValue = ["scenario": .string(scenario)]
      for (key, number) in [("position", position), ("weight", weight)] { body[key] = number.map { JSONValue($0) } }
      if let releasesAt { body["releasesAt"] = try AdminTime.value(releasesAt, "--releases-at") }
      body["requires"] = requires.map { .string($0) }
      options.show(try options.answer("POST", path(slug, "/scenarios"), body, on: options.api()), summary)
    }
  }
}

struct CompetitionDrop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Take a scenario out that nobody has played.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Argument(help: "The scenario's id.") var scenario: String

  func run() throws {
    try options.ask("DELETE", path(slug, "/scenarios/\(WebClient.escaped(scenario))"), nil, summary)
  }
}

struct CompetitionPause: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "pause", abstract: "Stop the clock of all runs.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String

  func run() throws { try options.ask("POST", path(slug, "/pause"), [:], summary) }
}

struct CompetitionResume: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "resume", abstract: "Let the clock go on.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Flag(help: "Move the end by as long as the pause took.") var extend = false

  func run() throws {
    try options.ask("POST", path(slug, "/resume"), ["extendsEnd": .bool(extend)], summary)
  }
}

struct CompetitionFreeze: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "freeze", abstract: "Let the public board stand still.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Option(help: "From when on; now where it is not given.") var at: String?

  func run() throws {
    try reportingFailure {
      var body: JSONValue = [:]
      if let at { body["at"] = try AdminTime.value(at, "--at") }
      options.show(try options.answer("POST", path(slug, "/freeze"), body, on: options.api()), summary)
    }
  }
}

struct CompetitionReveal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Show the public board as it is again.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String

  func run() throws { try options.ask("POST", path(slug, "/reveal"), [:], summary) }
}

struct CompetitionAnnounce: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "announce", abstract: "Tell all players something.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Argument(help: "What to tell them.") var text: String

  func run() throws {
    try options.ask("POST", path(slug, "/announcements"), ["text": .string(text)]) { _ in "It is told.\n" }
  }
}
