import Drills
import Scoring

/// What both ways to play say.
enum PlayTexts {
  /// - Parameter seconds: of simulated time since the call.
  static func prompt(of drill: any PlayedDrill, seconds: Int, isContinuing: Bool, style: Style) -> String {
    isContinuing ? "> " : style.faint("+" + ClockText.of(seconds: seconds)) + " \(drill.namespace) $ "
  }

  /// What a beginner is to do next.
  static func lesson(_ lesson: DrillView.Lesson, style: Style) -> String {
    let praise = lesson.praise.isEmpty ? "" : style.good(lesson.praise) + "\n"
    return praise + style.bold("Lesson \(lesson.number) of \(lesson.count)") + "\n" + lesson.says + "\n\n"
  }

  static func welcomeBack(to drill: any PlayedDrill, seconds: Int, style: Style) -> String {
    "Welcome back to \(style.bold(drill.title)), \(ClockText.of(seconds: seconds)) in. "
      + "Type brief to read the page again.\n"
  }
}
