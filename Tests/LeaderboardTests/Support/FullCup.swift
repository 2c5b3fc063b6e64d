import Leaderboard
import Scoring

/// A competition with all that one can have.
/// - Parameter entries: how many the first run's journal has behind its header.
func fullCup(in ground: Ground, entries: Int = 1200) throws -> Competition {
  let archive = ground.archive
  let (reds, members) = try ground.team("Reds", of: "Ada", "Bob")
  let eve = try ground.player("Eve")
  let cup = try ground.competition {
    $0.about = "Bring a cup.\nOr two."
    $0.freezesAt = seconds(4000)
    $0.rules.firstBlood = 5
    $0.rules.brackets = ["pros"]
    $0.rules.decay = .init(minimumPercent: 50, solves: 4)
    $0.tasks[1].weight = 150
    $0.tasks[1].requires = "coffee"
  }
  _ = try archive.enter(reds.id, in: cup.id, bracket: "pros", by: members[0].id, at: 5)
  _ = try archive.enter(eve.soloTeam, in: cup.id, bracket: "pros", by: eve.id, at: 6)
  let run = try ground.play("coffee", reds.id, in: cup, by: members[0].id, from: 1100, to: 1200, points: 81)
  _ = try archive.append([(run, (0..<entries).map { "{\"entry\":\($0)}" })])
  _ = try ground.play("coffee", eve.soloTeam, in: cup, by: eve.id, from: 1100, to: 1300, points: 64)
  _ = try ground.play("tea", reds.id, in: cup, by: members[1].id, from: 4100, to: 4200, points: 33, isSolved: false)
  let refused = try ground.begin("tea", eve.soloTeam, in: cup, by: eve.id, at: 2000)
  try archive.end(refused, card: .sample("tea", points: 99), at: seconds(2100))
  _ = try archive.confirm(refused, recomputed: .sample("tea", points: 1))
  _ = try ground.begin("coffee", eve.soloTeam, in: cup, by: eve.id, at: 2200)
  _ = try archive.pause(competition: cup.id, at: seconds(2500), by: Actor(eve))
  _ = try archive.resume(competition: cup.id, at: seconds(2600), by: Actor(eve))
  _ = try archive.award(7, to: eve.soloTeam, in: cup.id, reason: "best joke", at: seconds(2700), by: Actor(eve))
  _ = try archive.announce("Tea\nis ready", in: cup.id, at: seconds(2800), by: Actor(eve))
  return cup
}

/// What a competition is exported as.
func exportLines(of id: Int64, in archive: Archive) throws -> [String] {
  var lines: [String] = []
  try archive.export(competition: id, at: seconds(6000)) { lines.append($0) }
  return lines
}

func importLines(
  _ lines: [String], into archive: Archive, counting: Archive.Counting = .asExported, asCopy: Bool = false
) throws -> Archive.Imported {
  try archive.importCompetition(
    Array((lines.joined(separator: "\n") + "\n").utf8), counting: counting, asCopy: asCopy, secret: "other",
    at: seconds(7000), by: .console)
}
