import APIServer
import Cluster
import Hints
import Scenarios
import Scoring
import SimulationKernel

extension Drill {
  /// Performs a game command and notes it; nil when the words are none.
  func perform(_ words: [String], at instant: Instant) -> GameReply? {
    guard let command = words.first.flatMap(GameCommand.init(rawValue:)) else { return nil }
    state.record.observeGameCommand(words.joined(separator: " "), at: instant)
    let reply = perform(command, Array(words.dropFirst()))
    state.notice()
    return reply
  }

  private func perform(_ command: GameCommand, _ arguments: [String]) -> GameReply {
    switch command {
    case .brief: return GameReply(text: Briefing.text(of: scenario, style: style))
    case .check: return GameReply(text: check())
    case .diagnose: return diagnose(arguments)
    case .hint: return hint(arguments)
    case .score: return GameReply(text: CardText.interim(card, scenario: scenario, style: style))
    case .timeline: return GameReply(text: CardText.timeline(card, style: style))
    case .skip: return skip(arguments)
    case .help: return GameReply(text: Briefing.help(style: style))
    case .giveup:
      giveUp()
      return GameReply(text: CardText.full(card, scenario: scenario, style: style))
    case .quit:
      leave()
      return GameReply(text: "")
    }
  }

  private func check() -> String {
    state.notice()
    let record = state.record
    var text = ""
    for objective in scenario.objectives {
      let isMet = objective.holds(in: state.cluster)
      text += (isMet ? style.good("  met      ") : style.notable("  not yet  ")) + objective.says + "\n"
    }
    if record.isSolved {
      text += style.bold("The incident is over.") + "\n"
    } else if let since = record.mendedAt {
      let held = Int((state.now - since).components.seconds)
      text += "  All met for \(held) s; they must hold for \(scenario.hold.components.seconds) s.\n"
    }
    return text
  }

  private func diagnose(_ arguments: [String]) -> GameReply {
    guard !state.record.isDiagnosed else { return GameReply(text: "You have the right diagnosis already.\n") }
    guard let last = arguments.last, arguments.count >= 2 else {
      return GameReply(text: Briefing.diagnoses(style: style))
    }
    guard let failureClass = FailureClass.find(last) else {
      if arguments.first.flatMap(FailureClass.find) != nil {
        return GameReply(text: "Say the object first: diagnose deployment/web W04\n", status: 1)
      }
      return GameReply(text: "\(last) is no class of failure; diagnose alone lists them.\n", status: 1)
    }
    let words = arguments.dropLast().joined(separator: " ")
    guard let object = ObjectReference(words, defaultNamespace: scenario.namespace), object.name != nil else {
      return GameReply(text: "Name one object, as in deployment/web: \(words) is none.\n", status: 1)
    }
    guard !object.objects(in: state.cluster.server).isEmpty || isInScenario(object) else {
      return GameReply(text: "There is no \(object.description) here; nothing was counted.\n", status: 1)
    }
    if state.record.diagnose(object, as: failureClass, scenario: scenario, at: state.now) {
      return GameReply(text: style.good("Right.") + " \(object.description): \(failureClass.name).\n")
    }
    return GameReply(text: style.notable("That is not it.") + " Look again before you answer again.\n", status: 1)
  }

  /// An object that is missing can be guilty.
  private func isInScenario(_ object: ObjectReference) -> Bool {
    scenario.cause.diagnoses.contains { $0.object == object }
      || scenario.allowed.contains { $0.resource == object.resource && $0.name == object.name }
  }

  private func hint(_ arguments: [String]) -> GameReply {
    guard let hint = nextHint else { return GameReply(text: "There is nothing more to say: you know it all.\n") }
    let cost = hint.price == 1 ? "1 point" : "\(hint.price) points"
    guard arguments.first == "yes" else {
      let price = hint.price == 0 ? "is free" : "costs \(cost)"
      return GameReply(text: "A hint \(Evidence.hintName(ofLevel: hint.level)) \(price). Type hint yes to take it.\n")
    }
    state.record.takeHint(about: hint.evidence, level: hint.level, price: hint.price, at: state.now)
    return GameReply(text: hint.text + "\n" + style.faint(hint.price == 0 ? "(free)" : "(-\(cost))") + "\n")
  }

  private func skip(_ arguments: [String]) -> GameReply {
    guard scenario.allowsSkip else { return GameReply(text: "This drill runs in real time only.\n", status: 1) }
    guard let text = arguments.first, let duration = ScenarioDuration.parse(text), duration > .zero else {
      return GameReply(text: "Say how long, as in skip 30s or skip 5m.\n", status: 1)
    }
    guard duration <= .seconds(3600) else {
      return GameReply(text: "At most one hour at a time.\n", status: 1)
    }
    state.advance(to: state.now + duration)
    return GameReply(text: "It is \(state.now.rfc3339) now.\n")
  }
}
