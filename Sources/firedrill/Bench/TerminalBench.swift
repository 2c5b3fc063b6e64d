import Foundation

/// Measures the game as a player has it: behind a terminal, in a process of its own.
struct TerminalBench {
  private static let rows = 50
  private static let columns = 160
  private static let scrollback = 5000

  func measure() throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("firedrill-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let environment = ["XDG_DATA_HOME": folder.path, "TERM": "xterm-256color"]
    return [try start(environment)] + (try game(environment))
  }

  private func start(_ environment: [String: String]) throws -> Figure {
    let times = try (0..<11).map { _ in
      var game: PseudoTerminal?
      let time = try Stopwatch.milliseconds {
        game = try PseudoTerminal([], rows: Self.rows, columns: Self.columns, environment: environment)
        try game?.wait(for: "Enter plays")
      }
      return withExtendedLifetime(game) { time }
    }
    return Figure(
      measure: "firedrill, start to first screen, median", value: Stopwatch.median(times), unit: "ms", limit: 60)
  }

  private func game(_ environment: [String: String]) throws -> [Figure] {
    let game = try PseudoTerminal(
      ["play", "courier-routes", "--seed", "1"], rows: Self.rows, columns: Self.columns, environment: environment)
    try game.wait(for: "Type help")
    try game.type("seq \(Self.scrollback)\r")
    try game.wait(for: "\(Self.scrollback)")
    try game.type("kubectl get pods\r")
    try game.wait(for: "RESTARTS")
    game.waitForQuiet()
    let keys = try "echo abcdfgijklmnpqrstuvwxyz".filter { $0 != " " }.map { key in
      game.waitForQuiet(milliseconds: 5)
      return try Stopwatch.milliseconds {
        try game.type(String(key))
        try game.wait(for: String(key))
      }
    }
    // F2 hides the incident, and shows it again: nearly every cell changes.
    let redraws = try (0..<11).map { _ in
      try game.type("\u{1B}OQ")
      game.waitForQuiet()
      return try Stopwatch.milliseconds {
        try game.type("\u{1B}OQ")
        try game.wait(for: "Incident")
      }
    }
    let memory = try ProcessMemory.resident(of: "\(game.process)")
    return [
      Figure(
        measure: "a key to the screen, \(Self.scrollback) lines of scrollback, median", value: Stopwatch.median(keys),
        unit: "ms", limit: 10),
      Figure(
        measure: "redrawing \(Self.columns)x\(Self.rows), median", value: Stopwatch.median(redraws), unit: "ms",
        limit: 5),
      Figure(measure: "resident with a solo game", value: Double(memory) / 1e6, unit: "MB", limit: 60),
    ]
  }
}
