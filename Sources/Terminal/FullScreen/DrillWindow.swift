import Drills
import Glibc
import Scenarios
import Scoring
import SimulationKernel

/// The drill's screen on a terminal: what commands write to, what they read from, and the clock that they wait by. Keys
/// are answered also while a command runs.
final class DrillWindow: PlayerConsole, WallClock {
  /// Why no line came.
  enum Input {
    case line(String)
    case cancelled
    case endOfInput
    /// While the player thought, the incident ended.
    case solved
    /// The player asked to leave, or the terminal is gone.
    case left
  }

  /// While much is written the screen is drawn this often.
  private static let drawingInterval = Duration.milliseconds(40)
  /// Keys that come faster are drawn together: a text that a program types is taken before it is laid out.
  private static let typingInterval = Duration.milliseconds(15)
  private static let tick: Int32 = 250

  private let session: ScreenSession
  private let drill: any PlayedDrill
  private let keepEntry: (JournalEntry) -> Void
  /// The player only looks around: it does not matter whether the incident is over.
  private let isVisit: Bool
  private var screen: DrillScreen
  private var history: [String]
  /// What the line editor keeps from one line to the next.
  private var memory = LineEditor.Memory()
  /// Keys that came while a command ran, for the next line.
  private var typedAhead: ArraySlice<Key> = []
  private var drawnAt = Instant(microseconds: 0)
  private var lookedAt = Instant(microseconds: 0)
  private(set) var hasEnded = false
  private let stoppedBefore: Duration
  /// What the line that runs has written for a pager; nil while it writes to the screen.
  private var paged: [UInt8]?

  init(
    _ session: ScreenSession, _ drill: any PlayedDrill, history: [String], isVisit: Bool = false,
    keep: @escaping (JournalEntry) -> Void
  ) {
    self.session = session
    stoppedBefore = session.stopped
    self.isVisit = isVisit
    self.drill = drill
    self.history = history
    keepEntry = keep
    drill.offeredKeys = Set(Lesson.Key.allCases)
    screen = DrillScreen(view: drill.view(at: SystemClock.now))
    screen.team = drill.teamSteps
    if isVisit { screen.foot = StyledText(" F1 help  F2 incident  F3 live  F4 timeline  F10 back to the film", .faint) }
  }

  private var layout: DrillScreen.Layout { screen.layout(rows: session.size.rows, columns: session.size.columns) }

  // MARK: The player's console

  var isTerminal: Bool { true }

  var terminalSize: ScreenSize? { ScreenSize(columns: layout.shell.columns, rows: layout.shell.rows) }

  func keep(_ entry: JournalEntry) {
    if entry.kind == .line { screen.shell.endOpenLine() }
    keepEntry(entry)
  }

  func write(_ bytes: [UInt8], isError: Bool) { write(bytes, isProse: false) }

  func tell(_ bytes: [UInt8], isError: Bool, at instant: Instant) { write(bytes, isProse: true) }

  private func write(_ bytes: [UInt8], isProse: Bool) {
    if paged?.append(contentsOf: bytes) != nil { return }
    if bytes == ScreenClearing.bytes {
      _ = screen.shell.takeOpen()
      return screen.shell.clear()
    }
    screen.shell.append(bytes, isProse: isProse)
    if now - drawnAt > Self.drawingInterval { draw() }
  }

  /// What the game itself says.
  func write(_ text: String) { write(Array(text.utf8), isProse: true) }

  func readInput() -> [UInt8]? {
    switch readLine(prompt: screen.shell.takeOpen(), isCommand: false) {
    case .line(let line): Array((line + "\n").utf8)
    case .cancelled: [0x03]
    case .endOfInput, .left, .solved: nil
    }
  }

  func edit(fileName: String, text: [UInt8]) -> [UInt8]? {
    session.lend { HostEditor().edit(fileName: fileName, text: text) }
  }

  // MARK: The clock

  /// Stands still while the whole program is stopped.
  var now: Instant { SystemClock.now - (session.stopped - stoppedBefore) }

  func sleep(until instant: Instant) -> Bool {
    if hasEnded { return false }
    if now < instant || now - drawnAt > Self.drawingInterval { draw() }
    // Keys are taken also where there is nothing to wait for: what runs without a pause is to be interrupted, too.
    repeat {
      switch session.next(within: now < instant ? Self.milliseconds(instant - now) : 0) {
      case .key(.control("c")):
        typedAhead = []
        screen.shell.append("^C\n")
        return false
      case .key(let pressed):
        let key = screen.key(meant: pressed, session.size)
        if !pressAnywhere(key) { typedAhead.append(key) }
        if now - drawnAt > Self.typingInterval { draw() }
      case .tick: if now < instant { draw() }
      case .end:
        hasEnded = true
        return false
      }
    } while now < instant || session.hasKeys
    return true
  }

