import Drills
import Foundation
import GameServer
import Leaderboard
import Scenarios
import Scoring
import SimulationKernel
import Terminal

/// A run that is played with the player's own tools: its cluster is served on a loopback port while their shell is open.
struct SharedTable: Sendable {
  private let archive: Archive
  private let run: Run
  private let host: ClusterHost
  private let welcome: String
  private let namespace: String

  static func start(_ id: String, seed: UInt64) throws(Failure) -> SharedTable {
    let scenario = try Catalogue.scenario(id, seed: seed)
    let archive = try UserData.openArchive()
    let now = ServerClock().now
    let drill = Drill(try Table.prepare(scenario, seed: seed, calledAt: now), startedAt: now)
    let header = drill.journal.header.line
    let run: Run
    do {
      run = try archive.begin(Run(scenario: id, seed: seed, player: UserData.player, started: now.microseconds))
      try archive.append(header, toRun: run.number ?? 0)
    } catch {
      throw Failure("\(error)")
    }
    return SharedTable(archive, run, drill, welcome: Briefing.text(of: scenario, style: style))
  }

  static func resume(_ number: Int64?) throws(Failure) -> SharedTable {
    let archive = try UserData.openArchive()
    let run = try StoredRuns.open(number, in: archive)
    let drill = try StoredRuns.drill(of: run, in: archive)
    drill.resume(at: ServerClock().now)
    return SharedTable(
      archive, run, drill, welcome: "Welcome back to \(style.bold(drill.scenario.title)). Type brief for the page.")
  }

  private init(_ archive: Archive, _ run: Run, _ drill: sending Drill, welcome: String) {
    self.archive = archive
    self.run = run
    self.welcome = welcome
    namespace = drill.scenario.namespace
    let number = run.number ?? 0
    drill.keep = { entry in
      do {
        try archive.append(entry.line, toRun: number)
      } catch {
        TerminalDevice().write("firedrill: this run cannot be kept: \(error)\n", toError: true)
      }
    }
    host = ClusterHost(DrillHost(drill))
  }

  private static var style: Style { Style(hasColour: TerminalDevice().wantsColour) }

  // MARK: Playing

  /// Serves the drill and opens the player's shell; returns when they leave it.
  func play() async throws {
    let commands: GameCommandFolder
    do {
      commands = try GameCommandFolder()
    } catch {
      throw Failure("cannot make a temporary folder: \(error.localizedDescription)")
    }
    defer { commands.remove() }
    let directory = ClusterDirectory(only: host)
    let id = directory.add(host)
    let ports = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      defer { ports.continuation.finish() }
      try await GameServer(directory: directory).run { ports.continuation.yield($0) }
    }
    guard let port = await ports.stream.first(where: { _ in true }) else {
      throw Failure("cannot serve the drill on a loopback port.")
    }
    let address = "http://127.0.0.1:\(port)/clusters/\(id)"
    try await open(OwnShell(commands: commands, drill: run.scenario, address: address), address)
    server.cancel()
    try await settle()
  }

  private func open(_ shell: OwnShell, _ address: String) async throws {
    try shell.commands.write(
      "kubeconfig", KubeconfigFile(name: run.scenario, server: address, namespace: namespace).text)
    let session = OpenSession(address: address, run: run.number ?? 0)
    session.announce()
    defer { session.end() }
    TerminalDevice().write(
      """
      \(welcome)
      This is your own shell: kubectl, k9s and the rest see the drill's cluster. Its commands: \
      brief, check, diagnose, hint, score, timeline, skip, giveup.
      firedrill attach in another terminal shows how you stand. exit leaves; the run is kept.


      """)
    let watcher = Task { await tellWhenSolved() }
    defer { watcher.cancel() }
    _ = try await Task.detached { try shell.run() }.value
  }

  /// Says in the player's terminal, once, that the incident is over.
  private func tellWhenSolved() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      guard await host.drill({ $0.view(at: $1) })?.isOver == true else { continue }
      return TerminalDevice().write("\nThe incident is over. exit shows your card.\n")
    }
  }

  /// Keeps how the run stands, and shows the card of one that is over.
  private func settle() async throws {
    guard let end = await host.drill({ $0.end(at: $1) }) else { return }
    var run = run
    let number = run.number ?? 0
    if end.isOver {
      run.ended = end.now.microseconds
      run.points = end.card.points
      run.isSolved = end.card.isSolved
      run.card = try? JSONOutput.text(end.card)
      let scenario = try Catalogue.scenario(run.scenario, seed: run.seed)
      TerminalDevice().write("\n" + CardText.full(end.card, scenario: scenario, style: Self.style))
    }
    do {
      try archive.save(run)
    } catch {
      throw Failure("\(error)")
    }
    let next = end.isOver ? "firedrill score \(number) shows this card again." : "firedrill resume \(number) goes on."
    TerminalDevice().write("\nRun \(number) is kept: \(next)\n")
  }
}
