package import Scenarios
package import Scoring

/// What a run was worth and what it was about, to leaf through.
package struct DebriefView: ScreenView, Sendable {
  private let title: String
  private struct Page: Sendable {
    let name: String
    let text: String
  }

  private let pages: [Page]
  private var page = 0
  private var pagers: [PagerView]

  /// - Parameter columns: of the screen, for what stands side by side.
  package init(_ card: Card, scenario: Scenario, columns: Int) {
    title = card.title
    pages = [
      Page(name: "Score", text: DebriefText.score(card)),
      Page(name: "Investigation", text: DebriefText.investigation(card, scenario: scenario, columns: columns)),
      Page(name: "Graph", text: GraphText.text(card, scenario: scenario, style: .colour)),
      Page(name: "What happened", text: CardText.debrief(card, scenario, .colour)),
    ]
    pagers = pages.map { PagerView(title: $0.name, text: $0.text, wrapsWords: true) }
  }

  package func grid(rows: Int, columns: Int) -> Grid {
    var grid = Grid(rows: rows, columns: columns)
    let (head, body) = grid.area.splitRows(2)
    grid.write(StyledText(" " + title, .bold).truncated(to: columns), row: 0, in: head)
    var tabs = StyledText(" ")
    for (index, entry) in pages.enumerated() {
      tabs.append(" \(index + 1) \(entry.name) ", index == page ? .reversed : .faint)
      tabs.append(" ")
    }
    grid.write(tabs.truncated(to: columns), row: 1, in: head)
    grid.draw(pagers[page].grid(rows: body.rows, columns: columns), at: body)
    return grid
  }

  package mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome {
    switch key {
    case .right, .tab: page = (page + 1) % pages.count
    case .left, .backTab: page = (page + pages.count - 1) % pages.count
    case .character(let digit) where digit.wholeNumberValue.map { (1...pages.count).contains($0) } ?? false:
      page = (digit.wholeNumberValue ?? 1) - 1
    default: return pagers[page].press(key, rows: rows - 2, columns: columns)
    }
    return .stays
  }
}
