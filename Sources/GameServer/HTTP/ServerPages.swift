import APIServer

/// What the server answers outside of the clusters.
enum ServerPages {
  /// In Go's words.
  static let missingHost = APIResponse(
    status: 400, contentType: "text/plain; charset=utf-8",
    body: .bytes(Array("400 Bad Request: missing required Host header".utf8)))

  static func answer(_ path: String) -> APIResponse {
    guard path == "/healthz" else { return APIResponse(.unknownCluster) }
    return APIResponse(status: 200, contentType: "text/plain; charset=utf-8", body: .bytes(Array("ok".utf8)))
  }
}
