import KubernetesModel

/// Requests that are well formed, and pieces to make them otherwise.
struct RequestSamples {
  var method = "GET"
  var path: String
  var type = ""
  var body: JSONValue?

  static func get(_ path: String) -> RequestSamples { RequestSamples(path: path) }

  private static func write(
    _ method: String, _ path: String, _ body: JSONValue, _ type: String = "application/json"
  ) -> RequestSamples { RequestSamples(method: method, path: path, type: type, body: body) }

  private static let space = "/api/v1/namespaces/default/"
  private static let apps = "/apis/apps/v1/namespaces/default/"
  private static let protobuf = "application/vnd.kubernetes.protobuf"
  private static let strategic = "application/strategic-merge-patch+json"

  static let all = reads + writes + patches + others

  private static let reads = [
    "/api", "/apis", "/api/v1", "/apis/apps/v1", "/version", "/healthz", "/livez/ping", "/readyz", "/metrics", "/",
    "/openapi/v2", "/openapi/v3", "/openapi/v3/apis/batch/v1", "/api/v1/namespaces", "/api/v1/pods", "/api/v1/nodes",
    "/api/v1/nodes/node-1", space + "pods", space + "pods/web", space + "pods/web/log", space + "pods/web/status",
    space + "pods/web/exec", space + "pods/web/proxy/x", space + "configmaps/settings", space + "services/web/proxy",
    space + "events", apps + "deployments", apps + "deployments/web", apps + "deployments/web/scale",
    "/apis/metrics.k8s.io/v1beta1/nodes", "/apis/discovery.k8s.io/v1/endpointslices",
    "/.well-known/openid-configuration",
    "/openid/v1/jwks", "/api/v1/watch/pods", "/logs", "/debug/pprof",
  ].map(get)

  private static let container: JSONValue = [
    "name": "main", "image": "nginx:1.27", "ports": [["containerPort": 80]], "env": [["name": "A", "value": "1"]],
    "resources": ["requests": ["cpu": "100m", "memory": "64Mi"]],
    "readinessProbe": ["httpGet": ["path": "/", "port": 80], "periodSeconds": 5],
    "volumeMounts": [["name": "data", "mountPath": "/data"]],
  ]

  private static let pod: JSONValue = [
    "apiVersion": "v1", "kind": "Pod",
    "metadata": ["name": "fuzz", "labels": ["app": "web"], "annotations": ["note": "x"], "finalizers": ["a.b/c"]],
    "spec": [
      "containers": [container], "volumes": [["name": "data", "emptyDir": ["sizeLimit": "1Gi"]]],
      "nodeSelector": ["disk": "ssd"], "tolerations": [["key": "a", "operator": "Exists"]],
      "affinity": [
        "nodeAffinity": [
          "requiredDuringSchedulingIgnoredDuringExecution": [
            "nodeSelectorTerms": [["matchExpressions": [["key": "a", "operator": "In", "values": ["b"]]]]]
          ]
        ]
      ],
    ],
  ]

  private static let deployment: JSONValue = [
    "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
    "spec": [
      "replicas": 1, "selector": ["matchLabels": ["app": "web"]],
      "strategy": ["rollingUpdate": ["maxSurge": "25%", "maxUnavailable": 0]],
      "template": ["metadata": ["labels": ["app": "web"]], "spec": ["containers": [container]]],
    ],
  ]

