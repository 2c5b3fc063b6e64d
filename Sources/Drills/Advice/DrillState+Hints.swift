import Hints
import Scenarios
import Scoring

/// Hints, and what an adviser says beside them.
extension DrillState {
  static let promptFlag = "--show-prompt"

  /// What a game command has to know of an adviser before it can be performed; nil where it needs nothing.
  func adviceNeed(of words: [String], seat: Int) -> AdviceNeed? {
    guard !isVisit, scenario.rules.offersHints else { return nil }
    let arguments = words.dropFirst()
    let text = arguments.filter { $0 != Self.promptFlag }.joined(separator: " ")
    switch words.first.flatMap(GameCommand.init(rawValue:)) {
    case .explain: return need(.answer(.explain(text)))
    case .hint where arguments.contains(Self.promptFlag):
      return nextHint == nil ? nil : need(.prompt(.hint(text.isEmpty ? questions[seat] ?? "" : text)))
    case .hint where nextHint != nil && !text.isEmpty:
      guard arguments.first == "yes" else { return need(.availability) }
      let asked = arguments.count > 1 ? arguments.dropFirst().joined(separator: " ") : questions[seat]
      return asked.map { need(.answer(.hint($0))) }
    default: return nil
    }
  }

  private func need(_ wish: AdviceRequest.Wish) -> AdviceNeed { AdviceNeed(wish: wish, ladder: ladder) }

  mutating func takeAdvice() -> Advice? {
    defer { advice = nil }
    return advice
  }

  // MARK: Hints

  private var ladder: LadderStanding {
    let taken = record.hints.map { HintLadder.Taken(evidence: $0.evidence, price: $0.price) }
    let seen = Set(record.sightings.keys)
    let next = record.isSolved ? nil : HintLadder(scenario: scenario, seen: seen, taken: taken).next
    return LadderStanding(seen: seen, taken: taken, next: next)
  }

  /// The hint that `hint` would offer; nil when there is none, or the incident is over.
  var nextHint: HintLadder.Hint? { ladder.next }

  mutating func hint(_ arguments: [String], _ caller: GameCaller, _ style: Style) -> GameReply {
    guard scenario.rules.offersHints else { return GameReply(text: "There are no hints here.\n", status: 1) }
    if let advice = caller.advice, let place = advice.place, place != nextHint?.place {
      questions[caller.seat] = nil
      return overtaken(place, advice, style)
    }
    guard let hint = nextHint else { return GameReply(text: "There is nothing more to say: you know it all.\n") }
    if arguments.contains(Self.promptFlag) { return GameReply(text: (caller.advice?.text ?? Self.noPrompt) + "\n") }
    let asked = questions.removeValue(forKey: caller.seat)
    guard arguments.first == "yes" else { return offer(hint, arguments.joined(separator: " "), caller) }
    if arguments.count > 1 || asked != nil { return answer(with: hint, caller.advice ?? .unavailable, style) }
    return give(hint, hint.text, style)
  }

  /// Says what a hint costs, or an answer to a question.
  private mutating func offer(_ hint: HintLadder.Hint, _ wanted: String, _ caller: GameCaller) -> GameReply {
    let name = Evidence.hintName(ofLevel: hint.level)
    let price = hint.price == 0 ? "is free" : "costs \(Self.points(hint.price))"
    guard !wanted.isEmpty else { return GameReply(text: "A hint \(name) \(price). Type hint yes to take it.\n") }
    guard caller.advice?.isAvailable ?? false else { return Self.noAdviser }
    questions[caller.seat] = wanted
    return GameReply(text: "An answer that says \(name) \(price). Type hint yes to ask.\n")
  }

  private mutating func answer(with hint: HintLadder.Hint, _ advice: Advice, _ style: Style) -> GameReply {
    guard advice.isAvailable else { return Self.noAdviser }
    if advice.isBrokenOff { return GameReply(text: "Broken off: nothing was taken.\n", status: GameReply.interrupted) }
    guard let text = advice.text else {
      let reply = give(hint, hint.text, style)
      return GameReply(text: style.faint(advice.why ?? "No answer came.") + "\n" + reply.text)
    }
    return give(hint, text, style)
  }

  /// What is said where others took the hint, or saw what it is about, while the answer was waited for.
  private func overtaken(_ place: HintLadder.Place, _ advice: Advice, _ style: Style) -> GameReply {
    if let text = advice.text { return Self.free(text, style) }
    let reason = advice.why.map { style.faint($0) + "\n" } ?? ""
    let given = record.hints.last { $0.evidence == place.evidence && $0.level == place.level }
    guard let given else {
      return GameReply(text: reason + "That hint is not needed any more. Nothing was taken.\n")
    }
    return Self.free(reason + given.text, style)
  }

  private mutating func give(_ hint: HintLadder.Hint, _ text: String, _ style: Style) -> GameReply {
    record.takeHint(about: hint.evidence, level: hint.level, price: hint.price, saying: text, at: now)
    let price = hint.price == 0 ? "(free)" : "(-\(Self.points(hint.price)))"
    return GameReply(text: text + "\n" + style.faint(price) + "\n")
  }

  private static func free(_ text: String, _ style: Style) -> GameReply {
    GameReply(text: text + "\n" + style.faint("(free)") + "\n")
  }

  private static func points(_ count: Int) -> String { count == 1 ? "1 point" : "\(count) points" }

  // MARK: Explanations

  func explain(_ advice: Advice?, _ style: Style) -> GameReply {
    guard scenario.rules.offersHints else { return GameReply(text: "There are no explanations here.\n", status: 1) }
    guard let advice, advice.isAvailable else { return Self.noExplanations }
    if advice.isBrokenOff { return GameReply(text: "Broken off.\n", status: GameReply.interrupted) }
    guard let text = advice.text else {
      return GameReply(text: (advice.why ?? "No answer came.") + " Nothing was taken.\n", status: 1)
    }
    return Self.free(text, style)
  }

  private static let noPrompt = "There is nothing to show."

  private static let noAdviser = GameReply(
    text: "Nobody answers questions here: no AI service is set up. Nothing was taken; hint offers the next hint.\n",
    status: 1)

  private static let noExplanations = GameReply(
    text: "Nobody explains here: no AI service is set up. kubectl explain and hint are there.\n", status: 1)
}
