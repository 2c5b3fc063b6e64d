package import Drills
package import Scenarios
package import Scoring
package import SimulationKernel

/// A drill as whoever plays it at a terminal meets it, wherever it runs: in this process, or on a server.
package protocol PlayedDrill: AnyObject {
  var title: String { get }

  /// The page that calls the player, and what is at stake.
  func briefing(style: Style) -> String

  /// Of the player's kubectl.
  var namespace: String { get }

  /// What the player's own settings said when they were read.
  var setupOutput: [UInt8] { get }

  // MARK: Typing

  /// Everything that may stand where a command does.
  var commandNames: Set<String> { get }

  var usesViKeys: Bool { get }

  /// Whether nothing more must be typed before a text can run.
  func isComplete(_ text: String) -> Bool

  /// What may follow a text before the cursor.
  func completion(of text: String, at wall: Instant) -> LineCompletion

  /// The keys that the way to play has, of those that lessons are about.
  var offeredKeys: Set<Lesson.Key> { get set }

  /// Notes that a key was used.
  func use(_ key: Lesson.Key)

  // MARK: Lines

  /// Does one line that the player typed, and returns when it is done.
  @discardableResult
  func perform(_ line: String, pace: Pace, console: any PlayerConsole, style: Style) -> Drill.Outcome

  /// Throws away what was typed of a command that goes on over several lines.
  func discard(console: any PlayerConsole)

  /// A script came to its end: where it has mended the cluster it is given the time in which that shows.
  func endScript(console: any PlayerConsole, style: Style)

  // MARK: How it stands

  func view(at wall: Instant) -> DrillView

  /// What a beginner is to do next.
  var lesson: DrillView.Lesson? { get }

  /// Whether waiting takes its time for scripts, too.
  var isAlwaysLive: Bool { get }

  /// Simulated seconds since the call.
  func seconds(by pace: Pace) -> Int

  /// Whether there is nothing left to do: the debrief may be shown.
  var isOver: Bool { get }

  /// What the player did, and what it showed.
  func timeline(style: Style) -> String

  /// Why nothing can stand beside the shell; nil where something can.
  var reasonAgainstGlances: String? { get }

  /// Whether a command can stand beside the shell.
  func mayGlance(_ command: String) -> Bool

  /// What a command shows now, beside the shell.
  func glance(_ command: String, in window: OutputWindow, at wall: Instant) -> Glance

  /// Everything that is said of a run that is over; nil where it cannot be had.
  func report() -> Report?

  // MARK: Others

  /// What everybody did who plays together, oldest first; nothing where the player is alone.
  var teamSteps: [TeamStep] { get }

  /// What the player has to know and was not told yet, a line each: what others did, what an organiser says.
  func takeNews(style: Style) -> [String]

  /// Why it cannot be gone on with here; nil while it can.
  var farewell: String? { get }
}

/// What somebody of a team did.
package struct TeamStep: Hashable, Sendable {
  package var name: String
  /// Since the call.
  package var seconds: Int
  package var line: String
  /// The sentences of the facts that it was the first to show.
  package var facts: [String]

  package init(name: String, seconds: Int, line: String, facts: [String]) {
    self.name = name
    self.seconds = seconds
    self.line = line
    self.facts = facts
  }
}
