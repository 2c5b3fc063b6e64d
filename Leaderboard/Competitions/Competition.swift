/// An event in which teams play the same scenarios. It holds nothing that players may not know.
package struct Competition: Hashable, Sendable {
  /// A scenario of it.
  package struct Task: Codable, Hashable, Sendable {
    package var scenario: String
    package var position: Int
    /// Nil: at the start.
    package var releasesAt: Int64?
    /// What its points count, of a hundred.
    package var weight: Int
    /// The scenario that must be solved before.
    package var requires: String?

    package init(
      scenario: String, position: Int = 0, releasesAt: Int64? = nil, weight: Int = 100, requires: String? = nil
    ) {
      self.scenario = scenario
      self.position = position
      self.releasesAt = releasesAt
      self.weight = weight
      self.requires = requires
    }
  }

  package struct Pause: Codable, Hashable, Sendable {
    package var began: Int64
    /// Nil while it lasts.
    package var ended: Int64?

    package init(began: Int64, ended: Int64? = nil) {
      self.began = began
      self.ended = ended
    }
  }

  package enum State: String, Codable, Hashable, Sendable {
    case upcoming, running, paused, over
  }

  package let id: Int64
  /// Its name in addresses.
  package var slug: String
  package var name: String
  package var about: String
  package var starts: Int64
  package var ends: Int64
  /// From then on the public board stands still.
  package var freezesAt: Int64?
  package var revealedAt: Int64?
  package var rules: Rules
  /// Nobody but organisers knows of it, until it is published.
  package var isDraft: Bool
  package var created: Int64
  /// In their order.
  package var tasks: [Task]
  /// From the first on.
  package var pauses: [Pause]

  package init(
    id: Int64, slug: String, name: String, about: String = "", starts: Int64, ends: Int64, freezesAt: Int64? = nil,
    revealedAt: Int64? = nil, rules: Rules = Rules(), isDraft: Bool = false, created: Int64, tasks: [Task] = [],
    pauses: [Pause] = []
  ) {
    self.id = id
    self.slug = slug
    self.name = name
    self.about = about
    self.starts = starts
    self.ends = ends
    self.freezesAt = freezesAt
    self.revealedAt = revealedAt
    self.rules = rules
    self.isDraft = isDraft
    self.created = created
    self.tasks = tasks
    self.pauses = pauses
  }

  package func task(_ scenario: String) -> Task? { tasks.first { $0.scenario == scenario } }
}

// MARK: Time

extension Competition {
  package func state(at now: Int64) -> State {
    if now >= ends { return .over }
    if now < starts { return .upcoming }
    return pauses.contains { $0.began <= now && now < $0.ended ?? .max } ? .paused : .running
  }

  package func isReleased(_ task: Task, at now: Int64) -> Bool { now >= max(starts, task.releasesAt ?? starts) }

  /// When a run that began then must be over: at the competition's end or, pauses not counted, when the time for a
  /// scenario is used up. While a pause lasts nobody knows, and it is the competition's end.
  package func deadline(ofRunStartedAt started: Int64) -> Int64 {
    guard let minutes = rules.minutesPerScenario else { return ends }
    var left = Int64(minutes) * 60_000_000
    var cursor = started
    for pause in pauses {
      let end = pause.ended ?? .max
      guard end > cursor else { continue }
      let played = max(0, pause.began - cursor)
      guard played < left else { break }
      left -= played
      cursor = end
      if end == .max { return ends }
    }
    return min(ends, cursor.addingReportingOverflow(left).overflow ? ends : cursor + left)
  }

  /// Whether the public board stands still. That does not begin in a pause: the times may be put off when it ends.
  package func isFrozen(at now: Int64) -> Bool {
    let pause = pauses.last { $0.began <= now && now < $0.ended ?? .max }
    guard let freezesAt, (pause?.began ?? now) >= freezesAt else { return false }
    return revealedAt.map { now < $0 } ?? true
  }

