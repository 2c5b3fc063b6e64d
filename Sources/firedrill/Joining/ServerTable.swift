import Drills
import Foundation
import HTTPClient
import KubernetesModel
import Leaderboard
import Scoring
import Terminal

/// A run that a server hosts, on the player's table: in the game's own shell, or in theirs.
struct ServerTable {
  let api: ServerAPI
  private let drill: ServerDrill
  /// Whether somebody has played it before.
  private let isResumed: Bool

  /// Begins a run, or comes to the one that the team is playing.
  static func start(_ id: String, competition: String?, on api: ServerAPI) throws(Failure) -> ServerTable {
    var body: JSONValue = ["scenario": .string(id)]
    if let competition { body["competition"] = .string(competition) }
    let answer = try api.failing { () throws(WebProblem) in try api.post("/runs", body) }
    guard let run = answer["run"]?.number else {
      throw Failure("\(api.address) began a run without saying which: this version does not understand that.")
    }
    return try open(run, on: api)
  }

  static func open(_ run: Int, on api: ServerAPI) throws(Failure) -> ServerTable {
    let connection = try RunConnection.open(run, on: api)
    let settings = try ShellSettings.text()
    // What the game's shell reads first, for this seat. A seat that was played at has read its own.
    _ = connection.send("settings", ["text": .string(settings)])
    let usesViKeys = settings.split(separator: "\n").contains { $0.trimmingCharacters(in: .whitespaces) == "set -o vi" }
    return ServerTable(
      api: api, drill: ServerDrill(connection, usesViKeys: usesViKeys), isResumed: !connection.feed.steps.isEmpty)
  }

  // MARK: The game's shell

  /// - Parameter isPlain: line by line, also where there is a screen.
  func play(isPlain: Bool) {
    if !isPlain, let session = ScreenSession() {
      play(on: session)
    } else {
      PlainGame(drill, history: Self.commandLines, keep: { _ in }).run(isResumed: isResumed)
    }
    TerminalDevice().write("\n\(settle())\n")
  }

  func play(on session: ScreenSession) {
    FullScreenGame(drill, on: session, history: Self.commandLines, keep: { _ in }, suggest: { _ in nil })
      .run(isResumed: isResumed)
  }

  /// Whether it cannot be gone on with.
  var isCutOff: Bool { drill.farewell != nil }

  /// How it stands, and how to come back to it.
  func settle() -> String {
    if drill.isOver { return "Run \(drill.feed.run) is over: \(drill.connection.address) shows it again." }
    return drill.farewell ?? "The run is kept: firedrill join \(drill.connection.address) goes on."
  }

  /// What was typed in runs on this machine.
  private static var commandLines: [String] {
    (try? UserData.existingArchive()).flatMap { $0 }.map(StoredRuns.commandLines) ?? []
  }

  // MARK: The player's own shell

  func playInOwnShell() throws(Failure) {
    let yaml = try kubeconfig()
    let device = TerminalDevice()
    let style = Style(hasColour: device.wantsColour)
    do {
      let commands = try GameCommandFolder()
      defer { commands.remove() }
      try commands.write("kubeconfig", yaml)
      device.write(
        """
        \(drill.briefing(style: style))
        This is your own shell: kubectl (or k), k9s and the rest see the run's cluster on \(api.address). help lists the
        game's commands. exit leaves; the run is kept.


        """)
      let shell = OwnShell(commands: commands, drill: drill.feed.view.scenario, address: drill.connection.address)
      let watch = EndWatch()
      watch.begin(drill.feed.run, at: api.address)
      defer { watch.stop() }
      _ = try shell.run()
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("cannot make a temporary folder: \(error.localizedDescription)")
    }
    _ = drill.connection.pump(within: .milliseconds(200))
    drill.takeUnasked()
    if let report = drill.report() { device.write("\n" + CardText.full(report, style: style)) }
    device.write("\n\(settle())\n")
  }

  private func kubeconfig() throws(Failure) -> String {
    let answer = try api.failing { () throws(WebProblem) in
      try api.ask("GET", drill.connection.path + "/kubeconfig")
    }
    let yaml = String(decoding: answer.body, as: UTF8.self)
    guard !api.authority.isEmpty, var config = try? YAMLReader.value(yaml) else { return yaml }
    // The server does not know which authorities this machine knows.
    let authority = JSONValue.string(Base64.encode(Array(api.authority.utf8)))
    let clusters = (config["clusters"]?.arrayValue ?? []).map { entry in
      var (entry, cluster) = (entry, entry["cluster"] ?? [:])
      cluster["certificate-authority-data"] = authority
      entry["cluster"] = cluster
      return entry
    }
    config["clusters"] = .array(clusters)
    return JSONWriter.string(config) + "\n"
  }
}
