/// What an adviser said to a question, as the journal keeps it: a replay shows the same and asks nobody.
package struct Advice: Hashable, Sendable {
  /// What was sent and what came back, for whoever organises.
  package struct Exchange: Hashable, Sendable {
    package var prompt: String
    /// As it came, before it was checked.
    package var answer: String
    package var model: String
    /// As the service counts them; nil where it does not say.
    package var inputTokens: Int?
    package var outputTokens: Int?

    package init(
      prompt: String, answer: String, model: String, inputTokens: Int? = nil, outputTokens: Int? = nil
    ) {
      self.prompt = prompt
      self.answer = answer
      self.model = model
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
    }
  }

  /// Whether there is an adviser at all.
  package var isAvailable: Bool
  /// What may be shown of its answer; nil where nothing may, or none came.
  package var text: String?
  /// Why there is no text: a sentence for the player.
  package var why: String?
  package var exchange: Exchange?
  /// The step of the ladder that it was to say; nil where it was none. Somebody else may have taken it meanwhile.
  package var place: HintLadder.Place?
  /// The player did not want to wait for it.
  package var isBrokenOff = false

  package init(
    isAvailable: Bool, text: String? = nil, why: String? = nil, exchange: Exchange? = nil,
    about place: HintLadder.Place? = nil
  ) {
    self.isAvailable = isAvailable
    self.text = text
    self.why = why
    self.exchange = exchange
    self.place = place
  }

  /// Nobody is there to be asked.
  package static let unavailable = Advice(isAvailable: false)

  package static var brokenOff: Advice {
    var advice = Advice(isAvailable: true)
    advice.isBrokenOff = true
    return advice
  }
}
