import Drills
import Scenarios
import Scoring
import SimulationKernel

/// What both ways to play say.
enum PlayTexts {
  /// - Parameter seconds: of simulated time since the call.
  static func prompt(of drill: Drill, seconds: Int, isContinuing: Bool, style: Style) -> String {
    isContinuing ? "> " : style.faint("+" + ClockText.of(seconds: seconds)) + " \(drill.namespace) $ "
  }

  /// What a beginner is to do next.
  static func lesson(_ lesson: DrillView.Lesson, style: Style) -> String {
    let praise = lesson.praise.isEmpty ? "" : style.good(lesson.praise) + "\n"
    return praise + style.bold("Lesson \(lesson.number) of \(lesson.count)") + "\n" + lesson.says + "\n\n"
  }

  static func welcomeBack(to drill: Drill, seconds: Int, style: Style) -> String {
    "Welcome back to \(style.bold(drill.scenario.title)), \(ClockText.of(seconds: seconds)) in. "
      + "Type brief to read the page again.\n"
  }
}

extension Drill {
  /// Simulated seconds from the call to `instant`.
  func seconds(at instant: Instant) -> Int {
    Int(clamping: max(0, (instant - journal.header.calledAt).components.seconds))
  }
}
