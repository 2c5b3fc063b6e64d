import Scoring

/// What the run was worth, with bars, and what it cost.
enum ScorePage {
  static func lines(_ report: Report, columns: Int) -> [StyledText] {
    let card = report.card
    var lines = [StyledText(report.outcome + ".", .bold)]
    if card.isPractice { lines += practice.wordWrapped(to: columns) }
    lines.append(StyledText())
    for part in report.parts { lines += row(part, columns) }
    lines += [StyledText(), StyledText("Points".padded(to: titleWidth) + "\(card.points)", .bold)]
    if !report.costs.isEmpty { lines += [StyledText(), StyledText("What it cost", .bold)] }
    for cost in report.costs {
      let time = cost.seconds.map(CardText.clock) ?? ""
      let line =
        StyledText("  " + time.padded(to: 7)) + StyledText(shown: cost.what) + StyledText(" (\(cost.price))", .faint)
      lines += line.wordWrapped(to: columns)
    }
    lines += [StyledText(), StyledText("How you looked", .bold)] + measures(card.measures)
    let overlooked = card.findings.filter { card.overlooked.contains($0.id) }
    if !overlooked.isEmpty {
      lines += [StyledText(), StyledText("On your screen before the wrong diagnosis", .bold)]
      lines += overlooked.flatMap { StyledText(shown: "  " + $0.sentence).wordWrapped(to: columns) }
    }
    return lines + DebriefPage.next(report, columns)
  }

  private static let practice = StyledText(
    "Practice: you were led, or knew what was to come. The points are no best score.", .notable)
  private static let titleWidth = 15
  private static let scoreWidth = 8

  private static func row(_ part: Card.Part, _ columns: Int) -> [StyledText] {
    let width = min(40, max(8, columns - titleWidth - scoreWidth - 36))
    let whole = part.maximum > 0 ? width : 0
    let scale = part.maximum > 0 ? part.maximum : 40
    let filled = min(width, (abs(part.points) * width + scale - 1) / scale)
    var row = StyledText(part.title.padded(to: titleWidth))
    row.append(String(repeating: "█", count: filled), part.points < 0 ? .bad : .good)
    row.append(String(repeating: "░", count: max(0, whole - filled)), .faint)
    row.append(String(repeating: " ", count: width - max(whole, filled)))
    row.append("  " + part.score.padded(to: scoreWidth))
    let room = columns - row.width
    if room >= 12 {
      let why = StyledText(shown: part.why, .faint).wordWrapped(to: room)
      let indent = StyledText(String(repeating: " ", count: row.width))
      return why.enumerated().map { ($0.offset == 0 ? row : indent) + $0.element }
    }
    return [row.truncated(to: columns)]
  }

  private static func measures(_ measures: Card.Measures) -> [StyledText] {
    let rows = [
      ("First useful evidence", measures.secondsToFirstEvidence.map(CardText.clock) ?? "none"),
      ("Steps with something new", measures.newSteps.map { "\($0) %" } ?? "none"),
      ("The first look took in", measures.firstLook.isEmpty ? "nothing" : measures.firstLook.joined(separator: ", ")),
      ("Longest without evidence", CardText.clock(measures.longestSecondsWithoutEvidence)),
    ]
    return rows.map { StyledText("  " + $0.0.padded(to: 27) + $0.1) }
  }
}

extension String {
  /// With blanks after it, at least one.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - DisplayWidth.of(self))) }
}
