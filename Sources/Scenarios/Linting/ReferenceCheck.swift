import KubernetesModel

/// Finds references to objects that were never in the cluster, that nothing in it asks for, and that no mend makes.
struct ReferenceCheck {
  let scenario: Scenario
  let census: Census
  let source: ScenarioSource

  private struct Use {
    let reference: ObjectReference
    let path: [String]
    /// It is the fact that there is no such object.
    var isAbsence = false
  }

  var problems: [ScenarioProblem] {
    uses.filter { !isKnown($0.reference) }.map { use in
      ScenarioProblem(
        "there is never a \"\(use.reference.description)\"\(place(of: use.reference))",
        at: source.position(of: use.path),
        advice: use.isAbsence ? "that it is missing is no fact unless something asks for it" : "",
        suggestion: census.nearest(to: use.reference), severity: use.isAbsence ? .warning : .error)
    }
  }

  private func isKnown(_ reference: ObjectReference) -> Bool {
    census.holds(reference) || census.wants(reference) || isMadeByMend(reference)
  }

  /// Whether the solution's lines speak of it: what a mend makes need not have been there.
  private func isMadeByMend(_ reference: ObjectReference) -> Bool {
    let words = reference.name.map { [$0] } ?? reference.labels.values.sorted()
    return words.allSatisfy { word in
      scenario.solution.contains { $0.split { !($0.isLetter || $0.isNumber || "-.".contains($0)) }.contains(word[...]) }
    }
  }

  private func place(of reference: ObjectReference) -> String {
    reference.namespace.isEmpty ? "" : " in namespace \"\(reference.namespace)\""
  }

  private var uses: [Use] {
    var uses: [Use] = []
    for (index, fact) in scenario.evidence.enumerated() {
      let path = ["evidence", String(index)]
      uses += list(fact.about, at: path + ["about"])
      uses += probes(fact.shownBy, at: path + ["shownBy"])
    }
    for (index, decoy) in scenario.decoys.enumerated() {
      uses += probes(decoy.shownBy, at: ["decoys", String(index), "shownBy"])
    }
    for (index, diagnosis) in scenario.cause.diagnoses.enumerated() {
      uses.append(Use(reference: diagnosis.object, path: ["cause", "diagnoses", String(index), "object"]))
    }
    for (index, objective) in scenario.objectives.enumerated() {
      let key = objective.isConnection ? ["connects", "from"] : ["object"]
      uses.append(Use(reference: objective.object, path: ["objectives", String(index)] + key))
    }
    uses += list(scenario.allowed, at: ["allowed"])
    // Where the author named none, they are the manifests' own.
    if source.root.node(at: ["healthy"]) != nil { uses += list(scenario.healthy, at: ["healthy"]) }
    return uses
  }

  private func list(_ references: [ObjectReference], at path: [String]) -> [Use] {
    references.enumerated().map { Use(reference: $1, path: path + [String($0)]) }
  }

  private func probes(_ probes: [Probe], at path: [String]) -> [Use] {
    probes.enumerated().flatMap { index, probe -> [Use] in
      let path = path + [String(index)]
      switch probe {
      case .field(let object, _, _): return [Use(reference: object, path: path + ["field", "of"])]
      case .cell(let object, _, _): return [Use(reference: object, path: path + ["cell", "of"])]
      case .event(let object, _, _): return [Use(reference: object, path: path + ["event", "of"])]
      case .log(let pod, _): return [Use(reference: pod, path: path + ["log", "of"])]
      case .output(let pod, _): return pod.map { [Use(reference: $0, path: path + ["output", "of"])] } ?? []
      case .absence(let object): return [Use(reference: object, path: path + ["absence"], isAbsence: true)]
      case .relation(let parts): return self.probes(parts, at: path + ["relation"])
      case .connection: return []
      }
    }
  }
}
