/// How a competition is played and what counts in it.
package struct Rules: Codable, Hashable, Sendable {
  /// What a scenario is worth when more teams have solved it: it falls evenly, for all that solved it.
  package struct Decay: Codable, Hashable, Sendable {
    /// What is left at last, of a hundred.
    package var minimumPercent: Int
    /// How many teams have solved it then.
    package var solves: Int

    package init(minimumPercent: Int, solves: Int) {
      self.minimumPercent = minimumPercent
      self.solves = solves
    }
  }

  /// Whether players may use their own kubectl; otherwise the game's shell alone.
  package var ownTools = true
  package var hints = true
  /// What a hint costs, of a hundred of what the scenario says.
  package var hintPricePercent = 100
  /// How often a scenario may be played again; nil for any number of times.
  package var retries: Int?
  /// Nil for no limit. Pauses do not count.
  package var minutesPerScenario: Int?
  /// Points for whoever solves a scenario first.
  package var firstBlood = 0
  /// Nil where a scenario stays worth the same.
  package var decay: Decay?
  /// Nil for teams of any size.
  package var teamSize: Int?
  /// Names of the groups that are ranked among themselves, too.
  package var brackets: [String] = []

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case ownTools, hints, hintPricePercent, retries, minutesPerScenario, firstBlood, decay, teamSize, brackets
  }

  /// What is not given is as in `Rules()`.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    ownTools = try values.decodeIfPresent(Bool.self, forKey: .ownTools) ?? ownTools
    hints = try values.decodeIfPresent(Bool.self, forKey: .hints) ?? hints
    hintPricePercent = try values.decodeIfPresent(Int.self, forKey: .hintPricePercent) ?? hintPricePercent
    retries = try values.decodeIfPresent(Int.self, forKey: .retries)
    minutesPerScenario = try values.decodeIfPresent(Int.self, forKey: .minutesPerScenario)
    firstBlood = try values.decodeIfPresent(Int.self, forKey: .firstBlood) ?? firstBlood
    decay = try values.decodeIfPresent(Decay.self, forKey: .decay)
    teamSize = try values.decodeIfPresent(Int.self, forKey: .teamSize)
    brackets = try values.decodeIfPresent([String].self, forKey: .brackets) ?? brackets
  }

  func check() throws(ArchiveError) {
    try Self.check(hintPricePercent, 0...1000, "hintPricePercent")
    try Self.check(retries, 0...1000, "retries")
    try Self.check(minutesPerScenario, 1...10_080, "minutesPerScenario")
    try Self.check(firstBlood, 0...10_000, "firstBlood")
    try Self.check(decay?.minimumPercent, 0...100, "decayMinimum")
    try Self.check(decay?.solves, 2...10_000, "decaySolves")
    try Self.check(teamSize, 1...Archive.largestTeam, "teamSize")
    try Self.check(brackets.count, 0...20, "brackets")
    var keys: Set<String> = []
    for bracket in brackets {
      let name = try DisplayName(bracket, field: "brackets")
      guard keys.insert(name.key).inserted else { throw .invalid(field: "brackets", "\(name.text) is there twice") }
    }
  }

  static func check(_ value: Int?, _ range: ClosedRange<Int>, _ field: String) throws(ArchiveError) {
    guard let value else { return }
    guard range.contains(value) else {
      throw .invalid(field: field, "it must be from \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
