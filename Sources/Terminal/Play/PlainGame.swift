package import Drills
import Kubectl
import Scenarios
import Scoring
import SimulationKernel

/// The game line by line: the page, a prompt, and the card at the end. From a pipe it is a scripted run.
package final class PlainGame {
  private let drill: any PlayedDrill
  private let device: TerminalDevice
  private let lines: LineReader
  private let console: TerminalConsole
  private let clock: SystemClock
  private let interrupts: Interrupts
  private let style: Style
  /// The lesson that was told last.
  private var toldLesson = 0

  /// - Parameters:
  ///   - history: command lines of earlier runs, oldest first.
  ///   - keep: stores a line of the journal before it is carried out.
  package init(_ drill: any PlayedDrill, history: [String], keep: @escaping (JournalEntry) -> Void) {
    self.drill = drill
    device = TerminalDevice()
    interrupts = Interrupts()
    clock = SystemClock(interrupts: interrupts)
    lines = LineReader(device: device, history: history, drill: drill)
    console = TerminalConsole(device: device, lines: lines, keepEntry: keep)
    style = Style(hasColour: device.wantsColour)
  }

  private var isScripted: Bool { !device.inputIsTerminal }

  /// Plays until the incident is over or the player leaves.
  package func run(isResumed: Bool) {
    device.write(
      isResumed
        ? PlayTexts.welcomeBack(to: drill, seconds: drill.seconds(by: pace), style: style)
        : drill.briefing(style: style))
    if !isResumed { device.write(drill.setupOutput, toError: true) }
    if !isResumed { device.write(style.faint("Type help for the game's own commands.") + "\n\n") }
    var isContinuing = false
    drill.offeredKeys = isScripted ? [] : [.tab]
    while true {
      if !isScripted { console.endOpenLine() }
      for line in drill.takeNews(style: style) { device.write(line + "\n") }
      if drill.isOver { return showCard() }
      if drill.farewell != nil { return }
      if !isContinuing { tellLesson() }
      switch lines.read(prompt: prompt(isContinuing: isContinuing)) {
      case .cancelled:
        if isContinuing { drill.discard(console: console) }
        isContinuing = false
      case .endOfInput:
        if isContinuing {
          device.write("bash: syntax error: unexpected end of file\n", toError: true)
          drill.discard(console: console)
          isContinuing = false
          // At a terminal Ctrl-D gives up what was begun, not the game.
          if !isScripted { continue }
        }
        finishScript()
        if drill.isOver { showCard() }
        return
      case .line(let line):
        if isScripted { device.write("\(prompt(isContinuing: isContinuing))\(line)\n") }
        let outcome = perform(line)
        isContinuing = outcome.prompt == .continuation
        if outcome.prompt == .over { return }
        if outcome.isNewlySolved { return showCard() }
      }
    }
  }

  private func tellLesson() {
    guard let lesson = drill.lesson, lesson.number != toldLesson else { return }
    toldLesson = lesson.number
    device.write("\n" + PlayTexts.lesson(lesson, style: style))
  }

  @discardableResult
  private func perform(_ line: String) -> Drill.Outcome {
    interrupts.clear()
    return drill.perform(line, pace: pace, console: console, style: style)
  }

  /// A script that has mended the cluster is given the time in which that shows, and for which it must hold.
  private func finishScript() {
    guard isScripted else { return }
    interrupts.clear()
    drill.endScript(console: console, style: style)
  }

  private func showCard() {
    device.write("\n" + style.good("The incident is over.") + "\n\n")
    if let report = drill.report() { device.write(CardText.full(report, style: style)) }
  }

  private var pace: Pace { isScripted && !drill.isAlwaysLive ? .scripted : .live(clock) }

  private func prompt(isContinuing: Bool) -> String {
    PlayTexts.prompt(of: drill, seconds: drill.seconds(by: pace), isContinuing: isContinuing, style: style)
  }
}
