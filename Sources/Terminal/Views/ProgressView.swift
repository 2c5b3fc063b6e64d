package import Scoring

/// How far the player has come, over the menu; the key that showed it takes it away.
package struct ProgressView: ScreenView, Sendable {
  private let progress: PlayerProgress
  private let next: Suggestion?
  private var pager = PagerView(title: "Progress", lines: [])

  package init(_ progress: PlayerProgress, next: Suggestion?) {
    self.progress = progress
    self.next = next
  }

  private func pager(_ columns: Int) -> PagerView {
    var pager = pager
    pager.lines = ProgressPage.lines(progress, next: next, columns: columns)
    return pager
  }

  package func grid(rows: Int, columns: Int) -> Grid { pager(columns).grid(rows: rows, columns: columns) }

  package mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome {
    if key == .function(5) { return .left }
    pager = pager(columns)
    return pager.press(key, rows: rows, columns: columns)
  }
}
