import KubernetesModel

extension APIServer {
  /// Answers what does not concern a resource: versions, health, discovery. Nil for everything else.
  func respondOutsideResources(_ request: APIRequest) -> APIResponse? {
    guard request.method == .get, !Self.isAboutResources(request.path) else { return nil }
    if let refusal = authorizePath(request) { return APIResponse(refusal) }
    let path = request.path
    if path == "/version" || path == "/version/" { return APIResponse(status: 200, body: .value(Self.version)) }
    if path == "/" || path.isEmpty { return APIResponse(status: 200, body: .value(PathsPage.paths(catalog))) }
    return HealthPages.answer(String(path.dropFirst()), request) ?? metricsPage(path) ?? IssuerPages.answer(path)
      ?? catalog.openAPI.document(request)
      ?? DiscoveryDocuments(catalog: catalog).document(path, accept: request.accept)
  }

  /// Paths below a version of a group are about resources, and authorized as such.
  private static func isAboutResources(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    guard let first = parts.first else { return false }
    return parts.count >= 3 && first.elementsEqual("api".utf8) || parts.count >= 4 && first.elementsEqual("apis".utf8)
  }

  /// Of the Kubernetes that is simulated, as in `v1.36.2`.
  package static var releaseName: String { version.text("gitVersion") }

  package static var minorVersion: Int { Int(version.text("minor")) ?? 0 }

  static let version: JSONValue = [
    "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1",
    "minCompatibilityMinor": "35", "gitVersion": "v1.36.2", "gitCommit": "98b35193b2ac7a23a673325f5e9b830ecd5ba406",
    "gitTreeState": "clean", "buildDate": "2026-08-21T00:00:00Z", "goVersion": "go1.26.6", "compiler": "gc",
    "platform": "linux/amd64",
  ]
}
