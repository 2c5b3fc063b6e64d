import KubernetesModel

extension ResourceDefinition {
  /// What this resource does in its own way.
  var strategy: any ResourceStrategy {
    if let custom { return CustomResourceStrategy(kind: custom) }
    return Strategies.byResource[storage] ?? Strategies.plain
  }

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
    .podDisruptionBudgets: DisruptionBudgetStrategy(),
    .priorityClasses: PriorityClassStrategy(),
    .horizontalPodAutoscalers: AutoscalerStrategy(),
    .configMaps: ConfigMapStrategy(),
    .secrets: SecretStrategy(),
    .serviceAccounts: ServiceAccountStrategy(),
    .nodes: NodeStrategy(),
    .services: ServiceStrategy(),
    .resourceQuotas: ResourceQuotaStrategy(),
    .limitRanges: LimitRangeStrategy(),
    .endpoints: EndpointsStrategy(),
    .endpointSlices: EndpointSliceStrategy(),
    .ingresses: IngressStrategy(),
    .networkPolicies: NetworkPolicyStrategy(),
    GroupResource(group: "networking.k8s.io", "ingressclasses"): IngressClassStrategy(),
    .persistentVolumeClaims: ClaimStrategy(),
    .persistentVolumes: VolumeStrategy(),
    .storageClasses: StorageClassStrategy(),
    .customResourceDefinitions: CustomResourceDefinitionStrategy(),
    .mutatingWebhooks: WebhookConfigurationStrategy(isMutating: true),
    .validatingWebhooks: WebhookConfigurationStrategy(isMutating: false),
    .admissionPolicies: AdmissionPolicyStrategy(),
    .admissionPolicyBindings: AdmissionPolicyBindingStrategy(),
    GroupResource(group: "rbac.authorization.k8s.io", "roles"): RoleStrategy(),
    GroupResource(group: "rbac.authorization.k8s.io", "clusterroles"): RoleStrategy(),
    GroupResource(group: "rbac.authorization.k8s.io", "rolebindings"): RoleBindingStrategy(),
    GroupResource(group: "rbac.authorization.k8s.io", "clusterrolebindings"): RoleBindingStrategy(),
    GroupResource(group: "certificates.k8s.io", "certificatesigningrequests"): CertificateRequestStrategy(),
  ]
}
