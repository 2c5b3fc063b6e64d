package import Scenarios

/// The causal graph as text: each fact under what it leads to, what was seen lit up.
package enum GraphText {
  package static func text(_ card: Card, scenario: Scenario, style: Style) -> String {
    let seen = Set(card.findings.filter { $0.seconds != nil }.map(\.id))
    let cause =
      card.isDiagnosed ? style.good("* " + scenario.cause.sentence) : style.bold("o " + scenario.cause.sentence)
    var text = style.bold("How it hangs together") + style.faint("  (* seen, o not seen)") + "\n  \(cause)\n"
    var drawn: Set<String> = []
    func draw(_ target: String, _ indent: String) {
      for fact in scenario.evidence where fact.implies.contains(target) && drawn.insert(fact.id).inserted {
        let line = (seen.contains(fact.id) ? "* " : "o ") + fact.sentence
        text += "  \(indent)`- " + (seen.contains(fact.id) ? style.good(line) : style.faint(line)) + "\n"
        draw(fact.id, indent + "   ")
      }
    }
    draw(Evidence.causeID, "")
    return text
  }
}
