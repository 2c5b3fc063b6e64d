import ContainerShell
import Drills
import Foundation
import HTTPClient
import Kubectl
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Terminal

/// A drill that a server hosts, played here as if it ran here.
final class ServerDrill: PlayedDrill {
  /// How long Tab and other small questions may take.
  private static let patience = Duration.seconds(3)
  /// How often the debrief is asked for, which the server makes when the run is over.
  private static let debriefAttempts = 20

  let connection: RunConnection
  /// What a line editor has to know of the shell over there: what is a command, and where a line ends.
  private let shell: PlayerShell
  let usesViKeys: Bool
  /// What the seat printed while no line of this terminal ran.
  private var unasked = ServerOutput()
  private var unaskedText = ""
  private var debrief: Report?
  var offeredKeys: Set<Lesson.Key> = []

  init(_ connection: RunConnection, usesViKeys: Bool = false) {
    self.connection = connection
    self.usesViKeys = usesViKeys
    shell = PlayerShell(
      aliases: ["k": "kubectl"],
      hostCommands: TerminalCommand.names.union(["kubectl"] + GameCommand.allCases.map(\.rawValue)))
  }

  var feed: RunFeed { connection.feed }

  // MARK: What it is about

  var title: String { ServerOutput.line(feed.view.title) }
  var namespace: String { feed.namespace }
  var setupOutput: [UInt8] { [] }
  var isAlwaysLive: Bool { true }
  var reasonAgainstGlances: String? {
    "On a server nothing stands beside the shell; kubectl get pods --watch follows them in it."
  }

  func briefing(style: Style) -> String { Briefing.text(of: harmless(feed.view), style: style) }

  // MARK: Typing

  var commandNames: Set<String> { shell.commands }

  func isComplete(_ text: String) -> Bool { shell.isComplete(text) }

  func completion(of text: String, at wall: Instant) -> LineCompletion {
    let path = connection.path + "/completion?text=" + WebClient.escaped(text)
    let found = (try? connection.api.get(path, within: Self.patience)) ?? .null
    let words = (found["words"]?.arrayValue ?? []).compactMap(\.stringValue).map(ServerOutput.line)
    return LineCompletion(
      typed: found["typed"]?.stringValue ?? "", words: words, endsWord: found["endsWord"]?.boolValue ?? true)
  }

  func use(_ key: Lesson.Key) {}

  // MARK: How it stands

  func view(at wall: Instant) -> DrillView {
    takeUnasked()
    return harmless(feed.view)
  }

  var lesson: DrillView.Lesson? { harmless(feed.view).lesson }

  func seconds(by pace: Pace) -> Int { feed.seconds(at: SystemClock.now) }

  var isOver: Bool { feed.isOver }

  func timeline(style: Style) -> String { command(["timeline"], style: style) }

  func mayGlance(_ command: String) -> Bool { false }

  func glance(_ command: String, in window: OutputWindow, at wall: Instant) -> Glance { Glance() }

  /// A game command beside the shell; why it could not be done, otherwise.
  func command(_ words: [String], style: Style) -> String {
    do {
      let body: JSONValue = ["words": .array(words.map { .string($0) }), "colour": .bool(style.hasColour)]
      var output = ServerOutput()
      let text = try connection.api.post(connection.path + "/commands", body, within: Self.patience)["text"]
      let pieces = output.pieces(Array((text?.stringValue ?? "").utf8)).joined()
      return String(decoding: Array(pieces) + output.end(), as: UTF8.self)
    } catch {
      return "firedrill: \(error.reason)\n"
    }
  }

  func report() -> Report? {
    guard isOver else { return nil }
    for attempt in 0..<Self.debriefAttempts where debrief == nil {
      if attempt > 0 { Thread.sleep(forTimeInterval: 0.25) }
      do {
        debrief = try connection.api.get(connection.path + "/debrief").decoded(Report.self)
        if debrief == nil { return nil }
      } catch {
        // It is only being made, or the server is only starting.
        guard [409, 503, nil].contains(error.status) else { return nil }
      }
    }
    return debrief
  }

  // MARK: Others

  var teamSteps: [TeamStep] { feed.teamSteps }

  func takeNews(style: Style) -> [String] {
    takeUnasked()
    let lines = unaskedText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    unaskedText = String(unaskedText.split(separator: "\n", omittingEmptySubsequences: false).last ?? "")
    return lines + connection.takeNews().map { style.notable($0) }
  }

  var farewell: String? { connection.farewell }

  /// What the server says while no line of this terminal runs: what was there before, and lines of another window at the
  /// same seat.
  func takeUnasked() {
    while true {
      let events = connection.pump(within: .zero)
      if events.isEmpty { return }
      for event in events {
        switch event {
        case .line(let line): unaskedText += "$ \(ServerOutput.line(line))\n"
        case .output(let bytes, _):
          let pieces = unasked.pieces(bytes).filter { $0 != ScreenClearing.bytes }
          unaskedText += String(decoding: Array(pieces.joined()), as: UTF8.self)
        default: break
        }
      }
    }
  }

  /// A view whose texts cannot command a terminal.
  private func harmless(_ view: DrillView) -> DrillView {
    var view = view
    view.title = ServerOutput.line(view.title)
    view.page = ServerOutput.text(view.page)
    view.namespace = ServerOutput.line(view.namespace)
    for index in view.objectives.indices {
      view.objectives[index].says = ServerOutput.line(view.objectives[index].says)
    }
    if let lesson = view.lesson {
      view.lesson?.praise = ServerOutput.line(lesson.praise)
      view.lesson?.says = ServerOutput.text(lesson.says)
    }
    return view
  }
}
