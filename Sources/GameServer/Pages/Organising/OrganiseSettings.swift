import Leaderboard

/// What an organiser decides. Fields have the names that the API's have.
struct OrganisedSettings: Hashable, Sendable {
  var name: String
  var about: String
  var starts: Int64
  var ends: Int64
  var freezesAt: Int64?
  var ownTools: Bool
  var hints: Bool
  /// Of the scenario's own price.
  var hintPricePercent: Int
  /// Tries at a scenario beyond the first; nil for any number.
  var retries: Int?
  var minutesPerScenario: Int?
  var firstBlood: Int
  /// Nil without decay.
  var decay: Decay?
  var teamSize: Int?
  var brackets: [String]

  struct Decay: Hashable, Sendable {
    var minimumPercent: Int
    var solves: Int
  }
}

enum OrganiseSettings {
  static func html(_ settings: OrganisedSettings, _ place: Organised, in frame: PageFrame) -> HTML {
    Form.html(
      place.api, in: frame, method: "PATCH", then: place.done, className: "form settings", label: "Settings",
      "\(texts(settings))\(times(settings))\(rules(settings))\(points(settings))" + Form.submit("Save"))
  }

  private static func group(_ title: String, _ fields: HTML) -> HTML {
    "<fieldset><legend>\(title)</legend>\n\(fields)</fieldset>\n"
  }

  private static func texts(_ settings: OrganisedSettings) -> HTML {
    group(
      "What it is",
      Form.field(.init(name: "name", label: "Name", value: settings.name, maximum: 200, isRequired: true))
        + Form.area("about", "About", settings.about, hint: "Shown to everybody, as it is written.", rows: 6))
  }

  private static func times(_ settings: OrganisedSettings) -> HTML {
    func moment(_ name: String, _ label: String, _ value: Int64?, _ hint: String? = nil) -> HTML {
      Form.field(
        .init(name: name, label: label, value: FormTime.text(value), type: "datetime-local", hint: hint))
    }
    return group(
      "When",
      moment("starts", "Starts (UTC)", settings.starts) + moment("ends", "Ends (UTC)", settings.ends)
        + moment(
          "freezesAt", "The public board freezes (UTC)", settings.freezesAt,
          "Empty: it does not, unless you freeze it by hand."))
  }

  private static func number(
    _ name: String, _ label: String, _ value: Int?, _ range: ClosedRange<Int>, _ hint: String? = nil
  ) -> HTML {
    Form.field(
      .init(
        name: name, label: label, value: value.map(String.init) ?? "", type: "number", hint: hint, range: range))
  }

  private static func rules(_ settings: OrganisedSettings) -> HTML {
    group(
      "Rules",
      Form.check("ownTools", "Players may use their own kubectl", isOn: settings.ownTools)
        + Form.check("hints", "There are hints", isOn: settings.hints)
        + number("hintPricePercent", "Price of a hint, in percent of the usual", settings.hintPricePercent, 0...1000)
        + number("retries", "Tries beyond the first", settings.retries, 0...100, "Empty: as many as they like.")
        + number(
          "minutesPerScenario", "Minutes for a scenario", settings.minutesPerScenario, 1...100_000,
          "Empty: until the competition ends.")
        + number("teamSize", "Members of a team, at most", settings.teamSize, 1...64, "Empty: as many as they are.")
        + Form.area(
          "brackets", "Brackets", settings.brackets.joined(separator: "\n"), hint: "One a line. None: all together.",
          rows: 3))
  }

  private static func points(_ settings: OrganisedSettings) -> HTML {
    let decay = settings.decay
    return group(
      "Points",
      number("firstBlood", "For the first to solve a scenario", settings.firstBlood, 0...1000)
        + Form.check("decay", "A scenario is worth less the more teams solve it", isOn: decay != nil)
        + number("decayMinimum", "It falls to this percent", decay?.minimumPercent ?? 50, 1...100)
        + number("decaySolves", "when so many have solved it", decay?.solves ?? 10, 2...10_000))
  }
}
