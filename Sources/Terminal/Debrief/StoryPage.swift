import Scoring

/// What the incident was, and what it teaches.
enum StoryPage {
  static func story(_ report: Report, columns: Int) -> [StyledText] {
    var lines = [heading("What happened")] + prose(report.story.incident, columns)
    guard !report.story.decoys.isEmpty else { return lines }
    lines += [StyledText(), heading("True, and harmless")]
    return lines + report.story.decoys.flatMap { entry($0.sentence + " " + $0.why, columns) }
  }

  static func lessons(_ report: Report, columns: Int) -> [StyledText] {
    [heading("In the real world")] + prose(report.story.realWorld, columns)
      + [StyledText(), heading("Questions that lead there sooner")]
      + report.story.questions.flatMap { entry($0, columns) }
  }

  private static func heading(_ text: String) -> StyledText { StyledText(text, .bold) }

  /// An author's text as it stands, or flowed anew where its lines do not fit.
  private static func prose(_ text: String, _ columns: Int) -> [StyledText] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(shown: "  " + $0) }
    let isFitting = lines.allSatisfy { $0.width <= columns }
    let flowed = isFitting ? lines : Prose.flowed(text).map { StyledText(shown: "  " + $0) }
    let wrapped = flowed.flatMap { $0.plain.allSatisfy(\.isWhitespace) ? [StyledText()] : $0.wordWrapped(to: columns) }
    return wrapped.last?.isEmpty ?? false ? wrapped.dropLast() : wrapped
  }

  private static func entry(_ text: String, _ columns: Int) -> [StyledText] {
    StyledText(shown: text).wordWrapped(to: columns - 4).enumerated().map { index, row in
      StyledText(index == 0 ? "  - " : "    ") + row
    }
  }
}
