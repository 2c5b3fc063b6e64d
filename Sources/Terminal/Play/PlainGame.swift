package import Drills
import Kubectl
import Scenarios
import Scoring
import SimulationKernel

/// The game line by line: the page, a prompt, and the card at the end. From a pipe it is a scripted run.
package final class PlainGame {
  private let drill: Drill
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
  package init(_ drill: Drill, history: [String], keep: @escaping (JournalEntry) -> Void) {
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
        ? PlayTexts.welcomeBack(to: drill, seconds: seconds, style: style)
        : Briefing.text(of: drill.scenario, style: style))
    if !isResumed { device.write(drill.setupOutput, toError: true) }
    if !isResumed { device.write(style.faint("Type help for the game's own commands.") + "\n\n") }
    var isContinuing = false
    drill.offeredKeys = isScripted ? [] : [.tab]
    while true {
      if !isScripted { console.endOpenLine() }
      if !isContinuing { tellLesson() }
      switch lines.read(prompt: prompt(isContinuing: isContinuing)) {
      case .cancelled:
        if isContinuing { drill.discard(console: console) }
        isContinuing = false
      case .endOfInput where isContinuing && !isScripted:
        device.write("bash: syntax error: unexpected end of file\n", toError: true)
        drill.discard(console: console)
        isContinuing = false
      case .endOfInput:
        finishScript()
        return
      case .line(let line):
        if isScripted { device.write("\(prompt(isContinuing: isContinuing))\(line)\n") }
        let outcome = perform(line)
        isContinuing = outcome.prompt == .continuation
        if outcome.prompt == .over { return }
        if outcome.isNewlySolved {
          showCard()
          return
        }
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
    return drill.perform(line, pace: isScripted ? .scripted : .live(clock), console: console, style: style)
  }

  /// A script that has mended the cluster is given the time in which that shows, and for which it must hold.
  private func finishScript() {
    guard isScripted, drill.scenario.allowsSkip else { return }
    if drill.record.mendedAt == nil { perform("skip 30s") }
    guard drill.record.mendedAt != nil else { return }
    perform("skip \(max(1, drill.scenario.hold.components.seconds))s")
    if drill.record.isSolved { showCard() }
  }

  private func showCard() {
    device.write("\n" + style.good("The incident is over.") + "\n\n")
    device.write(CardText.full(drill.card, scenario: drill.scenario, style: style))
  }

  private var seconds: Int { drill.seconds(at: isScripted ? drill.now : drill.simulatedNow(at: clock.now)) }

  private func prompt(isContinuing: Bool) -> String {
    PlayTexts.prompt(of: drill, seconds: seconds, isContinuing: isContinuing, style: style)
  }
}
