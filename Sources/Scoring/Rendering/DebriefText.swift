package import Scenarios

/// The pages of the debrief that have bars and axes.
package enum DebriefText {
  private static let barWidth = 24

  /// What the run was worth, part by part.
  package static func score(_ card: Card) -> String {
    let style = Style.colour
    var text = style.bold(outcome(card)) + "\n\n"
    for part in card.parts where part.maximum > 0 || part.points != 0 {
      text += CardText.padded(CardText.title(part.name), 16) + bar(part, style)
      text += " " + CardText.padded(part.maximum > 0 ? "\(part.points)/\(part.maximum)" : "\(part.points)", 8)
      text += style.faint(part.why) + "\n"
    }
    text += "\n" + style.bold(CardText.padded("Points", 16) + "\(card.points)") + "\n"
    let lost = card.blindChanges + card.damage + card.hints
    if !lost.isEmpty { text += "\n" + style.bold("What it cost") + "\n" }
    for cost in lost {
      let points = cost.points == 0 ? "" : " (\(cost.points))"
      text += "  \(cost.seconds.map(CardText.clock) ?? "     ")  \(cost.what)\(points)\n"
    }
    return text
  }

  private static func outcome(_ card: Card) -> String {
    guard card.isSolved, let seconds = card.secondsToMend else { return "Not solved" }
    return "Mended after \(CardText.clock(seconds)); par is \(CardText.clock(card.parSeconds))"
  }

  private static func bar(_ part: Card.Part, _ style: Style) -> String {
    guard part.maximum > 0 else { return String(repeating: " ", count: barWidth) }
    let filled = max(0, min(barWidth, part.points * barWidth / part.maximum))
    return style.good(String(repeating: "█", count: filled))
      + style.faint(String(repeating: "░", count: barWidth - filled))
  }

  /// What the player did, along the time, beside a short good investigation.
  /// - Parameter columns: of the screen.
  package static func investigation(_ card: Card, scenario: Scenario, columns: Int) -> String {
    let style = Style.colour
    let half = max(30, columns / 2 - 2)
    let own = ownSteps(card, style, half)
    let ideal = scenario.investigation.flatMap { broken("$ " + $0.run, half - 2, indent: "  ") }
    var text = style.bold(CardText.padded("Yours", half) + "  A short good one") + "\n"
    for index in 0..<max(own.count, ideal.count) {
      let left = own.indices.contains(index) ? own[index] : ("", "")
      let right = ideal.indices.contains(index) ? ideal[index] : ""
      let gap = String(repeating: " ", count: max(1, half - left.0.count))
      text += left.1 + (right.isEmpty ? "" : gap + style.faint("│ ") + right) + "\n"
    }
    return text
  }

  /// Each row as it reads, and as it looks.
  private static func ownSteps(_ card: Card, _ style: Style, _ width: Int) -> [(String, String)] {
    let sentences = Dictionary(card.findings.map { ($0.id, $0.sentence) }, uniquingKeysWith: { first, _ in first })
    var rows: [(String, String)] = []
    var last = 0
    for step in card.steps {
      // A row for each minute in which nothing was done: the length of silence is seen.
      for _ in 0..<min(3, max(0, (step.seconds - last) / 60)) { rows.append(("   ·", style.faint("   ·"))) }
      last = step.seconds
      for row in broken(CardText.clock(step.seconds) + " " + step.line, width - 1, indent: "      ") {
        rows.append((row, step.isNew || step.isChange ? row : style.faint(row)))
      }
      for id in step.evidence {
        for row in broken("      + " + (sentences[id] ?? id), width - 1, indent: "        ") {
          rows.append((row, style.good(row)))
        }
      }
    }
    return rows
  }

  private static func broken(_ text: String, _ width: Int, indent: String) -> [String] {
    var rows: [String] = []
    var rest = Substring(text)
    while rest.count > width, rows.count < 20 {
      let room = rest.prefix(width)
      let cut = room.lastIndex(of: " ").flatMap { rest.distance(from: rest.startIndex, to: $0) > width / 2 ? $0 : nil }
      let end = cut ?? room.endIndex
      rows.append(String(rest[..<end]))
      rest = Substring(indent + rest[end...].drop { $0 == " " })
    }
    return rows + [String(rest)]
  }
}
