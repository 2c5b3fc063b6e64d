import Scenarios

/// The scenario to play next, and why. The reason tells nothing of a scenario that was not played but the part of the
/// system, which the menu tells too.
package struct Suggestion: Hashable, Sendable {
  package var scenario: String
  package var title: String
  package var why: String

  /// `next: clinic-portal (The clinic where everything is green): ...`
  package var line: String { "Next: \(scenario), \"\(title)\". \(why)" }

  /// - Parameters:
  ///   - attempts: all runs that are over, from the oldest on.
  ///   - profiles: the catalogue, in the order of its tracks.
  /// - Returns: Nil where nothing is left that could be played.
  package static func next(after attempts: [Attempt], among profiles: [ScenarioProfile]) -> Suggestion? {
    let finished = Set(attempts.map(\.scenario))
    // Whoever has finished something needs no tutorial.
    let fresh = profiles.filter { !finished.contains($0.id) && (attempts.isEmpty || !$0.isGuided) }
    guard let last = attempts.last, let profile = profiles.first(where: { $0.id == last.scenario }) else {
      return fresh.first.map { Suggestion($0, "A good one to begin with.") } ?? again(attempts, profiles)
    }
    return related(to: profile, after: last, fresh) ?? unseen(in: attempts, profiles, fresh)
      ?? following(profile, fresh) ?? again(attempts, profiles)
  }

  private init(_ profile: ScenarioProfile, _ why: String) {
    scenario = profile.id
    title = profile.title
    self.why = why
  }

  // MARK: What was weak

  /// After a run that was lost or slow: something of its kind, or at least of its part of the system.
  private static func related(to profile: ScenarioProfile, after last: Attempt, _ fresh: [ScenarioProfile])
    -> Suggestion?
  {
    guard last.found != .fast else { return nil }
    let near =
      easiest(fresh.filter { $0.classes.contains(where: profile.classes.contains) })
      ?? easiest(fresh.filter { $0.area == profile.area })
    return near.map { Suggestion($0, "\(weakness(of: last)) This one is new, and in the same part of the system.") }
  }

  /// Runs that are looked at for what was passed over.
  private static let recent = 5

  /// A scenario in which the player needs the look that they passed over most, lately.
  private static func unseen(in attempts: [Attempt], _ profiles: [ScenarioProfile], _ fresh: [ScenarioProfile])
    -> Suggestion?
  {
    let looks = Dictionary(profiles.map { ($0.id, $0.looks) }, uniquingKeysWith: { first, _ in first })
    var counts: [Look: Int] = [:]
    for attempt in attempts.suffix(recent) {
      for id in attempt.missed {
        if let look = looks[attempt.scenario]?[id] { counts[look, default: 0] += 1 }
      }
    }
    let order = Look.allCases.enumerated().sorted {
      (counts[$1.element] ?? 0, $0.offset) < (counts[$0.element] ?? 0, $1.offset)
    }
    for look in order.map(\.element) where (counts[look] ?? 0) > 0 {
      if let profile = easiest(fresh.filter({ $0.looks.values.contains(look) })) {
        return Suggestion(profile, "Of late you passed over \(look.words). Here is another chance to look.")
      }
    }
    return nil
  }

  /// The next new one of the track, or of the next track that has one.
  private static func following(_ profile: ScenarioProfile, _ fresh: [ScenarioProfile]) -> Suggestion? {
    let ofTrack = profile.track.isEmpty ? nil : fresh.first { $0.track == profile.track }
    guard let next = ofTrack ?? fresh.first else { return nil }
    return Suggestion(next, next.track.isEmpty ? "You have not played it yet." : "New, and the next of \(next.track).")
  }

  /// Where all were played: what was weakest the last time, and then what is longest ago.
  private static func again(_ attempts: [Attempt], _ profiles: [ScenarioProfile]) -> Suggestion? {
    let latest = Dictionary(attempts.map { ($0.scenario, $0) }, uniquingKeysWith: { _, last in last })
    let played = profiles.filter { !$0.isGuided }.compactMap { profile in
      latest[profile.id].map { (profile: profile, attempt: $0) }
    }
    let others = played.filter { $0.profile.id != attempts.last?.scenario }
    let choice = (others.isEmpty ? played : others).min {
      ($0.attempt.found, $0.attempt.day) < ($1.attempt.found, $1.attempt.day)
    }
    guard let choice else { return nil }
    let why =
      choice.attempt.found == .fast
      ? "It is the one that you have not played for longest." : weakness(of: choice.attempt)
    return Suggestion(choice.profile, why + " Another variant has another answer.")
  }

  private static func weakness(of attempt: Attempt) -> String {
    guard attempt.isSolved, let seconds = attempt.secondsToMend else { return "\(attempt.scenario) was not solved." }
    if seconds > attempt.parSeconds {
      return "\(attempt.scenario) took you \(CardText.clock(seconds)), par is \(CardText.clock(attempt.parSeconds))."
    }
    return attempt.hintCount == 1
      ? "\(attempt.scenario) took you a hint." : "\(attempt.scenario) took you \(attempt.hintCount) hints."
  }

  private static func easiest(_ profiles: [ScenarioProfile]) -> ScenarioProfile? {
    Scenario.Difficulty.allCases.lazy.compactMap { difficulty in profiles.first { $0.difficulty == difficulty } }.first
  }
}
