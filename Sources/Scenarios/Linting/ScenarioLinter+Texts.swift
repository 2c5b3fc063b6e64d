extension ScenarioLinter {
  // MARK: What is read first

  mutating func checkTexts() {
    for (key, text) in [("page", scenario.page), ("title", scenario.title)] {
      for name in guiltyNames where text.lowercased().contains(name.lowercased()) {
        // A page may speak of orders, and does when that is what users miss; nobody reports an object.
        if key == "title" || name.contains("-") {
          report("the \(key) names \"\(name)\", which is guilty", at: [key], advice: "say what users miss")
        }
      }
      for finding in Spoilers(scenario).findings(in: text) {
        report("the \(key) \(finding.says)", at: [key], advice: "say what users report")
      }
    }
    for word in Self.expertWords(scenario) where scenario.page.lowercased().contains(word) {
      report("the page says \"\(word)\", which gives the cause away", at: ["page"], advice: "say what users report")
    }
    let parts = [
      (["debrief", "report"], scenario.debrief.report), (["debrief", "realWorld"], scenario.debrief.realWorld),
      (["title"], scenario.title), (["page"], scenario.page), (["cause", "mend"], scenario.cause.mend),
      (["cause", "sentence"], scenario.cause.sentence),
    ]
    for (path, text) in parts where text.allSatisfy(\.isWhitespace) {
      report("\(path.joined(separator: ".")) is empty", at: path, advice: "write a sentence")
    }
    if scenario.debrief.questions.count != 3 {
      report(
        "the debrief needs three questions, not \(scenario.debrief.questions.count)", at: ["debrief", "questions"],
        advice: "ask what would have led there sooner")
    }
  }

  private var guiltyNames: [String] {
    Array(Set(scenario.cause.diagnoses.compactMap(\.object.name))).sorted()
  }

  /// Words that only somebody who knows the cause uses.
  private static func expertWords(_ scenario: Scenario) -> [String] {
    scenario.classes.compactMap { FailureClass.find($0)?.name } + [
      "oomkilled", "imagepullbackoff", "errimagepull", "crashloopbackoff", "createcontainerconfigerror", "selector",
      "out of memory", "image tag", "memory limit", "configmap",
    ]
  }

  // MARK: Hints

  /// A hint says no more than its step is for: the first two not what the fact is, the first three not how to mend it.
  mutating func checkHints() {
    let spoilers = Spoilers(scenario)
    for (index, fact) in scenario.evidence.enumerated() {
      for (level, hint) in fact.hints.enumerated() {
        let path = ["evidence", String(index), "hints", String(level)]
        let name = "hint \(level + 1) of \"\(fact.id)\""
        if hint.allSatisfy(\.isWhitespace) {
          report("\(name) is empty", at: path, advice: "say \(Evidence.hintName(ofLevel: level + 1))")
        }
        if level < 2 {
          for value in fact.shownBy.flatMap(Self.values) where value.utf8.count > 4 && hint.contains(value) {
            report("\(name) gives away \"\(value)\", which is the fact", at: path, advice: "say where to look")
          }
        }
        guard level < 3 else { continue }
        for finding in spoilers.findings(in: hint) {
          report("\(name) \(finding.says)", at: path, advice: "only the fourth says how to mend it")
        }
      }
    }
  }

  private static func values(of probe: Probe) -> [String] {
    switch probe {
    case .field(_, _, let test), .cell(_, _, let test), .event(_, _, let test), .log(_, let test), .output(_, let test):
      switch test {
      case .equals(let value), .contains(let value): [value]
      case .oneOf(let values): values
      case .exists, .absent, .atLeast: []
      }
    case .relation(let probes): probes.flatMap(values)
    case .connection, .absence: []
    }
  }
}

extension Spoilers.Finding {
  fileprivate var says: String {
    switch self {
    case .command(let words): "holds a command that mends: \"\(words)\""
    case .value(let value): "holds a value of the mend: \"\(value)\""
    case .cause: "says the cause"
    }
  }
}
