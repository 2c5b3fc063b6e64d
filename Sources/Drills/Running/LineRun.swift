import Cluster
import ContainerShell
import Scoring
import SimulationKernel

/// Runs one line. It knows the stage and the seat, and not the drill, so that a line of a shared drill that waits keeps
/// nobody from letting the drill go.
struct LineRun {
  let stage: Stage
  let seat: Seat
  let entry: JournalEntry
  let clock: RunClock
  let pace: LinePace
  let keyboard: Keyboard
  let console: (any PlayerConsole)?
  let style: Style
  /// By whose rules it runs: the journal's.
  let version: Int

  /// Runs the line as the next one of the seat's shell.
  func run() {
    let observation = seat.unfinished ?? LineObservation(at: entry.instant, seat: seat.number)
    seat.unfinished = nil
    observation.begin(entry.text, before: stage.state.cluster.server)
    let end = run(observation, seat.kubeconfig)
    seat.isContinuing = end == .needsMoreLines
    if seat.isContinuing { seat.unfinished = observation }
    guard end == .exited else { return }
    if case .seat(let line) = pace {
      seat.renewShell()
      if !line.isBrokenOff { seat.hasLeft = true }
    } else if !stage.state.hasLeft {
      stage.state.leave()
    }
  }

  /// - Parameter printed: takes what is printed; nil where all of it goes to the console.
  func run(_ observation: LineObservation, _ kubeconfig: Kubeconfig, printed: PrintedOutput? = nil) -> ShellLoop.End {
    let transport = LineTransport(stage, clock: clock, pace: pace, keyboard: keyboard, terminalSize: entry.size)
    let printed = printed ?? PrintedOutput(console: console)
    let loop = ShellLoop(
      shell: seat.shell, transport: transport, kubeconfig: kubeconfig, isTerminal: entry.isInTerminal,
      printed: printed, style: style, commandsTakeTime: version >= 3,
      willPlay: { observation.noteUntilNow(transport, printed) })
    if case .seat(let line) = pace {
      printed.didFill = { line.cutShort() }
      line.note = { observation.noteBeforeWait(transport, printed, mayForget: $0) }
      line.resumed = { observation.goOn(before: transport.state.cluster.server) }
      defer { (line.note, line.resumed, printed.didFill) = (nil, nil, {}) }
      return finish(loop, transport, printed, observation)
    }
    return finish(loop, transport, printed, observation)
  }

  private func finish(
    _ loop: ShellLoop, _ transport: LineTransport, _ printed: PrintedOutput, _ observation: LineObservation
  ) -> ShellLoop.End {
    let end = loop.run(entry.text)
    printed.end(at: transport.now)
    if end != .needsMoreLines, !stage.isGone { observation.end(transport, printed) }
    seat.shell = loop.shell
    stage.state.notice()
    return end
  }
}
