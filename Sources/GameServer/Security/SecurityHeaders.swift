/// What all answers of the site say to browsers.
enum SecurityHeaders {
  static let contentPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

  static func add(to response: inout SiteResponse, isPrivate: Bool, isSecure: Bool) {
    var headers: [(name: String, value: String)] = [
      ("content-security-policy", response.contentPolicy ?? contentPolicy), ("x-content-type-options", "nosniff"),
      ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"),
      ("cross-origin-resource-policy", "same-origin"), ("x-frame-options", "DENY"),
    ]
    if isSecure { headers.append(("strict-transport-security", "max-age=31536000")) }
    // What a route calls public is the same for everybody.
    let isPublic = response.header("cache-control")?.hasPrefix("public") ?? false
    if !isPublic, isPrivate || response.header("cache-control") == nil { headers.append(("cache-control", "no-store")) }
    let set = Set(headers.map(\.name))
    response.headers.removeAll { set.contains($0.name) }
    response.headers += headers
  }
}
