import HTTPClient
import KubernetesModel
import Terminal

/// What can be played on a server, or in a competition there.
struct ServerCatalogue {
  struct Row {
    let id: String
    let title: String
    let difficulty: String
    /// Minutes.
    let par: Int
    let track: String
    let best: Int?
    let openRun: Int?
    /// Why it cannot be played now; empty where it can.
    let obstacle: String
  }

  let rows: [Row]

  /// - Parameter competition: its name in addresses; nil for free play.
  init(_ api: ServerAPI, competition: String?) throws(Failure) {
    let path = competition.map { "/competitions/" + WebClient.escaped($0) } ?? "/scenarios"
    let value = try api.failing { () throws(WebProblem) in try api.get(path) }
    rows = (value["scenarios"]?.arrayValue ?? []).compactMap(Self.row)
  }

  private static func row(_ value: JSONValue) -> Row? {
    guard let id = value["id"]?.stringValue ?? value["scenario"]?.stringValue else { return nil }
    func text(_ key: String) -> String { ServerOutput.line(value[key]?.stringValue ?? "") }
    let par = value["parSeconds"]?.number ?? value["par"]?.number ?? 0
    return Row(
      id: ServerOutput.line(id), title: text("title"), difficulty: text("difficulty"),
      par: par / 60, track: text("track"),
      best: value["best"]?.number,
      openRun: value["openRun"]?.number, obstacle: text("obstacle"))
  }

  var playable: [Row] { rows.filter(\.obstacle.isEmpty) }

  var menu: [MenuView.Entry] {
    playable.map { row in
      MenuView.Entry(
        id: row.id, title: row.title, difficulty: row.difficulty, area: "", par: row.par, best: row.best,
        openRun: row.openRun.map { Int64($0) }, track: row.track)
    }
  }

  var table: String {
    var table = TextTable(header: ["ID", "TITLE", "DIFFICULTY", "PAR", "BEST"])
    var track = ""
    for row in rows {
      if row.track != track { table.addHeading(row.track) }
      track = row.track
      let state = row.openRun != nil ? "open" : row.obstacle.isEmpty ? row.best.map(String.init) ?? "-" : row.obstacle
      table.add([row.id, row.title, row.difficulty, "\(row.par)m", state])
    }
    return table.text
  }

  /// The rows that a typed id may mean.
  func matching(_ id: String) -> [Row] {
    if let row = playable.first(where: { $0.id == id }) { return [row] }
    return playable.filter { $0.id.hasPrefix(id) }
  }
}
