import KubernetesModel

extension ResourceDefinition {
  /// What this resource does in its own way.
  var strategy: any ResourceStrategy { Strategies.byResource[storage] ?? Strategies.plain }

  func warnings(_ value: JSONValue, old: JSONValue?) -> [String] { strategy.warnings(value, old: old) }
}

/// The strategies, by resource.
enum Strategies {
  static let plain: any ResourceStrategy = PlainStrategy()

  static let byResource: [GroupResource: any ResourceStrategy] = [
    GroupResource("namespaces"): NamespaceStrategy(),
    GroupResource("pods"): PodStrategy(),
    GroupResource(group: "apps", "deployments"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "apps", "replicasets"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "apps", "statefulsets"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "apps", "daemonsets"): PlainStrategy(hasGeneration: true),
    GroupResource("replicationcontrollers"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "batch", "jobs"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "batch", "cronjobs"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "policy", "poddisruptionbudgets"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "networking.k8s.io", "ingresses"): PlainStrategy(hasGeneration: true),
    GroupResource(group: "networking.k8s.io", "networkpolicies"): PlainStrategy(hasGeneration: true),
    GroupResource("events"): EventStrategy(),
  ]
}
