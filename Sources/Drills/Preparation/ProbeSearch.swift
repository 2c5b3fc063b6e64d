import APIServer
import Cluster
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel

/// Looks at one variant's cluster in every way that probes know, to find those that never show anything.
struct ProbeSearch {
  /// Paths, in scenario.yaml, of probes that nothing showed.
  private(set) var unmatched: [[String]] = []
  private let scenario: Scenario
  private let clusters: [Cluster]

  /// Reports the facts and decoys that nothing shows.
  /// - Parameters:
  ///   - clusters: the cluster at the moments of a run.
  ///   - record: of that run: what it showed needs no search.
  init(_ prepared: PreparedScenario, clusters: [Cluster], record: RunRecord, _ found: inout ScenarioTest.Findings) {
    scenario = prepared.scenario
    var idle = prepared.cluster
    var all = clusters
    for seconds in [15, 60, 180, 600] {
      idle.advance(to: prepared.calledAt + .seconds(seconds))
      all.append(idle)
    }
    self.clusters = all
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
  static func unmatchedEverywhere(_ searches: [ProbeSearch], _ source: ScenarioSource) -> [ScenarioProblem] {
    guard let first = searches.first else { return [] }
    return first.unmatched.filter { path in searches.allSatisfy { $0.unmatched.contains(path) } }.map { path in
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
    if case .relation(let parts) = probe { return parts.allSatisfy { $0.isOutput || shows($0) } }
    return clusters.contains { cluster in
      if case .connection(let connection) = probe { return ends(connection, in: cluster) }
      return ProbeTrial.isShown(probe, by: exchanges(about: probe, in: cluster), api: cluster.server)
    }
  }

  // MARK: Questions

  private func exchanges(about probe: Probe, in cluster: Cluster) -> [Exchange] {
    switch probe {
    case .field(let object, _, _), .absence(let object):
      return [ask(list(object), in: cluster)]
    case .cell(let object, _, _): return [ask(list(object), accept: DrillState.tableAccept, in: cluster)]
    case .event(let object, _, _):
      let namespace = object.namespace.isEmpty ? "default" : object.namespace
      return [ask("/api/v1/namespaces/\(namespace)/events", in: cluster)]
    case .log(let pod, _):
      return pod.objects(in: cluster.server).flatMap { logs(of: $0, in: cluster) }
    case .output, .connection, .relation: return []
    }
  }

  private func ask(
    _ path: String, query: [(name: String, value: String)] = [], accept: String = "application/json",
    in cluster: Cluster
  ) -> Exchange {
    let request = APIRequest(.get, path, query: query, accept: accept)
    var copy = cluster
    return Exchange(request: request, response: copy.handle(request, at: copy.now))
  }

  private func list(_ reference: ObjectReference) -> String {
    let version = ResourceDefinition.builtIn.first { $0.groupResource == reference.resource }?.groupVersion
    let group = reference.resource.group
    var path = group.isEmpty ? "/api/v1" : "/apis/\(group)/\(version?.version ?? "v1")"
    if !reference.namespace.isEmpty { path += "/namespaces/\(reference.namespace)" }
    return path + "/" + reference.resource.resource
  }

  private func logs(of pod: StoredObject, in cluster: Cluster) -> [Exchange] {
    let containers = ["initContainers", "containers"].flatMap { pod.value.at("spec", $0)?.arrayValue ?? [] }
    return containers.flatMap { container in
      ["false", "true"].map { previous in
        ask(
          "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)/log",
          query: [("container", container.named), ("previous", previous)], in: cluster)
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

extension JSONValue {
  fileprivate var named: String { self["name"]?.stringValue ?? "" }
}
