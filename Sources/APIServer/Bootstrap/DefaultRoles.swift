import KubernetesModel
import SimulationKernel

/// The roles that a real API server makes for everybody who reaches it, and the one for whoever runs the cluster.
enum DefaultRoles {
  private static let group = "rbac.authorization.k8s.io"

  static let roles: [JSONValue] = [
    role(
      "cluster-admin",
      [
        ["apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]], ["nonResourceURLs": ["*"], "verbs": ["*"]],
      ]),
    role(
      "system:basic-user",
      [
        [
          "apiGroups": ["authorization.k8s.io"],
          "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], "verbs": ["create"],
        ], ["apiGroups": ["authentication.k8s.io"], "resources": ["selfsubjectreviews"], "verbs": ["create"]],
      ]),
    role(
      "system:discovery",
      paths([
        "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version",
        "/version/",
      ])),
    role("system:public-info-viewer", paths(["/healthz", "/livez", "/readyz", "/version", "/version/"])),
    role(
      "system:service-account-issuer-discovery",
      paths([
        "/.well-known/openid-configuration", "/.well-known/openid-configuration/", "/openid/v1/jwks",
        "/openid/v1/jwks/",
      ])),
    role("view", WorkloadRoles.view), role("edit", WorkloadRoles.edit), role("admin", WorkloadRoles.admin),
  ]

  static let bindings: [JSONValue] = [
    binding("cluster-admin", ["system:masters"]), binding("system:basic-user", ["system:authenticated"]),
    binding("system:discovery", ["system:authenticated"]),
    binding("system:public-info-viewer", ["system:authenticated", "system:unauthenticated"]),
    binding("system:service-account-issuer-discovery", ["system:serviceaccounts"]),
  ]

  private static func role(_ name: String, _ rules: [JSONValue]) -> JSONValue {
    ["metadata": metadata(name), "rules": .array(rules)]
  }

  private static func paths(_ paths: [String]) -> [JSONValue] {
    [["nonResourceURLs": .array(paths.map(JSONValue.string)), "verbs": ["get"]]]
  }

  private static func binding(_ role: String, _ groups: [String]) -> JSONValue {
    [
      "metadata": metadata(role),
      "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": .string(role)],
      "subjects": .array(groups.map { ["apiGroup": .string(group), "kind": "Group", "name": .string($0)] }),
    ]
  }

  private static func metadata(_ name: String) -> JSONValue {
    [
      "name": .string(name), "labels": ["kubernetes.io/bootstrapping": "rbac-defaults"],
      "annotations": ["rbac.authorization.kubernetes.io/autoupdate": "true"],
    ]
  }
}

/// What the roles `view`, `edit` and `admin` allow in a namespace.
enum WorkloadRoles {
  private static let readVerbs = ["get", "list", "watch"]
  private static let writeVerbs = ["create", "delete", "deletecollection", "patch", "update"]

  /// Everything but secrets and roles, to look at.
  static let view: [JSONValue] = [
    rule(
      "",
      [
        "configmaps", "endpoints", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods",
        "replicationcontrollers", "replicationcontrollers/scale", "serviceaccounts", "services", "services/status",
      ], readVerbs),
    rule(
      "",
      [
        "bindings", "events", "limitranges", "namespaces/status", "pods/log", "pods/status",
        "replicationcontrollers/status", "resourcequotas", "resourcequotas/status",
      ], readVerbs), rule("", ["namespaces"], readVerbs),
    rule("discovery.k8s.io", ["endpointslices"], readVerbs),
    rule(
      "apps",
      [
        "controllerrevisions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale",
        "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "statefulsets",
        "statefulsets/scale", "statefulsets/status",
      ], readVerbs), rule("autoscaling", ["horizontalpodautoscalers", "horizontalpodautoscalers/status"], readVerbs),
    rule("batch", ["cronjobs", "cronjobs/status", "jobs", "jobs/status"], readVerbs),
    rule("policy", ["poddisruptionbudgets", "poddisruptionbudgets/status"], readVerbs),
    rule("networking.k8s.io", ["ingresses", "ingresses/status", "networkpolicies"], readVerbs),
  ]

  /// What runs in the namespace, to change, and its secrets, to read.
  static let edit: [JSONValue] =
    [
      rule(
        "", ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "secrets", "services/proxy"], readVerbs),
      rule("", ["serviceaccounts"], ["impersonate"]),
      rule("", ["pods", "pods/attach", "pods/exec", "pods/portforward", "pods/proxy"], writeVerbs),
      rule("", ["pods/eviction", "serviceaccounts/token"], ["create"]),
      rule(
        "",
        [
          "configmaps", "events", "persistentvolumeclaims", "replicationcontrollers", "replicationcontrollers/scale",
          "secrets", "serviceaccounts", "services", "services/proxy",
        ], writeVerbs),
      rule(
        "apps",
        [
          "daemonsets", "deployments", "deployments/rollback", "deployments/scale", "replicasets", "replicasets/scale",
          "statefulsets", "statefulsets/scale",
        ], writeVerbs), rule("autoscaling", ["horizontalpodautoscalers"], writeVerbs),
      rule("batch", ["cronjobs", "jobs"], writeVerbs), rule("policy", ["poddisruptionbudgets"], writeVerbs),
      rule("networking.k8s.io", ["ingresses", "networkpolicies"], writeVerbs),
      rule("coordination.k8s.io", ["leases"], writeVerbs + readVerbs),
    ] + view

  /// The namespace's roles as well.
  static let admin: [JSONValue] =
    edit + [
      rule("authorization.k8s.io", ["localsubjectaccessreviews"], ["create"]),
      rule("rbac.authorization.k8s.io", ["rolebindings", "roles"], writeVerbs + readVerbs),
    ]

  private static func rule(_ group: String, _ resources: [String], _ verbs: [String]) -> JSONValue {
    [
      "apiGroups": [.string(group)], "resources": .array(resources.map(JSONValue.string)),
      "verbs": .array(verbs.map(JSONValue.string)),
    ]
  }
}
