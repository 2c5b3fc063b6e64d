import APIServer
import Cluster
import ContainerShell
import KubernetesModel
import Nodes
import Scenarios
import Scoring
import SimulationKernel

/// Proves that the cluster settles before anything breaks it: workloads are available, Services answer, and the
/// objectives that are about health are met.
struct HealthyState {
  /// How long a state must last to be one.
  private static let patience = Duration.seconds(180)

  private let scenario: Scenario
  private let cluster: Cluster
  private let later: Cluster

  /// - Parameter cluster: as it is just before the first fault.
  init(scenario: Scenario, cluster: Cluster) {
    self.scenario = scenario
    self.cluster = cluster
    var later = cluster
    later.advance(to: cluster.now + Self.patience)
    self.later = later
  }

  func check(_ found: inout ScenarioTest.Findings) {
    let objects = judged
    for object in objects { check(workload: object, &found) }
    for object in objects where object.resource == GroupResource("services") { check(service: object, &found) }
    for (index, objective) in scenario.objectives.enumerated() where objective.isAboutHealth {
      guard let shortfall = objective.shortfall(in: cluster) else { continue }
      // What is not there yet, or wants no pods yet, is made by a fault or by the mend.
      let objects = objective.object.objects(in: cluster.server).filter {
        $0.value.at("spec", "replicas")?.intValue != 0
      }
      guard objective.isConnection || !objects.isEmpty else { continue }
      found.report(
        "this objective is not met before the fault: \(shortfall)", at: ["objectives", String(index)],
        advice: "mend the manifests, or let settle last longer")
    }
  }

  /// What must be well: all that must get no damage, and what is broken later.
  private var judged: [StoredObject] {
    var seen: Set<String> = []
    let references = scenario.healthy + scenario.allowed + scenario.cause.diagnoses.map(\.object)
    return references.flatMap { $0.objects(in: cluster.server) }.filter { seen.insert($0.uid).inserted }
  }

  // MARK: Workloads

  private static let workloads: Set<String> = ["deployments", "statefulsets", "daemonsets", "replicasets", "pods"]

  private func check(workload object: StoredObject, _ found: inout ScenarioTest.Findings) {
    let name = ObjectReference(object.resource, name: object.name).description
    if object.resource.resource == "jobs" {
      let failed = (object.value.at("status", "conditions")?.arrayValue ?? []).first { $0["type"] == "Failed" }
      if let failed {
        found.add(problem("\"\(name)\" fails before the fault: \"\(failed["message"]?.stringValue ?? "")\"", object))
      }
    }
    guard Self.workloads.contains(object.resource.resource) else { return }
    let now = later.server.get(object.resource, namespace: object.namespace, object.name) ?? object
    if !Health.isHealthy(object), Health.isHealthy(now) {
      found.report(
        "\"\(name)\" is not available yet when the fault comes", at: ["settle"], advice: "let settle last longer")
    } else if !Health.isHealthy(object) {
      let trouble = PodTrouble.first(of: now, in: later.server)
      found.add(
        problem(
          "\"\(name)\" is not available before the fault" + (trouble.map { ": " + $0.text } ?? ""), object,
          trouble?.field))
    } else if restarts(of: now, in: later) > restarts(of: object, in: cluster) {
      found.add(problem("\"\(name)\" restarts again and again before the fault", object))
    }
  }

  private func restarts(of workload: StoredObject, in cluster: Cluster) -> Int64 {
    PodTrouble.pods(of: workload, in: cluster.server).reduce(0) { sum, pod in
      let statuses = pod.value.at("status", "containerStatuses")?.arrayValue ?? []
      return sum + statuses.reduce(0) { $0 + ($1["restartCount"]?.intValue ?? 0) }
    }
  }

  /// - Parameter field: of the manifest that is to blame.
  private func problem(_ message: String, _ object: StoredObject, _ field: String? = nil) -> ScenarioProblem {
    let manifest = scenario.base.first {
      $0.object.kind == object.value.kind && $0.object.name == object.name
        && ($0.object.namespace == object.namespace || $0.object.namespace.isEmpty)
    }
    let position = manifest.map { $0.source.position(ofField: field ?? "metadata.name") }
    return ScenarioProblem(message, at: position ?? SourcePosition(file: "scenario.yaml"))
  }

  // MARK: Services

  /// A Service whose pods are well answers at its ports.
  private func check(service: StoredObject, _ found: inout ScenarioTest.Findings) {
    let spec = service.value["spec"] ?? .null
    guard let selector = spec["selector"]?.objectValue, !selector.isEmpty, spec["type"] != "ExternalName",
      spec["clusterIP"] != "None",
      let namespace = cluster.server.get(GroupResource("namespaces"), service.namespace)
    else { return }
    let labels = service.value.strings(spec["selector"])
    let pods = ObjectReference(.pods, namespace: service.namespace, labels: labels).objects(in: cluster.server)
    guard pods.contains(where: Health.isHealthy) else {
      // Pods that are not well are told as such, and a workload of no replicas has none.
      if pods.isEmpty, !isTemplate(labels) {
        found.add(problem("\"service/\(service.name)\" selects no pods before the fault", service, "spec.selector"))
      }
      return
    }
    for (index, port) in (spec["ports"]?.arrayValue ?? []).enumerated() where port["protocol"] != "UDP" {
      guard let number = port["port"]?.intValue else { continue }
      let question = HTTPQuestion(
        scheme: "tcp", host: "\(service.name).\(service.namespace)", port: Int(number), path: "/")
      guard case .failed(.refused) = cluster.tryConnection(question, from: namespace) else { continue }
      let target = FieldPath.text(port["targetPort"] ?? .integer(number))
      found.add(
        problem(
          "\"service/\(service.name)\" refuses connections to port \(number) before the fault: none of its pods listens on \"\(target)\"",
          service, "spec.ports[\(index)].targetPort"))
    }
  }

  /// Whether some workload would make pods with these labels.
  private func isTemplate(_ labels: [String: String]) -> Bool {
    scenario.base.contains { manifest in
      let own = manifest.object.at("spec", "template", "metadata", "labels") ?? .null
      return labels.allSatisfy { own[$0.key]?.stringValue == $0.value }
    }
  }
}

extension Objective {
  /// Whether it is about how things are, and not about what somebody decides: a healthy cluster may run an older version.
  fileprivate var isAboutHealth: Bool {
    switch condition {
    case .exists, .deleted: false
    case .condition, .connects: true
    case .field(let path, _): ![".spec", ".metadata", ".data"].contains { path.text.contains($0) }
    }
  }
}
