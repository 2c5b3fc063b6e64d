import Leaderboard
import Scoring

/// A run that is over, step by step.
struct ReplayView: Hashable, Sendable {
  struct Step: Hashable, Sendable {
    /// Simulated, since the call.
    var seconds: Int
    /// Empty where one plays alone.
    var player: String
    /// What was typed; empty for what nobody typed.
    var line: String
    /// What it printed, with the terminal's colours.
    var output: [UInt8]
    /// The evidence that it was the first to show.
    var found: [String]
    var points: Int
  }

  var run: Int64
  var title: String
  var page: String
  var steps: [Step]
}

enum ReplayPage {
  /// Bytes of markup that the steps may take, so that the page stays a page.
  private static let room = 70_000
  /// Bytes of one step's output that are shown.
  private static let outputLimit = 2500

  static func html(_ view: ReplayView, in frame: PageFrame) -> String {
    var room = Self.room
    var steps: [HTML] = []
    for (number, step) in view.steps.enumerated() {
      let markup = html(of: step, number: number, limit: min(outputLimit, room / 4))
      room -= markup.markup.utf8.count
      guard room > 0 else { break }
      steps.append(markup)
    }
    let rest = view.steps.count - steps.count
    let more: HTML? =
      rest > 0
      ? "<p class=\"faint\">and \(rest) more: <code>firedrill replay</code> shows all of a run that is on your machine.</p>\n"
      : nil
    return frame.document(
      "Replay: \(view.title)", scripts: [.replay], width: .wide,
      """
      <p class="kind"><a href="/runs/\(view.run)">Run \(view.run)</a></p>
      <h1>\(view.title)</h1>
      <details><summary>The call</summary>
      <p class="call">\(view.page, limit: 6000)</p></details>
      <div class="player" id="player" hidden>
      <button type="button" class="primary" id="play">Play</button>
      <button type="button" id="back">Step back</button> <button type="button" id="forth">Step on</button>
      <label for="speed">Pace</label> <select id="speed"><option value="1">as it was</option>\
      <option value="8" selected>8 times</option><option value="30">30 times</option></select>
      <output id="position"></output>
      </div>
      <ol class="replay" id="replay">
      \(steps)</ol>
      \(more)
      """)
  }

  private static func html(of step: ReplayView.Step, number: Int, limit: Int) -> HTML {
    let player: HTML? = step.player.isEmpty ? nil : "<b>\(step.player, limit: 400)</b> "
    let line: HTML = step.line.isEmpty ? .empty : "<code>\(step.line, limit: 1000)</code>"
    let output: HTML = step.output.isEmpty ? .empty : "\n<pre>\(TerminalMarkup.html(step.output, limit: limit))</pre>"
    let found: [HTML] = step.found.map { "\n<p class=\"shown\">+ \($0)</p>" }
    return """
      <li data-seconds="\(step.seconds)"><p><span class="when">\(CardText.clock(step.seconds))</span> \(player)\(line) \
      <span class="faint">\(step.points) points</span></p>\(output)\(found)</li>

      """
  }
}

/// What was printed with a terminal's colours, as markup. Other codes of a terminal are passed over.
enum TerminalMarkup {
  /// - Parameter limit: bytes that are shown; what is longer is cut.
  static func html(_ bytes: [UInt8], limit: Int) -> HTML {
    var markup = HTML.empty
    var piece: [UInt8] = []
    var classes: [String] = []
    func end() {
      guard !piece.isEmpty else { return }
      let text = String(decoding: piece, as: UTF8.self)
      markup +=
        classes.isEmpty
        ? "\(text, limit: limit * 6)"
        : "<span class=\"\(classes.joined(separator: " "))\">\(text, limit: limit * 6)</span>"
      piece = []
    }
    let shown = bytes.prefix(max(0, limit))
    var index = shown.startIndex
    while index < shown.endIndex {
      guard shown[index] == 0x1B else {
        if shown[index] != 0x0D { piece.append(shown[index]) }
        index += 1
        continue
      }
      end()
      index += 1
      guard index < shown.endIndex, shown[index] == 0x5B else { continue }
      let final = shown[(index + 1)...].firstIndex { (0x40...0x7E).contains($0) } ?? shown.endIndex
      if final < shown.endIndex, shown[final] == 0x6D {
        classes = look(String(decoding: shown[(index + 1)..<final], as: UTF8.self), after: classes)
      }
      index = min(final + 1, shown.endIndex)
    }
    end()
    return shown.count < bytes.count ? markup + "\n…" : markup
  }

  private static func look(_ codes: String, after classes: [String]) -> [String] {
    var classes = classes
    for code in codes.split(separator: ";", omittingEmptySubsequences: false) {
      switch Int(code) ?? 0 {
      case 0: classes = []
      case 1: classes.append("t-bold")
      case 2: classes.append("t-faint")
      case 4: classes.append("t-line")
      case let colour where (30...37).contains(colour):
        classes = classes.filter { !$0.hasPrefix("t-c") } + ["t-c\(colour - 30)"]
      case 39: classes = classes.filter { !$0.hasPrefix("t-c") }
      case let colour where (90...97).contains(colour):
        classes = classes.filter { !$0.hasPrefix("t-c") } + ["t-c\(colour - 82)"]
      default: break
      }
    }
    return Array(classes.suffix(4))
  }
}
