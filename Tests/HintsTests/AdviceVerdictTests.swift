import Hints
import Scenarios
import Testing

@Suite struct AdviceVerdictTests {
  private func exchange(_ id: String, screen: String = "", level: Int = 0) throws -> AdviceExchange {
    let source = try Shipped.library.source(id)
    var situation = AdviceTrial.situation(of: try source.scenario(source.variants[0]), level: level)
    situation.steps.append(AdviceSituation.Step(command: "kubectl get pods", output: screen))
    return AdviceExchange(level == 0 ? .explain("") : .hint(""), in: situation, options: AdviceOptions())
  }

  private func shown(_ answer: String) throws -> String? {
    if case .shown(let text) = try exchange("tutorial").verdict(on: answer) { text } else { nil }
  }

  // MARK: The form

  @Test(
    "After the fourth sentence an answer ends.",
    arguments: [
      ("One. Two! Three? Four. Five.", "One. Two! Three? Four."),
      (
        "It ends with code 1. It is 12.5 s old, e.g. here. Ask v1.2.3 of web.example. \"Why?\" No more.",
        "It ends with code 1. It is 12.5 s old, e.g. here. Ask v1.2.3 of web.example. \"Why?\""
      ),
      ("一つ。二つ。三つ！四つ？五つ。", "一つ。二つ。三つ！四つ？"),
      ("- one\n- two\n\n- three\n- four\n- five", "- one\n- two\n\n- three\n- four"),
      ("Das ist z. B. so. Zwei. Drei. Vier. Fünf.", "Das ist z. B. so. Zwei. Drei. Vier."),
      ("  Only one\n", "Only one"), ("Wait... what? Two. Three. Four.", "Wait... what? Two. Three. Four."),
    ])
  func answersEndAfterTheFourthSentence(answer: String, expected: String) throws {
    #expect(try shown(answer) == expected)
  }

  @Test("An answer has at most 2 kB, and ends where a sentence or a word does.")
  func answersHaveAtMostTwoKilobytes() throws {
    let sentence = String(repeating: "Many words ", count: 100) + "here. "
    let two = try #require(try shown(sentence + sentence + "End."))
    #expect(two == sentence.dropLast())
    let endless = try #require(try shown(String(repeating: "größer ", count: 900_000)))
    #expect(endless.utf8.count <= 2048 && endless.hasSuffix("größer…"))
    let word = try #require(try shown(String(repeating: "ß", count: 5000)))
    #expect(word.utf8.count <= 2048)
  }

  @Test("Nothing of an answer reaches the terminal but text.")
  func controlsDoNotPass() throws {
    let answer =
      "a\u{1B}[31mb\u{1B}]0;title\u{7}c\u{7}\u{9B}d\u{0}\r\u{202E}e\u{200B}f\u{FEFF}\u{E0041}g\u{85}\u{2028}h\ti"
    #expect(try shown(answer) == "abcdefgh\ti")
  }

  @Test("An answer without a word is none.", arguments: ["", " \n ", "\u{1B}[2J", "...", "\u{200B}"])
  func emptyAnswersAreReplaced(answer: String) throws {
    #expect(try exchange("tutorial").verdict(on: answer) == .replaced(why: .empty))
  }

  @Test("What is said of a held back answer says nothing of it.")
  func reasonsAreShort() {
    for reason in AdviceVerdict.Reason.allCases { #expect(reason.says.count < 80 && reason.says.hasSuffix(".")) }
  }

  // MARK: What is held back

  @Test(
    "What only the solution holds is held back, however it is written.",
    arguments: [
      ("courier-routes", "Give it 256Mi."), ("courier-routes", "Give it 256 MiB."),
      ("courier-routes", "Give it 0.25 GiB."),
      ("courier-routes", "limits:\n  memory: 96Mi"), ("courier-routes", "It may use 98304 KiB."),
      ("courier-routes", "It has two hundred and fifty-six mebibytes"),
      ("courier-routes", "The kernel says OOM-killed."),
      ("courier-routes", "Der Grund ist oomkilled, sonst nichts."), ("courier-routes", "It is class W03."),
      ("bakery-orders", "The tag is v4 dot 13 dot 0."), ("bakery-orders", "tag: \"4.13.0\""),
      ("bakery-orders", "It is the image reference."), ("bakery-orders", "kubectl -n bakery edit deploy orders"),
      ("bakery-orders", "Then scale deployment/orders."), ("tutorial", "Use rollout undo."),
      ("tutorial", "CATALOG-URL is missing."), ("tutorial", "Try kubectl --context x set env deploy/loans A=b"),
      ("wind-park", "Set the target port: 8443"), ("wind-park", "turbine telemetryのポート"),
      ("plate-hall", "It reserves 2.1 cores."), ("plate-hall", "archive-index is the neighbour"),
      ("heat-control", "strategy:\n  maxSurge: 0"), ("press-night", "undo with to-revision 1"),
      ("snow-tables", "The key is snow-stations.csv now."), ("dish-array", "tern-array.example / reserved"),
      ("ferry-bookings", "look for payment_gateway"), ("piste-control", "Port nine zero nine zero"),
    ])
  func whatOnlyTheSolutionHoldsIsHeldBack(scenario: String, answer: String) throws {
    for level in 0...1 {
      #expect(try exchange(scenario, level: level).verdict(on: answer) == .replaced(why: .spoils))
    }
  }

  @Test(
    "What is on the screen may be said again.",
    arguments: [
      ("courier-routes", "limits: memory 96Mi, last state OOMKilled", "It was OOMKilled at 96Mi."),
      ("bakery-orders", "image registry.crumb-kettle.example/orders:v4.13.0", "It asks for `orders:v4.13.0`."),
      ("wind-park", "turbine-telemetry-6f5 listening on :8443", "The log of turbine-telemetry says 8443."),
      ("tutorial", "$ kubectl rollout undo deployment/loans", "You ran kubectl rollout undo deployment/loans."),
    ])
  func whatIsOnTheScreenMayBeSaid(scenario: String, screen: String, answer: String) throws {
    #expect(try exchange(scenario, screen: screen).verdict(on: answer) == .shown(answer))
  }

  @Test("A value that only resembles one on the screen is no part of it.")
  func resemblingValuesAreTold() throws {
    let source = try Shipped.library.source("bakery-orders")
    let scenario = try source.scenario(try #require(source.variants.first { $0.name == "oven-planner" }))
    let step = AdviceSituation.Step(command: "kubectl get deployment oven-planner -o wide", output: "oven-planner:2.81")
    let situation = AdviceSituation(scenario: scenario, steps: [step], seen: [], taken: [], ladderStep: nil)
    let exchange = AdviceExchange(.explain(""), in: situation, options: AdviceOptions())
    #expect(exchange.verdict(on: "It asks for 2.81 there.") == .shown("It asks for 2.81 there."))
    #expect(exchange.verdict(on: "It should be 2.8.1 there.") == .replaced(why: .spoils))
  }

  @Test("Hints that were paid may be quoted, and those to come may not.")
  func hintsToComeMayNotBeQuoted() throws {
    let source = try Shipped.library.source("heat-control")
    let situation = AdviceTrial.situation(of: try source.scenario(source.variants[0]), level: 2)
    let exchange = AdviceExchange(.hint(""), in: situation, options: AdviceOptions())
    let hints = situation.scenario.evidence[0].hints
    for hint in hints[..<2] { #expect(exchange.verdict(on: hint) == .shown(hint)) }
    for hint in hints[2...] { #expect(exchange.verdict(on: hint) == .replaced(why: .spoils)) }
  }
}
