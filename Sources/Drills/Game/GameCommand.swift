import Hints

/// What the player may type besides shell commands.
package enum GameCommand: String, Hashable, Sendable, CaseIterable {
  case brief, check, diagnose, hint, explain, score, timeline, skip, rewind, giveup, help, quit

  /// Those that a run knows whose journal has this version.
  static func played(inVersion version: Int) -> [GameCommand] {
    allCases.filter { $0 != .rewind || version >= 3 }
  }

  /// What `help` says of it.
  package var summary: String {
    switch self {
    case .brief: "read the page again"
    case .check: "see which objectives are met"
    case .diagnose: "say what is broken and how: diagnose deployment/web CLASS"
    case .hint: "see the next hint's price; hint yes takes it, hint QUESTION asks"
    case .explain: "ask what the last output means; it costs nothing"
    case .score: "see your card so far"
    case .timeline: "see what you did and what it showed"
    case .skip: "let simulated time pass: skip 5m"
    case .rewind: "go back by a command, or rewind 2m; the run is practice then"
    case .help: "see these commands"
    case .giveup: "end the run and read what it was: giveup yes"
    case .quit: "leave; the run is kept and can be resumed"
    }
  }

  static func words(of line: String) -> [String] { line.split(whereSeparator: \.isWhitespace).map(String.init) }
}

/// Who says a game command.
struct GameCaller {
  /// It came from a shell of the player's own.
  var isOwnShell = false
  /// Of a shared drill; 0 where one plays alone.
  var seat = 0
  /// Whether the drill may be given up for everybody.
  var mayGiveUp = true
  /// What an adviser said to what the command needs to know; nil where nobody was asked.
  var advice: Advice?
}

/// What a game command prints.
package struct GameReply: Hashable, Sendable {
  package var text: String
  /// As a command's exit status: 0 when it did what was asked, and the answer is yes.
  package var status: Int
  /// Whether it says why the command could not be done.
  package var isError: Bool

  /// The status of a command that was broken off.
  static let interrupted = 130

  /// - Parameter isError: nil for whatever has another status than 0.
  package init(text: String, status: Int = 0, isError: Bool? = nil) {
    self.text = text
    self.status = status
    self.isError = isError ?? (status != 0)
  }
}
