import Leaderboard
import Scenarios
import Scoring
import Terminal

/// What `firedrill` alone does in a terminal: the scenarios, a choice, and the game, again and again.
struct Choice {
  func run() throws {
    try reportingFailure {
      guard let session = ScreenSession() else { return try runPlainly() }
      var next: String?
      while true {
        var menu = MenuView(try Self.entries(), choosing: next)
        let table: Table
        switch try Self.choose(from: &menu, on: session) {
        case .play(let id): table = try Table.start(id, seed: .random(in: 0...999_999))
        case .resume(let number): table = try Table.resume(number)
        case .progress, nil: return
        }
        let suggestion = table.play(on: session)
        _ = try table.settle()
        next = (suggestion ?? PlayerHistory.next())?.scenario
      }
    }
  }

  /// What to play; nil where the player left. The progress is read on the way, and the menu is as it was then.
  private static func choose(from menu: inout MenuView, on session: ScreenSession) throws -> MenuView.Choice? {
    while session.run(&menu) {
      guard menu.choice == .progress else { return menu.choice }
      let history = try PlayerHistory.load()
      var view = ProgressView(history.progress, next: history.next)
      guard session.run(&view) else { return nil }
    }
    return nil
  }

  private static func entries() throws -> [MenuView.Entry] {
    let open = openRuns()
    return try Tutorial.first(in: ScenarioRow.all()).map { row in
      MenuView.Entry(
        id: row.id, title: row.title, difficulty: row.difficulty,
        area: row.classes.first.flatMap(FailureClass.find)?.area ?? "", par: row.par, best: row.best,
        openRun: open[row.id], isNew: row.isNew, track: row.track)
    }
  }

  /// The newest open run of each scenario.
  private static func openRuns() -> [String: Int64] {
    let runs = (try? UserData.existingArchive()?.runs()) ?? []
    return Dictionary(
      runs.filter { $0.ended == nil }.compactMap { run in run.number.map { (run.scenario, $0) } },
      uniquingKeysWith: { newest, _ in newest })
  }

  private func runPlainly() throws {
    let device = TerminalDevice()
    let rows = try Tutorial.first(in: ScenarioRow.all())
    device.write(ScenarioRow.table(rows, on: device) + "\n" + (Tutorial.invitation(rows) ?? ""))
    let lines = LineReader(device: device, history: [])
    while true {
      guard case .line(let answer) = lines.read(prompt: "Which one? (its id, or Enter to leave) ") else { return }
      let id = answer.filter { !$0.isWhitespace }
      if id.isEmpty { return }
      let matches = rows.filter { $0.id.hasPrefix(id) }
      let chosen = matches.first { $0.id == id } ?? (matches.count == 1 ? matches[0] : nil)
      if let chosen { return try Table.start(chosen.id, seed: .random(in: 0...999_999)).play(isPlain: true) }
      device.write(matches.isEmpty ? "There is no scenario \(id).\n" : "That could be any of \(matches.count).\n")
    }
  }
}
