import KubernetesModel

/// The printers, by resource.
enum TablePrinters {
  static func printer(for definition: ResourceDefinition) -> TablePrinter {
    if let custom = definition.custom { return TablePrinter(custom: custom) }
    return byResource[definition.storage] ?? .plain
  }

  private static let byResource: [GroupResource: TablePrinter] = core.merging(others) { first, _ in first }

  private static let core: [GroupResource: TablePrinter] = [
    .pods: PodPrinter.printer,
    .nodes: NodePrinter.printer,
    .services: ServicePrinter.printer,
    .events: EventPrinter.printer,
    .endpoints: EndpointsPrinter.printer,
    .configMaps: CorePrinters.configMap,
    .secrets: CorePrinters.secret,
    .namespaces: CorePrinters.namespace,
    .serviceAccounts: .nameAndAge,
    .resourceQuotas: CorePrinters.resourceQuota,
    .persistentVolumeClaims: StoragePrinters.claim,
    .persistentVolumes: StoragePrinters.volume,
    .replicationControllers: WorkloadPrinters.replicationController,
    GroupResource("podtemplates"): CorePrinters.podTemplate,
    GroupResource("componentstatuses"): CorePrinters.componentStatus,
    .deployments: WorkloadPrinters.deployment,
    .replicaSets: WorkloadPrinters.replicaSet,
    .statefulSets: WorkloadPrinters.statefulSet,
    .daemonSets: WorkloadPrinters.daemonSet,
    .controllerRevisions: WorkloadPrinters.controllerRevision,
    .jobs: BatchPrinters.job,
    .cronJobs: BatchPrinters.cronJob,
    .horizontalPodAutoscalers: AutoscalerPrinter.printer,
    .podDisruptionBudgets: OtherPrinters.disruptionBudget,
    .leases: OtherPrinters.lease,
    .priorityClasses: OtherPrinters.priorityClass,
  ]

  private static func resource(_ group: String, _ name: String) -> GroupResource { GroupResource(group: group, name) }

  private static let others: [GroupResource: TablePrinter] = [
    .ingresses: NetworkingPrinters.ingress,
    .networkPolicies: NetworkingPrinters.networkPolicy,
    .endpointSlices: NetworkingPrinters.endpointSlice,
    resource("networking.k8s.io", "ingressclasses"): NetworkingPrinters.ingressClass,
    resource("networking.k8s.io", "ipaddresses"): NetworkingPrinters.ipAddress,
    resource("networking.k8s.io", "servicecidrs"): NetworkingPrinters.serviceCIDR,
    .storageClasses: StoragePrinters.storageClass,
    resource("storage.k8s.io", "csidrivers"): StoragePrinters.driver,
    resource("storage.k8s.io", "csinodes"): StoragePrinters.node,
    resource("storage.k8s.io", "volumeattachments"): StoragePrinters.attachment,
    resource("storage.k8s.io", "volumeattributesclasses"): StoragePrinters.attributesClass,
    resource("rbac.authorization.k8s.io", "rolebindings"): AccessPrinters.binding,
    resource("rbac.authorization.k8s.io", "clusterrolebindings"): AccessPrinters.binding,
    resource("certificates.k8s.io", "certificatesigningrequests"): AccessPrinters.certificateRequest,
    resource("apiregistration.k8s.io", "apiservices"): OtherPrinters.apiService,
    resource("node.k8s.io", "runtimeclasses"): OtherPrinters.runtimeClass,
    resource("resource.k8s.io", "deviceclasses"): .nameAndAge,
    resource("resource.k8s.io", "resourceclaims"): OtherPrinters.resourceClaim,
    resource("resource.k8s.io", "resourceclaimtemplates"): .nameAndAge,
    resource("resource.k8s.io", "resourceslices"): OtherPrinters.resourceSlice,
    resource("flowcontrol.apiserver.k8s.io", "flowschemas"): OtherPrinters.flowSchema,
    resource("flowcontrol.apiserver.k8s.io", "prioritylevelconfigurations"): OtherPrinters.priorityLevel,
    resource("admissionregistration.k8s.io", "mutatingwebhookconfigurations"): OtherPrinters.webhooks,
    resource("admissionregistration.k8s.io", "validatingwebhookconfigurations"): OtherPrinters.webhooks,
    resource("admissionregistration.k8s.io", "mutatingadmissionpolicies"): OtherPrinters.mutatingPolicy,
    resource("admissionregistration.k8s.io", "validatingadmissionpolicies"): OtherPrinters.validatingPolicy,
    resource("admissionregistration.k8s.io", "mutatingadmissionpolicybindings"): OtherPrinters.policyBinding,
    resource("admissionregistration.k8s.io", "validatingadmissionpolicybindings"): OtherPrinters.policyBinding,
  ]
}
