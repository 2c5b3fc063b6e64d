import HTTPClient
import SimulationKernel

/// Tries a service with a small question.
package struct ProviderCheck: Sendable {
  /// What came of it.
  package struct Outcome: Sendable {
    package let answer: ProviderAnswer?
    package let problem: ProviderProblem?
    /// Until the first word of the answer.
    package let firstWord: Duration?
    /// Until its end, or until it failed.
    package let whole: Duration
  }

  /// Bytes of what is sent for a hint, and of an answer: the usual.
  private static let hintBytes = (sent: 12_000, answered: 400)
  private static let system =
    "You are a colleague who helps with Kubernetes. Answer with one short sentence and nothing else."
  private static let user = "Which kubectl command shows what happened to a pod lately?"

  private let settings: ProviderSettings

  package init(_ settings: ProviderSettings) { self.settings = settings }

  package func run(_ provider: Provider? = nil) -> Outcome {
    let provider = provider ?? Provider(settings)
    let start = Provider.upTime()
    var firstWord: Duration?
    do throws(ProviderProblem) {
      let answer = try provider.ask(Self.system, Self.user) { _ in
        firstWord = firstWord ?? Provider.upTime() - start
        return true
      }
      return Outcome(answer: answer, problem: nil, firstWord: firstWord, whole: Provider.upTime() - start)
    } catch {
      return Outcome(answer: nil, problem: error, firstWord: firstWord, whole: Provider.upTime() - start)
    }
  }

  /// Tokens that a hint takes, by how this service counts: about four bytes make one, where it does not say.
  package func hintTokens(_ answer: ProviderAnswer) -> (input: Int, output: Int) {
    func scaled(_ bytes: Int, _ tokens: Int?, of text: Int) -> Int {
      guard let tokens, tokens > 0, text > 0 else { return bytes / 4 }
      // A service's own words around a short question must not count for a long one, nor thoughts for words.
      return Int(Double(bytes) * min(1, max(0.2, Double(tokens) / Double(text))))
    }
    let asked = Self.system.utf8.count + Self.user.utf8.count
    return (
      scaled(Self.hintBytes.sent, answer.inputTokens, of: asked),
      scaled(Self.hintBytes.answered, answer.outputTokens, of: answer.text.utf8.count)
    )
  }

  /// What leaves the machine when a player asks for advice.
  package var whatLeaves: [String] {
    [
      "the incident's page and its objectives",
      "what the player typed and saw, the latest of it; values of Secrets, tokens, keys and passwords are masked",
      "the step of the hint ladder that is being paid for, and what is known in general of such failures",
      "the player's question",
      settings.anonymises
        ? "names of objects, namespaces, nodes, images and hosts only as placeholders"
        : "names of objects, namespaces, nodes, images and hosts as they are (FIREDRILL_AI_ANONYMISE=yes replaces them)",
      settings.key.isEmpty
        ? "no key: none is set" : "the key, in a header, to \(settings.endpoint.address.authority) alone",
    ]
  }

  /// What stays.
  package static let whatStays =
    "Not sent: the player's name, your files and environment, other players, and the solution before its step is bought."
}