  private static let service: JSONValue = [
    "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"],
    "spec": ["selector": ["app": "web"], "type": "NodePort", "ports": [["port": 80, "targetPort": "http"]]],
  ]

  private static let configMap: JSONValue = [
    "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "settings"], "data": ["size": "1"],
  ]

  private static let customKind: JSONValue = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "tops.fuzz.example.com"],
    "spec": [
      "group": "fuzz.example.com", "scope": "Namespaced", "names": ["plural": "tops", "kind": "Top"],
      "versions": [
        [
          "name": "v1", "served": true, "storage": true,
          "additionalPrinterColumns": [["name": "Spin", "type": "integer", "jsonPath": ".spec.spin"]],
          "schema": [
            "openAPIV3Schema": [
              "type": "object",
              "properties": [
                "spec": [
                  "type": "object", "required": ["spin"], "properties": ["spin": ["type": "integer", "minimum": 0]],
                  "x-kubernetes-validations": [["rule": "self.spin < 10"]],
                ]
              ],
            ]
          ],
        ]
      ],
    ],
  ]

  private static let policy: JSONValue = [
    "apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy",
    "metadata": ["name": "fuzz"],
    "spec": [
      "matchConstraints": [
        "resourceRules": [
          ["apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["deployments"]]
        ]
      ], "validations": [["expression": "object.spec.replicas < 5 && size('a') == 1"]],
    ],
  ]

  private static let writes = [
    write("POST", space + "pods", pod), write("POST", space + "pods", pod, protobuf),
    write("POST", space + "pods", pod, "application/yaml"), write("POST", apps + "deployments", deployment),
    write("POST", apps + "deployments", deployment, protobuf), write("PUT", apps + "deployments/web", deployment),
    write("POST", space + "services", service), write("POST", space + "configmaps", configMap, "application/yaml"),
    write("PUT", space + "configmaps/settings", configMap),
    write("PUT", space + "configmaps/settings", configMap, protobuf),
    write("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", customKind),
    write("POST", "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies", policy),
    write(
      "POST", "/apis/fuzz.example.com/v1/namespaces/default/tops",
      ["apiVersion": "fuzz.example.com/v1", "kind": "Top", "metadata": ["name": "red"], "spec": ["spin": 1]]),
    write(
      "POST", "/apis/batch/v1/namespaces/default/cronjobs",
      [
        "apiVersion": "batch/v1", "kind": "CronJob", "metadata": ["generateName": "fuzz-"],
        "spec": [
          "schedule": "*/5 * * * *", "timeZone": "Etc/UTC",
          "jobTemplate": ["spec": ["template": ["spec": ["restartPolicy": "Never", "containers": [container]]]]],
        ],
      ]),
    write(
      "POST", "/apis/rbac.authorization.k8s.io/v1/clusterroles",
      [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": ["name": "fuzz"],
        "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]],
      ]),
  ]

  private static let patches = [
    write("PATCH", apps + "deployments/web", ["spec": ["replicas": 2]], "application/merge-patch+json"),
    write("PATCH", apps + "deployments/web/scale", ["spec": ["replicas": 1]], "application/merge-patch+json"),
    write(
      "PATCH", apps + "deployments/web",
      [
        "spec": [
          "template": [
            "spec": [
              "containers": [["name": "main", "image": "nginx:1.28", "env": [["$patch": "replace"], ["name": "B"]]]],
              "$setElementOrder/containers": [["name": "main"]], "$retainKeys": ["containers"],
            ]
          ]
        ]
      ], strategic),
    write(
      "PATCH", space + "configmaps/settings",
      [
        ["op": "test", "path": "/data/size", "value": "1"], ["op": "replace", "path": "/data/size", "value": "2"],
        ["op": "add", "path": "/metadata/labels", "value": ["a": "b"]],
        ["op": "copy", "from": "/data/size", "path": "/data/copy"], ["op": "remove", "path": "/data/copy"],
      ], "application/json-patch+json"),
    write(
      "PATCH", space + "configmaps/settings?fieldManager=fuzz&force=true", configMap, "application/apply-patch+yaml"),
    write("PATCH", apps + "deployments/web?fieldManager=fuzz&force=true", deployment, "application/apply-patch+yaml"),
    write("PATCH", "/api/v1/nodes/node-1", ["spec": ["unschedulable": false]], strategic),
  ]

  private static let others = [
    write("DELETE", space + "pods/fuzz", ["gracePeriodSeconds": 0, "preconditions": ["uid": "x"]]),
    write("DELETE", space + "configmaps", ["propagationPolicy": "Foreground"]),
    write(
      "POST", space + "pods/web/eviction",
      [
        "apiVersion": "policy/v1", "kind": "Eviction", "metadata": ["name": "web"],
        "deleteOptions": ["dryRun": ["All"]],
      ]),
    write("POST", space + "pods/fuzz/binding", ["target": ["kind": "Node", "name": "node-1"]]),
    write("POST", space + "serviceaccounts/default/token", ["spec": ["audiences": ["x"], "expirationSeconds": 600]]),
    write("PATCH", space + "pods/web/ephemeralcontainers", ["spec": ["ephemeralContainers": [container]]], strategic),
    write("PATCH", space + "pods/web/resize", ["spec": ["containers": [container]]], strategic),
    write(
      "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      ["spec": ["resourceAttributes": ["verb": "get", "resource": "pods", "namespace": "default"]]]),
    write("POST", "/apis/authentication.k8s.io/v1/tokenreviews", ["spec": ["token": "x"]]),
  ]

  static let segments = [
    "api", "apis", "v1", "apps", "batch", "namespaces", "default", "kube-system", "pods", "nodes", "secrets", "web",
    "deployments", "status", "scale", "log", "exec", "attach", "portforward", "proxy", "eviction", "watch", "events",
    "fuzz.example.com", "tops", "finalize", "approval", "metrics.k8s.io", "v1beta1", "",
  ]

  static let queryNames = [
    "limit", "continue", "labelSelector", "fieldSelector", "resourceVersion", "resourceVersionMatch", "watch",
    "allowWatchBookmarks", "sendInitialEvents", "timeoutSeconds", "dryRun", "fieldManager", "fieldValidation", "force",
    "pretty", "follow", "tailLines", "sinceSeconds", "sinceTime", "limitBytes", "previous", "timestamps", "container",
    "command", "stdin", "stdout", "tty", "gracePeriodSeconds", "propagationPolicy", "orphanDependents", "ports", "as",
    "includeObject", "timeout", "path",
  ]

  static let queryValues = [
    "a=b", "a!=b,c in (d,e),!f", "a in (", "metadata.name=web", "spec.nodeName!=node-1", "status.phase=Running",
    "metadata.namespace=default,metadata.name=x", "Exact", "NotOlderThan", "Strict", "Ignore", "All", "true", "1", "2",
    "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoieFx1MDAwMCJ9", "eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ",
    "2026-11-22T00:00:00Z", "Background", "Metadata",
  ]

  static let odd = [
    "", "0", "-1", "x", "99999999999999999999", "1e3", "null", "*", "..", "a/b", "a b", "A_B", "é", "🦊", "\u{0}",
    "\u{1}\n",
    "\"", "\\", "'", "${x}", "{{.}}", "$patch", "metadata", "12345678901234567890Gi", "1.5.2", "50%", "-5%", "\u{FEFF}",
    String(repeating: "a", count: 300), String(repeating: "k/", count: 200),
  ]

  static let contentTypes = [
    "", "application/json", "application/yaml", protobuf, "text/plain", "application/json; charset=utf-8", "x", ";",
    "application/merge-patch+json", strategic, "application/json-patch+json", "application/apply-patch+yaml",
    "application/cbor", "multipart/form-data; boundary=x",
  ]

  static let accepts = [
    "*/*", "application/json", "application/yaml", protobuf, "application/json;as=Table;v=v1;g=meta.k8s.io",
    "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "application/vnd.kubernetes.protobuf;as=Table;v=v1",
    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", "text/html", "", ";;;", "application/json;as=",
    "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
  ]

  /// Protocols that a connection may be asked to change to.
  static let upgrades = ["SPDY/3.1", "websocket", "WebSocket", "h2c", "spdy/3.1, websocket", "TLS/1.0", ""]

  static let connections = [
    "Upgrade", "upgrade", "keep-alive, Upgrade", "Upgrade, HTTP2-Settings", "keep-alive", "close", "Close", "close, TE",
    "TE", "",
  ]

  /// Names and values of fields that go with an upgrade.
  static let upgradeFields = [
    ("X-Stream-Protocol-Version", "v4.channel.k8s.io"), ("X-Stream-Protocol-Version", "portforward.k8s.io"),
    ("Sec-WebSocket-Protocol", "v5.channel.k8s.io"), ("Sec-WebSocket-Protocol", "v4.channel.k8s.io"),
    ("Sec-WebSocket-Protocol", "SPDY/3.1+portforward.k8s.io"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Sec-WebSocket-Version", "13"), ("HTTP2-Settings", "AAMAAABk"),
  ]

  static let fragments = [
    "{", "}", "[", "]", "\"", "\\u", "\\ud800", "null", ":", ",", "&x ", "*x", "<<: ", "!!binary ", "---\n", "|\n",
    "\t", "\0",
    "1e400", "\u{FFFD}", "k8s\0", "# ", "? ", "- - - ",
  ]
}
