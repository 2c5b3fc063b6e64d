import Drills
import Leaderboard
import Scenarios
import Scoring
import SimulationKernel

/// Scenarios, and playing them.
enum PlayingRoutes {
  static let all: [Route] = [
    Route(.get, "/scenarios", .anyone) { call throws(SiteError) in .html(try await scenarios(call)) },
    Route(.get, "/runs", .player) { call throws(SiteError) in .html(try await runs(call)) },
    Route(
      .post, "/runs", .player,
      takes: [
        Field("scenario", .text(limit: 200), "a scenario's id"),
        Field(
          "competition", .text(limit: 200), "the address of the competition that it is played in", isRequired: false),
      ]
    ) { call throws(SiteError) in .seeOther("/runs/\(try await RunActions.start(call))") },
    Route(.get, "/runs/{run}", .member(of: .run)) { call throws(SiteError) in .html(try await run(call)) },
    Route(
      .post, "/runs/{run}/commands", .member(of: .run), takes: [Field("words", .texts, "a game command")]
    ) { call throws(SiteError) in
      let reply = try await RunActions.command(call)
      return .html(try await run(call, .init(reply.text, isError: reply.isError)))
    },
    Route(.get, "/runs/{run}/replay", .member(of: .run)) { call throws(SiteError) in .html(try await replay(call)) },
  ]

  // MARK: Scenarios

  private static func scenarios(_ call: RouteCall) async throws(SiteError) -> String {
    let (now, visitor, shelf) = (call.now, call.visitor, try call.backstage().shelf)
    var best: [String: Int] = [:]
    var open: [String: Int64] = [:]
    var next: Suggestion?
    if let visitor {
      let found = try await call.archive { archive throws(ArchiveError) -> ([[String: Int]], [Run], [Attempt]) in
        let teams = try archive.teams(of: visitor.id)
        var best: [[String: Int]] = []
        var runs: [Run] = []
        for team in teams {
          best.append(try archive.bestPoints(of: team.id))
          runs += try archive.openRuns(of: team.id).filter { $0.competition == nil }
        }
        return (best, runs, try archive.attempts(of: visitor.id, at: now, includingClosed: true))
      }
      for points in found.0 { best.merge(points) { max($0, $1) } }
      for run in found.1 { open[run.scenario] = run.number }
      next = Suggestion.next(after: found.2, among: shelf.profiles)
    }
    var tracks: [ScenariosView.Track] = []
    for entry in shelf.entries {
      let line = ScenariosView.Line(
        id: entry.id, title: entry.title, difficulty: entry.difficulty, parSeconds: entry.parSeconds,
        best: best[entry.id], openRun: open[entry.id])
      if tracks.last?.name == entry.track {
        tracks[tracks.count - 1].lines.append(line)
      } else {
        tracks.append(.init(name: entry.track, lines: [line]))
      }
    }
    return ScenariosPage.html(ScenariosView(tracks: tracks, next: next), in: try await call.frame())
  }

  private static func runs(_ call: RouteCall) async throws(SiteError) -> String {
    let id = try call.account().id
    let found = try await call.archive { archive throws(ArchiveError) in
      (try archive.runs(withSeatOf: id), try archive.competitions())
    }
    let titles = try call.titles()
    let names = Dictionary(found.1.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let lines = found.0.map { run in
      RunsView.Line(
        id: run.number ?? 0, title: titles[run.scenario] ?? run.scenario, startedAt: run.started,
        isOver: run.ended != nil, points: run.points, isSolved: run.isSolved,
        isVerified: run.ended == nil ? nil : run.isVerified, isPractice: run.isPractice,
        competition: run.competition.flatMap { names[$0] })
    }
    return RunsPage.html(RunsView(lines: lines), in: try await call.frame())
  }

  // MARK: A run

  private struct Row: Sendable {
    let run: Run
    let team: Team?
    let competition: Competition?
    let seats: [Seat]
  }

  private static func row(_ call: RouteCall) async throws(SiteError) -> Row {
    let number = try call.number("run")
    let row = try await call.archive { archive throws(ArchiveError) -> Row? in
      guard let run = try archive.run(number) else { return nil }
      return Row(
        run: run, team: try run.team.map { id throws(ArchiveError) in try archive.team(id) } ?? nil,
        competition: try run.competition.map { id throws(ArchiveError) in try archive.competition(id) } ?? nil,
        seats: try archive.seats(ofRun: number))
    }
    guard let row else { throw .notFound }
    return row
  }

  private static func run(_ call: RouteCall, _ notice: PageFrame.Notice? = nil) async throws(SiteError) -> String {
    let row = try await row(call)
    let frame = try await call.frame(notice)
    let number = try call.number("run")
    guard row.run.ended == nil else {
      let finished = try await call.backstage().hall.finishedRun(number)
      var view = view(row, finished.view, finished.activity, seat: 0, call)
      view.card = finished.card
      return RunPage.html(view, in: frame)
    }
    let seated = try await RunActions.seated(call)
    let seat = seated.seat
    let standing = await seated.run.host.shared { drill, now in drill.standing(seat: seat, at: now) }
    guard let standing else { throw .notFound }
    var view = view(row, standing.view, standing.activity, seat: seat, call)
    view.seats = seated.run.places.sorted { $0.seat < $1.seat }.map { .init(number: $0.seat, player: $0.name) }
    view.isCaptain = seated.isCaptain
    view.allowsOwnTools = seated.run.takesOwnTools
    view.hints = standing.hints
    view.answersQuestions = try call.backstage().hall.adviser != nil
    return RunPage.html(view, in: frame)
  }

  private static func view(
    _ row: Row, _ drill: DrillView, _ activity: [Activity], seat: Int, _ call: RouteCall
  ) -> RunView {
    RunView(
      id: row.run.number ?? 0, drill: drill, seat: seat,
      seats: row.seats.map { .init(number: $0.seat, player: $0.name) },
      activity: activity.map {
        .init(seat: $0.seat, seconds: $0.seconds, line: $0.line, evidence: $0.evidence, isChange: $0.isChange)
      },
      team: row.team.flatMap { $0.isSolo ? nil : TeamLink(id: $0.id, name: $0.name) },
      competition: row.competition.map { .init(slug: $0.slug, name: $0.name) },
      allowsHints: row.competition?.rules.hints ?? true,
      deadline: row.competition.map { $0.deadline(ofRunStartedAt: row.run.started) }, publicURL: call.publicURL)
  }

  private static func replay(_ call: RouteCall) async throws(SiteError) -> String {
    let row = try await row(call)
    let backstage = try call.backstage()
    let journal = try await backstage.hall.finishedRun(try call.number("run")).journal
    let names = Dictionary(row.seats.map { ($0.seat, $0.name) }, uniquingKeysWith: { first, _ in first })
    let isShared = names.count > 1
    let shelf = backstage.shelf
    let view = try await backstage.hall.work { () -> ReplayView in
      let film = try Film(try shelf.prepared(for: journal.header), of: journal)
      return ReplayView(
        run: row.run.number ?? 0, title: film.scenario.title, page: film.scenario.page,
        steps: film.frames.map { frame in
          ReplayView.Step(
            seconds: Int((frame.instant - film.calledAt).components.seconds),
            player: isShared ? names[frame.seat] ?? "" : "", line: frame.text,
            output: frame.pieces.flatMap(\.bytes), found: frame.found, points: frame.view.points)
        })
    }
    return ReplayPage.html(view, in: try await call.frame())
  }
}
