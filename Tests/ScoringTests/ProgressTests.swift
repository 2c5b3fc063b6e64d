import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct ProgressTests {
  /// A Monday.
  private static let monday = 20_003

  private static func profile(
    _ id: String, _ failureClass: String, _ difficulty: Scenario.Difficulty = .easy, track: String = "First",
    looks: [String: Look] = [:]
  ) -> ScenarioProfile {
    ScenarioProfile(
      id: id, title: id.uppercased(), difficulty: difficulty, classes: [failureClass], track: track, looks: looks)
  }

  private let profiles = [
    profile("image", "W04", looks: ["a": .tables, "b": .events]), profile("key", "C01", looks: ["a": .events]),
    profile("memory", "W03", .medium, track: "Second", looks: ["a": .logs]),
    profile("kill", "W07", .hard, track: "Second", looks: ["a": .logs, "b": .events]),
    profile("labels", "N01", .medium, track: "Second", looks: ["a": .objects]),
  ]

  private func attempt(
    _ scenario: String, day: Int = monday, variant: String = "one", solvedIn seconds: Int? = 300, hints: Int = 0,
    missed: [String] = [], isPractice: Bool = false, points: Int = 90
  ) -> Attempt {
    Attempt(
      scenario: scenario, variant: variant, day: day, isPractice: isPractice, isSolved: seconds != nil, points: points,
      secondsToMend: seconds, parSeconds: 600, hintCount: hints, missed: missed)
  }

  private func progress(_ attempts: [Attempt], today: Int = monday) -> PlayerProgress {
    PlayerProgress(attempts, profiles: profiles, today: today)
  }

  // MARK: Classes

  @Test(
    "A failure is found fast without a hint and within par, and slowly else.",
    arguments: [(300, 0, Attempt.Found.fast), (600, 0, .fast), (601, 0, .slow), (300, 1, .slow), (-1, 0, .notYet)])
  func found(seconds: Int, hints: Int, found: Attempt.Found) {
    #expect(
      progress([attempt("image", solvedIn: seconds < 0 ? nil : seconds, hints: hints)]).areas.first?.classes.map(
        \.found) == [found])
  }

  @Test("Nothing is said of the class of a scenario that was not finished.")
  func unplayed() {
    let fresh = progress([])
    #expect(fresh.areas.map(\.name) == ["Workload", "Configuration", "Network"])
    #expect(fresh.areas.allSatisfy(\.classes.isEmpty) && fresh.areas.map(\.unfinished) == [3, 1, 1])
    let one = progress([attempt("memory", solvedIn: nil)])
    #expect(one.areas.flatMap(\.classes).map(\.failureClass.id) == ["W03"])
    #expect(one.areas.first?.unfinished == 2)
  }

  @Test("The best run counts, and points are those of the best run of each scenario.")
  func best() {
    let progress = progress([
      attempt("image", points: 70), attempt("image", variant: "two", hints: 2, points: 95), attempt("key", points: 50),
    ])
    #expect(progress.areas.first?.classes.first?.best?.points == 70)
    #expect(progress.points == 145 && progress.solved == 2 && progress.scenarios == 5)
  }

  @Test("Practice counts for nothing, nor does a variant whose answer was read within two weeks.")
  func honest() {
    #expect(progress([attempt("image", isPractice: true)]).areas.first?.classes.first?.found == .notYet)
    let after = { (days: Int) in
      self.progress([self.attempt("image", solvedIn: nil), self.attempt("image", day: Self.monday + days)]).solved
    }
    #expect(after(0) == 0 && after(13) == 0 && after(14) == 1)
    // Practice tells the answer, too.
    #expect(progress([attempt("image", isPractice: true), attempt("image", day: Self.monday + 1)]).solved == 0)
    #expect(progress([attempt("image", solvedIn: nil), attempt("image", variant: "two")]).solved == 1)
  }

  @Test("What leads the player proves nothing, but is there to begin with.")
  func guided() {
    var first = Self.profile("tutorial", "W01")
    first.isGuided = true
    let progress = PlayerProgress(
      [attempt("tutorial", isPractice: true)], profiles: [first] + profiles, today: Self.monday)
    #expect(progress.solved == 0 && progress.scenarios == 5 && progress.streak.best == 0)
    #expect(progress.areas.flatMap(\.classes).isEmpty)
    #expect(Suggestion.next(after: [], among: [first] + profiles)?.scenario == "tutorial")
    let slow = attempt("tutorial", solvedIn: 900, isPractice: true)
    let all = [slow] + profiles.map { attempt($0.id, day: Self.monday + 1) }
    #expect(Suggestion.next(after: all, among: [first] + profiles)?.scenario != "tutorial")
  }

  // MARK: The streak

  @Test(
    "A streak is days in a row; today may still come, and only weekends break nothing.",
    arguments: [
      ([0, 1, 2], 2, 3, true), ([0, 1, 2], 3, 3, false), ([0, 1, 2], 4, 0, false), ([0, 2], 2, 1, true),
      ([4, 7], 7, 2, true), ([4], 7, 1, false), ([4], 8, 0, false), ([4, 5, 7], 7, 3, true), ([3, 7], 7, 1, true),
      ([], 0, 0, false),
    ])
  func streak(days: [Int], today: Int, length: Int, hasToday: Bool) {
    let attempts = days.map { attempt("image", day: Self.monday + $0, variant: "\($0)") }
    let streak = progress(attempts, today: Self.monday + today).streak
    #expect(streak.days == length && streak.hasToday == hasToday)
  }

  @Test("Only drills solved without hints make a streak; the best one is kept.")
  func streakOfHonestDays() {
    let attempts = [
      attempt("image", day: Self.monday), attempt("key", day: Self.monday + 1),
      attempt("memory", day: Self.monday + 2, hints: 1), attempt("kill", day: Self.monday + 3, solvedIn: nil),
    ]
    let streak = progress(attempts, today: Self.monday + 3).streak
    #expect(streak.days == 0 && streak.best == 2 && !streak.hasToday)
  }

  @Test("Days are those of the player's place.")
  func days() {
    let moment = Instant(seconds: 86_400 * 20_000 - 1800)
    #expect(Day.of(moment, offset: 0) == 19_999 && Day.of(moment, offset: 3600) == 20_000)
    #expect(Day.text(20_003) == "2024-10-07" && Day.of(Instant(seconds: -1), offset: 0) == -1)
  }

  // MARK: Suggestions

  private func next(_ attempts: [Attempt]) -> Suggestion? { Suggestion.next(after: attempts, among: profiles) }

  @Test("To begin with, the first one of the first track.")
  func first() {
    #expect(next([])?.scenario == "image")
    #expect(Suggestion.next(after: [], among: []) == nil)
  }

  @Test("After a run that was slow or lost comes something new of the same part of the system, the easiest first.")
  func related() {
    let suggestion = next([attempt("image", solvedIn: 900)])
    #expect(suggestion?.scenario == "memory")
    #expect(suggestion?.why.hasPrefix("image took you 15:00, par is 10:00.") ?? false)
    #expect(next([attempt("memory"), attempt("image", solvedIn: nil)])?.scenario == "kill")
    // Nothing new is left there: the track goes on.
    #expect(next([attempt("labels", hints: 1)])?.scenario == "memory")
  }

  @Test("After a good run comes what needs the look that was passed over.")
  func unseen() {
    let suggestion = next([attempt("image", missed: ["b"])])
    #expect(suggestion?.scenario == "key" && suggestion?.why.contains("what the events say") ?? false)
    #expect(next([attempt("image"), attempt("key"), attempt("memory", missed: ["a"])])?.scenario == "kill")
  }

  @Test("Else it is the next of the track, and then of the next track.")
  func following() {
    #expect(next([attempt("image")])?.scenario == "key")
    #expect(next([attempt("image"), attempt("key")])?.scenario == "memory")
    #expect(next([attempt("kill"), attempt("memory")])?.scenario == "labels")
  }

  @Test("Where all were played, the weakest comes again, or what is longest ago; never the one just played.")
  func again() {
    let all = profiles.enumerated().map { attempt($0.element.id, day: Self.monday + $0.offset) }
    #expect(next(all)?.scenario == "image")
    let slow =
      all + [attempt("memory", day: Self.monday + 8, variant: "two", hints: 2), attempt("key", variant: "two")]
    #expect(next(slow)?.scenario == "memory")
    #expect(next(slow)?.why.hasPrefix("memory took you 2 hints.") ?? false)
  }

  @Test("The reason never names the class of a scenario that was not played.")
  func secret() {
    let classes = ["W03", "W07", "N01", "C01", "oomkilled", "liveness-or-startup-kill", "selector-mismatch"]
    for attempts in [[], [attempt("image")], [attempt("image", solvedIn: nil)], [attempt("image", missed: ["b"])]] {
      let line = next(attempts)?.line ?? ""
      #expect(!line.isEmpty && !classes.contains(where: line.contains))
    }
  }
}
