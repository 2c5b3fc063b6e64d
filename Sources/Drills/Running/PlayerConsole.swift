package import Kubectl
package import SimulationKernel

/// The player's side of a drill: the screen, the keyboard, and where the journal is kept.
package protocol PlayerConsole: OutputSink {
  /// Whether output goes to a terminal.
  var isTerminal: Bool { get }

  /// How much the terminal shows, as programs in containers are told; nil where nobody knows.
  var terminalSize: ScreenSize? { get }

  /// Keeps a journal line, before what it says is done.
  func keep(_ entry: JournalEntry)

  /// Shows a piece of output that came at an instant of simulated time.
  func show(_ bytes: [UInt8], isError: Bool, at instant: Instant)

  /// Shows what the game itself says.
  func tell(_ bytes: [UInt8], isError: Bool, at instant: Instant)

  /// In a replay: what the player typed for a program that read the terminal.
  func echo(_ text: String, at instant: Instant)

  /// What the player types while a program (`kubectl exec -it`) reads the terminal; nil at its end (Ctrl-D).
  func readInput() -> [UInt8]?

  /// Lets the player edit a text (`kubectl edit`); nil when that failed or there is no editor.
  func edit(fileName: String, text: [UInt8]) -> [UInt8]?
}

extension PlayerConsole {
  package func show(_ bytes: [UInt8], isError: Bool, at instant: Instant) { write(bytes, isError: isError) }
  package func tell(_ bytes: [UInt8], isError: Bool, at instant: Instant) { show(bytes, isError: isError, at: instant) }
  package var terminalSize: ScreenSize? { nil }
  package func echo(_ text: String, at instant: Instant) {}
}

/// The wall clock of somebody who plays live.
package protocol WallClock: AnyObject {
  var now: Instant { get }

  /// Sleeps until an instant; false when the player pressed Ctrl-C, also when that was before the sleep.
  func sleep(until instant: Instant) -> Bool
}

/// How time passes for whoever plays.
package enum Pace {
  /// Simulated time runs with a wall clock.
  case live(any WallClock)
  /// Lines come from a pipe: each costs a little time, and waiting takes none.
  case scripted
}
