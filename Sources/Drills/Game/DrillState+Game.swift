import APIServer
import Cluster
import Scenarios
import Scoring
import SimulationKernel

/// The game's commands. They are no steps of the investigation.
extension DrillState {
  /// Performs a game command; nil when the words are none.
  mutating func perform(_ words: [String], style: Style, by caller: GameCaller = GameCaller()) -> GameReply? {
    guard let command = words.first.flatMap(GameCommand.init(rawValue:)) else { return nil }
    defer { notice() }
    if isVisit, [.diagnose, .hint, .explain, .rewind, .giveup].contains(command) { return Self.noPlay }
    return perform(command, Array(words.dropFirst()), style, caller)
  }

  private mutating func perform(
    _ command: GameCommand, _ arguments: [String], _ style: Style, _ caller: GameCaller
  ) -> GameReply {
    switch command {
    case .brief: return GameReply(text: Briefing.text(of: scenario, style: style))
    case .check: return check(style)
    case .diagnose: return diagnose(arguments, style)
    case .hint: return hint(arguments, caller, style)
    case .explain: return explain(caller.advice, style)
    case .score: return GameReply(text: CardText.interim(card, scenario: scenario, style: style))
    case .timeline: return GameReply(text: CardText.timeline(card, style: style))
    case .skip: return skip(arguments)
    case .rewind:
      if isShared { return Self.noSharedRewind }
      return caller.isOwnShell ? Self.noRewind : rewind(arguments)
    case .help: return GameReply(text: Briefing.help(isOwnShell: caller.isOwnShell, style: style))
    case .giveup:
      guard caller.mayGiveUp else { return Self.notYours }
      guard !asksBeforeGivingUp || arguments.first == "yes" else { return Self.giveUpHow }
      leave()
      record.giveUp()
      return GameReply(text: CardText.full(card, scenario: scenario, style: style))
    case .quit:
      // Of several players only the one who says so goes.
      if !isShared { leave() }
      return GameReply(text: "")
    }
  }

  private mutating func check(_ style: Style) -> GameReply {
    notice()
    var text = ""
    var areMet = true
    for objective in scenario.objectives {
      let isMet = objective.holds(in: cluster)
      areMet = areMet && isMet
      text += (isMet ? style.good("  met      ") : style.notable("  not yet  ")) + objective.says + "\n"
    }
    if record.isSolved {
      text += style.bold("The incident is over.") + "\n"
    } else if let since = record.mendedAt {
      let held = Int((now - since).components.seconds)
      text += "  All met for \(held) s; they must hold for \(scenario.hold.components.seconds) s.\n"
    }
    return GameReply(text: text, status: areMet ? 0 : 1, isError: false)
  }

  private mutating func diagnose(_ arguments: [String], _ style: Style) -> GameReply {
    guard !record.isDiagnosed else { return GameReply(text: "You have the right diagnosis already.\n") }
    guard let last = arguments.last, arguments.count >= 2 else {
      return GameReply(text: Briefing.diagnoses(style: style))
    }
    guard let failureClass = FailureClass.find(last) else {
      if arguments.first.flatMap(FailureClass.find) != nil {
        return GameReply(text: "Say the object first: diagnose deployment/web CLASS\n", status: 1)
      }
      return GameReply(text: "\(last) is no class of failure; diagnose alone lists them.\n", status: 1)
    }
    let words = arguments.dropLast().joined(separator: " ")
    guard let object = ObjectReference(words, defaultNamespace: scenario.namespace), object.name != nil else {
      return GameReply(text: "Name one object, as in deployment/web: \(words) is none.\n", status: 1)
    }
    guard !object.objects(in: cluster.server).isEmpty || isInScenario(object) else {
      return GameReply(text: nowhere(object), status: 1)
    }
    if record.diagnose(object, as: failureClass, scenario: scenario, at: now) {
      return GameReply(
        text: style.good("Right.") + " \(object.description(in: scenario.namespace)): \(failureClass.name).\n")
    }
    let text = style.notable("That is not it.") + " Look again before you answer again.\n"
    return GameReply(text: text, status: 1, isError: false)
  }

  /// An object that is missing can be guilty.
  private func isInScenario(_ object: ObjectReference) -> Bool {
    scenario.cause.diagnoses.contains { $0.object == object } || scenario.allowed.contains(object)
  }

  private func nowhere(_ object: ObjectReference) -> String {
    let start = "There is no \(object.description)"
    guard !object.namespace.isEmpty else { return start + " here; nothing was counted.\n" }
    return start + " in the namespace \(object.namespace); -n names another. Nothing was counted.\n"
  }

  private mutating func skip(_ arguments: [String]) -> GameReply {
    guard scenario.allowsSkip else { return GameReply(text: "This drill runs in real time only.\n", status: 1) }
    guard let text = arguments.first, let duration = ScenarioDuration.parse(text), duration > .zero else {
      return GameReply(text: "Say how long, as in skip 30s or skip 5m.\n", status: 1)
    }
    guard duration <= .seconds(3600) else {
      return GameReply(text: "At most one hour at a time.\n", status: 1)
    }
    if let horizon, now + duration > horizon {
      advance(to: horizon)
      return GameReply(text: "", status: GameReply.interrupted, isError: false)
    }
    let end = now + duration
    skip(to: end)
    return GameReply(text: "It is \(end.rfc3339) now.\n")
  }

  private static let noPlay = GameReply(text: "Not here: this only looks at a run that was played.\n", status: 1)

  /// Clients that follow the cluster would not believe what comes before what they saw.
  private static let noRewind = GameReply(
    text: "Your own tools cannot follow back in time: leave with exit, then firedrill rewind.\n", status: 1)

  private static let noSharedRewind = GameReply(
    text: "Nobody can go back in a drill that several play.\n", status: 1)

  private static let giveUpHow = GameReply(
    text: "That ends the run for good, and tells what it was. Type giveup yes to do it; quit keeps the run.\n",
    status: 1, isError: false)

  private static let notYours = GameReply(
    text: "Only the captain gives up for everybody; quit leaves the drill to the others.\n", status: 1)

  /// Where the player wants to go is done when the line is over.
  private mutating func rewind(_ arguments: [String]) -> GameReply {
    guard let target = RewindTarget(arguments.joined(separator: " ")) else {
      return GameReply(
        text: "Say how far, as in rewind (a command), rewind 3 (commands), rewind 2m or rewind +4:10.\n", status: 1)
    }
    rewindTarget = target
    return GameReply(text: "")
  }

  // MARK: How the run stands

  var card: Card { Scorer.card(of: record, in: scenario) }

  /// The player goes away: what is damaged now was damaged by then.
  mutating func leave() {
    hasLeft = true
    record.close(api: cluster.server, at: now)
  }
}
