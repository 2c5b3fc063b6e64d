import KubernetesModel

extension APIServer {
  /// Answers what does not concern a resource: versions, health, discovery. Nil for everything else.
  func respondOutsideResources(_ request: APIRequest) -> APIResponse? {
    guard request.method == .get else { return nil }
    if let refusal = refusalOutsideResources(request) { return APIResponse(refusal) }
    switch request.path {
    case "/version", "/version/": return APIResponse(status: 200, body: .value(Self.version))
    case "/healthz", "/livez", "/readyz": return Self.health(String(request.path.dropFirst()), request)
    default:
      return OpenAPIDocuments(catalog: catalog).document(request.path)
        ?? DiscoveryDocuments(catalog: catalog).document(request.path, accept: request.accept)
    }
  }

  /// Paths below a version of a group are about resources, and authorized as such.
  private func refusalOutsideResources(_ request: APIRequest) -> APIStatus? {
    let parts = request.path.split(separator: "/")
    let depth = parts.first == "api" ? 3 : parts.first == "apis" ? 4 : Int.max
    return parts.count < depth ? authorizePath(request) : nil
  }

  static let version: JSONValue = [
    "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1",
    "minCompatibilityMinor": "35", "gitVersion": "v1.36.2", "gitCommit": "98b35193b2ac7a23a673325f5e9b830ecd5ba406",
    "gitTreeState": "clean", "buildDate": "2026-08-21T00:00:00Z", "goVersion": "go1.26.6", "compiler": "gc",
    "platform": "linux/amd64",
  ]

  private static func health(_ endpoint: String, _ request: APIRequest) -> APIResponse {
    let isVerbose = request.query.contains { $0.name == "verbose" }
    let text = isVerbose ? healthChecks.map { "[+]\($0) ok\n" }.joined() + "\(endpoint) check passed\n" : "ok"
    return APIResponse(status: 200, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
  }

  private static let healthChecks = [
    "ping", "log", "loopback-serving-certificate", "etcd", "poststarthook/start-apiserver-admission-initializer",
    "poststarthook/generic-apiserver-start-informers", "poststarthook/priority-and-fairness-config-consumer",
    "poststarthook/priority-and-fairness-filter", "poststarthook/storage-object-count-tracker-hook",
    "poststarthook/start-apiextensions-informers", "poststarthook/start-apiextensions-controllers",
    "poststarthook/crd-informer-synced", "poststarthook/start-system-namespaces-controller",
    "poststarthook/start-cluster-authentication-info-controller",
    "poststarthook/start-kube-apiserver-identity-lease-controller",
    "poststarthook/start-legacy-token-tracking-controller",
    "poststarthook/start-service-ip-repair-controllers", "poststarthook/rbac/bootstrap-roles",
    "poststarthook/scheduling/bootstrap-system-priority-classes",
    "poststarthook/priority-and-fairness-config-producer", "poststarthook/bootstrap-controller",
    "poststarthook/start-kubernetes-service-cidr-controller", "poststarthook/aggregator-reload-proxy-client-cert",
    "poststarthook/start-kube-aggregator-informers", "poststarthook/apiservice-status-local-available-controller",
    "poststarthook/apiservice-status-remote-available-controller", "poststarthook/apiservice-registration-controller",
    "poststarthook/apiservice-discovery-controller", "poststarthook/kube-apiserver-autoregistration",
    "autoregister-completion", "poststarthook/apiservice-openapi-controller",
    "poststarthook/apiservice-openapiv3-controller",
  ]
}
