import KubernetesModel

/// MutatingAdmissionWebhook and ValidatingAdmissionWebhook: whether a webhook can be reached decides.
extension APIServer {
  func callWebhooks(_ resource: GroupResource, _ attributes: AdmissionAttributes) throws(APIStatus) {
    for configuration in store.objects(resource, namespace: nil) {
      for webhook in configuration.value.list("webhooks") { try call(webhook, attributes) }
    }
  }

  private func call(_ webhook: JSONValue, _ attributes: AdmissionAttributes) throws(APIStatus) {
    guard admissionMatches(webhook, rules: "rules", attributes) else { return }
    let ignoresFailure = webhook.text("failurePolicy") == "Ignore"
    switch matchConditions(webhook.list("matchConditions"), admissionScope(attributes)) {
    case .matched: break
    case .excluded: return
    case .failed(let problem):
      if ignoresFailure { return }
      throw .forbidden(attributes.definition.groupResource, attributes.name, problem)
    }
    let name = webhook.text("name")
    if attributes.isDryRun, !["None", "NoneOnDryRun"].contains(webhook.text("sideEffects")) {
      throw .badRequest("admission webhook \"\(name)\" does not support dry run")
    }
    guard let problem = WebhookConnection(webhook: webhook).problem(store), !ignoresFailure else { return }
    throw .internalError("failed calling webhook \"\(name)\": failed to call webhook: \(problem)")
  }
}

/// The way from the API server to a webhook.
struct WebhookConnection {
  let webhook: JSONValue

  private var service: JSONValue? { webhook.at("clientConfig", "service") }

  private var url: String {
    let timeout = "?timeout=\(webhook["timeoutSeconds"]?.intValue ?? 10)s"
    guard let service else { return webhook.text("clientConfig", "url") + timeout }
    let path = service.text("path")
    return
      "https://\(service.text("name")).\(service.text("namespace")).svc:\(port)\(path.isEmpty ? "/" : path)\(timeout)"
  }

  private var port: Int64 { service?["port"]?.intValue ?? 443 }

  /// Why a call fails, as Go's client says it; nil when a webhook answers.
  func problem(_ store: Store) -> String? {
    let reason = service.map { serviceProblem($0, store) } ?? addressProblem
    return reason.map { "Post \"\(url)\": \($0)" }
  }

  private func serviceProblem(_ reference: JSONValue, _ store: Store) -> String? {
    let name = reference.text("name")
    guard let object = store.object(.services, namespace: reference.text("namespace"), name: name) else {
      return "service \"\(name)\" not found"
    }
    let service = Service(object.value)
    if service.isHeadless { return "cannot route to service with ClusterIP \"None\"" }
    guard let port = service.ports.first(where: { Int64($0.port) == port }) else {
      return "no service port \(port) found for service \"\(name)\""
    }
    let slices = store.objects(.endpointSlices, namespace: object.namespace).map(\.value).filter {
      $0.at("metadata", "labels", "kubernetes.io/service-name")?.stringValue == name
        && $0.list("ports").contains { $0.text("name") == port.name }
    }
    let endpoints = slices.flatMap { $0.list("endpoints") }.filter {
      $0.at("conditions", "ready")?.boolValue ?? true
    }
    // kube-proxy refuses what nobody stands behind.
    if endpoints.isEmpty { return "dial tcp \(service.clusterIP):\(port.port): connect: connection refused" }
    if endpoints.allSatisfy({ !isReady($0.text("nodeName"), store) }) { return "context deadline exceeded" }
    // Without an authority of its own the certificate is held against the system's, which never signed it.
    if webhook.text("clientConfig", "caBundle").isEmpty {
      return "tls: failed to verify certificate: x509: certificate signed by unknown authority"
    }
    return nil
  }

  private func isReady(_ node: String, _ store: Store) -> Bool {
    guard let object = store.object(.nodes, namespace: "", name: node) else { return true }
    return object.value.list("status", "conditions").contains {
      $0.text("type") == "Ready" && $0.text("status") == "True"
    }
  }

  /// Outside of the cluster nothing can be reached by name.
  private var addressProblem: String? {
    let rest = webhook.text("clientConfig", "url").split(separator: "/", omittingEmptySubsequences: true).dropFirst()
    let authority = rest.first.map(String.init) ?? ""
    let host = String(authority.prefix { $0 != ":" })
    let port = authority.contains(":") ? String(authority.drop { $0 != ":" }.dropFirst()) : "443"
    if host.allSatisfy({ $0.isNumber || $0 == "." }) || host == "localhost" {
      return "dial tcp \(host == "localhost" ? "127.0.0.1" : host):\(port): connect: connection refused"
    }
    return "dial tcp: lookup \(host): no such host"
  }
}

extension APIStatus {
  /// Something that the server itself could not do.
  static func internalError(_ why: String) -> APIStatus {
    APIStatus(
      code: 500, reason: "InternalError", message: "Internal error occurred: " + why,
      causes: [.init(reason: "", message: why, field: "")])
  }
}
