import KubernetesModel
import SimulationKernel

extension APIServer {
  /// Makes what a real API server and its first controllers make in a fresh cluster.
  mutating func createDefaultObjects(at now: Instant) {
    let namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"]
    for name in namespaces {
      put(["metadata": ["name": .string(name)]], in: GroupResource("namespaces"), at: now)
    }
    for priority in Self.priorityClasses {
      put(priority, in: GroupResource(group: "scheduling.k8s.io", "priorityclasses"), at: now)
    }
    let group = "rbac.authorization.k8s.io"
    for role in DefaultRoles.roles { put(role, in: GroupResource(group: group, "clusterroles"), at: now) }
    for binding in DefaultRoles.bindings {
      put(binding, in: GroupResource(group: group, "clusterrolebindings"), at: now)
    }
    put(Self.kubernetesService, in: GroupResource("services"), at: now)
    put(Self.kubernetesEndpoints, in: GroupResource("endpoints"), at: now)
    put(Self.kubernetesEndpointSlice, in: GroupResource(group: "discovery.k8s.io", "endpointslices"), at: now)
    for name in namespaces {
      let account: JSONValue = ["metadata": ["name": "default", "namespace": .string(name)]]
      put(account, in: GroupResource("serviceaccounts"), as: .controllerManager, at: now)
      put(Self.rootCertificates(in: name), in: GroupResource("configmaps"), as: .controllerManager, at: now)
    }
  }

  private mutating func put(
    _ object: JSONValue, in resource: GroupResource, as user: UserInfo = .apiServer, at now: Instant
  ) {
    let request = ResourceRequest(.create, resource, object: object, user: user)
    _ = try? perform(request, at: now)
  }

  private static let priorityClasses: [JSONValue] = [
    (
      "system-node-critical", 2_000_001_000,
      "Used for system critical pods that must not be moved from their current node."
    ),
    (
      "system-cluster-critical", 2_000_000_000,
      "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."
    ),
  ].map { name, value, description in
    [
      "metadata": ["name": .string(name)], "value": JSONValue(value), "description": .string(description),
      "preemptionPolicy": "PreemptLowerPriority",
    ]
  }

  private static let kubernetesService: JSONValue = [
    "metadata": [
      "name": "kubernetes", "namespace": "default", "labels": ["component": "apiserver", "provider": "kubernetes"],
    ],
    "spec": [
      "type": "ClusterIP", "clusterIP": "10.96.0.1", "clusterIPs": ["10.96.0.1"], "sessionAffinity": "None",
      "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack", "internalTrafficPolicy": "Cluster",
      "ports": [["name": "https", "protocol": "TCP", "port": 443, "targetPort": 6443]],
    ],
  ]

  /// Where the API server listens.
  package static let address = "192.0.2.2"

  private static let kubernetesEndpoints: JSONValue = [
    "metadata": [
      "name": "kubernetes", "namespace": "default", "labels": ["endpointslice.kubernetes.io/skip-mirror": "true"],
    ],
    "subsets": [
      [
        "addresses": [["ip": .string(address)]], "ports": [["name": "https", "port": 6443, "protocol": "TCP"]],
      ]
    ],
  ]

  private static let kubernetesEndpointSlice: JSONValue = [
    "metadata": [
      "name": "kubernetes", "namespace": "default", "labels": ["kubernetes.io/service-name": "kubernetes"],
    ],
    "addressType": "IPv4",
    "endpoints": [["addresses": [.string(address)], "conditions": ["ready": true]]],
    "ports": [["name": "https", "port": 6443, "protocol": "TCP"]],
  ]

  private static func rootCertificates(in namespace: String) -> JSONValue {
    [
      "metadata": [
        "name": "kube-root-ca.crt", "namespace": .string(namespace),
        "annotations": [
          "kubernetes.io/description": .string(
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the "
              + "internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of "
              + "Kubernetes clusters.")
        ],
      ],
      "data": ["ca.crt": .string(rootCertificate)],
    ]
  }
}

extension UserInfo {
  /// The API server as its own client.
  static let apiServer = UserInfo(name: "system:apiserver", groups: ["system:masters", "system:authenticated"])
}
