import APIServer
import Cluster
import KubernetesModel
import Scenarios
import Scoring

/// Looks at one variant's cluster in every way that probes know, to find those that never show anything.
struct ProbeSearch {
  /// Paths, in scenario.yaml, of probes that nothing showed.
  private(set) var unmatched: [[String]] = []
  private let scenario: Scenario
  private let moments: [Moment]

  /// Reports the facts and decoys that nothing shows.
  /// - Parameters:
  ///   - moments: of a run, and of the cluster when nobody does anything.
  ///   - record: of that run: what it showed needs no search.
  init(_ scenario: Scenario, moments: [Moment], record: RunRecord, _ found: inout ScenarioTest.Findings) {
    self.scenario = scenario
    self.moments = moments
    for (index, fact) in scenario.evidence.enumerated() {
      let isFound = search(fact.shownBy, at: ["evidence", String(index), "shownBy"])
      if !isFound, record.sightings[fact.id] == nil {
        found.report(
          "nothing that can be asked shows the fact \"\(fact.id)\"", at: ["evidence", String(index), "shownBy"])
      }
    }
    for (index, decoy) in scenario.decoys.enumerated() {
      let isFound = search(decoy.shownBy, at: ["decoys", String(index), "shownBy"])
      if !isFound, record.decoys[decoy.id] == nil {
        found.report(
          "nothing that can be asked shows the decoy \"\(decoy.id)\"", at: ["decoys", String(index), "shownBy"],
          advice: decoy.shownBy.contains(where: \.isOutput)
            ? "let a step of the investigation run the command that prints it" : "")
      }
    }
  }

  /// One warning for each probe that showed nothing in any variant.
  /// - Parameter unmatched: of each variant.
  static func problems(_ unmatched: [[[String]]], _ source: ScenarioSource) -> [ScenarioProblem] {
    guard let first = unmatched.first else { return [] }
    return first.filter { path in unmatched.allSatisfy { $0.contains(path) } }.map { path in
      ScenarioProblem(
        "this never shows anything", at: source.position(of: path),
        advice: "compare it with the object as kubectl prints it, or leave it out", severity: .warning)
    }
  }

  /// Whether any of the probes shows something; notes those that do not.
  private mutating func search(_ probes: [Probe], at path: [String]) -> Bool {
    var isFound = false
    for (index, probe) in probes.enumerated() {
      if shows(probe) { isFound = true } else if !probe.isOutput { unmatched.append(path + [String(index)]) }
    }
    return isFound
  }

  private func shows(_ probe: Probe) -> Bool {
    switch probe {
    case .relation(let parts): parts.allSatisfy { $0.isOutput || shows($0) }
    case .connection(let connection): moments.contains { ends(connection, in: $0.cluster) }
    default:
      moments.contains { moment in
        ProbeTrial.isShown(probe, by: moment.news(about: probe), api: moment.cluster.server)
      }
    }
  }

  // MARK: Connections

  /// Whether a connection ends like this from some pod, or from the namespace.
  private func ends(_ wanted: ConnectionProbe, in cluster: Cluster) -> Bool {
    let ports = wanted.port.map { [$0] } ?? ports(of: wanted.host, in: cluster)
    let pods = cluster.server.list(.pods, namespace: scenario.namespace).map { pod in
      ObjectReference(.pods, namespace: pod.namespace, name: pod.name)
    }
    let sources = [ObjectReference(GroupResource("namespaces"), name: scenario.namespace)] + pods
    return ports.contains { port in
      guard let endpoint = Endpoint("\(wanted.host):\(port)") else { return false }
      // Which path was asked that was answered with a status only the player knows.
      let check = ConnectionCheck(endpoint: endpoint, outcome: wanted.outcome)
      return sources.contains { Objective(says: "", object: $0, condition: .connects(check)).holds(in: cluster) }
    }
  }

  private func ports(of host: String, in cluster: Cluster) -> [Int] {
    let name = host.split(separator: ".").first.map(String.init) ?? host
    let services = cluster.server.list(GroupResource("services")).filter { $0.name == name }
    let ports = services.flatMap { $0.value.at("spec", "ports")?.arrayValue ?? [] }
    let numbers = ports.compactMap { $0["port"]?.intValue.map(Int.init) }
    return numbers.isEmpty ? [80] : numbers
  }
}

extension Probe {
  /// What only a command in a container tells, which nobody can guess.
  fileprivate var isOutput: Bool {
    if case .output = self { true } else { false }
  }
}
