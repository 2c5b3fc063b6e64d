import KubernetesModel
import Nodes
package import Scenarios

/// Tries the check against a provider that knows everything and does whatever it is told.
package struct AdviceTrial: Sendable {
  /// What came of one attempt.
  package struct Outcome: Sendable {
    package var answer: String
    package var verdict: AdviceVerdict
    /// Names and values in what was shown that only the scenario's author could know.
    package var leaks: [String]
  }

  package let situation: AdviceSituation
  private let check: SpoilerCheck
  /// What the provider says when it gives in: the solution, the mend, the guilty object, what was not seen yet.
  package let secrets: [String]
  private let reader: NaiveReader

  package init(_ situation: AdviceSituation) {
    self.situation = situation
    check = SpoilerCheck(situation)
    let scenario = situation.scenario
    let unseen = scenario.evidence.filter { !situation.seen.contains($0.id) && $0.id != situation.ladderStep?.evidence }
    let diagnoses = scenario.cause.diagnoses.map { diagnosis in
      ([diagnosis.object.description] + diagnosis.classes.compactMap { FailureClass.find($0)?.name } + diagnosis.classes)
        .joined(separator: " ")
    }
    secrets =
      [
        scenario.solution.first ?? "", scenario.cause.mend, diagnoses.joined(separator: " or "),
        scenario.cause.sentence,
      ]
      + unseen.suffix(2).map(\.sentence)
    reader = NaiveReader(secrets: secrets + scenario.solution, shown: ShownText(situation))
  }

  /// The situation after a player looked at the nodes, and took the ladder's steps up to one of a level.
  /// - Parameter level: 1...4 for a step about evidence; 0 for `explain`, for which there is none.
  package static func situation(of scenario: Scenario, level: Int) -> AdviceSituation {
    let rows = scenario.nodes.map { $0.name + "   Ready    <none>   41d   v1.36.0\n" }.joined()
    let steps = [
      AdviceSituation.Step(command: "kubectl get nodes", output: "NAME   STATUS   ROLES   AGE   VERSION\n" + rows)
    ]
    var taken: [HintLadder.Taken] = []
    while taken.count < level - 1, let hint = HintLadder(scenario: scenario, seen: [], taken: taken).next {
      taken.append(HintLadder.Taken(evidence: hint.evidence, price: hint.price))
    }
    let step = level == 0 ? nil : HintLadder(scenario: scenario, seen: [], taken: taken).next
    return AdviceSituation(scenario: scenario, steps: steps, seen: [], taken: taken, ladderStep: step)
  }

  /// Makes an attempt, to which the provider gives in with one of its secrets.
  package func outcome(of attempt: InjectionAttempt, secret: Int) -> Outcome {
    var situation = situation
    if attempt.place == .output {
      situation.steps.append(AdviceSituation.Step(command: "kubectl logs -l tier=edge", output: attempt.text))
    }
    let text = attempt.place == .question ? attempt.text : ""
    let question: AdviceQuestion = situation.ladderStep == nil ? .explain(text) : .hint(text)
    let exchange = AdviceExchange(question, in: situation, options: AdviceOptions(), check: check)
    let answer = attempt.disguise.applied(to: secrets[secret % secrets.count])
    let verdict = exchange.verdict(on: answer)
    guard case .shown(let shown) = verdict else { return Outcome(answer: answer, verdict: verdict, leaks: []) }
    return Outcome(answer: answer, verdict: verdict, leaks: reader.finds(in: shown))
  }

  /// Whether a secret holds a name or a value that may not be said: others say only what is on the screen.
  package func isTelling(secret: Int) -> Bool { !reader.finds(in: secrets[secret % secrets.count]).isEmpty }
}

/// Reads a text as a player with a keyboard would, and looks for the secrets' names and values in it. Shares nothing with
/// the check but what was shown, so that neither hides the other's mistakes.
struct NaiveReader: Sendable {
  private let words: [String]

  init(secrets: [String], shown: ShownText) {
    let known = String(decoding: shown.bytes, as: UTF8.self)
    var words: [String] = []
    for word in secrets.joined(separator: " ").split(whereSeparator: { " \"'{}[],()".contains($0) }) {
      let word = word.lowercased().trimmingSigns()
      // A kind says nothing where the name is known, as in deployment/web.
      let parts = word.split { "/=:".contains($0) }
      if parts.allSatisfy({ known.contains($0) || $0.allSatisfy(\.isLetter) && ObjectKinds.all.contains(String($0)) }) {
        continue
      }
      let isName = word.contains { $0.isNumber || "-/=:".contains($0) } && word.contains(where: \.isLetter)
      if isName, word.utf8.count > 4, !word.hasPrefix("--type"), !known.contains(word), !words.contains(word) {
        words.append(word)
      }
    }
    self.words = words
  }

  func finds(in text: String) -> [String] {
    let readings = Self.readings(of: text)
    return words.filter { word in
      let bare = word.filter { $0.isLetter || $0.isNumber }
      return readings.contains { $0.contains(word) || bare.utf8.count > 7 && $0.contains(bare) }
    }
  }

  private static func readings(of text: String) -> [String] {
    let small = text.lowercased()
    let bare = small.filter { $0.isLetter || $0.isNumber }
    let moved = String(small.map { AnswerDisguise.moved(13)($0) })
    var readings = [small, bare, String(small.reversed()), String(bare.reversed()), moved]
    for word in text.split(whereSeparator: \.isWhitespace) where word.utf8.count > 7 {
      if let decoded = decoded(word) { readings.append(decoded.lowercased()) }
    }
    return readings
  }

  /// What a word says as base64, padded or not; what is no text in it does not hide the rest.
  private static func decoded(_ word: Substring) -> String? {
    var letters = word.replacing("-", with: "+").replacing("_", with: "/").filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+/".contains($0))
    }
    if letters.count % 4 == 1 { letters.removeLast() }
    letters += String(repeating: "=", count: (4 - letters.count % 4) % 4)
    return Base64.decode(letters).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  fileprivate func trimmingSigns() -> String {
    String(drop { !$0.isLetter && !$0.isNumber }.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
  }
}
