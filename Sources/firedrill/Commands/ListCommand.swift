import ArgumentParser
import Foundation
import Leaderboard
import Scenarios
import Terminal

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the scenarios, with your best score.")

  @Flag(help: "Print an array of objects: id, title, track, difficulty, classes, par (minutes), best, isNew.")
  var json = false

  @Flag(help: "Show the classes of failure, too: they tell what will be wrong.")
  var classes = false

  func run() throws {
    try reportingFailure {
      let rows = try ScenarioRow.all()
      let device = TerminalDevice()
      if json {
        device.write(try JSONOutput.text(rows))
      } else {
        device.write(ScenarioRow.table(rows, withClasses: classes, on: device))
      }
    }
  }
}

/// A scenario as the list shows it.
struct ScenarioRow: Encodable {
  let id: String
  let title: String
  let difficulty: String
  let classes: [String]
  /// Minutes of simulated time.
  let par: Int
  /// The most points so far; null before the first solved run.
  let best: Int?
  /// It was never played.
  let isNew: Bool
  /// The name of its track; empty where the folder has no tracks.
  let track: String

  private enum CodingKeys: String, CodingKey {
    case id, title, track, difficulty, classes, par, best, isNew
  }

  /// Encodes `best` also when there is none, so that scripts find the key.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, forKey: .title)
    try container.encode(track, forKey: .track)
    try container.encode(difficulty, forKey: .difficulty)
    try container.encode(classes, forKey: .classes)
    try container.encode(par, forKey: .par)
    try container.encode(best, forKey: .best)
    try container.encode(isNew, forKey: .isNew)
  }

  /// Every scenario, in the order of the tracks.
  static func all() throws -> [ScenarioRow] {
    let (best, played) = scores()
    return try Catalogue.entries().map { header, track in
      ScenarioRow(
        id: header.id, title: header.title, difficulty: header.difficulty.rawValue, classes: header.classes,
        par: Int(header.par.components.seconds / 60), best: best[header.id], isNew: !played.contains(header.id),
        track: track)
    }
  }

  /// A database that cannot be read costs the scores, not the list.
  private static func scores() -> (best: [String: Int], played: Set<String>) {
    do {
      let archive = try UserData.existingArchive()
      return (try archive?.bestPoints() ?? [:], try archive?.playedScenarios() ?? [])
    } catch {
      TerminalDevice().write("firedrill: your scores are missing here: \(error)\n", toError: true)
      return ([:], [])
    }
  }

  /// - Parameter withClasses: also what would give away how each scenario fails.
  static func table(_ rows: [ScenarioRow], withClasses: Bool = false, on device: TerminalDevice) -> String {
    var table = TextTable(header: ["ID", "TITLE", "DIFFICULTY", "PAR", "BEST"] + (withClasses ? ["CLASSES"] : []))
    var track = ""
    for row in rows {
      if row.track != track { table.addHeading(row.track) }
      track = row.track
      table.add(
        [row.id, row.title, row.difficulty, "\(row.par)m", row.best.map(String.init) ?? (row.isNew ? "new" : "-")]
          + (withClasses ? [row.classes.joined(separator: ",")] : []))
    }
    return table.text(on: device, cutting: 1)
  }
}

/// JSON for scripts: indented, keys sorted.
enum JSONOutput {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
