import APIServer

/// What the server answers outside of the clusters.
enum ServerPages {
  static func answer(_ path: String) -> APIResponse {
    guard path == "/healthz" else { return APIResponse(.unknownCluster) }
    return APIResponse(status: 200, contentType: "text/plain; charset=utf-8", body: .bytes(Array("ok".utf8)))
  }
}
