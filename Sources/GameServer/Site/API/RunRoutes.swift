import Drills
import KubernetesModel
import Leaderboard
import Scoring

enum RunRoutes {
  private static let root = APIRoutes.root + "/runs"
  private static let member = Access.member(of: .run)
  private static let colour = Field("colour", .flag, "whether the terminal shows colours", isRequired: false)

  static let all: [Route] = starting + playing + afterwards

  private static let starting: [Route] = [
    Route(.get, APIRoutes.root + "/scenarios", .player, "The scenarios outside of competitions.") {
      call throws(SiteError) in .json(try await scenarios(call))
    },
    Route(
      .post, root, .player, "Begin a run, or come to the one that the team is playing already.",
      takes: [
        Field("scenario", .text(limit: 100), "its id"),
        Field("competition", .text(limit: 100), "the competition that it is part of", isRequired: false),
        Field("alone", .flag, "outside of competitions: not with the team", isRequired: false),
      ]
    ) { call throws(SiteError) in .json(["run": .integer(try await RunActions.start(call))], status: 201) },
    Route(
      .get, root, .player, "The caller's runs, the newest first.",
      query: [Field("before", .integer(1...Int64.max), "the last of the page before", isRequired: false)]
    ) { call throws(SiteError) in
      let (id, before) = (try call.account().id, call.request.query("before").flatMap { Int64($0) } ?? .max)
      let runs = try await call.archive { archive throws(ArchiveError) in
        try archive.runs(withSeatOf: id, before: before)
      }
      return .json(["runs": .array(runs.map(RecordJSON.run))])
    },
  ]

  private static let playing: [Route] = [
    Route(.get, root + "/{run}", member, "How a run stands.") { call throws(SiteError) in
      .json(try await RunActions.state(call))
    },
    Route(
      .get, root + "/{run}/events", member, "What happens, as server-sent events.",
      query: [Field("after", .text(limit: 100), "as Last-Event-ID", isRequired: false)]
    ) { call throws(SiteError) in .events(try await RunActions.events(call)) },
    Route(
      .post, root + "/{run}/lines", member, "Type a line at the prompt.",
      takes: [
        Field("line", .text(limit: 128 << 10), "the line"),
        Field("isTerminal", .flag, "whether a terminal shows its output", isRequired: false), colour,
      ]
    ) { call throws(SiteError) in
      try await RunActions.submit(call)
      return .json([:], status: 202)
    },
    Route(
      .post, root + "/{run}/input", member, "Type for a program that reads it.",
      takes: [
        Field("text", .text(limit: 128 << 10), "what is typed", isRequired: false),
        Field("end", .flag, "Ctrl-D", isRequired: false),
      ]
    ) { call throws(SiteError) in
      try await RunActions.input(call)
      return .json([:], status: 202)
    },
    Route(.post, root + "/{run}/interrupt", member, "Ctrl-C.") { call throws(SiteError) in
      try await RunActions.interrupt(call)
      return .json([:], status: 202)
    },
    Route(
      .post, root + "/{run}/edited", member, "Give back a text that was to be edited.",
      takes: [
        Field("text", .text(limit: 2 << 20), "in Base64", isRequired: false),
        Field("failed", .flag, "the editor failed", isRequired: false),
      ], bodyLimit: 3 << 20
    ) { call throws(SiteError) in
      try await RunActions.edited(call)
      return .json([:], status: 202)
    },
    Route(
      .post, root + "/{run}/settings", member,
      "Give the shell the player's aliases and settings, before the first line.",
      takes: [Field("text", .text(limit: 64 << 10), "as a file of Bash")]
    ) { call throws(SiteError) in
      try await RunActions.settings(call)
      return .json([:], status: 202)
    },
    Route(
      .get, root + "/{run}/completion", member, "What Tab offers behind a text.",
      query: [Field("text", .text(limit: 4096), "before the cursor")]
    ) { call throws(SiteError) in
      let offered = try await RunActions.completion(call)
      return .json([
        "typed": .string(offered.typed), "words": .array(offered.words.map { .string($0) }),
        "endsWord": .bool(offered.endsWord),
      ])
    },
    Route(
      .post, root + "/{run}/commands", member, "Perform a command of the game.",
      takes: [Field("words", .texts, "[\"hint\", \"yes\"]; of a form one text"), colour]
    ) { call throws(SiteError) in
      let reply = try await RunActions.command(call)
      return .json([
        "text": .string(reply.text), "status": JSONValue(reply.status), "isError": .bool(reply.isError),
      ])
    },
    Route(.get, root + "/{run}/kubeconfig", member, "The kubeconfig for the caller's own tools.") {
      call throws(SiteError) in
      let file = try await RunActions.kubeconfig(call)
      return .download(Array(file.text.utf8), type: "application/yaml", name: file.name + ".kubeconfig")
    },
  ]

  private static let afterwards: [Route] = [
    Route(.get, root + "/{run}/card", member, "The score card of a run that is over.") { call throws(SiteError) in
      .json(JSONValue(encoding: try await RunActions.finished(call).card))
    },
    Route(.get, root + "/{run}/debrief", member, "The same with all that is said of it, for programs that show it.") {
      call throws(SiteError) in .json(JSONValue(encoding: try await RunActions.finished(call).report))
    },
    Route(.get, root + "/{run}/report", member, "The report of a run that is over, as a page.") {
      call throws(SiteError) in
      let report = try await RunActions.finished(call).report
      var response = SiteResponse.html(ReportPage.html(report, date: "", links: try await ways(call)))
      // The page is whole by itself: its style is in it, and nothing else.
      response.contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
      return response
    },
  ]

  /// From a run's report to the site's pages.
  private static func ways(_ call: RouteCall) async throws(SiteError) -> [ReportPage.Link] {
    let number = try call.number("run")
    let competition = try await call.archive { archive throws(ArchiveError) in
      try archive.run(number)?.competition.map { id throws(ArchiveError) in try archive.competition(id) } ?? nil
    }
    let start: ReportPage.Link =
      competition.map { .init($0.name, Path.to("competitions", $0.slug)) } ?? .init("Scenarios", "/scenarios")
    return [start, .init("This run", "/runs/\(number)"), .init("Your runs", "/runs")]
  }

  private static func scenarios(_ call: RouteCall) async throws(SiteError) -> JSONValue {
    let id = try call.account().id
    let team = try await TeamActions.playing(call, in: nil).id
    let (open, runs) = try await call.archive { archive throws(ArchiveError) -> ([Run], [Run]) in
      (try archive.openRuns(of: team), try archive.runs(withSeatOf: id, limit: 1000))
    }
    let shelf = try call.backstage().shelf
    return [
      "scenarios": .array(
        shelf.entries.map { entry in
          var value = RecordJSON.scenario(entry)
          value["par"] = JSONValue(entry.parSeconds)
          let own = runs.filter { $0.scenario == entry.id && $0.competition == nil && !$0.isPractice && $0.isSolved }
          value["best"] = own.compactMap(\.points).max().map { JSONValue($0) }
          value["openRun"] = open.first { $0.scenario == entry.id && $0.competition == nil }?.number.map {
            .integer($0)
          }
          return value
        })
    ]
  }
}
