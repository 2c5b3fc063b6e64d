package import Scenarios
package import Scoring

/// A variant as its author wants to see it: what players read, how it stands at the call, and what is wrong.
package enum ScenarioPreview {
  /// What somebody looks at first.
  private static let looks = [
    "kubectl get nodes", "kubectl get all", "kubectl get events --sort-by=.lastTimestamp | tail -15",
  ]

  /// - Parameter problems: a line each; what is wrong with the whole scenario.
  package static func text(of variant: ScenarioRehearsal.Variant, problems: String, style: Style) -> String {
    var parts = [findings(problems, style)]
    if let scenario = variant.scenario {
      parts.append(style.bold("What players read") + "\n\n" + Briefing.text(of: scenario, style: style))
    }
    if let prepared = variant.prepared {
      parts.append(objectives(of: prepared, style))
      parts.append(cluster(of: prepared, style))
    }
    return parts.joined(separator: "\n")
  }

  package static func findings(_ problems: String, _ style: Style) -> String {
    if problems.isEmpty { return style.good("Lint finds nothing.") + "\n" }
    return style.notable("Lint finds") + "\n" + problems
  }

  private static func objectives(of prepared: PreparedScenario, _ style: Style) -> String {
    var text = style.bold("Objectives at the call") + "\n"
    for objective in prepared.scenario.objectives {
      let shortfall = objective.shortfall(in: prepared.cluster)
      text += shortfall == nil ? style.good("  met      ") : style.notable("  not yet  ")
      text += objective.says + "\n"
      if let shortfall { text += style.faint("             \(shortfall)") + "\n" }
    }
    return text
  }

  private static func cluster(of prepared: PreparedScenario, _ style: Style) -> String {
    let drill = Drill(prepared, startedAt: prepared.calledAt)
    var text = style.bold("The cluster at the call") + "\n"
    for look in looks {
      let console = Transcript()
      drill.perform(look, pace: .scripted, console: console)
      text += "\n" + style.faint("$ " + look) + "\n" + console.text
    }
    return text
  }
}
