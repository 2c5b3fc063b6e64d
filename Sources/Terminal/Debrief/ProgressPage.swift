import Scenarios
package import Scoring

/// How far a player has come.
package enum ProgressPage {
  package static func lines(_ progress: PlayerProgress, next: Suggestion?, columns: Int) -> [StyledText] {
    let columns = max(20, columns)
    var lines = [
      StyledText("\(progress.points) points", .bold) + StyledText(of(progress)), StyledText(streak(progress.streak)),
    ]
    for area in progress.areas {
      lines += [StyledText(), StyledText(area.name, .bold)]
      lines += area.classes.map { row($0).truncated(to: columns) }
      if area.unfinished > 0 {
        let scenarios = area.unfinished == 1 ? "1 scenario" : "\(area.unfinished) scenarios"
        lines.append(StyledText("  \(scenarios) still to be met", .faint))
      }
    }
    if let next { lines += [StyledText()] + StyledText(shown: next.line, .accent).wordWrapped(to: columns) }
    return lines + [StyledText()] + StyledText(note, .faint).wordWrapped(to: columns)
  }

  private static let note =
    "fast: solved without a hint and within par; slow: solved. A variant that you finished less than two weeks ago counts "
    + "for nothing, since you know its answer, and neither do practice and the tutorial. Of what you have not played nothing is told."

  private static func of(_ progress: PlayerProgress) -> String {
    "  \(progress.solved) of \(progress.scenarios) scenarios solved"
  }

  private static func streak(_ streak: PlayerProgress.Streak) -> String {
    guard streak.best > 0 else { return "No day yet on which you solved a drill without hints." }
    let days = streak.days == 1 ? "1 day" : "\(streak.days) days in a row"
    let best = "The best so far: \(streak.best)."
    guard streak.days > 0 else { return "No day in a row at the moment. \(best)" }
    return "\(days) with a drill solved without hints\(streak.hasToday ? ", today among them" : ""). \(best)"
  }

  private static func row(_ entry: PlayerProgress.Class) -> StyledText {
    let found: (String, Look) =
      switch entry.found {
      case .fast: ("● fast", .good)
      case .slow: ("◐ slow", .notable)
      case .notYet: ("○ not yet", .faint)
      }
    var row = StyledText("  " + (entry.failureClass.id + "  " + entry.failureClass.name).padded(to: 30))
    row.append(found.0.padded(to: 10), found.1)
    if let best = entry.best {
      row.append("\(best.points)".padded(to: 4))
      let time =
        best.secondsToMend.map { "\(CardText.clock($0)) of \(CardText.clock(best.parSeconds))" } ?? "not solved"
      row.append(time.padded(to: 15))
      if best.hintCount > 0 { row.append(best.hintCount == 1 ? "1 hint  " : "\(best.hintCount) hints  ") }
    }
    row.append("\(Day.text(entry.lastDay))", .faint)
    return row
  }
}
