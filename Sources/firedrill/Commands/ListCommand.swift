import ArgumentParser
import Foundation
import Leaderboard
import Scenarios
import Terminal

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the scenarios, with your best score.")

  @Flag(help: "Print an array of objects: id, title, difficulty, classes, par (minutes), best.")
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
        device.write(ScenarioRow.table(rows, withClasses: classes))
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

  private enum CodingKeys: String, CodingKey {
    case id, title, difficulty, classes, par, best
  }

  /// Encodes `best` also when there is none, so that scripts find the key.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, forKey: .title)
    try container.encode(difficulty, forKey: .difficulty)
    try container.encode(classes, forKey: .classes)
    try container.encode(par, forKey: .par)
    try container.encode(best, forKey: .best)
  }

  /// Every scenario, easy ones first.
  static func all() throws -> [ScenarioRow] {
    let library = try Catalogue.library()
    let best = bestPoints()
    let headers = try library.identifiers.map { try Catalogue.header($0, in: library) }
    let order = Scenario.Difficulty.allCases
    let sorted = headers.sorted {
      (order.firstIndex(of: $0.difficulty) ?? 0, $0.id) < (order.firstIndex(of: $1.difficulty) ?? 0, $1.id)
    }
    return sorted.map {
      ScenarioRow(
        id: $0.id, title: $0.title, difficulty: $0.difficulty.rawValue, classes: $0.classes,
        par: Int($0.par.components.seconds / 60), best: best[$0.id])
    }
  }

  /// A database that cannot be read costs the scores, not the list.
  private static func bestPoints() -> [String: Int] {
    do {
      return try UserData.existingArchive()?.bestPoints() ?? [:]
    } catch {
      TerminalDevice().write("firedrill: your scores are missing here: \(error)\n", toError: true)
      return [:]
    }
  }

  /// - Parameter withClasses: also what would give away how each scenario fails.
  static func table(_ rows: [ScenarioRow], withClasses: Bool = false) -> String {
    var table = TextTable(header: ["ID", "TITLE", "DIFFICULTY", "PAR", "BEST"] + (withClasses ? ["CLASSES"] : []))
    for row in rows {
      table.add(
        [row.id, row.title, row.difficulty, "\(row.par)m", row.best.map(String.init) ?? "-"]
          + (withClasses ? [row.classes.joined(separator: ",")] : []))
    }
    return table.text
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
