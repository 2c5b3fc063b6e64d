package import Scenarios
package import Scoring

/// The texts around a run.
package enum Briefing {
  /// The page that calls the player, and what is at stake.
  package static func text(of scenario: Scenario, style: Style) -> String {
    var text = style.bold(scenario.title) + "\n\n" + scenario.page.trimmingEnd() + "\n\nThe incident is over when\n"
    for objective in scenario.objectives { text += "  - \(objective.says)\n" }
    let hold = scenario.hold.components.seconds
    text += "and stays so for \(hold) s. Par is \(scenario.par.components.seconds / 60) minutes.\n"
    text += style.faint("Namespace \(scenario.namespace).") + "\n"
    return text
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
