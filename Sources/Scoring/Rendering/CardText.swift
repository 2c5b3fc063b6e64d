package import Scenarios

/// The card as text for a terminal or a file.
package enum CardText {
  /// What may be seen while the run goes on: nothing that was not found yet.
  package static func interim(_ card: Card, scenario: Scenario, style: Style) -> String {
    let parts = card.parts.filter { $0.maximum == 0 || [.evidence, .diagnosis, .resolution].contains($0.name) }
    let found = card.findings.filter { $0.seconds != nil }
    let soFar = findings("Found so far", found, style)
    let practice = card.isPractice ? "Practice: this run is no best score.\n\n" : ""
    return practice + (soFar.isEmpty ? "" : soFar + "\n") + points(card, parts, hidesCounts: true, style)
  }

  /// Everything, for when it is over. The points come last, where they stay on the screen.
  package static func full(_ card: Card, scenario: Scenario, style: Style) -> String {
    full(Report(card, scenario: scenario), style: style)
  }

  package static func full(_ report: Report, style: Style) -> String {
    let card = report.card
    let sections = [
      style.bold(card.title) + "\n",
      findings("What you found", card.findings.filter { $0.seconds != nil }, style),
      findings("What you did not see", card.findings.filter { $0.seconds == nil }, style),
      costs("Changes without evidence", card.blindChanges, style), costs("Damage", card.damage, style),
      costs("Hints", card.hints, style), idleSteps(card, style), overlooked(card, style),
      GraphText.text(report.graph, style: style),
      investigation(card, report.story, style), measures(card, style), debrief(report.story, style),
      outcome(card) + "\n" + points(card, card.parts, hidesCounts: false, style),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What the player did, line by line.
  package static func timeline(_ card: Card, style: Style) -> String {
    guard !card.steps.isEmpty else { return "You have not looked at anything yet.\n" }
    let sentences = Dictionary(card.findings.map { ($0.id, $0.sentence) }, uniquingKeysWith: { first, _ in first })
    var text = ""
    for step in card.steps {
      text += clock(step.seconds) + "  " + (step.isNew ? step.line : style.faint(step.line)) + "\n"
      for id in step.evidence { text += "         " + style.good("+ " + (sentences[id] ?? id)) + "\n" }
    }
    return text
  }

  // MARK: Sections

  private static func outcome(_ card: Card) -> String {
    let practice = card.isPractice ? "Practice: this is no best score.\n" : ""
    guard card.isSolved, let seconds = card.secondsToMend else { return practice + "Not solved.\n" }
    return practice + "Mended after \(clock(seconds)); par is \(clock(card.parSeconds)).\n"
  }

  private static func points(_ card: Card, _ parts: [Card.Part], hidesCounts: Bool, _ style: Style) -> String {
    var text = ""
    for part in parts where part.maximum > 0 || part.points != 0 {
      let best = part.maximum > 0 ? "/\(part.maximum)" : ""
      let why = hidesCounts && part.name == .evidence ? "" : part.why
      text += "  " + padded(title(part.name), 20) + padded("\(part.points)\(best)", 8) + style.faint(why) + "\n"
    }
    return text + "  " + style.bold(padded("Points", 20) + "\(card.points)") + "\n"
  }

  static func title(_ name: Card.Part.Name) -> String {
    switch name {
    case .evidence: "Evidence"
    case .diagnosis: "Diagnosis"
    case .resolution: "Resolution"
    case .hints: "Hints"
    case .blindChanges: "Blind changes"
    case .damage: "Damage"
    case .pace: "Pace"
    }
  }

  private static func findings(_ title: String, _ findings: [Card.Finding], _ style: Style) -> String {
    guard !findings.isEmpty else { return "" }
    var text = style.bold(title) + "\n"
    for finding in findings.sorted(by: { ($0.seconds ?? .max) < ($1.seconds ?? .max) }) {
      let time = finding.seconds.map(clock) ?? "     "
      let late = finding.isLate ? " (after the mend)" : ""
      text += "  \(time)  \(finding.sentence)\(late) " + style.faint("[\(finding.points)]") + "\n"
      if let line = finding.line { text += "         " + style.faint("$ " + line) + "\n" }
    }
    return text
  }

  private static func costs(_ title: String, _ costs: [Card.Cost], _ style: Style) -> String {
    guard !costs.isEmpty else { return "" }
    return style.bold(title) + "\n"
      + costs.map { cost in
        let price = cost.points == 0 ? "free" : "\(cost.points)"
        return "  \(cost.seconds.map(clock) ?? "     ")  \(cost.what) (\(price))\n"
      }.joined()
  }

  private static func idleSteps(_ card: Card, _ style: Style) -> String {
    let idle = card.steps.filter { $0.isLook && !$0.isNew && !$0.isChange }
    guard !idle.isEmpty else { return "" }
    return style.bold("Steps that told you nothing new") + "\n"
      + idle.map { "  \(clock($0.seconds))  \($0.line)\n" }.joined()
  }

  private static func overlooked(_ card: Card, _ style: Style) -> String {
    let facts = card.findings.filter { card.overlooked.contains($0.id) }
    guard !facts.isEmpty else { return "" }
    return style.bold("On your screen before the wrong diagnosis") + "\n"
      + facts.map { "  \($0.sentence)\n" }.joined()
  }

  private static func investigation(_ card: Card, _ story: Report.Story, _ style: Style) -> String {
    let ideal = story.investigation
    let own = card.steps.map(\.line)
    let width = min(60, max(24, ideal.map(\.count).max() ?? 0))
    var text = style.bold(padded("A short good investigation", width + 4) + "Yours") + "\n"
    for index in 0..<max(ideal.count, own.count) {
      let left = ideal.indices.contains(index) ? ideal[index] : ""
      let right = own.indices.contains(index) ? own[index] : ""
      if right.isEmpty {
        text += "  \(left)\n"
      } else if left.count > width {
        text += "  \(left)\n  " + padded("", width + 2) + right + "\n"
      } else {
        text += "  " + padded(left, width + 2) + right + "\n"
      }
    }
    return text
  }

  private static func measures(_ card: Card, _ style: Style) -> String {
    let measures = card.measures
    let look = measures.firstLook.isEmpty ? "nothing" : measures.firstLook.joined(separator: ", ")
    return style.bold("How you looked") + "\n"
      + "  First useful evidence      \(measures.secondsToFirstEvidence.map(clock) ?? "none")\n"
      + "  Steps with something new   \(measures.newSteps.map { "\($0) %" } ?? "none")\n"
      + "  The first look took in     \(look)\n"
      + "  Longest without evidence   \(clock(measures.longestSecondsWithoutEvidence))\n"
  }

  /// What the incident was, and what it teaches.
  private static func debrief(_ story: Report.Story, _ style: Style) -> String {
    var text = style.bold("What happened") + "\n" + indented(story.incident)
    if !story.decoys.isEmpty {
      text += "\n" + style.bold("True, and harmless") + "\n"
      text += story.decoys.map { "  \($0.sentence) \($0.why)\n" }.joined()
    }
    text += "\n" + style.bold("Questions that lead there sooner") + "\n"
    text += story.questions.map { "  - \($0)\n" }.joined()
    return text + "\n" + style.bold("In the real world") + "\n" + indented(story.realWorld)
  }

  // MARK: Words

  static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
      .trimmingBlankLines()
  }

  /// Minutes and seconds: `04:05`.
  package static func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(seconds / 60) + ":" + two(seconds % 60)
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension String {
  fileprivate func trimmingBlankLines() -> String {
    var text = self
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }
}
