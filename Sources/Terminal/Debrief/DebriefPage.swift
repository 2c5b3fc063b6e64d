package import Scoring

/// The pages of a debrief.
package enum DebriefPage: Int, Hashable, Sendable, CaseIterable {
  case score, investigation, graph, story, lessons

  package var title: String {
    switch self {
    case .score: "Score"
    case .investigation: "Investigation"
    case .graph: "Graph"
    case .story: "What happened"
    case .lessons: "Real world"
    }
  }

  /// - Parameter columns: of the screen; no line is longer.
  package func lines(_ report: Report, columns: Int) -> [StyledText] {
    let columns = max(20, columns)
    let lines =
      switch self {
      case .score: ScorePage.lines(report, columns: columns)
      case .investigation: InvestigationPage.lines(report, columns: columns)
      case .graph: GraphPage.lines(report.graph, columns: columns)
      case .story: StoryPage.story(report, columns: columns)
      case .lessons: StoryPage.lessons(report, columns: columns) + Self.next(report, columns)
      }
    return lines.map { $0.truncated(to: columns) }
  }

  static func next(_ report: Report, _ columns: Int) -> [StyledText] {
    guard let next = report.next else { return [] }
    return [StyledText()] + StyledText(shown: next.line, .accent).wordWrapped(to: columns)
  }

  /// All pages below each other, for paper and pipes.
  package static func all(_ report: Report, columns: Int) -> [StyledText] {
    var lines = [StyledText(shown: report.card.title, .bold)]
    for page in allCases {
      // Texts bring their own headings.
      let heading = page == .investigation || page == .graph ? [StyledText(page.title, .bold)] : []
      lines += [StyledText()] + heading + page.lines(report, columns: columns)
    }
    return lines
  }
}
