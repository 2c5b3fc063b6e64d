import KubernetesModel

/// Finds what is wrong with a scenario that can be read: facts that lead nowhere, hints that say too much, a page that
/// gives the cause away. Looks at every variant, and at no cluster.
package struct ScenarioLinter {
  let scenario: Scenario
  private let source: ScenarioSource
  private var problems: [ScenarioProblem] = []

  package static func problems(in source: ScenarioSource) -> [ScenarioProblem] {
    var all = ScenarioProblemList(variants: source.variants.map(\.name))
    for variant in source.variants {
      do throws(ScenarioProblem) {
        all.add(problems(in: try source.scenario(variant), of: source), variant: variant.name)
      } catch {
        all.add([error], variant: variant.name)
      }
    }
    all.add(problemsOfVariants(in: source))
    return all.all
  }

  /// What is wrong with one variant.
  static func problems(in scenario: Scenario, of source: ScenarioSource) -> [ScenarioProblem] {
    var linter = ScenarioLinter(scenario, source)
    linter.check()
    return linter.problems
  }

  /// What is wrong with the variants as a whole.
  static func problemsOfVariants(in source: ScenarioSource) -> [ScenarioProblem] {
    guard source.variants.count < 3 else { return [] }
    return [
      ScenarioProblem(
        "fewer than three variants: whoever plays twice knows the answer", at: source.position(of: ["variants"]),
        severity: .warning)
    ]
  }

  private init(_ scenario: Scenario, _ source: ScenarioSource) {
    self.scenario = scenario
    self.source = source
  }

  private mutating func check() {
    checkGraph()
    checkProbes()
    checkPoints()
    checkCause()
    checkTexts()
    checkHints()
    checkScripts()
    checkLessons()
  }

  /// - Parameter path: of the part of scenario.yaml that is wrong.
  mutating func report(
    _ message: String, at path: [String], advice: String = "", suggestion: String? = nil,
    severity: ScenarioProblem.Severity = .error
  ) {
    problems.append(
      ScenarioProblem(
        message, at: source.position(of: path), advice: advice, suggestion: suggestion, severity: severity))
  }

  // MARK: The cause

  private mutating func checkCause() {
    for (index, fault) in scenario.faults.enumerated() where fault.after > scenario.warmUp {
      report(
        "a fault comes after the call", at: ["fault", String(index), "after"], advice: "let warmUp be at least as long")
    }
    for (index, diagnosis) in scenario.cause.diagnoses.enumerated() {
      let path = ["cause", "diagnoses", String(index)]
      if diagnosis.object.name == nil {
        report(
          "a diagnosis must name one object", at: path + ["object"], advice: "write deployment/web, without labels")
      }
      if !scenario.classes.contains(where: diagnosis.classes.contains) {
        report(
          "a diagnosis has none of the scenario's classes", at: path + ["classes"],
          advice: "write classes: [\(scenario.classes.joined(separator: ", "))]")
      }
    }
    for (index, objective) in scenario.objectives.enumerated() {
      guard case .connects(let check) = objective.condition, check.outcome != .notResolved else { continue }
      checkHost(check.endpoint.host, at: ["objectives", String(index), "connects", "to"])
    }
    for (index, fact) in scenario.evidence.enumerated() {
      for (number, probe) in fact.shownBy.enumerated() {
        guard case .connection(let connection) = probe, connection.outcome != .notResolved else { continue }
        checkHost(connection.host, at: ["evidence", String(index), "shownBy", String(number), "connection", "to"])
      }
    }
    if scenario.allowed.isEmpty {
      report(
        "nothing may be changed, so nothing can be mended", at: ["allowed"], advice: "list what the solution changes")
    }
  }

  /// Most connections go to a Service of the scenario; a misspelt name would never be met.
  private mutating func checkHost(_ host: String, at path: [String]) {
    let services = scenario.base.map(\.object).filter { $0.kind == "Service" }.map(\.name)
    let labels = host.split(separator: ".").map(String.init)
    let name = labels.first ?? host
    let isAddress = !labels.contains { Int($0) == nil }
    let isInside = !host.contains(".") || labels.contains("svc")
    guard isInside, !isAddress, !(services + ["kubernetes", "localhost"]).contains(name) else { return }
    report(
      "no Service \"\(name)\" is among the manifests", at: path,
      suggestion: Spelling.nearest(to: name, among: services), severity: .warning)
  }

  // MARK: Scripts

  private mutating func checkScripts() {
    if scenario.solution.isEmpty {
      report("there is no solution", at: ["solution"], advice: "write the command lines that mend it")
    }
    if scenario.investigation.isEmpty {
      report(
        "there is no ideal investigation", at: ["investigation"],
        advice: "write - {run: kubectl get pods, shows: [a-fact]}")
    }
    let identifiers = scenario.evidence.map(\.id)
    for (index, step) in scenario.investigation.enumerated() {
      for (number, id) in step.shows.enumerated() where !identifiers.contains(id) {
        report(
          "the investigation shows \"\(id)\", which is no fact",
          at: ["investigation", String(index), "shows", String(number)],
          suggestion: Spelling.nearest(to: id, among: identifiers))
      }
    }
    let shown = Set(scenario.investigation.flatMap(\.shows))
    for (index, id) in identifiers.enumerated() where !shown.contains(id) {
      report(
        "no step of the investigation shows \"\(id)\"", at: ["evidence", String(index), "id"],
        advice: "add it to the shows of the step that does")
    }
  }
}