  /// At most a tick, rounded up.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = max(.zero, min(duration, .seconds(1))).components
    return min(tick, Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
  }

  // MARK: Lines

  /// - Parameter isCommand: whether it is a command line, which history keeps, and not a program's input.
  func readLine(prompt: StyledText, isCommand: Bool = true) -> Input {
    if hasEnded { return .left }
    screen.typing = .init(
      prompt: prompt,
      editor: LineEditor(
        history: isCommand ? history : [], usesViKeys: isCommand && drill.usesViKeys, memory: memory),
      commands: isCommand && session.hasColour ? drill.commandNames : nil)
    lookedAt = Instant(microseconds: 0)
    defer {
      memory = screen.typing?.editor.memory ?? memory
      screen.typing = nil
    }
    while true {
      guard let key = nextKey(isCommand) else { return hasEnded || drill.farewell != nil ? .left : .solved }
      // What is typed for a program is no command to be shown beside the shell.
      if !isCommand, key == .function(3) { continue }
      if pressAnywhere(key) { continue }
      if key == .function(10) { return .left }
      if key == .character("?"), isCommand, screen.typing?.editor.wantsHelp ?? false {
        showHelp()
        continue
      }
      if !isCommand, case .paste(let text) = key, text.contains(where: \.isNewline) {
        typedAhead = LineReader.keys(ofPasted: text)[...] + typedAhead
        continue
      }
      screen.shell.scrollToEnd()
      if let input = press(key, isCommand) { return input }
    }
  }

  /// Nil when the terminal is gone or, at a command's prompt, the incident has ended or cannot be gone on with.
  private func nextKey(_ isCommand: Bool) -> Key? {
    if let key = typedAhead.popFirst() { return key }
    while true {
      if isCommand { look() }
      if isCommand, drill.farewell != nil || !isVisit && screen.view.isOver { return nil }
      let pause = Self.typingInterval - (now - drawnAt)
      if pause <= .zero, !session.hasKeys { draw() }
      switch session.next(within: pause > .zero ? Self.milliseconds(pause) : Self.tick) {
      case .key(let key): return screen.key(meant: key, session.size)
      case .tick: continue
      case .end:
        hasEnded = true
        return nil
      }
    }
  }

  /// Sees how the run stands, once a second.
  private func look() {
    guard now - lookedAt >= .seconds(1) else { return }
    lookedAt = now
    let lesson = screen.view.lesson
    screen.view = drill.view(at: now)
    screen.team = drill.teamSteps
    for line in drill.takeNews(style: .colour) { write(line + "\n") }
    if screen.view.lesson != lesson { screen.incidentTop = 0 }
    guard let command = screen.live?.command else { return }
    let area = layout.live?.inside
    let window = area.map { OutputWindow(columns: $0.columns, rows: $0.rows) }
    screen.live?.glance = window.map { drill.glance(command, in: $0, at: now) } ?? Glance()
  }

  /// Shows what is typed beside the shell from now on; where nothing is, takes away what is there, or shows the pods.
  private func toggleLive() {
    let line = screen.typing?.editor.buffer.text ?? ""
    if let reason = drill.reasonAgainstGlances {
      return screen.shell.append(StyledText(reason, .notable))
    }
    use(.live)
    if line.allSatisfy(\.isWhitespace) {
      screen.live = screen.live == nil ? DrillScreen.Live(command: "kubectl get pods") : nil
    } else if drill.mayGlance(line) {
      screen.live = DrillScreen.Live(command: line)
      memory = screen.typing?.editor.memory ?? memory
      screen.typing?.editor = LineEditor(history: history, usesViKeys: drill.usesViKeys, memory: memory)
    } else {
      screen.shell.append(StyledText("Beside the shell stand kubectl get, describe, top, events and logs.", .notable))
    }
  }

  private func press(_ key: Key, _ isCommand: Bool) -> Input? {
    // In its place: a copy would cost as much as is typed already.
    guard let outcome = screen.typing?.editor.press(key) else { return .left }
    screen.typing?.choices = []
    switch outcome {
    case .editing: return nil
    case .clearScreen:
      screen.shell.clear()
      session.redrawAll()
      return nil
    case .complete(let text):
      insertCompletion(of: text)
      return nil
    case .accepted(let line) where isCommand && !drill.isComplete(line):
      screen.typing?.editor.continueOnNextLine()
      return nil
    case .openEditor(let text):
      guard isCommand, let edited = edit(fileName: "command.sh", text: Array((text + "\n").utf8)) else { return nil }
      screen.typing?.editor.replace(with: String(decoding: edited, as: UTF8.self))
      return press(.enter, isCommand)
    case .accepted(let line):
      leaveTyped()
      if isCommand, !line.allSatisfy(\.isWhitespace), line != history.last { history.append(line) }
      return .line(line)
    case .cancelled:
      leaveTyped(with: "^C")
      return .cancelled
    case .endOfInput: return .endOfInput
    }
  }

