import Drills
import Hints
import KubernetesModel
import Leaderboard
import Scoring

/// Beginning runs and playing them.
enum RunActions {
  /// Begins a run, or leads to the one that the team is playing already: its number.
  static func start(_ call: RouteCall) async throws(SiteError) -> Int64 {
    let competition = try await competition(call)
    let team = try await TeamActions.playing(call, in: competition)
    let scenario = call.text("scenario")
    return try await call.backstage().hall.start(
      scenario, team: team.id, competition: competition, account: try call.account())
  }

  private static func competition(_ call: RouteCall) async throws(SiteError) -> Competition? {
    guard let slug = call.optionalText("competition") else { return nil }
    let found = try await call.archive { archive throws(ArchiveError) in try archive.competition(slug: slug) }
    guard let found else { throw SiteError(404, "There is no competition \(slug.prefix(60)).") }
    return found
  }

  // MARK: Playing

  /// The run that a path names, and the caller's place at it.
  struct Seated: Sendable {
    let run: HostedRun
    let seat: Int
    let isCaptain: Bool
  }

  static func seated(_ call: RouteCall) async throws(SiteError) -> Seated {
    let hall = try call.backstage().hall
    let run = try await hall.hosted(try call.number("run"))
    let visitor = try call.account()
    let place = try await hall.place(of: visitor, at: run)
    let team = try await call.archive { archive throws(ArchiveError) in try archive.team(run.team) }
    return Seated(run: run, seat: place.seat, isCaptain: team?.captain == visitor.id)
  }

  /// Does something at the caller's seat, and waits until it is kept.
  static func perform(_ doing: SharedDrillHost.Doing, _ call: RouteCall, _ seated: Seated) async throws(SiteError) {
    let seat = seated.seat
    try checkOpen(seated, call)
    guard let isDone = await seated.run.host.shared({ drill, now in drill.do(doing, seat: seat, at: now) }) else {
      throw .notFound
    }
    try await settle(seated)
    guard !isDone else { return }
    let stands = await seated.run.host.shared { drill, _ in drill.isSuspended } ?? false
    throw .conflict(stands ? "The competition is paused." : "A line still runs, or nothing waits for this.")
  }

  private static func checkOpen(_ seated: Seated, _ call: RouteCall) throws(SiteError) {
    guard !seated.run.isOver else { throw .conflict("This run is over.") }
    guard !seated.run.isOverdue(at: call.site.clock.now) else { throw .conflict("The time for this run is up.") }
  }

  private static func settle(_ seated: Seated) async throws(SiteError) {
    guard await seated.run.outlet.settle() else {
      throw .notKept
    }
  }

  static func submit(_ call: RouteCall) async throws(SiteError) {
    let seated = try await seated(call)
    try await perform(
      .line(
        call.text("line"), isTerminal: call.optionalFlag("isTerminal") ?? true,
        isColoured: call.optionalFlag("colour") ?? true, mayGiveUp: seated.isCaptain), call, seated)
  }

  static func input(_ call: RouteCall) async throws(SiteError) {
    let bytes = call.flag("end") ? nil : Array(call.text("text").utf8)
    try await perform(.input(bytes), call, try await seated(call))
  }

  static func interrupt(_ call: RouteCall) async throws(SiteError) {
    try await perform(.interrupt, call, try await seated(call))
  }

  static func edited(_ call: RouteCall) async throws(SiteError) {
    let text = call.flag("failed") ? nil : Base64.decode(call.text("text"))
    guard text != nil || call.flag("failed") else { throw .badRequest("text must be Base64.", field: "text") }
    try await perform(.edited(text), call, try await seated(call))
  }

  static func settings(_ call: RouteCall) async throws(SiteError) {
    try await perform(.settings(call.text("text")), call, try await seated(call))
  }

  static func completion(_ call: RouteCall) async throws(SiteError) -> LineCompletion {
    let seated = try await seated(call)
    let text = String((call.request.query("text") ?? "").prefix(4096))
    let seat = seated.seat
    let offered = await seated.run.host.shared { drill, now in drill.completion(of: text, seat: seat, at: now) }
    guard let offered = offered ?? nil else { throw .conflict("The drill stands still at the moment.") }
    return offered
  }

  /// Performs a game command.
  static func command(_ call: RouteCall) async throws(SiteError) -> GameReply {
    let seated = try await seated(call)
    let words = words(call)
    let isColoured = call.flag("colour")
    let (seat, mayGiveUp) = (seated.seat, seated.isCaptain)
    try checkOpen(seated, call)
    let advice = try await advice(for: words, seated, call)
    try checkOpen(seated, call)
    let reply = await seated.run.host.shared { drill, now in
      drill.command(words, seat: seat, isColoured: isColoured, mayGiveUp: mayGiveUp, advice: advice, at: now)
    }
    try await settle(seated)
    guard let reply = reply ?? nil else { throw .badRequest("There is no such command, or the run is over.") }
    return reply
  }

  /// What a game command has to know of an adviser.
  private static func advice(
    for words: [String], _ seated: Seated, _ call: RouteCall
  ) async throws(SiteError) -> Advice? {
    let seat = seated.seat
    let request = await seated.run.host.shared { drill, now in drill.adviceRequest(for: words, seat: seat, at: now) }
    guard let request = request ?? nil else { return nil }
    return await (try call.backstage()).hall.advice(on: request, of: seated.run)
  }

  /// A list of words, or one text that is split at blanks.
  private static func words(_ call: RouteCall) -> [String] {
    let texts = call.texts("words")
    return texts.count == 1 ? texts[0].split(whereSeparator: \.isWhitespace).map(String.init) : texts
  }

