import AdviceProviders

/// Whether the settings of an AI service make sense, where there are any. It is not asked.
struct AdviceSettingsCheck {
  var findings: [Finding] {
    do throws(SettingsProblem) {
      guard let settings = try ProviderSettings.configured() else { return [] }
      let service = "\(settings.model) at \(settings.endpoint.shown)"
      return [.good("AI service", service + "; firedrill hints check asks it")]
    } catch {
      return [Self.finding(error)]
    }
  }

  static func finding(_ problem: SettingsProblem) -> Finding {
    .wrong(
      "AI service", "\(problem)",
      mend: "The README lists the settings under \"Hints from an AI service\". FIREDRILL_AI_URL= turns it off.")
  }
}
