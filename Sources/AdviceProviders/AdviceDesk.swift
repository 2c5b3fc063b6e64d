package import Hints

/// Has questions answered by an AI service, and holds back what a player must not read yet.
package struct AdviceDesk: Sendable {
  /// Bytes of an answer that are listened to: more is not shown in any case.
  private static let enough = 8 << 10

  private let provider: Provider
  package let options: AdviceOptions

  package init(_ provider: Provider) {
    self.provider = provider
    options = AdviceOptions(anonymises: provider.settings.anonymises)
  }

  /// Asks, and waits for the answer: to be called from a thread that may wait.
  /// - Parameter player: whose budget it is taken from.
  package func answer(_ question: AdviceQuestion, in situation: AdviceSituation, for player: String) -> Advice {
    let exchange = AdviceExchange(question, in: situation, options: options)
    let prompt = exchange.prompt
    var heard = ""
    var kept = Advice.Exchange(
      prompt: prompt.system + "\n\n" + prompt.user, answer: "", model: provider.settings.model)
    do throws(ProviderProblem) {
      let answer = try provider.ask(prompt.system, prompt.user, for: player) { piece in
        heard += piece
        return heard.utf8.count < Self.enough
      }
      (kept.answer, kept.inputTokens, kept.outputTokens) = (answer.text, answer.inputTokens, answer.outputTokens)
      return switch exchange.verdict(on: answer.text) {
      case .shown(let text): Advice(isAvailable: true, text: text, exchange: kept, about: exchange.place)
      case .replaced(let reason): Advice(isAvailable: true, why: reason.says, exchange: kept, about: exchange.place)
      }
    } catch {
      kept.answer = heard
      return Advice(isAvailable: true, why: error.sentence, exchange: kept, about: exchange.place)
    }
  }
}
