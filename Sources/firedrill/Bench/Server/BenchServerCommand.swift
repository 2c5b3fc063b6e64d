import ArgumentParser
import Terminal

struct BenchServer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server",
    abstract: "Measure `firedrill serve` with many players, with many stored runs, and through crashes.",
    discussion: """
      Each part starts a server of its own, with a database in a temporary folder, and asks it over the network as players \
      do. Ends with status 1 when a command was lost that a player was told is kept, or a run came back in another state.
      """)

  enum Part: String, CaseIterable, ExpressibleByArgument { case players, stored, crashes }

  @Option(help: "Players at once, each with a command every five seconds. Usually 1000, through crashes 16.")
  var players: Int?

  @Option(help: "Viewers of the live board.")
  var viewers = 100

  @Option(help: "For how long the players are measured.")
  var seconds = 30

  @Option(help: "Stored runs that a server starts with.")
  var stored = 10_000

  @Option(help: "How often a server is killed while it is played on.")
  var crashes = 100

  // Not --only: the command around this one has an option of that name, and takes it.
  @Option(help: "Measure only this: players, stored or crashes.")
  var part: Part?

  @Option(help: "What moments are drawn from.")
  var seed: UInt64 = 1

  @Flag(help: "Print an array of objects: measure, value, unit, limit, atLeast.")
  var json = false

  func validate() throws {
    guard (1...5000).contains(players ?? 1) else { throw ValidationError("--players must be from 1 to 5000.") }
    guard (0...5000).contains(viewers) else { throw ValidationError("--viewers must be from 0 to 5000.") }
    guard (1...3600).contains(seconds) else { throw ValidationError("--seconds must be from 1 to 3600.") }
    guard (1...1_000_000).contains(stored) else { throw ValidationError("--stored must be from 1 to 1000000.") }
    guard (1...10_000).contains(crashes) else { throw ValidationError("--crashes must be from 1 to 10000.") }
  }

  func run() throws {
    try reportingFailure {
      let device = TerminalDevice()
      let progress = ProgressBar(isWanted: !json)
      if !json { device.write(Machine.text + "\n\n" + Figure.header) }
      var figures: [Figure] = []
      func add(_ measured: [Figure]) {
        progress.clear()
        if !json { device.write(measured.map(\.row).joined()) }
        figures += measured
      }
      if isWanted(.stored) { add(try StoredRunsBench(runs: stored, progress: progress).measure()) }
      if isWanted(.players) {
        let bench = PlayersBench(
          players: players ?? 1000, viewers: viewers, seconds: Double(seconds), seed: seed, progress: progress)
        add(try bench.measure())
      }
      var problems: [String] = []
      if isWanted(.crashes) {
        let bench = try CrashBench(crashes: crashes, players: players ?? 16, seed: seed, progress: progress)
        add(try bench.measure())
        problems = bench.problems
      }
      if json { device.write(try JSONOutput.text(figures)) }
      for problem in problems { device.write("firedrill: \(problem)\n", toError: true) }
      if !problems.isEmpty { throw ExitCode.failure }
    }
  }

  private func isWanted(_ part: Part) -> Bool { self.part.map { $0 == part } ?? true }
}
