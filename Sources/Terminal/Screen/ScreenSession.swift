import Glibc

/// A full-screen program's hold on the terminal.
package final class ScreenSession {
  private let screen: NcursesScreen
  private let keys = TerminalKeys()
  /// For how long the program was stopped (Ctrl-Z) in all.
  package private(set) var stopped = Duration.zero

  /// Nil where there is no terminal that can be drawn on.
  package init?() {
    let device = TerminalDevice()
    guard device.inputIsTerminal, device.outputIsTerminal, device.movesCursor else { return nil }
    guard let screen = NcursesScreen() else { return nil }
    self.screen = screen
  }

  package var size: (rows: Int, columns: Int) { screen.size }
  package var hasColour: Bool { screen.hasColour }

  package func show(_ grid: Grid) { screen.draw(grid) }

  /// The next key, or what else happened within `milliseconds`. A new size of the terminal is taken over.
  package func next(within milliseconds: Int32) -> TerminalKeys.Event {
    let event = keys.next(within: milliseconds)
    if event == .key(.control("z")) {
      stop()
      return .tick
    }
    _ = screen.adoptSize()
    return event
  }

  /// Stops the program and whatever started it, as the terminal does it elsewhere; the shell's `fg` goes on here.
  private func stop() {
    let start = ContinuousClock.now
    lend { _ = kill(0, SIGTSTP) }
    stopped += ContinuousClock.now - start
  }

  /// Whether keys came that nobody has taken: what is drawn now is out of date already.
  package var hasKeys: Bool { keys.hasKeys }

  package func redrawAll() { screen.redrawAll() }

  /// Shows a line alone, for what takes a while.
  package func tell(_ text: String) {
    var grid = Grid(rows: size.rows, columns: size.columns)
    grid.write(StyledText(text, .faint).truncated(to: size.columns), row: 0, in: grid.area)
    show(grid)
  }

  /// Lends the terminal to another program.
  package func lend<Value>(_ body: () -> Value) -> Value {
    screen.leave()
    defer {
      _ = screen.adoptSize()
      screen.enter()
    }
    return body()
  }

  /// Says what a view's keys do; false when the terminal is gone.
  package func showHelp(of view: some ScreenView) -> Bool {
    var help = PagerView.help(view.help ?? "")
    return run(&help)
  }

  /// Shows a view until it is left; false when the terminal is gone.
  @discardableResult
  package func run(_ view: inout some ScreenView) -> Bool {
    while true {
      if !hasKeys { show(view.grid(rows: size.rows, columns: size.columns)) }
      switch next(within: 1000) {
      case .key(.control("l")): redrawAll()
      case .key(let key) where view.isHelpWanted(by: key):
        // The key that shows the help takes it away.
        guard view.help != nil else { return true }
        if !showHelp(of: view) { return false }
      case .key(let key):
        if view.press(key, rows: size.rows, columns: size.columns) == .left { return true }
      case .tick: break
      case .end: return false
      }
    }
  }
}

/// Something that fills the screen and takes keys: without a terminal of its own, so that tests see what players see.
package protocol ScreenView {
  func grid(rows: Int, columns: Int) -> Grid
  mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome

  /// What the keys do; nil for what says so itself.
  var help: String? { get }
  /// Whether letters are typed into it.
  var takesText: Bool { get }
}

extension ScreenView {
  package var help: String? { ScreenHelp.reading }
  package var takesText: Bool { false }

  /// F1, and where letters are keys a question mark.
  package func isHelpWanted(by key: Key) -> Bool { key == .function(1) || key == .character("?") && !takesText }
}

package enum ViewOutcome: Hashable, Sendable {
  case stays
  case left
}
