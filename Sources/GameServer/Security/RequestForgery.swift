/// Tells requests of the site's own pages from those that another site makes a browser send.
enum RequestForgery {
  /// Where a page's scripts put the session's token.
  static let header = "x-csrf-token"
  /// Where a form has it.
  static let field = "csrf"

  /// Whether a browser says that another site is behind a request. Other programs say nothing.
  static func comesFromElsewhere(_ request: SiteRequest, site: String?) -> Bool {
    if let fetch = request.header("sec-fetch-site"), fetch != "same-origin", fetch != "none" { return true }
    guard let origin = request.header("origin") else { return false }
    let own = [site, request.header("host").map { (request.isSecure ? "https://" : "http://") + $0 }]
    return !own.contains(origin)
  }

  /// Whether a request with a session carries that session's token.
  static func hasToken(_ request: SiteRequest, _ content: FormReading.Content, _ visitor: Visitor) -> Bool {
    let shown = [request.header(header), content.own(field)].compactMap(\.self).first { !$0.isEmpty }
    return Secrets.areSame(shown ?? "", visitor.csrfToken)
  }
}
