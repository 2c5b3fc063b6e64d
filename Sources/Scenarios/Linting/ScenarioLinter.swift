import KubernetesModel

/// Finds what is wrong with a scenario that can be read: facts that lead nowhere, hints that say too much, a page that
/// gives the cause away. Looks at every variant.
package struct ScenarioLinter {
  private let scenario: Scenario
  private let position: SourcePosition
  private var problems: [ScenarioProblem] = []

  package static func problems(in source: ScenarioSource) -> [ScenarioProblem] {
    var all: [ScenarioProblem] = []
    for variant in source.variants {
      do {
        var linter = ScenarioLinter(try source.scenario(variant), source.root)
        linter.check()
        for problem in linter.problems where !all.contains(problem) { all.append(problem) }
      } catch {
        if !all.contains(error) { all.append(error) }
      }
    }
    if source.variants.count < 3 {
      all.append(
        ScenarioProblem(
          "fewer than three variants: whoever plays twice knows the answer", at: source.root.position,
          severity: .warning))
    }
    return all
  }

  private let root: SourceNode

  private init(_ scenario: Scenario, _ root: SourceNode) {
    self.scenario = scenario
    self.root = root
    position = root.position
  }

  private mutating func check() {
    checkGraph()
    checkPoints()
    checkCause()
    checkTexts()
    checkScripts()
  }

  private mutating func report(
    _ message: String, at path: [String] = [], suggestion: String? = nil, severity: ScenarioProblem.Severity = .error
  ) {
    let place = root.node(at: path)?.position ?? position
    problems.append(
      ScenarioProblem(
        "\(message) (variant \(scenario.variant))", at: place, suggestion: suggestion, severity: severity))
  }

  // MARK: The graph

  private mutating func checkGraph() {
    let identifiers = scenario.evidence.map(\.id)
    var known: Set<String> = [Evidence.causeID]
    for (index, fact) in scenario.evidence.enumerated() {
      let path = ["evidence", String(index)]
      if !known.insert(fact.id).inserted { report("the id \"\(fact.id)\" is taken", at: path + ["id"]) }
      if fact.implies.isEmpty { report("\"\(fact.id)\" implies nothing", at: path) }
      for implied in fact.implies where implied != Evidence.causeID && !identifiers.contains(implied) {
        report(
          "\"\(fact.id)\" implies \"\(implied)\", which is no fact", at: path + ["implies"],
          suggestion: Spelling.nearest(to: implied, among: identifiers + [Evidence.causeID]))
      }
      if fact.shownBy.isEmpty { report("nothing shows \"\(fact.id)\"", at: path) }
      if fact.about.isEmpty { report("\"\(fact.id)\" points at no object", at: path) }
      if fact.hints.count != 4 { report("\"\(fact.id)\" needs four hints, not \(fact.hints.count)", at: path) }
    }
    let graph = EvidenceGraph(scenario)
    if let cycle = graph.cycle { report("facts imply each other in a circle: \(cycle.joined(separator: " -> "))") }
    let distances = graph.distancesToCause
    for (index, fact) in scenario.evidence.enumerated() where distances[fact.id] == nil {
      report("no way leads from \"\(fact.id)\" to the cause", at: ["evidence", String(index)])
    }
  }

  private mutating func checkPoints() {
    guard !scenario.evidence.isEmpty else {
      report("there is no evidence", at: ["evidence"])
      return
    }
    for (index, fact) in scenario.evidence.enumerated() where scenario.worth(of: fact) == 0 {
      report("\"\(fact.id)\" is worth nothing on the card", at: ["evidence", String(index), "points"])
    }
    for (index, fact) in scenario.evidence.enumerated()
    where scenario.evidence.count > 1 && fact.points * 2 > scenario.totalPoints {
      report(
        "\"\(fact.id)\" has more than half of all points", at: ["evidence", String(index), "points"],
        severity: .warning)
    }
  }

  private mutating func checkCause() {
    if scenario.cause.diagnoses.isEmpty { report("no diagnosis is accepted", at: ["cause"]) }
    for diagnosis in scenario.cause.diagnoses where diagnosis.object.name == nil {
      report("a diagnosis must name one object", at: ["cause", "diagnoses"])
    }
    for diagnosis in scenario.cause.diagnoses where !scenario.classes.contains(where: diagnosis.classes.contains) {
      report("a diagnosis has none of the scenario's classes", at: ["cause", "diagnoses"])
    }
    if scenario.objectives.isEmpty { report("there are no objectives", at: ["objectives"]) }
    for (index, objective) in scenario.objectives.enumerated() {
      checkConnection(objective, at: ["objectives", String(index), "connects", "to"])
    }
    if scenario.allowed.isEmpty { report("nothing may be changed, so nothing can be mended", at: ["allowed"]) }
  }

  /// Most connections go to a Service of the scenario; a misspelt name would never be met.
  private mutating func checkConnection(_ objective: Objective, at path: [String]) {
    guard case .connects(let check) = objective.condition, check.outcome != .notResolved else { return }
    let services = scenario.base.map(\.object).filter { $0.kind == "Service" }.map(\.name)
    let host = check.endpoint.host
    let name = host.split(separator: ".").first.map(String.init) ?? host
    let isInside = !host.contains(".") || host.contains(".svc")
    guard isInside, !services.contains(name), !["kubernetes", "localhost"].contains(name) else { return }
    report(
      "no Service \"\(name)\" is among the manifests", at: path,
      suggestion: Spelling.nearest(to: name, among: services), severity: .warning)
  }

  // MARK: Texts

  private mutating func checkTexts() {
    let guilty = guiltyNames
    for name in guilty where scenario.page.lowercased().contains(name.lowercased()) && name.contains("-") {
      report("the page names \"\(name)\", which is guilty", at: ["page"])
    }
    for name in guilty where scenario.title.lowercased().contains(name.lowercased()) {
      report("the title names \"\(name)\", which is guilty", at: ["title"])
    }
    for word in causeWords where scenario.page.lowercased().contains(word) {
      report("the page says \"\(word)\", which gives the cause away", at: ["page"])
    }
    for (index, fact) in scenario.evidence.enumerated() {
      for (level, hint) in fact.hints.enumerated() { check(hint, level: level, of: fact, index) }
    }
    let parts = [
      ("debrief.report", scenario.debrief.report), ("debrief.realWorld", scenario.debrief.realWorld),
      ("title", scenario.title), ("page", scenario.page), ("cause.mend", scenario.cause.mend),
    ]
    for (name, text) in parts where text.allSatisfy(\.isWhitespace) { report("\(name) is empty") }
    if scenario.debrief.questions.count != 3 { report("the debrief needs three questions", at: ["debrief"]) }
  }

  /// A hint says no more than its step is for.
  private mutating func check(_ hint: String, level: Int, of fact: Evidence, _ index: Int) {
    let path = ["evidence", String(index), "hints", String(level)]
    if hint.allSatisfy(\.isWhitespace) { report("hint \(level + 1) of \"\(fact.id)\" is empty", at: path) }
    if level < 2 {
      for value in fact.shownBy.flatMap(Self.values) where value.utf8.count > 4 && hint.contains(value) {
        report("hint \(level + 1) of \"\(fact.id)\" gives away \"\(value)\"", at: path)
      }
    }
    if level < 3 {
      for line in scenario.solution where hint.contains(line) {
        report("hint \(level + 1) of \"\(fact.id)\" holds the solution", at: path)
      }
      for verb in ["kubectl patch", "kubectl set", "kubectl edit", "kubectl apply", "kubectl delete", "kubectl create"]
      where hint.contains(verb) {
        report("hint \(level + 1) of \"\(fact.id)\" says how to mend", at: path)
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

  private var guiltyNames: [String] {
    Array(Set(scenario.cause.diagnoses.compactMap(\.object.name))).sorted()
  }

  /// Words that only somebody who knows the cause uses.
  private var causeWords: [String] {
    let names = scenario.classes.compactMap { FailureClass.find($0)?.name }
    let usual = [
      "oomkilled", "imagepullbackoff", "errimagepull", "crashloopbackoff", "createcontainerconfigerror", "selector",
      "out of memory", "image tag", "memory limit", "configmap", "not found",
    ]
    return names + usual
  }

  // MARK: Scripts

  private mutating func checkScripts() {
    if scenario.solution.isEmpty { report("there is no solution", at: ["solution"]) }
    if scenario.investigation.isEmpty { report("there is no ideal investigation", at: ["investigation"]) }
    let shown = Set(scenario.investigation.flatMap(\.shows))
    let identifiers = scenario.evidence.map(\.id)
    for id in shown.sorted() where !identifiers.contains(id) {
      report(
        "the investigation shows \"\(id)\", which is no fact", at: ["investigation"],
        suggestion: Spelling.nearest(to: id, among: identifiers))
    }
    for id in identifiers where !shown.contains(id) {
      report("no step of the investigation shows \"\(id)\"", at: ["investigation"])
    }
  }
}