  /// What was typed stays in sight.
  private func leaveTyped(with mark: String = "") {
    guard let typing = screen.typing else { return }
    let buffer = LineBuffer(typing.editor.buffer.text)
    // The scrollback breaks long lines itself.
    var rows = TypedText(prompt: typing.prompt, buffer: buffer, columns: .max, commands: typing.commands).rows
    rows.append((rows.popLast() ?? StyledText()) + StyledText(mark))
    for row in rows { screen.shell.append(row) }
  }

  private func insertCompletion(of text: String) {
    guard let completion = Completion(drill.completion(of: text, at: now)), var typing = screen.typing else { return }
    typing.editor.insert(completion.inserted)
    use(.tab)
    let area = layout.shell
    typing.choices = Completion.rows(completion.choices, columns: area.columns, atMost: max(3, area.rows - 4))
      .map { StyledText($0, .faint) }
    screen.typing = typing
  }

  // MARK: Keys that are answered at any time

  /// Whether the key was one of those.
  private func pressAnywhere(_ key: Key) -> Bool {
    let layout = layout
    let page = max(1, layout.shell.rows - 1)
    switch key {
    case .function(1): showHelp()
    case .function(2): screen.isIncidentShown.toggle()
    case .function(3): toggleLive()
    case .function(4):
      use(.timeline)
      read("Timeline", drill.timeline(style: .colour))
    case .pageUp: screen.shell.scroll(by: page, in: layout.shell, below: screen.rowsBelow(layout.shell))
    case .pageDown: screen.shell.scroll(by: -page, in: layout.shell, below: screen.rowsBelow(layout.shell))
    case .meta("+"), .meta("="): resizeIncident(by: layout.isWide ? 4 : 1, layout)
    case .meta("-"): resizeIncident(by: layout.isWide ? -4 : -1, layout)
    case .mouse(let event): mouse(event, layout)
    default: return false
    }
    return true
  }

  /// A lesson may be about a key: what comes next is seen at once.
  private func use(_ key: Lesson.Key) {
    drill.use(key)
    lookedAt = Instant(microseconds: 0)
  }

  private func resizeIncident(by step: Int, _ layout: DrillScreen.Layout) {
    guard let area = layout.incident else { return }
    screen.incidentSize = (layout.isWide ? area.columns : area.rows) + step
  }

  private func mouse(_ event: MouseEvent, _ layout: DrillScreen.Layout) {
    let isOverIncident = layout.incident?.contains(row: event.row, column: event.column) ?? false
    switch event.action {
    case .scrollUp where isOverIncident: screen.incidentTop = max(0, screen.incidentTop - 2)
    case .scrollDown where isOverIncident: screen.incidentTop += 2
    case .scrollUp: screen.shell.scroll(by: 3, in: layout.shell, below: screen.rowsBelow(layout.shell))
    case .scrollDown: screen.shell.scroll(by: -3, in: layout.shell, below: screen.rowsBelow(layout.shell))
    // The border between the two follows the mouse.
    case .drag where layout.incident != nil:
      screen.incidentSize = layout.isWide ? session.size.columns - event.column : event.row
    default: break
    }
  }

  private func showHelp() {
    var help = PagerView.help(Briefing.help(style: .colour) + "\n" + ScreenHelp.drill)
    if !session.run(&help) { hasEnded = true }
  }

  private func read(_ title: String, _ text: String, wrapsWords: Bool = true) {
    var pager = PagerView(title: title, text: text, wrapsWords: wrapsWords)
    if !session.run(&pager) { hasEnded = true }
  }

  /// Runs a line; what ends in a pager is read on the whole screen, as far as it does not fit on it anyway.
  func paging<Value>(_ line: String, _ body: () -> Value) -> Value {
    guard Paging.isWanted(by: line) else { return body() }
    paged = []
    let value = body()
    let bytes = paged ?? []
    paged = nil
    if bytes.count(where: { $0 == UInt8(ascii: "\n") }) < session.size.rows - 4 {
      write(bytes, isError: false)
    } else {
      read(line, String(decoding: bytes, as: UTF8.self), wrapsWords: false)
    }
    return value
  }

  private func draw() {
    drawnAt = now
    screen.elapsedSeconds = drill.seconds(by: .live(self))
    let size = session.size
    session.show(screen.grid(rows: size.rows, columns: size.columns))
  }
}
