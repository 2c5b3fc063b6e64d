/// The numbers of the score; a scenario may change any of them.
package struct ScoringRules: Hashable, Sendable {
  package var evidence = 40
  package var diagnosis = 20
  package var resolution = 40
  /// By step of the hint ladder.
  package var hints = [2, 4, 6, 10]
  /// Whether there are hints at all; a competition may be without.
  package var offersHints = true
  package var blindChange = 3
  package var blindChangeLimit = 15
  /// For a healthy object that is no longer healthy, or is gone without need.
  package var damage = 5
  /// For data that is gone: claims, volumes, Secrets, ConfigMaps, StatefulSets, namespaces.
  package var lostData = 20
  package var damageLimit = 40
  package var pace = 5

  package init() {}
}
