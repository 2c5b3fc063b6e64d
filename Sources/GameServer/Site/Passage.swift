import KubernetesModel

/// A request's way from the door to its handler. Whatever may refuse it does so here, in this order: how often somebody
/// asks, who they are, what their role is, whether another site is behind it, whether what it names is theirs, and whether
/// it is well formed.
struct Passage {
  /// What became known of the request on its way.
  struct Trace {
    var route: Route?
    var visitor: Visitor?
    var isForm = false
    /// Where the path is known, but not for this method.
    var allowed: [SiteRequest.Method] = []
  }

  let site: Site
  let request: SiteRequest

  func pass() async -> (Result<SiteResponse, SiteError>, Trace) {
    var trace = Trace()
    do throws(SiteError) {
      return (.success(try await pass(&trace)), trace)
    } catch {
      return (.failure(error), trace)
    }
  }

  private func pass(_ trace: inout Trace) async throws(SiteError) -> SiteResponse {
    let match = site.table.match(request.method, request.segments)
    let visitor = try await admitted(to: match, &trace)
    let content = try FormReading.content(of: request)
    trace.isForm = content.isForm && content.own("then") != nil
    let (route, parameters) = try route(for: content, match, &trace)
    try await check(route, parameters, content, visitor)
    let fields = try FormReading.fields(content, of: route)
    let call = RouteCall(
      site: site, request: request, route: route, parameters: parameters, visitor: visitor, fields: fields)
    let response = try await route.handler(call)
    guard trace.isForm, (200..<300).contains(response.status), let then = content.own("then") else { return response }
    var onward = SiteResponse.seeOther(then)
    onward.headers += response.headers.filter { $0.name == "set-cookie" }
    return onward
  }

  /// Refuses early, before a large body is read, whoever is refused for certain.
  func foresee() async throws(SiteError) {
    guard case .route(let route, _) = site.table.match(request.method, request.segments) else { return }
    guard let needed = route.access.role else { return }
    guard let visitor = try await knownVisitor() else { throw .signInFirst }
    guard visitor.role >= needed else { throw .roleTooLow }
  }

  // MARK: Who asks

  private func admitted(to match: RouteTable.Match, _ trace: inout Trace) async throws(SiteError) -> Visitor? {
    // It does not matter who asks for what anybody may have at any rate.
    if case .route(let route, _) = match, !route.isRated, route.access == .anyone { return nil }
    let visitor: Visitor?
    do throws(SiteError) {
      visitor = try await knownVisitor()
    } catch {
      // Who tries secrets is not known, whatever they show.
      try limit("address " + RateLimits.key(ofAddress: request.remoteAddress), site.settings.rates.usual)
      throw error
    }
    trace.visitor = visitor
    let key = visitor.map { "account \($0.id)" } ?? "address " + RateLimits.key(ofAddress: request.remoteAddress)
    try limit(key, site.settings.rates.usual)
    return visitor
  }

  private func limit(_ key: String, _ rate: Rate) throws(SiteError) {
    if let seconds = site.limits.take(key, rate, at: site.clock.now) { throw .tooMany(retryAfter: seconds) }
  }

  /// A token that is shown must be good; a cookie that is not any more is none.
  private func knownVisitor() async throws(SiteError) -> Visitor? {
    if let authorization = request.header("authorization") {
      let words = authorization.split(separator: " ")
      guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 200 else {
        throw SiteError(401, "The Authorization header must be: Bearer TOKEN")
      }
      guard let visitor = try await site.gatekeeper.visitor(ofToken: Secrets.digest(String(words[1]))) else {
        throw SiteError(401, "This token is not known, or not good any more.")
      }
      return visitor
    }
    guard let secret = request.cookie(SessionCookie.name), (1...200).contains(secret.utf8.count) else { return nil }
    return try await site.gatekeeper.visitor(
      ofSession: Secrets.digest(secret), csrfToken: SessionCookie.csrfToken(of: secret))
  }

  // MARK: What for

  private func route(
    for content: FormReading.Content, _ match: RouteTable.Match, _ trace: inout Trace
  ) throws(SiteError) -> (Route, [String: String]) {
    var method = request.method
    // A browser's form knows GET and POST alone.
    if method == .post, let named = content.own("_method") {
      guard let other = SiteRequest.Method(rawValue: named.uppercased()), other.isUnsafe else {
        throw .badRequest("_method must be PUT, PATCH or DELETE.")
      }
      method = other
    }
    switch method == request.method ? match : site.table.match(method, request.segments) {
    case .route(let route, let parameters):
      trace.route = route
      return (route, parameters)
    case .otherMethods(let methods):
      trace.allowed = methods
      throw SiteError(405, "This address does not take \(method.rawValue).")
    case .none: throw .notFound
    }
  }

  private func check(
    _ route: Route, _ parameters: [String: String], _ content: FormReading.Content, _ visitor: Visitor?
  ) async throws(SiteError) {
    if route.method.isUnsafe { try checkOrigin(content, visitor) }
    guard let needed = route.access.role else { return }
    guard let visitor else { throw .signInFirst }
    guard visitor.role >= needed else { throw .roleTooLow }
    guard case .member(let subject) = route.access else { return }
    guard let number = parameters[subject.rawValue].flatMap({ Int64($0) }),
      try await site.gatekeeper.isMember(visitor.id, of: subject, number)
    else { throw .notFound }
  }

  private func checkOrigin(_ content: FormReading.Content, _ visitor: Visitor?) throws(SiteError) {
    guard visitor?.credential != .token else { return }
    guard !RequestForgery.comesFromElsewhere(request, site: site.settings.publicURL) else { throw .forged }
    guard let visitor else { return }
    guard RequestForgery.hasToken(request, content, visitor) else { throw .forged }
  }
}
