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
  private let kept: KeptRun
  private let host: ClusterHost
  private let welcome: String
  private let namespace: String

  static func start(_ id: String, seed: UInt64) throws(Failure) -> SharedTable {
    // The player's own tools count ages by the machine's clock.
    let (kept, drill) = try KeptRun.start(id, seed: seed, isWallClock: true)
    let note = "The cluster's clock is your machine's, whatever the page says.\n"
    return SharedTable(kept, drill, welcome: Briefing.text(of: drill.scenario, style: style) + note)
  }

  static func resume(_ number: Int64?) throws(Failure) -> SharedTable {
    let (kept, drill) = try KeptRun.resume(number)
    let clock = "The cluster's clock stood still: it is \(drill.now.rfc3339) there.\n"
    return SharedTable(kept, drill, welcome: "Welcome back to \(style.bold(drill.scenario.title)). " + clock)
  }

  private init(_ kept: KeptRun, _ drill: sending Drill, welcome: String) {
    self.kept = kept
    self.welcome = welcome
    namespace = drill.scenario.namespace
    drill.keep = kept.keep
    let adviser = (drill.adviser as? OwnAdviser).map { ServedAdviser(desk: $0.desk) }
    host = ClusterHost(DrillHost(drill, adviser: adviser))
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
    try await open(OwnShell(commands: commands, drill: kept.run.scenario, address: address), address)
    server.cancel()
    try await settle()
  }

  private func open(_ shell: OwnShell, _ address: String) async throws {
    try shell.commands.write(
      "kubeconfig", KubeconfigFile(name: kept.run.scenario, server: address, namespace: namespace).text)
    let session = OpenSession(address: address, run: kept.run.number ?? 0)
    session.announce()
    defer { session.end() }
    TerminalDevice().write(
      """
      \(welcome)
      This is your own shell: kubectl (or k), k9s and the rest see the drill's cluster. help lists the game's commands.
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
    if end.isOver {
      let scenario = try Catalogue.scenario(kept.run.scenario, seed: kept.run.seed)
      TerminalDevice().write("\n" + CardText.full(end.card, scenario: scenario, style: Self.style))
    }
    let wayBack = try kept.settle(card: end.isOver ? end.card : nil)
    let next = end.isOver ? PlayerHistory.next() : nil
    TerminalDevice().write("\n\(wayBack)\n" + (next.map { $0.line + "\n" } ?? ""))
  }
}
