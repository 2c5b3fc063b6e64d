/// The order in which Go's types declare their fields, where it is not that of their numbers.
enum GoFieldOrder {
  static let byType: [String: [String]] = [
    "meta.v1.OwnerReference": ["apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"],
    "core.v1.PodSpec": [
      "volumes", "initContainers", "containers", "ephemeralContainers", "restartPolicy",
      "terminationGracePeriodSeconds",
      "activeDeadlineSeconds", "dnsPolicy", "nodeSelector", "serviceAccountName", "serviceAccount",
      "automountServiceAccountToken", "nodeName", "hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace",
      "securityContext", "imagePullSecrets", "hostname", "subdomain", "affinity", "schedulerName", "tolerations",
      "hostAliases", "priorityClassName", "priority", "dnsConfig", "readinessGates", "runtimeClassName",
      "enableServiceLinks", "preemptionPolicy", "overhead", "topologySpreadConstraints",
    ],
    "core.v1.Container": container, "core.v1.EphemeralContainer": container + ["targetContainerName"],
    "core.v1.ServiceSpec": [
      "ports", "selector", "clusterIP", "clusterIPs", "type", "externalIPs", "sessionAffinity", "loadBalancerIP",
      "loadBalancerSourceRanges", "externalName", "externalTrafficPolicy", "healthCheckNodePort",
      "publishNotReadyAddresses", "sessionAffinityConfig", "ipFamilies", "ipFamilyPolicy",
      "allocateLoadBalancerNodePorts", "loadBalancerClass", "internalTrafficPolicy", "trafficDistribution",
    ],
    "core.v1.ServicePort": ["name", "protocol", "appProtocol", "port", "targetPort", "nodePort"],
    "core.v1.ConfigMapProjection": ["name", "items", "optional"],
    "core.v1.SecretProjection": ["name", "items", "optional"],
    "core.v1.NodeSpec": ["podCIDR", "podCIDRs", "providerID", "unschedulable", "taints", "configSource", "externalID"],
    "core.v1.ReplicationControllerStatus": replicaSetStatus, "apps.v1.ReplicaSetStatus": replicaSetStatus,
    "apps.v1.DeploymentStatus": [
      "observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas",
      "terminatingReplicas", "conditions", "collisionCount",
    ],
    "apps.v1.DeploymentCondition": [
      "type", "status", "lastUpdateTime", "lastTransitionTime", "reason", "message",
    ],
    "batch.v1.JobSpec": [
      "parallelism", "completions", "activeDeadlineSeconds", "podFailurePolicy", "successPolicy", "backoffLimit",
      "backoffLimitPerIndex", "maxFailedIndexes", "selector", "manualSelector", "template", "ttlSecondsAfterFinished",
      "completionMode", "suspend", "podReplacementPolicy", "managedBy",
    ],
    "batch.v1.JobStatus": [
      "conditions", "startTime", "completionTime", "active", "succeeded", "failed", "terminating", "completedIndexes",
      "failedIndexes", "uncountedTerminatedPods", "ready",
    ],
    "batch.v1.CronJobSpec": [
      "schedule", "timeZone", "startingDeadlineSeconds", "concurrencyPolicy", "suspend", "jobTemplate",
      "successfulJobsHistoryLimit", "failedJobsHistoryLimit",
    ],
    "networking.v1.IngressSpec": ["ingressClassName", "defaultBackend", "tls", "rules"],
    "networking.v1.HTTPIngressPath": ["path", "pathType", "backend"],
    "authentication.v1.TokenRequestSpec": ["audiences", "expirationSeconds", "boundObjectRef"],
  ]

  private static let replicaSetStatus = [
    "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "terminatingReplicas",
    "observedGeneration", "conditions",
  ]

  private static let container = [
    "name", "image", "command", "args", "workingDir", "ports", "envFrom", "env", "resources", "resizePolicy",
    "restartPolicy", "restartPolicyRules", "volumeMounts", "volumeDevices", "livenessProbe", "readinessProbe",
    "startupProbe", "lifecycle", "terminationMessagePath", "terminationMessagePolicy", "imagePullPolicy",
    "securityContext", "stdin", "stdinOnce", "tty",
  ]
}
