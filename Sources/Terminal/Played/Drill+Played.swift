package import Drills
import Scenarios
package import Scoring
package import SimulationKernel

/// A drill of this process, which one plays alone.
extension Drill: PlayedDrill {
  package var title: String { scenario.title }

  package func briefing(style: Style) -> String { Briefing.text(of: scenario, style: style) }

  package func isComplete(_ text: String) -> Bool { isComplete(text, seat: 0) }

  package func completion(of text: String, at wall: Instant) -> LineCompletion {
    completion(of: text, seat: 0, at: wall)
  }

  package func seconds(by pace: Pace) -> Int {
    switch pace {
    case .live(let wall): seconds(at: simulatedNow(at: wall.now))
    case .scripted: seconds(at: now)
    }
  }

  /// Simulated seconds from the call to `instant`.
  func seconds(at instant: Instant) -> Int {
    Int(clamping: max(0, (instant - journal.header.calledAt).components.seconds))
  }

  package func endScript(console: any PlayerConsole, style: Style) {
    guard scenario.allowsSkip else { return }
    if record.mendedAt == nil { perform("skip 30s", pace: .scripted, console: console, style: style) }
    guard record.mendedAt != nil else { return }
    let hold = max(1, scenario.hold.components.seconds)
    perform("skip \(hold)s", pace: .scripted, console: console, style: style)
  }

  package var reasonAgainstGlances: String? { nil }

  package var isAlwaysLive: Bool { false }

  package func timeline(style: Style) -> String { CardText.timeline(card, style: style) }

  package func report() -> Report? { isOver ? Report(card, scenario: scenario) : nil }

  package var teamSteps: [TeamStep] { [] }

  package func takeNews(style: Style) -> [String] { [] }

  package var farewell: String? { nil }
}
