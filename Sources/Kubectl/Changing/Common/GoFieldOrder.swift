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
  ]

  private static let container = [
    "name", "image", "command", "args", "workingDir", "ports", "envFrom", "env", "resources", "resizePolicy",
    "restartPolicy", "restartPolicyRules", "volumeMounts", "volumeDevices", "livenessProbe", "readinessProbe",
    "startupProbe", "lifecycle", "terminationMessagePath", "terminationMessagePolicy", "imagePullPolicy",
    "securityContext", "stdin", "stdinOnce", "tty",
  ]
}
