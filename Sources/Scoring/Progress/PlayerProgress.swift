package import Scenarios

/// How far a player has come: a function of their runs and the catalogue. Of a class of failure nothing is said before
/// the player has finished a scenario that has it.
package struct PlayerProgress: Hashable, Sendable {
  package struct Class: Hashable, Sendable {
    package var failureClass: FailureClass
    package var found: Attempt.Found
    /// The best run that counts; nil where none does.
    package var best: Attempt?
    /// The day of the last run, of whatever kind.
    package var lastDay: Int
  }

  package struct Area: Hashable, Sendable {
    package var name: String
    package var classes: [Class]
    /// Scenarios of this area that were never finished.
    package var unfinished: Int
  }

  /// Days in a row, without counting Saturdays and Sundays on which nothing was solved.
  package struct Streak: Hashable, Sendable {
    package var days: Int
    package var best: Int
    /// Whether today is among the days.
    package var hasToday: Bool
  }

  package let areas: [Area]
  /// The best run that counts of each scenario, added up.
  package let points: Int
  /// Scenarios solved in a run that counts.
  package let solved: Int
  package let scenarios: Int
  package let streak: Streak

  /// - Parameters:
  ///   - attempts: from the oldest on.
  ///   - today: as attempts count days.
  package init(_ attempts: [Attempt], profiles: [ScenarioProfile], today: Int) {
    // What was guided is no progress, whatever came of it.
    let profiles = profiles.filter { !$0.isGuided }
    let counted = Attempt.counted(attempts)
    let best = Dictionary(
      counted.filter(\.isSolved).map { ($0.scenario, $0.points) }, uniquingKeysWith: max
    ).filter { id, _ in profiles.contains { $0.id == id } }
    points = best.values.reduce(0, +)
    solved = best.count
    scenarios = profiles.count
    streak = Self.streak(counted, today)
    let finished = Set(attempts.map(\.scenario))
    var names: [String] = []
    for name in FailureClass.all.map(\.area) where names.last != name { names.append(name) }
    areas = names.compactMap { name in
      let area = Area(
        name: name,
        classes: FailureClass.all.filter { $0.area == name }.compactMap {
          Self.progress($0, attempts, counted, profiles)
        },
        unfinished: profiles.count { $0.area == name && !finished.contains($0.id) })
      return area.classes.isEmpty && area.unfinished == 0 ? nil : area
    }
  }

  /// Nil where no scenario with the class was finished.
  private static func progress(
    _ failureClass: FailureClass, _ attempts: [Attempt], _ counted: [Attempt], _ profiles: [ScenarioProfile]
  ) -> Class? {
    let scenarios = Set(profiles.filter { $0.classes.contains(failureClass.id) }.map(\.id))
    guard let last = attempts.last(where: { scenarios.contains($0.scenario) }) else { return nil }
    let best = counted.filter { scenarios.contains($0.scenario) }.max { ($0.found, $0.points) < ($1.found, $1.points) }
    return Class(failureClass: failureClass, found: best?.found ?? .notYet, best: best, lastDay: last.day)
  }

  // MARK: The streak

  private static func streak(_ counted: [Attempt], _ today: Int) -> Streak {
    let days = Set(counted.filter { $0.isSolved && $0.hintCount == 0 }.map(\.day)).sorted()
    var best = 0
    var length = 0
    var last: Int?
    for day in days {
      length = last.map { isUnbroken(from: $0, to: day) } ?? false ? length + 1 : 1
      best = max(best, length)
      last = day
    }
    // Today is not over: it breaks nothing yet.
    let goesOn = last.map { $0 == today || isUnbroken(from: $0, to: today) } ?? false
    return Streak(days: goesOn ? length : 0, best: best, hasToday: last == today)
  }

  /// Whether all days between two are free ones.
  private static func isUnbroken(from first: Int, to second: Int) -> Bool {
    second - first <= 3 && (first + 1..<max(first + 1, second)).allSatisfy(isWeekend)
  }

  /// 1970-01-01 was a Thursday.
  private static func isWeekend(_ day: Int) -> Bool { [2, 3].contains(((day % 7) + 7) % 7) }
}
