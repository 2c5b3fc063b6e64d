/// One question: what is sent, and what of the answer may be shown.
package struct AdviceExchange: Sendable {
  private let question: AdviceQuestion
  private let situation: AdviceSituation
  private let budget: Int
  private let anonymiser: Anonymiser?
  private let check: SpoilerCheck

  package init(_ question: AdviceQuestion, in situation: AdviceSituation, options: AdviceOptions) {
    var situation = situation
    // An explanation costs nothing, so nothing of the ladder may be in it.
    if case .explain = question { situation.ladderStep = nil }
    self.init(question, in: situation, options: options, check: SpoilerCheck(situation))
  }

  /// - Parameter check: that of the situation, where it was made before.
  package init(
    _ question: AdviceQuestion, in situation: AdviceSituation, options: AdviceOptions, check: SpoilerCheck
  ) {
    anonymiser = options.anonymises ? Anonymiser(situation) : nil
    self.question = question
    self.situation = situation
    budget = options.budget
    self.check = check
  }

  private var writer: PromptWriter {
    PromptWriter(question, situation, mask: SecretMask(situation.scenario), anonymiser: anonymiser)
  }

  /// The same for the same question in the same situation.
  package var prompt: AdvicePrompt { writer.prompt(budget: budget) }

  /// The step of the ladder that an answer is to say; nil for an explanation.
  package var place: HintLadder.Place? { situation.ladderStep?.place }

  /// The whole prompt as a player may read it: what was not bought yet is left out, with what it costs in its place.
  package var promptToShow: String { writer.promptToShow(budget: budget) }

  /// What becomes of an answer. Looks at no more of it than would be shown.
  package func verdict(on answer: String) -> AdviceVerdict {
    let text = AnswerShape.fitted(anonymiser?.restored(String(answer.prefix(AnswerShape.attention))) ?? answer)
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return .replaced(why: .empty) }
    return check.finds(in: text) ? .replaced(why: .spoils) : .shown(text)
  }
}
