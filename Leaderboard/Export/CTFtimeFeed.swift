import KubernetesModel

/// A ranking as CTFtime reads it: https://ctftime.org/json-scoreboard-feed
package enum CTFtimeFeed {
  package static func text(_ standings: Standings) -> String {
    let rows = standings.rows.compactMap { row in row.place.map { entry(row, place: $0) } }
    let feed: JSONValue = [
      "standings": .array(rows), "tasks": .array(standings.tasks.map { .string($0.scenario) }),
    ]
    return JSONWriter.string(feed, escapesHTML: false)
  }

  private static func entry(_ row: Standings.Row, place: Int) -> JSONValue {
    var entry: JSONValue = ["pos": JSONValue(place), "team": .string(row.name), "score": JSONValue(row.score)]
    if let last = row.lastImprovement { entry["lastAccept"] = .integer(last / 1_000_000) }
    var stats = JSONValue.object(JSONObject())
    for (scenario, cell) in row.cells.sorted(by: { $0.key < $1.key }) {
      stats[scenario] = ["points": JSONValue(cell.points), "time": .integer(cell.at / 1_000_000)]
    }
    entry["taskStats"] = stats
    return entry
  }
}
