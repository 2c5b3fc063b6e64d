package import Scoring

/// What a run was worth and what it was about, to leaf through.
package struct DebriefView: ScreenView, Sendable {
  private let report: Report
  private var page = DebriefPage.score
  private var pagers: [PagerView]

  package init(_ report: Report) {
    self.report = report
    pagers = DebriefPage.allCases.map { page in
      var pager = PagerView(title: page.title, lines: [])
      pager.keys = "1-\(DebriefPage.allCases.count) pages, q leaves, / searches, F1 help"
      return pager
    }
  }

  package var help: String? { ScreenHelp.debrief }
  package var takesText: Bool { pagers[page.rawValue].isAsking }

  package func grid(rows: Int, columns: Int) -> Grid {
    var grid = Grid(rows: rows, columns: columns)
    let (head, body) = grid.area.splitRows(2)
    let practice = report.card.isPractice ? " · practice" : ""
    let points = StyledText("\(report.card.points) points\(practice) ", .bold)
    let title = StyledText(shown: " " + report.card.title, .bold)
    grid.write(title.truncated(to: max(0, columns - points.width - 2)), row: 0, in: head)
    grid.write(points, row: 0, column: max(0, columns - points.width), in: head)
    var tabs = StyledText(" ")
    for entry in DebriefPage.allCases {
      tabs.append(" \(entry.rawValue + 1) \(entry.title) ", entry == page ? .reversed : .faint)
      tabs.append(" ")
    }
    grid.write(tabs.truncated(to: columns), row: 1, in: head)
    grid.draw(pager(columns).grid(rows: body.rows, columns: columns), at: body)
    return grid
  }

  /// The page as wide as the screen is now.
  private func pager(_ columns: Int) -> PagerView {
    var pager = pagers[page.rawValue]
    pager.lines = page.lines(report, columns: columns)
    return pager
  }

  package mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome {
    let count = DebriefPage.allCases.count
    switch key {
    case _ where pagers[page.rawValue].isAsking: return read(key, rows, columns)
    case .right, .tab: page = DebriefPage(rawValue: (page.rawValue + 1) % count) ?? .score
    case .left, .backTab: page = DebriefPage(rawValue: (page.rawValue + count - 1) % count) ?? .score
    case .character(let digit) where digit.wholeNumberValue.flatMap { DebriefPage(rawValue: $0 - 1) } != nil:
      page = digit.wholeNumberValue.flatMap { DebriefPage(rawValue: $0 - 1) } ?? page
    default: return read(key, rows, columns)
    }
    return .stays
  }

  private mutating func read(_ key: Key, _ rows: Int, _ columns: Int) -> ViewOutcome {
    pagers[page.rawValue] = pager(columns)
    return pagers[page.rawValue].press(key, rows: rows - 2, columns: columns)
  }
}
