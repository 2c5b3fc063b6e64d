import KubernetesModel

/// PodSecurity: refuses pods that a namespace does not allow, and warns of workloads that would make such pods.
extension APIServer {
  func admitPodSecurity(_ pod: JSONValue) throws(APIStatus) {
    let policy = PodSecurityPolicy.enforced(namespaceLabels(pod.namespace))
    let violations = PodSecurityChecks(pod).violations(of: policy.level)
    guard !violations.isEmpty else { return }
    throw .forbidden(.pods, pod.admissionName, "violates PodSecurity " + Self.text(violations, policy))
  }

  /// What a client is warned of that creates or changes a pod or a workload.
  func podSecurityWarnings(_ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition) -> [String] {
    guard let path = Self.templatePaths[definition.storage],
      let pod = path.isEmpty ? object : object.at(path[...]), !pod.isNull
    else { return [] }
    // Statuses and metadata are nobody's risk.
    if let old, old["spec"] == object["spec"] { return [] }
    let policy = PodSecurityPolicy.warned(namespaceLabels(object.namespace))
    let violations = PodSecurityChecks(pod).violations(of: policy.level)
    return violations.isEmpty ? [] : ["would violate PodSecurity " + Self.text(violations, policy)]
  }

  func checkSecurityLevels(_ namespace: JSONValue, old: JSONValue?) throws(APIStatus) {
    let labels = namespace.labels
    if let old, old.labels == labels { return }
    var errors = FieldErrors()
    PodSecurityPolicy.check(labels, &errors)
    guard errors.isEmpty else {
      throw .invalid(GroupVersionKind(GroupVersion(apiVersion: "v1"), "Namespace"), namespace.name, errors)
    }
  }

  private func namespaceLabels(_ name: String) -> [String: String] {
    store.object(.namespaces, namespace: "", name: name)?.value.labels ?? [:]
  }

  private static func text(_ violations: [PodSecurityChecks.Violation], _ policy: PodSecurityPolicy) -> String {
    "\"\(policy.name)\": " + violations.map(\.text).joined(separator: ", ")
  }

  /// Where the kinds that make pods keep what they make them of.
  private static let templatePaths: [GroupResource: [String]] = [
    .pods: [], .deployments: ["spec", "template"], .replicaSets: ["spec", "template"],
    .replicationControllers: ["spec", "template"], .statefulSets: ["spec", "template"],
    .daemonSets: ["spec", "template"], .jobs: ["spec", "template"],
    .cronJobs: ["spec", "jobTemplate", "spec", "template"],
  ]
}
