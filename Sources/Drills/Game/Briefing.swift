package import Scenarios
package import Scoring

/// The texts around a run.
package enum Briefing {
  /// The page that calls the player, and what is at stake.
  package static func text(of scenario: Scenario, style: Style) -> String {
    text(
      title: scenario.title, page: scenario.page, objectives: scenario.objectives.map(\.says),
      hold: scenario.hold.components.seconds, par: scenario.par.components.seconds, namespace: scenario.namespace, style
    )
  }

  /// The same for somebody who knows no more of the scenario than its players.
  package static func text(of view: DrillView, style: Style) -> String {
    text(
      title: view.title, page: view.page, objectives: view.objectives.map(\.says), hold: Int64(view.holdSeconds),
      par: Int64(view.parSeconds), namespace: view.namespace, style)
  }

  private static func text(
    title: String, page: String, objectives: [String], hold: Int64, par: Int64, namespace: String, _ style: Style
  ) -> String {
    var text = style.bold(title) + "\n\n" + page.trimmingEnd() + "\n\nThe incident is over when\n"
    for objective in objectives { text += "  - \(objective)\n" }
    text += "and stays so for \(hold) s. Par is \(par / 60) minutes.\n"
    return text + style.faint("Namespace \(namespace).") + "\n"
  }

  /// - Parameter isOwnShell: whether the player is in a shell of their own, which they leave in its way.
  package static func help(isOwnShell: Bool = false, style: Style) -> String {
    var text = "Type kubectl (or k) and shell commands as you would at work. Besides:\n"
    for command in GameCommand.allCases where !(isOwnShell && command == .rewind) {
      let name = isOwnShell && command == .quit ? "exit" : command.rawValue
      text +=
        "  " + style.bold(name) + String(repeating: " ", count: max(1, 10 - name.utf8.count)) + command.summary + "\n"
    }
    return text
  }

  /// The classes of failure among which a diagnosis chooses.
  package static func diagnoses(style: Style) -> String {
    var text = "Say which object is guilty and how it fails: diagnose deployment/web CLASS\n"
    var area = ""
    for failureClass in FailureClass.all {
      if failureClass.area != area {
        area = failureClass.area
        text += "\n" + style.bold(area) + "\n"
      }
      text += "  \(failureClass.id)  \(failureClass.name)\n"
    }
    return text
  }
}

extension String {
  func trimmingEnd() -> String {
    var text = self
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
