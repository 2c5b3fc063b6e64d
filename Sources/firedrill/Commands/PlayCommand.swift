import ArgumentParser
import Terminal

struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a scenario. Input from a pipe or a file is a scripted run: waiting then takes no time.")

  @Argument(help: "The scenario's id, as `firedrill list` shows it.")
  var id: String

  @Option(help: "Chooses the variant: names, numbers, who is guilty. At random where it is not given.")
  var seed: UInt64?

  @Flag(help: "Line by line, without the full screen.")
  var plain = false

  @Flag(help: "Open your own shell, where your own kubectl, k9s and other tools see the drill's cluster.")
  var shell = false

  func run() throws {
    let (id, seed) = (id, seed ?? .random(in: 0...999_999))
    if shell { return try reportingFailure(waiting: { try await SharedTable.start(id, seed: seed).play() }) }
    try reportingFailure { try Table.start(id, seed: seed).play(isPlain: plain) }
  }
}

struct Tutorial: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learn the game, the method and its keys by playing: a drill of five minutes that says what to do.")

  @Flag(help: "Line by line, without the full screen.")
  var plain = false

  /// The shipped scenario that leads beginners.
  private static let id = "tutorial"

  func run() throws {
    try reportingFailure { try Table.start(Self.id, seed: .random(in: 0...999_999)).play(isPlain: plain) }
  }

  /// What whoever has not played anything to its end is told; nil for everybody else.
  static func invitation(_ rows: [ScenarioRow]) -> String? {
    guard rows.allSatisfy({ $0.best == nil }) else { return nil }
    return "New here? \(id) shows how it is played, in five minutes.\n"
  }

  /// The tutorial comes first for whoever is invited to it.
  static func first(in rows: [ScenarioRow]) -> [ScenarioRow] {
    guard invitation(rows) != nil else { return rows }
    return rows.filter { $0.id == id } + rows.filter { $0.id != id }
  }
}

struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Go on with a run that you left.")

  @Argument(help: "The run's number, as `firedrill history` shows it; the last one that is open where it is not given.")
  var number: Int64?

  @Flag(help: "Line by line, without the full screen.")
  var plain = false

  @Flag(help: "Open your own shell, as `firedrill play --shell` does.")
  var shell = false

  func run() throws {
    let number = number
    if shell { return try reportingFailure(waiting: { try await SharedTable.resume(number).play() }) }
    try reportingFailure { try Table.resume(number).play(isPlain: plain) }
  }
}
