import APIServer
import Scenarios

/// A command of a client's kubectl that only looked, as far as its requests tell.
struct ClientLook {
  private let line: String

  private static let commands: Set<Substring> = ["get", "describe", "logs", "events", "top"]

  /// Nil for whatever is no such command.
  /// - Parameter text: what was asked, as a command.
  private init?(_ text: String, beganWith entry: JournalEntry) {
    guard let asked = entry.request else { return nil }
    let words = text.split(separator: " ")
    guard words.count > 1, words[0] == "kubectl", Self.commands.contains(words[1]) else { return nil }
    guard !words.contains("-w"), !words.contains("-f") else { return nil }
    let isWhole = words[1] == "get" && !asked.request.accept.contains("as=Table")
    line = isWhole ? text + " -o yaml" : text
  }

  /// The last ones, by the entry with which they began.
  /// - Parameter requested: what clients asked, likewise.
  static func last(_ count: Int, in journal: Journal, _ requested: [Int: String]) -> [Int: ClientLook] {
    var looks: [Int: ClientLook] = [:]
    for (entry, text) in requested.sorted(by: { $0.key > $1.key }) where looks.count < count {
      looks[entry] = ClientLook(text, beganWith: journal.entries[entry])
    }
    return looks
  }

  /// What it prints in a run as that stands now, which is as it was after that.
  func answer(in drill: Drill, of prepared: PreparedScenario) -> String {
    let visit = Drill(prepared, header: drill.journal.header)
    visit.state = drill.state
    (visit.state.isVisit, visit.state.isShared, visit.state.streams.hasReaders) = (true, false, false)
    let console = SideConsole()
    visit.perform(line, pace: .scripted, console: console)
    return String(decoding: console.output, as: UTF8.self)
  }
}