  // MARK: Seeing

  /// How a run stands, for somebody of its team.
  static func state(_ call: RouteCall) async throws(SiteError) -> JSONValue {
    let number = try call.number("run")
    let row = try await call.archive { archive throws(ArchiveError) in try archive.run(number) }
    guard let row else { throw .notFound }
    if row.ended != nil { return try await finishedState(row, call) }
    let seated = try await seated(call)
    let seat = seated.seat
    guard let standing = await seated.run.host.shared({ drill, now in drill.standing(seat: seat, at: now) }) else {
      throw .notFound
    }
    try await settle(seated)
    var value = base(row, names: seated.run.names)
    value["state"] = "open"
    value["seat"] = JSONValue(seat)
    value["captain"] = .bool(seated.isCaptain)
    value["isPaused"] = .bool(standing.isSuspended)
    value["deadline"] = seated.run.deadline.map { .integer($0) }
    value["ownTools"] = .bool(seated.run.takesOwnTools)
    value["namespace"] = .string(standing.namespace)
    value["view"] = JSONValue(encoding: standing.view)
    value["hints"] = .array(standing.hints.map { .string($0) })
    value["activity"] = told(standing.activity, seated.run.names)
    for (key, member) in standing.status.told.objectValue ?? JSONObject() { value[key] = member }
    return value
  }

  private static func finishedState(_ row: Run, _ call: RouteCall) async throws(SiteError) -> JSONValue {
    let number = row.number ?? 0
    let finished = try await call.backstage().hall.finishedRun(number)
    let seats = try await call.archive { archive throws(ArchiveError) in try archive.seats(ofRun: number) }
    let names = Dictionary(seats.map { ($0.seat, $0.name) }, uniquingKeysWith: { first, _ in first })
    var value = base(row, names: names)
    value["state"] = "over"
    value["input"] = "over"
    let own = call.visitor?.id
    value["seat"] = JSONValue(seats.first { $0.account == own }?.seat ?? 0)
    value["captain"] = false
    value["view"] = JSONValue(encoding: finished.view)
    value["activity"] = told(finished.activity, names)
    value["isVerified"] = .bool(row.isVerified)
    value["refusal"] = row.refusal.map { .string($0) }
    return value
  }

  private static func base(_ row: Run, names: [Int: String]) -> JSONValue {
    var value: JSONValue = [
      "run": .integer(row.number ?? 0), "scenario": .string(row.scenario), "startedAt": .integer(row.started),
      "seats": .array(
        names.sorted { $0.key < $1.key }.map { ["seat": JSONValue($0.key), "name": .string($0.value)] }),
    ]
    value["team"] = row.team.map { .integer($0) }
    value["competition"] = row.competition.map { .integer($0) }
    value["endedAt"] = row.ended.map { .integer($0) }
    return value
  }

  private static func told(_ activity: [Activity], _ names: [Int: String]) -> JSONValue {
    .array(activity.enumerated().map { $0.element.told(names, index: $0.offset) })
  }

  /// What happens at the caller's seat and in the run. First comes how it stands now.
  static func events(_ call: RouteCall) async throws(SiteError) -> EventFeed {
    let seated = try await seated(call)
    let (seat, run) = (seated.seat, seated.run)
    guard !run.isOver else { throw .conflict("This run is over.") }
    let standing = await run.host.shared { drill, now in
      drill.follow(1, at: now)
      return drill.standing(seat: seat, at: now)
    }
    guard let standing else { throw .notFound }
    var state = standing.status.told
    state["seat"] = JSONValue(seat)
    state["namespace"] = .string(standing.namespace)
    var first = [ServerEvent("state", state), ServerEvent("view", JSONValue(encoding: standing.view))]
    // While nobody was connected it may have been put off.
    if let deadline = run.deadline { first.append(ServerEvent("deadline", ["at": .integer(deadline)])) }
    let feed = call.site.events.follow(
      [.run(run.number), .seat(run: run.number, seat)], after: call.lastEvent,
      strangers: SeatNews.scrollback.union(["clock", "notice"]), first: first)
    feed.whenEnded { Task { _ = await run.host.shared { drill, now in drill.follow(-1, at: now) } } }
    return feed
  }

  /// The kubeconfig for the caller's own tools.
  static func kubeconfig(_ call: RouteCall) async throws(SiteError) -> KubeconfigFile {
    let seated = try await seated(call)
    guard seated.run.takesOwnTools else { throw .forbidden("This competition is played in the game's shell alone.") }
    let path = try call.backstage().seatPaths.path(run: seated.run.number, seat: seated.seat)
    let seat = seated.seat
    let namespace = await seated.run.host.shared { drill, now in drill.standing(seat: seat, at: now).namespace }
    var file = KubeconfigFile(
      name: "firedrill-\(seated.run.number)", server: call.site.address(for: call.request) + "/clusters/" + path,
      namespace: namespace ?? "default")
    // Over TLS kubectl asks for a name and a password where it has nothing to show.
    file.token = path
    return file
  }

  /// What a run that is over came to.
  static func finished(_ call: RouteCall) async throws(SiteError) -> FinishedCard {
    let finished = try await call.backstage().hall.finishedRun(try call.number("run"))
    return FinishedCard(card: finished.card, report: finished.report)
  }

  struct FinishedCard: Sendable {
    let card: Card
    let report: Report
  }
}

extension RouteCall {
  /// What a browser saw last, or whoever says so in the address.
  var lastEvent: String? { request.header("last-event-id") ?? request.query("after") }
}
