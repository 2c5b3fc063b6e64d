import KubernetesModel
import Leaderboard
import SimulationKernel

enum OrganiserRoutes {
  private static let root = APIRoutes.root + "/competitions"
  private static let one = root + "/{slug}"
  private static let number = Field.Kind.integer(0...1_000_000)
  private static let team = Field("team", .integer(1...Int64.max), "a team's id")
  private static let reason = Field("reason", .text(limit: 4000), "which the team can read")

  /// A time is microseconds or text: so it is any value, and read where it is used.
  private static func time(_ name: String, _ about: String, isRequired: Bool = false) -> Field {
    Field(name, .time, about, isRequired: isRequired)
  }

  private static let settings: [Field] = [
    Field("about", .text(limit: 100_000), "for players to read", isRequired: false),
    Field("slug", .text(limit: 200), "its name in addresses; made from the name", isRequired: false),
    time("freezesAt", "from when on the public board stands still"),
    Field("ownTools", .flag, "whether players may use their own kubectl", isRequired: false),
    Field("hints", .flag, "whether hints can be bought", isRequired: false),
    Field("hintPricePercent", number, "of what the scenario asks", isRequired: false),
    Field("retries", number, "how often a scenario may be played again; null for any number", isRequired: false),
    Field("minutesPerScenario", number, "null for no limit", isRequired: false),
    Field("firstBlood", number, "points for whoever solves a scenario first", isRequired: false),
    Field("decay", .flag, "whether a scenario is worth less the more teams solve it", isRequired: false),
    Field("decayMinimum", number, "what is left at last, of a hundred", isRequired: false),
    Field("decaySolves", number, "how many teams have solved it then", isRequired: false),
    Field("teamSize", number, "the largest team; null for any", isRequired: false),
    Field("brackets", .texts, "groups that are ranked among themselves, too", isRequired: false),
  ]

  private static let task: [Field] = [
    Field("position", number, "its place in the list", isRequired: false),
    Field("weight", number, "what its points count, of a hundred", isRequired: false),
    Field("requires", .text(limit: 200), "the scenario that must be solved before", isRequired: false),
    time("releasesAt", "from when on it is there; at the start where it is left out"),
  ]

  static let all: [Route] = making + running + judging + watching + taking

  /// Bytes of an archive.
  private static let archiveLimit = 256 << 20

  private static let taking: [Route] = [
    Route(.get, one + "/export.csv", .organiser, "The ranking as it is, as CSV.") { call throws(SiteError) in
      let standings = try await CompetitionActions.standings(call, includingFrozen: true)
      let name = try await CompetitionActions.competition(call).slug + ".csv"
      return .download(Array(StandingsCSV.text(standings).utf8), type: "text/csv; charset=utf-8", name: name)
    },
    Route(.get, one + "/ctftime.json", .anyone, "The public ranking, as CTFtime takes it.") { call throws(SiteError) in
      let standings = try await CompetitionActions.standings(call, includingFrozen: false)
      return .text(CTFtimeFeed.text(standings), type: "application/json")
    },
    Route(.get, one + "/archive", .organiser, "All of a competition, to be imported elsewhere: JSON lines.") {
      call throws(SiteError) in
      let (name, bytes) = try await OrganiserActions.export(call)
      return .download(bytes, type: "application/x-ndjson", name: name)
    },
    Route(
      .post, APIRoutes.root + "/import", .organiser,
      "Make a competition of an archive: the body is the archive, as application/x-ndjson.",
      query: [
        Field(
          "copy", .text(limit: 3), "`yes` to make a second one where the competition is here already", isRequired: false
        )
      ], bodyLimit: archiveLimit
    ) { call throws(SiteError) in
      let imported = try await OrganiserActions.import(call)
      return .json(
        [
          "slug": .string(imported.competition.slug), "teams": JSONValue(imported.teams),
          "runs": JSONValue(imported.runs),
        ], status: 201)
    },
    Route(
      .post, APIRoutes.root + "/runs/{run}/recheck", .organiser,
      "Compute the card of a run once more that does not count."
    ) { call throws(SiteError) in
      try await OrganiserActions.recheck(call)
      return .done
    },
  ]

  private static let making: [Route] = [
    Route(
      .post, root, .organiser, "Make a competition.",
      takes: [
        Field("name", .text(limit: 4000), "what it is called"),
        time("starts", "when it begins", isRequired: true), time("ends", "when it ends", isRequired: true),
        Field("draft", .flag, "whether only organisers see it, until it is published", isRequired: false),
      ] + settings
    ) { call throws(SiteError) in answer(try await OrganiserActions.create(call), call, status: 201) },
    Route(
      .patch, one, .organiser, "Change a competition.",
      takes: [
        Field("name", .text(limit: 4000), "what it is called", isRequired: false), time("starts", "when it begins"),
        time("ends", "when it ends"),
      ] + settings
    ) { call throws(SiteError) in answer(try await OrganiserActions.update(call), call) },
    Route(
      .delete, one, .organiser, "Remove a competition in which nobody has played.",
      takes: [Field("confirm", .text(limit: 200), "its slug, to be sure", isRequired: false)]
    ) { call throws(SiteError) in
      try await OrganiserActions.delete(call)
      return .done
    },
    Route(
      .post, one + "/scenarios", .organiser, "Add a scenario, or change what is said of it.",
      takes: [Field("scenario", .text(limit: 200), "its id")] + task
    ) { call throws(SiteError) in answer(try await OrganiserActions.setScenario(call), call) },
    Route(
      .patch, one + "/scenarios/{scenario}", .organiser, "Change what is said of a scenario.", takes: task
    ) { call throws(SiteError) in answer(try await OrganiserActions.setScenario(call), call) },
    Route(.delete, one + "/scenarios/{scenario}", .organiser, "Take a scenario out that nobody has played.") {
      call throws(SiteError) in answer(try await OrganiserActions.removeScenario(call), call)
    },
  ]

