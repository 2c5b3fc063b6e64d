package import Drills
package import SimulationKernel

/// A run as a film: the screen as it was, a bar with what was found when, and where in it we are.
package struct ReplayView: ScreenView {
  /// Where in the run the film stands.
  package struct Place: Hashable, Sendable {
    /// The frame that is going on or comes next; as many as there are at the end.
    package var frame: Int
    package var hasBegun: Bool
    /// Simulated time.
    package var instant: Instant
  }

  private static let speeds = [0.25, 0.5, 1, 2, 4, 8, 16]
  /// Rows that can be scrolled back to after a jump.
  private static let scrollbackRows = 2000

  private let frames: [FilmFrame]
  private let start: DrillView
  private let calledAt: Instant
  private let rhythm: FilmRhythm
  /// Where stepping stops: the beginning, and the end of everything that was typed.
  private let stops: [Int]
  /// Where evidence was seen.
  private let findings: [Int]
  private var screen: DrillScreen
  /// How many frames are on the screen whole, and how much of the next: its line and so many pieces.
  private var shown = (frames: 0, isLineShown: false, pieces: 0)
  /// Milliseconds from the film's beginning, at the usual speed.
  private var time = 0
  private var speed = 2
  package private(set) var isPaused = false

  /// - Parameters:
  ///   - start: how the run stood in the beginning.
  ///   - calledAt: when that was.
  package init(_ frames: [FilmFrame], start: DrillView, calledAt: Instant) {
    (self.frames, self.start, self.calledAt) = (frames, start, calledAt)
    let rhythm = FilmRhythm(frames, from: calledAt)
    self.rhythm = rhythm
    let typed = frames.indices.filter { [.command, .continuation].contains(frames[$0].kind) }
    let ends = typed.map { rhythm.cuts[$0].end }
    stops = Array(Set([0] + ends + [rhythm.length])).sorted()
    findings = frames.indices.filter { !frames[$0].found.isEmpty }.map { rhythm.cuts[$0].end }
    screen = DrillScreen(view: start)
    settle()
  }

  package var help: String? { ScreenHelp.replay }

  package var place: Place {
    let frame = rhythm.frame(at: time)
    let hasBegun = rhythm.cuts.indices.contains(frame) && rhythm.cuts[frame].entered <= time
    return Place(frame: frame, hasBegun: hasBegun, instant: rhythm.instant(at: time))
  }

  /// What was typed by now, for the history of whoever steps in.
  package var typedLines: [String] {
    frames.prefix(place.frame).filter { $0.kind == .command || $0.kind == .continuation }.map(\.text)
  }

  // MARK: Playing

  /// Lets the film go on.
  /// - Parameter milliseconds: of the viewer's time.
  package mutating func advance(by milliseconds: Int) {
    guard !isPaused else { return }
    go(to: time + Int(Double(max(0, milliseconds)) * Self.speeds[speed]))
    if time >= rhythm.length { isPaused = true }
  }

  package mutating func pause() { isPaused = true }

  package mutating func press(_ key: Key, rows: Int, columns: Int) -> ViewOutcome {
    switch key {
    case .character(" "):
      if isPaused, time >= rhythm.length { go(to: 0) }
      isPaused.toggle()
    case .character("+"), .character("="): speed = min(speed + 1, Self.speeds.count - 1)
    case .character("-"): speed = max(speed - 1, 0)
    case .right, .character("l"): stop(at: stops.first { $0 > time })
    case .left, .character("h"): stop(at: stops.last { $0 < time })
    case .character("e"), .character("n"): stop(at: findings.first { $0 > time })
    case .character("E"), .character("p"): stop(at: findings.last { $0 < time })
    case .home, .character("g"), .character("0"): stop(at: 0)
    case .end, .character("G"), .character("$"): stop(at: rhythm.length)
    case .function(2): screen.isIncidentShown.toggle()
    case .pageUp: scroll(by: max(1, rows / 2), rows, columns)
    case .pageDown: scroll(by: -max(1, rows / 2), rows, columns)
    case .mouse(let event): mouse(event, rows, columns)
    case .character("q"), .escape, .control("c"), .control("d"), .function(10): return .left
    default: break
    }
    return .stays
  }

  private mutating func mouse(_ event: MouseEvent, _ rows: Int, _ columns: Int) {
    switch event.action {
    case .scrollUp: scroll(by: 3, rows, columns)
    case .scrollDown: scroll(by: -3, rows, columns)
    case .press where event.row == rows - 2, .drag where event.row == rows - 2:
      stop(at: rhythm.length * event.column / max(1, columns - 1))
    default: break
    }
  }

  private mutating func scroll(by count: Int, _ rows: Int, _ columns: Int) {
    let area = screen.layout(rows: rows - 1, columns: columns).shell
    screen.shell.scroll(by: count, in: area, below: screen.rowsBelow(area))
  }

  private mutating func stop(at time: Int?) {
    isPaused = true
    if let time { go(to: time) }
  }

  private mutating func go(to time: Int) {
    self.time = max(0, min(time, rhythm.length))
    screen.shell.scrollToEnd()
    settle()
  }

  // MARK: What is on the screen

  /// Puts on the screen what belongs there now.
  private mutating func settle() {
    let place = place
    if place.frame < shown.frames || place.frame > shown.frames + 200 || isAhead(of: place) {
      rebuild(upTo: place.frame)
    }
    while shown.frames < place.frame {
      showBegun(frames[shown.frames].pieces.count)
      showEnd()
    }
    screen.typing = nil
    if frames.indices.contains(place.frame) {
      if place.hasBegun {
        showBegun(rhythm.cuts[place.frame].pieces.prefix { $0 <= time }.count)
      } else {
        screen.typing = typing(place.frame)
      }
    } else {
      screen.typing = .init(prompt: prompt(of: frames.count), editor: LineEditor(history: []))
    }
    screen.view = place.frame > 0 ? frames[place.frame - 1].view : start
    screen.elapsedSeconds = seconds(place.instant)
  }

  /// Whether more of the frame is on the screen than belongs there.
  private func isAhead(of place: Place) -> Bool {
    guard place.frame == shown.frames, shown.isLineShown else { return false }
    return !place.hasBegun || rhythm.cuts[place.frame].pieces.prefix { $0 <= time }.count < shown.pieces
  }

  /// Begins anew, with as much as can be scrolled back to.
  private mutating func rebuild(upTo end: Int) {
    screen.shell = Scrollback()
    var first = end
    var rows = 0
    while first > 0, rows < Self.scrollbackRows {
      first -= 1
      rows += 1 + frames[first].pieces.reduce(0) { $0 + $1.bytes.count { $0 == 0x0A } }
    }
    shown = (first, false, 0)
  }

  private mutating func showBegun(_ pieces: Int) {
    let frame = frames[shown.frames]
    if !shown.isLineShown { showLine(frame) }
    shown.isLineShown = true
    for piece in frame.pieces.prefix(pieces).dropFirst(shown.pieces) { screen.shell.append(piece.bytes) }
    shown.pieces = max(shown.pieces, pieces)
  }

  private mutating func showLine(_ frame: FilmFrame) {
    switch frame.kind {
    case .command, .continuation: screen.shell.append(prompt(of: shown.frames) + StyledText(frame.text))
    case .glance: screen.shell.append(StyledText("beside the shell: " + frame.text, .faint))
    case .note: if !frame.text.isEmpty { screen.shell.append(StyledText("(" + frame.text + ")", .faint)) }
    }
  }

  private mutating func showEnd() {
    screen.shell.endOpenLine()
    for sentence in frames[shown.frames].found { screen.shell.append(StyledText("+ " + sentence, .good)) }
    shown = (shown.frames + 1, false, 0)
  }

  private func typing(_ index: Int) -> DrillScreen.Typing {
    let (frame, cut) = (frames[index], rhythm.cuts[index])
    var editor = LineEditor(history: [])
    if cut.typing < time, cut.entered > cut.typing, frame.kind == .command || frame.kind == .continuation {
      editor.insert(String(frame.text.prefix(frame.text.count * (time - cut.typing) / (cut.entered - cut.typing))))
    }
    return .init(prompt: prompt(of: index), editor: editor)
  }

  /// The prompt behind which a frame's line was typed.
  private func prompt(of index: Int) -> StyledText {
    if frames.indices.contains(index), frames[index].kind == .continuation { return StyledText("> ") }
    let namespace = frames.indices.contains(index) ? frames[index].namespace : frames.last?.namespace
    let seconds = index > 0 ? seconds(frames[index - 1].end) : 0
    return StyledText("+" + ClockText.of(seconds: seconds), .faint)
      + StyledText(" \(namespace ?? start.namespace) $ ")
  }

  private func seconds(_ instant: Instant) -> Int { Int(clamping: max(0, (instant - calledAt).components.seconds)) }

  // MARK: Drawing

  package func grid(rows: Int, columns: Int) -> Grid {
    var grid = Grid(rows: rows, columns: columns)
    let (upper, bottom) = grid.area.splitRows(rows - 1)
    var screen = screen
    screen.foot = bar(columns)
    grid.draw(screen.grid(rows: upper.rows, columns: columns), at: upper)
    grid.clear(bottom, .reversed)
    grid.write(StyledText(status, .reversed).truncated(to: columns), row: 0, in: bottom)
    return grid
  }

  private var status: String {
    let pace = isPaused ? time >= rhythm.length ? "end" : "paused" : "playing"
    let facts = screen.view.evidenceFound == 1 ? "1 fact" : "\(screen.view.evidenceFound) facts"
    let end = seconds(frames.last?.end ?? calledAt)
    let keys = isPaused ? "s opens a shell, ? keys" : "space pauses, ? keys"
    let name = Self.speeds[speed]
    let times = name == name.rounded() ? "\(Int(name))" : "\(name)"
    return " \(pace) \(times)x · +\(ClockText.of(seconds: screen.elapsedSeconds)) of +\(ClockText.of(seconds: end))"
      + " · \(screen.view.points) points · \(facts) · \(keys) "
  }

  /// The whole run as a line: what is behind us, where we are, and where evidence was seen.
  private func bar(_ columns: Int) -> StyledText {
    func column(_ time: Int) -> Int { rhythm.length > 0 ? (columns - 1) * time / rhythm.length : 0 }
    let marks = Set(findings.map(column))
    let here = column(time)
    var bar = StyledText()
    for index in 0..<columns {
      if index == here {
        bar.append("●", .bold)
      } else if marks.contains(index) {
        bar.append("◆", index < here ? .good : .faint)
      } else {
        bar.append(index < here ? "━" : "─", index < here ? .plain : .faint)
      }
    }
    return bar
  }
}
