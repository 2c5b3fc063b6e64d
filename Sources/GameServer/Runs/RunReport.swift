import Drills
import KubernetesModel
import Scoring

/// What happened in a run since it was last told of.
struct RunReport: Sendable {
  /// For the journal.
  var lines: [String] = []
  var shown: [(seat: Int, news: SeatNews)] = []
  /// Where it has changed.
  var view: DrillView?
  /// What was done, or what came of it, with its place in the list of all that was.
  var activity: [(index: Int, activity: Activity)] = []
  /// The card of a run that ended just now.
  var card: Card?

  var isEmpty: Bool { lines.isEmpty && shown.isEmpty && view == nil && activity.isEmpty && card == nil }
}

/// What happened at a seat, as clients are told.
struct SeatNews: Hashable, Sendable {
  let name: String
  let data: JSONValue

  /// What somebody is shown who comes late: the terminal as it was.
  static let scrollback: Set<String> = ["output", "line", "typed", "interrupted"]

  init(_ name: String, _ data: JSONValue = [:]) {
    self.name = name
    self.data = data
  }

  init(_ event: SeatEvent, namespace: String) {
    switch event {
    case .output(let bytes, let isError):
      self.init("output", ["data": .string(Base64.encode(bytes)), "error": .bool(isError)])
    case .prompt(let prompt):
      self.init("prompt", ["input": .string(prompt.word), "namespace": .string(namespace)])
    case .wantsInput: self.init("wantsInput")
    case .wantsEdit(let fileName, let text):
      self.init("wantsEdit", ["fileName": .string(fileName), "text": .string(Base64.encode(text))])
    case .wantsAdvice: self.init("wantsAdvice")
    case .done(let status): self.init("done", ["status": JSONValue(status)])
    }
  }
}

extension Drill.Prompt {
  fileprivate var word: String {
    switch self {
    case .ready: "ready"
    case .continuation: "continuation"
    case .over: "over"
    }
  }
}

extension SeatStatus {
  /// As clients are told.
  var told: JSONValue {
    switch self {
    case .ready, .left: ["input": "ready"]
    case .continuation: ["input": "continuation"]
    case .running: ["input": "running"]
    case .reading: ["input": "reading"]
    case .editing(let fileName, let text):
      ["input": "editing", "edit": ["fileName": .string(fileName), "text": .string(Base64.encode(text))]]
    case .over: ["input": "over"]
    }
  }
}