  private static let running: [Route] = [
    Route(.post, one + "/publish", .organiser, "Show a draft to everybody, for good.") { call throws(SiteError) in
      answer(try await OrganiserActions.publish(call), call)
    },
    Route(.post, one + "/pause", .organiser, "Stop the clock of all runs.") { call throws(SiteError) in
      answer(try await OrganiserActions.pause(call), call)
    },
    Route(
      .post, one + "/resume", .organiser, "Let the clock go on.",
      takes: [Field("extendsEnd", .flag, "move the end by as long as the pause took", isRequired: false)]
    ) { call throws(SiteError) in answer(try await OrganiserActions.resume(call), call) },
    Route(
      .post, one + "/freeze", .organiser, "Freeze the public board.", takes: [time("at", "from when on; now")]
    ) { call throws(SiteError) in answer(try await OrganiserActions.freeze(call), call) },
    Route(.post, one + "/reveal", .organiser, "Show the public board as it is again.") { call throws(SiteError) in
      answer(try await OrganiserActions.reveal(call), call)
    },
    Route(
      .post, one + "/announcements", .organiser, "Tell all players something.",
      takes: [Field("text", .text(limit: 20_000), "the announcement")]
    ) { call throws(SiteError) in .json(JSONValue(encoding: try await OrganiserActions.announce(call)), status: 201) },
  ]

  private static let judging: [Route] = [
    Route(
      .post, one + "/awards", .organiser, "Give a team points, or take some away.",
      takes: [team, Field("points", .integer(-100_000...100_000), "not 0"), reason]
    ) { call throws(SiteError) in .json(JSONValue(encoding: try await OrganiserActions.award(call)), status: 201) },
    Route(
      .get, one + "/awards", .organiser, "The awards."
    ) { call throws(SiteError) in
      let competition = try await CompetitionActions.competition(call)
      let awards = try await call.archive { archive throws(ArchiveError) in try archive.awards(in: competition.id) }
      return .json(["awards": .array(awards.map { JSONValue(encoding: $0) })])
    },
    Route(.post, one + "/disqualify", .organiser, "Take a team out of the ranking.", takes: [team, reason]) {
      call throws(SiteError) in
      try await OrganiserActions.disqualify(call)
      return .done
    },
    Route(
      .post, one + "/readmit", .organiser, "Rank a team again.",
      takes: [team, Field("reason", .text(limit: 4000), "for the audit", isRequired: false)]
    ) { call throws(SiteError) in
      try await OrganiserActions.readmit(call)
      return .done
    },
    Route(
      .post, one + "/bracket", .organiser, "Move a team to another bracket.",
      takes: [team, Field("bracket", .text(limit: 400), "one of the rules'", isRequired: false)]
    ) { call throws(SiteError) in
      try await OrganiserActions.setBracket(call)
      return .done
    },
  ]

  private static let watching: [Route] = [
    Route(.get, one + "/teams", .organiser, "Who takes part.") { call throws(SiteError) in
      let competition = try await CompetitionActions.competition(call)
      let found = try await call.archive { archive throws(ArchiveError) in try archive.competitors(in: competition.id) }
      return .json(["teams": .array(found.map { JSONValue(encoding: $0) })])
    },
    Route(.get, one + "/runs", .organiser, "All runs of a competition.") { call throws(SiteError) in
      let competition = try await CompetitionActions.competition(call)
      let runs = try await call.archive { archive throws(ArchiveError) in
        try archive.runs(inCompetition: competition.id)
      }
      return .json(["runs": .array(runs.map(RecordJSON.run))])
    },
    Route(
      .get, one + "/audit", .organiser, "What organisers did, the newest first.",
      query: [Field("before", .integer(1...Int64.max), "the last of the page before", isRequired: false)]
    ) { call throws(SiteError) in
      .json(["audit": .array(try await OrganiserActions.audit(call).map { JSONValue(encoding: $0) })])
    },
    Route(
      .get, APIRoutes.root + "/runs/{run}/fingerprint", .organiser,
      "Where an open run has come, and one number for its state: what replays of its journal must come to, too."
    ) { call throws(SiteError) in
      let state = try await OrganiserActions.state(call)
      return .json([
        "entries": JSONValue(state.entries), "instant": .integer(state.instant.microseconds),
        "fingerprint": .string(state.fingerprint.description),
      ])
    },
    Route(
      .get, APIRoutes.root + "/runs/{run}/questions", .organiser,
      "What the AI service was asked in a run and what it answered, before it was checked. It may give the solution away."
    ) { call throws(SiteError) in .json(["questions": .array(try await QuestionActions.asked(call))]) },
    Route(.get, one + "/stuck", .organiser, "Who plays now, and at which evidence they are.") {
      call throws(SiteError) in
      .json(["runs": .array(try await OrganiserActions.stuck(call).map { JSONValue(encoding: $0) })])
    },
  ]

  private static func answer(_ competition: Competition, _ call: RouteCall, status: Int = 200) -> SiteResponse {
    .json(RecordJSON.competition(competition, at: call.now, isOrganiser: true), status: status)
  }
}
