/// Which AI service is asked, and how much.
package struct ProviderSettings: Hashable, Sendable {
  package var endpoint: ProviderEndpoint
  package var model: String
  package var key: Secret
  /// Whether names of objects, hosts and images are replaced before anything is sent.
  package var anonymises: Bool
  /// How long an answer may take; 1 s to 120 s.
  package var patience: Duration
  package var budget: AdviceBudget.Limits
  /// `~/.config/firedrill/config.yaml`, or `the environment`.
  package var source: String

  package init(
    endpoint: ProviderEndpoint, model: String, key: String = "", anonymises: Bool = false,
    patience: Duration = .seconds(10), budget: AdviceBudget.Limits = AdviceBudget.Limits(),
    source: String = "the environment"
  ) {
    self.endpoint = endpoint
    self.model = model
    self.key = Secret(key)
    self.anonymises = anonymises
    self.patience = patience
    self.budget = budget
    self.source = source
  }

  package var style: ProviderStyle { endpoint.style }
}

/// What is wrong with a setting: where it stands, and what it must be.
package struct SettingsProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// `FIREDRILL_AI_STYLE`, or `config.yaml:3:10`.
  package let place: String
  /// A sentence; never a value that might be the key.
  package let says: String

  package var description: String { "\(place): \(says)" }
}
