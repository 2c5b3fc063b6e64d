/// The resources that components name.
extension GroupResource {
  package static let configMaps = GroupResource("configmaps")
  package static let endpoints = GroupResource("endpoints")
  package static let events = GroupResource("events")
  package static let limitRanges = GroupResource("limitranges")
  package static let namespaces = GroupResource("namespaces")
  package static let nodes = GroupResource("nodes")
  package static let persistentVolumeClaims = GroupResource("persistentvolumeclaims")
  package static let persistentVolumes = GroupResource("persistentvolumes")
  package static let pods = GroupResource("pods")
  package static let replicationControllers = GroupResource("replicationcontrollers")
  package static let resourceQuotas = GroupResource("resourcequotas")
  package static let secrets = GroupResource("secrets")
  package static let serviceAccounts = GroupResource("serviceaccounts")
  package static let services = GroupResource("services")

  package static let controllerRevisions = GroupResource(group: "apps", "controllerrevisions")
  package static let daemonSets = GroupResource(group: "apps", "daemonsets")
  package static let deployments = GroupResource(group: "apps", "deployments")
  package static let replicaSets = GroupResource(group: "apps", "replicasets")
  package static let statefulSets = GroupResource(group: "apps", "statefulsets")

  package static let jobs = GroupResource(group: "batch", "jobs")
  package static let cronJobs = GroupResource(group: "batch", "cronjobs")

  package static let horizontalPodAutoscalers = GroupResource(group: "autoscaling", "horizontalpodautoscalers")
  package static let podDisruptionBudgets = GroupResource(group: "policy", "poddisruptionbudgets")
  package static let priorityClasses = GroupResource(group: "scheduling.k8s.io", "priorityclasses")
  package static let endpointSlices = GroupResource(group: "discovery.k8s.io", "endpointslices")
  package static let leases = GroupResource(group: "coordination.k8s.io", "leases")
  package static let networkPolicies = GroupResource(group: "networking.k8s.io", "networkpolicies")
  package static let ingresses = GroupResource(group: "networking.k8s.io", "ingresses")
  package static let customResourceDefinitions = GroupResource(
    group: "apiextensions.k8s.io", "customresourcedefinitions")
  package static let storageClasses = GroupResource(group: "storage.k8s.io", "storageclasses")
}
