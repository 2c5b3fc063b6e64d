import Drills
import HTTPClient
import Kubectl
import KubernetesModel
import Scoring
import SimulationKernel
import Terminal

/// Lines that run on the server while the player watches, types and interrupts here.
extension ServerDrill {
  /// How long a wait for the server takes at once: so late is Ctrl-C noticed at most.
  private static let wait = Duration.milliseconds(30)
  /// How long Ctrl-C may take until the line is given up here.
  private static let longestInterruption = Duration.seconds(5)
  /// How long what the line changed in the run may come behind its end.
  private static let aftermath = Duration.milliseconds(25)
  /// After a new connection to a seat where nothing runs: what was missed of the line's end comes within that time.
  private static let settling = Duration.milliseconds(300)

  @discardableResult
  func perform(_ line: String, pace: Pace, console: any PlayerConsole, style: Style) -> Drill.Outcome {
    if !feed.isStateKnown { connection.awaitState() }
    takeUnasked()
    console.keep(JournalEntry(instant: SystemClock.now, kind: .line, text: line))
    let wasOver = isOver
    if wasOver { return outcome(status: 0, wasOver: false) }
    let body: JSONValue = [
      "line": .string(line), "isTerminal": .bool(console.isTerminal), "colour": .bool(style.hasColour),
    ]
    if let problem = connection.send("lines", body), !mayRun(after: problem, line, console) {
      return outcome(status: 1, wasOver: wasOver)
    }
    let status = follow(pace, console)
    return outcome(status: status, wasOver: wasOver)
  }

  func discard(console: any PlayerConsole) {
    _ = connection.send("interrupt")
    // The prompt that follows is waited for, so that the next line does not come before it.
    for _ in 0..<20 where feed.input == .continuation && farewell == nil { _ = connection.pump(within: Self.wait) }
  }

  func endScript(console: any PlayerConsole, style: Style) {}

  private func outcome(status: Int, wasOver: Bool) -> Drill.Outcome {
    let prompt: Drill.Prompt =
      if farewell != nil { .over } else {
        switch feed.input {
        case .continuation: .continuation
        case .left: .over
        case .over: isOver ? .ready : .over
        case .ready, .running, .reading, .editing: .ready
        }
      }
    return Drill.Outcome(status: status, prompt: prompt, isNewlySolved: isOver && !wasOver)
  }

  /// The server did not take the line, or it is not known whether it did.
  private func mayRun(after problem: WebProblem, _ line: String, _ console: any PlayerConsole) -> Bool {
    guard problem.kind == .unreachable else {
      // What the server said of it may have come as output, too.
      if isOver || !showWaiting(console) { say("\(problem.reason)", console) }
      return false
    }
    guard problem.isSent else {
      say("the server does not answer (\(problem.reason)): the line was not taken", console)
      return false
    }
    say("the server was lost (\(problem.reason)); whether it took the line shows once it is back", console)
    return true
  }

  private func say(_ text: String, _ console: any PlayerConsole) {
    console.write(Array("firedrill: \(ServerOutput.line(text))\n".utf8), isError: true)
  }

  /// Shows output that has come; false where there was none.
  private func showWaiting(_ console: any PlayerConsole) -> Bool {
    var output = ServerOutput()
    var hasShown = false
    for case .output(let bytes, let isError) in connection.pump(within: .milliseconds(100)) {
      for piece in output.pieces(bytes) { console.write(piece, isError: isError) }
      hasShown = true
    }
    return hasShown
  }

  // MARK: While it runs

  /// Shows what the line prints, hands over what is typed, and returns when it is done: its status.
  private func follow(_ pace: Pace, _ console: any PlayerConsole) -> Int {
    var run = LineRun()
    while run.isGoingOn, farewell == nil {
      let events = connection.pump(within: Self.wait)
      for event in events { take(event, &run, console) }
      // What was printed last may come after the end of the run.
      if isOver, run.settlesAt == nil { run.settlesAt = SystemClock.now + Self.settling }
      if let end = run.settlesAt, events.isEmpty, SystemClock.now >= end { break }
      for line in connection.takeNews() { console.write(Array((line + "\n").utf8), isError: true) }
      guard case .live(let wall) = pace, !wall.sleep(until: wall.now) else { continue }
      guard run.interrupt(longest: Self.longestInterruption) else { break }
      if run.wantsToTell { _ = connection.send("interrupt") }
    }
    for event in connection.pump(within: Self.aftermath) { take(event, &run, console) }
    for isError in [false, true] { console.write(run.output[isError].end(), isError: isError) }
    return run.status
  }

  private func take(_ event: RunFeed.LineEvent, _ run: inout LineRun, _ console: any PlayerConsole) {
    switch event {
    case .output(let bytes, let isError):
      for piece in run.output[isError].pieces(bytes) { console.write(piece, isError: isError) }
    case .wantsInput: type(console)
    case .wantsEdit(let fileName, let text): edit(fileName, text, console)
    case .line: break
    case .done(let status): run.status = status
    case .prompt: run.isGoingOn = false
    case .state(.running): run.settlesAt = nil
    case .state: run.settlesAt = SystemClock.now + Self.settling
    }
  }

  private func type(_ console: any PlayerConsole) {
    guard feed.input == .reading else { return }
    if let bytes = console.readInput() {
      _ = connection.send("input", ["text": .string(String(decoding: bytes, as: UTF8.self))])
    } else {
      _ = connection.send("input", ["end": true])
    }
  }

  private func edit(_ fileName: String, _ text: [UInt8], _ console: any PlayerConsole) {
    guard feed.input == .editing else { return }
    if let edited = console.edit(fileName: fileName, text: text) {
      _ = connection.send("edited", ["text": .string(Base64.encode(edited))])
    } else {
      _ = connection.send("edited", ["failed": true])
    }
  }
}

/// A line while it runs.
private struct LineRun {
  struct Outputs {
    private var standard = ServerOutput()
    private var error = ServerOutput()

    subscript(isError: Bool) -> ServerOutput {
      get { isError ? error : standard }
      set { if isError { error = newValue } else { standard = newValue } }
    }
  }

  var output = Outputs()
  var status = 0
  var isGoingOn = true
  /// When it is taken for done, although nobody has said so.
  var settlesAt: Instant?
  private var interruptedAt: Instant?
  private(set) var wantsToTell = false

  /// Ctrl-C came; false where it came before and the line still runs.
  mutating func interrupt(longest: Duration) -> Bool {
    let now = SystemClock.now
    let first = interruptedAt ?? now
    wantsToTell = interruptedAt == nil || now - first > .milliseconds(500)
    interruptedAt = first
    status = 130
    return now - first < longest
  }
}