  /// Of what moment the board shows the results at `now`.
  package func boardTime(at now: Int64, includingFrozen: Bool) -> Int64 {
    guard let freezesAt, !includingFrozen, isFrozen(at: now) else { return now }
    return freezesAt
  }

  /// Whether what happened in it may be shown elsewhere: on boards of scenarios, on players' pages.
  package func isOpenBook(at now: Int64) -> Bool { now >= ends && !isFrozen(at: now) }
}

// MARK: What must hold

extension Competition {
  static let longest: Int64 = 366 * 86_400 * 1_000_000
  /// From 1970 to 9999: what people can have meant, and sums of which fit.
  static let times: ClosedRange<Int64> = 0...253_402_300_799_000_000

  /// As it is kept: texts without blanks around them, scenarios in their order.
  func tidied() throws(ArchiveError) -> Competition {
    try check()
    var tidy = self
    tidy.name = try PlainText(name, field: "name", maximum: 100).text
    tidy.about = try PlainText(about, field: "about", maximum: 10_000, allowsLines: true, mayBeEmpty: true).text
    tidy.rules.brackets = []
    for bracket in rules.brackets { tidy.rules.brackets.append(try DisplayName(bracket, field: "brackets").text) }
    tidy.tasks.sort { ($0.position, $0.scenario) < ($1.position, $1.scenario) }
    return tidy
  }

  func check() throws(ArchiveError) {
    _ = try PlainText(name, field: "name", maximum: 100)
    _ = try PlainText(about, field: "about", maximum: 10_000, allowsLines: true, mayBeEmpty: true)
    try Slug.check(slug)
    try rules.check()
    try checkWindow()
    guard tasks.count <= 200 else { throw .invalid(field: "scenarios", "200 are the most") }
    for task in tasks { try check(task) }
    try checkPrerequisites()
  }

  private func checkWindow() throws(ArchiveError) {
    guard Self.times.contains(starts) else { throw .invalid(field: "starts", "it must be from 1970 to 9999") }
    guard Self.times.contains(ends) else { throw .invalid(field: "ends", "it must be from 1970 to 9999") }
    guard starts < ends else { throw .invalid(field: "ends", "it must be after the start") }
    guard ends - starts <= Self.longest else { throw .invalid(field: "ends", "a competition lasts a year at most") }
    if let freezesAt, !(starts...ends).contains(freezesAt) {
      throw .invalid(field: "freezesAt", "it must lie between the start and the end")
    }
    if let revealedAt {
      guard let freezesAt, revealedAt >= freezesAt else {
        throw .invalid(field: "revealedAt", "there is nothing to reveal before the board is frozen")
      }
    }
  }

  private func check(_ task: Task) throws(ArchiveError) {
    guard Slug.isValid(task.scenario) else {
      throw .invalid(field: "scenario", "\(task.scenario.prefix(80)) is no scenario's id")
    }
    guard tasks.count(where: { $0.scenario == task.scenario }) == 1 else {
      throw .invalid(field: "scenario", "\(task.scenario) is there twice")
    }
    try Rules.check(task.weight, 1...1000, "weight")
    if let time = task.releasesAt, !(starts..<ends).contains(time) {
      throw .invalid(field: "releasesAt", "\(task.scenario) must be released between the start and the end")
    }
    if let required = task.requires {
      guard self.task(required) != nil else {
        throw .invalid(
          field: "requires", "\(task.scenario) requires \(required.prefix(80)), which is not in the competition")
      }
    }
  }

  /// A scenario that leads back to itself could never be played.
  private func checkPrerequisites() throws(ArchiveError) {
    let required = Dictionary(tasks.map { ($0.scenario, $0.requires) }, uniquingKeysWith: { first, _ in first })
    for task in tasks {
      var path = [task.scenario]
      while let last = path.last, let next = required[last] ?? nil {
        path.append(next)
        if next == task.scenario {
          throw .invalid(field: "requires", "these require one another: " + path.joined(separator: " → "))
        }
        if path.count > tasks.count { break }
      }
    }
  }
}
