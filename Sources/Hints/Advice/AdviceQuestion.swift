package import Scenarios

/// What a player asks. The text may be empty: then `hint` asks for the next step, and `explain` for what the last output
/// means.
package enum AdviceQuestion: Hashable, Sendable {
  case hint(String)
  case explain(String)

  package var text: String {
    switch self {
    case .hint(let text), .explain(let text): text
    }
  }
}

/// What is known of a run when advice is asked for.
package struct AdviceSituation: Sendable {
  /// A line that the player typed, and what was shown for it.
  package struct Step: Hashable, Sendable {
    package var command: String
    package var output: String

    package init(command: String, output: String) {
      self.command = command
      self.output = output
    }
  }

  /// As it is for the run's seed and variant.
  package var scenario: Scenario
  /// Oldest first.
  package var steps: [Step]
  /// Ids of the evidence that was shown.
  package var seen: Set<String>
  package var taken: [HintLadder.Taken]
  /// The authored step that would be given, and paid; nil for `explain`, of which nothing is paid.
  package var ladderStep: HintLadder.Hint?

  package init(
    scenario: Scenario, steps: [Step], seen: Set<String>, taken: [HintLadder.Taken], ladderStep: HintLadder.Hint?
  ) {
    self.scenario = scenario
    self.steps = steps
    self.seen = seen
    self.taken = taken
    self.ladderStep = ladderStep
  }
}

package struct AdviceOptions: Hashable, Sendable {
  /// Bytes that the user part of a prompt may have.
  package var budget: Int
  /// Whether names, hosts and addresses are replaced by placeholders in what is sent.
  package var anonymises: Bool

  package init(budget: Int = 12_000, anonymises: Bool = false) {
    self.budget = budget
    self.anonymises = anonymises
  }
}

/// What is sent to a provider.
package struct AdvicePrompt: Hashable, Sendable {
  package var system: String
  package var user: String

  package init(system: String, user: String) {
    self.system = system
    self.user = user
  }
}
