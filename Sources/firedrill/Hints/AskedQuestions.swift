import ArgumentParser
import Drills
import KubernetesModel
import Leaderboard
import Terminal

/// What was asked of an AI service, for people.
enum AskedQuestions {
  /// - Parameter list: of `Consultation.json`, each perhaps with a name.
  static func text(_ list: [JSONValue]) -> String {
    guard !list.isEmpty else { return "Nobody asked the AI service anything in this run.\n" }
    return list.map(text).joined(separator: "\n")
  }

  private static func text(_ asked: JSONValue) -> String {
    let seconds = Int(clamping: asked["seconds"]?.intValue ?? 0)
    var head = "+\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    for key in ["name", "model"] where !asked.text(key).isEmpty { head += "  " + asked.text(key) }
    if let input = asked["inputTokens"]?.intValue, let output = asked["outputTokens"]?.intValue {
      head += "  \(input) tokens in, \(output) out"
    }
    let shown = asked["shown"] == asked["answer"] ? "" : part("shown", asked["shown"])
    let exchange = part("sent", asked["prompt"]) + part("answered", asked["answer"])
    return head + "\n" + exchange + shown + part("not shown", asked["why"])
  }

  private static func part(_ name: String, _ value: JSONValue?) -> String {
    guard let text = value?.stringValue, !text.isEmpty else { return "" }
    var sanitizer = Sanitizer()
    let visible = String(decoding: sanitizer.visible(Array(text.utf8)) + sanitizer.end(), as: UTF8.self)
    let lines = visible.split(separator: "\n", omittingEmptySubsequences: false)
    return "  \(name):\n" + lines.map { "    \($0)\n" }.joined()
  }
}

struct HintsLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "What the AI service was sent in a run of yours, and what it said.",
    discussion: "It shows answers as they came, before they were checked: they may give the solution away.")

  @Argument(help: "The run's number, as `firedrill history` shows it; the last one where it is not given.")
  var number: Int64?

  @Flag(help: "Print an array of objects: seconds, prompt, answer, model, inputTokens, outputTokens, shown, why.")
  var json = false

  func run() throws {
    try reportingFailure {
      let archive = try UserData.openArchive()
      let run = try StoredRuns.find(number, in: archive)
      let asked = try StoredRuns.journal(of: run, in: archive).consultations.map(\.json)
      TerminalDevice().write(json ? JSONValue.array(asked).indented : AskedQuestions.text(asked))
    }
  }
}

struct AdminQuestions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions", abstract: "What the AI service was asked in a run, and what it answered.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The run's number.") var number: Int64

  func run() throws {
    try options.ask("GET", "/runs/\(number)/questions") { AskedQuestions.text($0.list("questions")) }
  }
}
