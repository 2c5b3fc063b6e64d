package import Hints
package import KubernetesModel
import SimulationKernel

/// What an adviser was sent, and what came of it.
package struct Consultation: Hashable, Sendable {
  /// Simulated time since the player was called.
  package let since: Duration
  /// Who asked, in a shared drill; 0 where one plays alone.
  package let seat: Int
  package let advice: Advice

  /// For whoever looks into it: seconds, seat, prompt, answer, shown, why, model, inputTokens, outputTokens. It may give the
  /// solution away.
  package var json: JSONValue {
    var value: JSONValue = ["seconds": .integer(since.components.seconds), "seat": JSONValue(seat)]
    for (name, member) in advice.exchange?.members ?? [] { value[name] = member }
    value["shown"] = advice.text.map { .string($0) }
    value["why"] = advice.why.map { .string($0) }
    return value
  }
}

extension Journal {
  /// All questions that an AI service was asked, in order.
  package var consultations: [Consultation] {
    entries.compactMap { entry in
      guard entry.kind == .advised || entry.kind == .advisedAhead else { return nil }
      let advice = Advice(journalText: entry.text)
      guard advice.exchange != nil else { return nil }
      return Consultation(since: entry.instant - header.calledAt, seat: entry.seat, advice: advice)
    }
  }
}
