import Cluster
import Scenarios
import Scoring

/// Plays the ideal investigation, the diagnosis and the solution, which must earn every point.
struct IdealRun {
  let drill: Drill
  /// When the player was called, and after each line.
  private(set) var moments: [Moment]
  private let scenario: Scenario

  init(_ prepared: PreparedScenario) {
    scenario = prepared.scenario
    drill = Drill(prepared, startedAt: prepared.calledAt)
    moments = [Moment(prepared.cluster, after: nil)]
  }

  mutating func play(_ found: inout ScenarioTest.Findings) {
    for (index, step) in scenario.investigation.enumerated() {
      investigate(step, at: ["investigation", String(index)], &found)
    }
    if let diagnosis = scenario.cause.diagnoses.first, let failureClass = diagnosis.classes.first {
      perform("diagnose \(diagnosis.object.description(in: scenario.namespace)) \(failureClass)")
    }
    var transcript = ""
    var firstLine = 0
    for (index, line) in scenario.solution.enumerated() {
      let said = perform(line)
      transcript += said.text
      if said.prompt == .ready, let failure = said.failure(of: line, isExpected: false) {
        found.report(
          "the solution's \"\(scenario.solution[firstLine].firstLine)\" fails: \"\(failure)\"",
          at: ["solution", String(firstLine)], details: said.text)
      }
      if said.prompt == .ready { firstLine = index + 1 }
    }
    if firstLine < scenario.solution.count, drill.prompt == .continuation {
      found.report(
        "\"\(scenario.solution[firstLine].firstLine)\" is not complete", at: ["solution", String(firstLine)],
        advice: "close its quotes or its <<")
    }
    checkSolved(after: transcript, &found)
    checkCard(&found)
  }

  private mutating func investigate(
    _ step: InvestigationStep, at path: [String], _ found: inout ScenarioTest.Findings
  ) {
    let known = drill.record.sightings.count
    let said = perform(step.run)
    let showsSomething = drill.record.sightings.count > known
    if let failure = said.failure(of: step.run, isExpected: showsSomething) {
      found.report(
        "the investigation's \"\(step.run.firstLine)\" fails: \"\(failure)\"", at: path + ["run"], details: said.text)
    }
    for (index, id) in step.shows.enumerated() where drill.record.sightings[id] == nil {
      found.report(
        "\"\(step.run.firstLine)\" does not show \"\(id)\"", at: path + ["shows", String(index)],
        advice: "compare what shows the fact with what the command prints (--verbose)", details: said.text)
    }
  }

  /// What came of a line. The shell is a terminal, on which errors and output are one.
  private struct Said {
    let text: String
    let status: Int
    let prompt: Drill.Prompt

    /// The first line of what went wrong; nil where nothing did.
    /// - Parameter isExpected: a look that fails may be what shows a fact; a command that nobody knows never is.
    func failure(of line: String, isExpected: Bool) -> String? {
      let lines = text.split(separator: "\n").map(String.init)
      // What programs say is not kubectl's.
      let isOwn = ![" logs", " exec", " attach", " run"].contains(where: line.contains)
      let complaints = lines.filter { complaint in
        complaint.hasSuffix(": command not found")
          || isOwn && ["error: ", "Error: ", "Error from server"].contains(where: complaint.hasPrefix)
      }
      let mistake = complaints.first { !$0.hasPrefix("Error from server") && !$0.hasPrefix("error: timed out") }
      if isExpected { return mistake }
      if status != 0 { return complaints.first ?? lines.first ?? "status \(status)" }
      // Of a pipe only the last command's status is known; "||" says that a failure is expected.
      return line.contains("||") ? nil : complaints.first
    }
  }

  @discardableResult
  private mutating func perform(_ line: String) -> Said {
    let console = Transcript()
    let outcome = drill.perform(line, pace: .scripted, console: console)
    moments.append(Moment(drill.state.cluster, after: moments.last?.cluster))
    return Said(text: console.text, status: outcome.status, prompt: outcome.prompt)
  }

  // MARK: What came of it

  /// Lets the holding time pass, with some time before it in which things settle, and says what does not hold.
  private mutating func checkSolved(after transcript: String, _ found: inout ScenarioTest.Findings) {
    var last: [(index: Int, shortfall: String)] = []
    for _ in 0..<20 where !drill.record.isSolved {
      perform("sleep \(max(20, scenario.hold.components.seconds / 4))")
      let missing = scenario.objectives.enumerated().compactMap { index, objective in
        objective.shortfall(in: drill.state.cluster).map { (index: index, shortfall: $0) }
      }
      if !missing.isEmpty { last = missing }
    }
    if !drill.record.isSolved {
      if last.isEmpty {
        found.report(
          "the objectives never hold together for \(scenario.hold.components.seconds) s after the solution",
          at: ["hold"], details: transcript)
      }
      for (index, shortfall) in last {
        found.report(
          "the solution does not meet this objective: \(shortfall)", at: ["objectives", String(index)],
          details: transcript)
      }
    }
    for damage in drill.record.damage {
      found.report(
        "the solution damages \"\(damage.object)\", which \(damage.what)", at: ["solution"],
        advice: "list it under allowed, if every mend must")
    }
  }

  private func checkCard(_ found: inout ScenarioTest.Findings) {
    guard !found.hasErrors else { return }
    let card = drill.card
    let full = scenario.rules.evidence + scenario.rules.diagnosis + scenario.rules.resolution
    let points = card.points - (card.part(.pace)?.points ?? 0)
    guard points != full else { return }
    let parts = card.parts.map { "\($0.name.rawValue) \($0.points)" }.joined(separator: ", ")
    let blind = drill.record.blindChanges.map { "\"\($0.object)\"" }.joined(separator: ", ")
    found.report(
      "the investigation and the solution earn \(points) of \(full) points: \(parts)", at: ["investigation"],
      advice: blind.isEmpty ? "" : "no fact that was seen is about \(blind)")
  }
}

extension String {
  /// Of a command that goes on over several lines.
  fileprivate var firstLine: String { split(separator: "\n").first.map(String.init) ?? self }
}
