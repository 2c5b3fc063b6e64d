import KubernetesModel

/// `/healthz`, `/livez` and `/readyz`, and the checks below them. What the server needs is always well: there is nothing
/// apart from it that could fail.
enum HealthPages {
  static let endpoints = ["healthz", "livez", "readyz"]

  /// Nil for checks that there are none of.
  static func answer(_ path: String, _ request: APIRequest) -> APIResponse? {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard let endpoint = parts.first, endpoints.contains(endpoint) else { return nil }
    let checks = checks(of: endpoint)
    guard parts.count == 1 else { return checks.contains(parts[1]) ? .text("ok") : nil }
    guard request.query.contains(where: { $0.name == "verbose" }) else { return .text("ok") }
    let excluded = Set(request.query.filter { $0.name == "exclude" }.map(\.value))
    var lines = checks.map { excluded.contains($0) ? "[+]\($0) excluded: ok" : "[+]\($0) ok" }
    let unknown = excluded.subtracting(checks).sorted()
    if !unknown.isEmpty {
      let names = unknown.map(GoText.quoted).joined(separator: ",")
      lines.append("warn: some health checks cannot be excluded: no matches for \(names)")
    }
    return .text((lines + ["\(endpoint) check passed"]).map { $0 + "\n" }.joined())
  }

  static func checks(of endpoint: String) -> [String] {
    let start = ["ping", "log", "loopback-serving-certificate", "etcd"]
    switch endpoint {
    case "readyz": return start + ["etcd-readiness", "informer-sync"] + hooks + ["shutdown"]
    default: return start + hooks
    }
  }

  private static let hooks: [String] =
    [
      "start-apiserver-admission-initializer", "generic-apiserver-start-informers",
      "priority-and-fairness-config-consumer", "priority-and-fairness-filter", "storage-object-count-tracker-hook",
      "start-apiextensions-informers", "start-apiextensions-controllers", "crd-informer-synced",
      "start-system-namespaces-controller", "start-cluster-authentication-info-controller",
      "start-kube-apiserver-identity-lease-controller", "start-legacy-token-tracking-controller",
      "start-service-ip-repair-controllers", "rbac/bootstrap-roles", "scheduling/bootstrap-system-priority-classes",
      "priority-and-fairness-config-producer", "bootstrap-controller", "start-kubernetes-service-cidr-controller",
      "aggregator-reload-proxy-client-cert", "start-kube-aggregator-informers",
      "apiservice-status-local-available-controller", "apiservice-status-remote-available-controller",
      "apiservice-registration-controller", "apiservice-discovery-controller", "kube-apiserver-autoregistration",
    ].map { "poststarthook/" + $0 }
    + [
      "autoregister-completion", "poststarthook/apiservice-openapi-controller",
      "poststarthook/apiservice-openapiv3-controller",
    ]
}

extension APIResponse {
  static func text(_ text: String) -> APIResponse {
    APIResponse(status: 200, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
  }
}
