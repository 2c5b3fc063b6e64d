/// Why an AI service gave no answer.
package struct ProviderProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// No connection; the reason in the system's words: `connection refused`.
    case unreachable(String)
    /// The certificate is not one for this service: `signed by unknown authority`.
    case certificate(String)
    /// The other side does not speak TLS, or HTTP, as we do.
    case protocolFault
    /// Nothing in time, in whole seconds; whether an answer had begun.
    case slow(seconds: Int, hasBegun: Bool)
    /// 401, 403
    case keyRefused(status: Int)
    /// 402, or a quota that is used up.
    case noCredit(status: Int)
    /// 404: the path, or the model.
    case unknown(status: Int)
    /// 429, 503, 529; seconds that it asks to wait.
    case busy(status: Int, wait: Int?)
    /// 5xx, and what no service should say.
    case failing(status: Int)
    /// 400 and its like.
    case refused(status: Int)
    /// A redirect, which is never followed: the key would go with it.
    case redirected(status: Int)
    case webPage
    case malformed
    case cutOff
    case empty
    /// All tokens were used before anything was said.
    case onlyThoughts
    case tooLong
    /// The service said in its answer that it fails.
    case gaveUp
    /// Not asked: it failed several times in a row.
    case resting(seconds: Int)
    /// Not asked: the player, or everybody, has asked as much as one may in an hour.
    case spent(isPlayer: Bool, seconds: Int)
    /// Not asked: too many wait for an answer.
    case crowded
  }

  package let kind: Kind
  /// What the service itself said of it, on one line without the key; empty for nothing. For who runs the game: it might
  /// repeat what it was asked, so no player sees it.
  package let detail: String

  init(_ kind: Kind, detail: String = "") {
    self.kind = kind
    self.detail = detail
  }

  /// Why, for a player: one line that holds nothing the service said.
  package var sentence: String {
    switch kind {
    case .unreachable(let reason): "The AI service cannot be reached (\(reason))."
    case .certificate(let reason): "The AI service's certificate does not fit (\(reason))."
    case .protocolFault: "The AI service does not speak as it should."
    case .slow(let seconds, false): "The AI service has not said a word after \(seconds) s."
    case .slow(let seconds, true): "The AI service was not done after \(seconds) s."
    case .keyRefused(let status): "The AI service does not take the key (\(status))."
    case .noCredit(let status): "The AI service has no credit left (\(status))."
    case .unknown(let status): "The AI service does not know the address or the model (\(status))."
    case .busy(let status, nil): "The AI service is busy (\(status))."
    case .busy(let status, let wait?): "The AI service is busy (\(status)); it asks to wait \(Self.time(wait))."
    case .failing(let status): "The AI service has a fault of its own (\(status))."
    case .refused(let status): "The AI service refuses the question (\(status))."
    case .redirected(let status): "The AI service sends us elsewhere (\(status)), and we do not go there."
    case .webPage: "The AI service answers with a web page."
    case .malformed: "The AI service's answer cannot be read."
    case .cutOff: "The AI service broke off in the middle of its answer."
    case .empty: "The AI service's answer is empty."
    case .onlyThoughts: "The AI service thought too long to say anything."
    case .tooLong: "The AI service's answer has no end."
    case .gaveUp: "The AI service gave up on its answer."
    case .resting(let seconds): "The AI service failed several times; it is asked again in \(Self.time(seconds))."
    case .spent(true, let seconds):
      "You have asked as much as one may in an hour; the AI service is yours again in \(Self.time(seconds))."
    case .spent(false, let seconds):
      "All have asked as much as the server allows in an hour; the AI service is back in \(Self.time(seconds))."
    case .crowded: "Many are asking the AI service just now."
    }
  }

  /// What whoever set the service up can do about it.
  package var mend: String {
    switch kind {
    case .unreachable: "Is the address right, and does the service run there?"
    case .certificate:
      "Use the name that the certificate is for. For an authority of your own, set SSL_CERT_FILE to its certificates (PEM)."
    case .protocolFault: "Is it http or https, and is the port right?"
    case .slow:
      "A smaller model is faster; so is one that is already loaded. FIREDRILL_AI_SECONDS allows more time, up to 120."
    case .keyRefused: "Set FIREDRILL_AI_KEY to a key of this service."
    case .noCredit: "Look at the service's billing page."
    case .unknown: "Is the model's name right, and does the address end as the service's documentation says?"
    case .busy: "Wait, or ask the service for a higher limit."
    case .failing: "Try again later; the service's status page or log says more."
    case .refused: "The model may not be one for chats, or take no instructions: choose another."
    case .redirected: "Set FIREDRILL_AI_URL to the address that the service is at now, if you trust it."
    case .webPage, .malformed:
      "Is it an API that speaks OpenAI's chat completions or Anthropic's messages? FIREDRILL_AI_STYLE says which."
    case .cutOff, .gaveUp: "Try again; the service's log may say more."
    case .empty: "Try another model."
    case .onlyThoughts: "Choose a model that does not think, or turn its thinking off."
    case .tooLong: "Try another model."
    case .resting, .spent, .crowded: "Wait."
    }
  }

  /// Whether the service may have worked, and want to be paid for it.
  var mayHaveCost: Bool {
    switch kind {
    case .slow, .malformed, .cutOff, .empty, .onlyThoughts, .tooLong, .gaveUp: true
    default: false
    }
  }

  private static func time(_ seconds: Int) -> String { seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) min" }
}
