import KubernetesModel

/// The describer for every kind that kubectl knows; others are shown field by field.
enum Describers {
  static func describer(group: String, kind: String) -> any ObjectDescriber {
    named["\(group)/\(kind)"] ?? GenericDescriber()
  }

  /// Whether kubectl reads the kind through a typed client.
  static func isTyped(_ mapping: DiscoveredResource) -> Bool {
    named["\(mapping.groupVersion.group)/\(mapping.kind)"] != nil
  }

  private static let named: [String: any ObjectDescriber] = [
    "/Pod": PodDescriber(),
    "/ReplicationController": ReplicationControllerDescriber(),
    "/Secret": SecretDescriber(),
    "/Service": ServiceDescriber(),
    "/ServiceAccount": ServiceAccountDescriber(),
    "/Node": NodeDescriber(),
    "/LimitRange": LimitRangeDescriber(),
    "/ResourceQuota": ResourceQuotaDescriber(),
    "/PersistentVolume": PersistentVolumeDescriber(),
    "/PersistentVolumeClaim": PersistentVolumeClaimDescriber(),
    "/Namespace": NamespaceDescriber(),
    "/Endpoints": EndpointsDescriber(),
    "/ConfigMap": ConfigMapDescriber(),
    "discovery.k8s.io/EndpointSlice": EndpointSliceDescriber(),
    "autoscaling/HorizontalPodAutoscaler": HorizontalPodAutoscalerDescriber(),
    "networking.k8s.io/Ingress": IngressDescriber(),
    "networking.k8s.io/IngressClass": IngressClassDescriber(),
    "networking.k8s.io/NetworkPolicy": NetworkPolicyDescriber(),
    "batch/Job": JobDescriber(),
    "batch/CronJob": CronJobDescriber(),
    "apps/StatefulSet": StatefulSetDescriber(),
    "apps/Deployment": DeploymentDescriber(),
    "apps/DaemonSet": DaemonSetDescriber(),
    "apps/ReplicaSet": ReplicaSetDescriber(),
    "storage.k8s.io/StorageClass": StorageClassDescriber(),
    "policy/PodDisruptionBudget": PodDisruptionBudgetDescriber(),
    "rbac.authorization.k8s.io/Role": RoleDescriber(),
    "rbac.authorization.k8s.io/ClusterRole": RoleDescriber(),
    "rbac.authorization.k8s.io/RoleBinding": RoleBindingDescriber(),
    "rbac.authorization.k8s.io/ClusterRoleBinding": RoleBindingDescriber(),
    "certificates.k8s.io/CertificateSigningRequest": CertificateSigningRequestDescriber(),
    "scheduling.k8s.io/PriorityClass": PriorityClassDescriber(),
  ]
}
