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
    .namespaces: NamespaceStrategy(),
    .pods: PodStrategy(),
    .events: EventStrategy(),
    .deployments: DeploymentStrategy(),
    .replicaSets: ReplicaSetStrategy(),
    .replicationControllers: ReplicationControllerStrategy(),
    .statefulSets: StatefulSetStrategy(),
    .daemonSets: DaemonSetStrategy(),
    .jobs: JobStrategy(),
    .cronJobs: CronJobStrategy(),
    .podDisruptionBudgets: PlainStrategy(hasGeneration: true),
    .ingresses: PlainStrategy(hasGeneration: true),
    .networkPolicies: PlainStrategy(hasGeneration: true),
  ]
}
