import KubernetesModel
package import Logging
import SimulationKernel

/// What an installation decides about its site.
package struct SiteSettings: Sendable {
  /// How much somebody may ask.
  package struct Rates: Sendable {
    /// Of an account, and of an address from which nobody has signed in.
    package var usual = Rate(burst: 120, every: .milliseconds(50))
    /// Of sign-ins, of an address and of the name that is tried.
    package var signIn = Rate(burst: 10, every: .seconds(6))
    /// Of an address: a class or a meetup signs up from one.
    package var signUp = Rate(burst: 60, every: .seconds(2))

    package init() {}

    /// For a load generator, which is many players from one address.
    package static var unlimited: Rates {
      var rates = Rates()
      let rate = Rate(burst: 1_000_000, every: .microseconds(1))
      (rates.usual, rates.signIn, rates.signUp) = (rate, rate, rate)
      return rates
    }
  }

  /// Where players find the site, without a slash at its end: `https://drill.example.org`. Nil where it is as they see it.
  package var publicURL: String?
  /// Whether a proxy in front of this server says where requests come from.
  package var trustsProxy = false
  package var rates = Rates()
  /// Whether anybody may make an account, or only those who were invited.
  package var takesSignUps = true

  package init(publicURL: String? = nil, trustsProxy: Bool = false) {
    self.publicURL = publicURL
    self.trustsProxy = trustsProxy
  }

  /// Whether players come through TLS, here or at a proxy.
  func isSecure(_ request: SiteRequest) -> Bool { request.isSecure || publicURL?.hasPrefix("https://") ?? false }
}

/// The site: everything that a server answers outside of the clusters.
package final class Site: Sendable {
  package typealias ErrorPage = @Sendable (SiteError, SiteRequest, Visitor?) -> SiteResponse

  package let table: RouteTable
  package let settings: SiteSettings
  package let gatekeeper: any Gatekeeper
  /// What routes work with; nil for a site that needs nothing.
  package let backstage: Backstage?
  package let events: EventBus
  package let limits = RateLimits()
  package let metrics = SiteMetrics()
  private let streams = StreamCounts()
  package let clock: ServerClock
  package let log: Logger
  private let errorPage: ErrorPage

  /// - Parameter errorPage: shows browsers what went wrong.
  package init(
    routes: [Route], gatekeeper: any Gatekeeper, settings: SiteSettings = SiteSettings(),
    backstage: Backstage? = nil, events: EventBus? = nil, clock: ServerClock = ServerClock(),
    log: Logger = Logger(label: "firedrill.site"),
    errorPage: @escaping ErrorPage = { error, _, _ in .text(error.message + "\n", status: error.status) }
  ) {
    table = RouteTable(routes)
    self.settings = settings
    self.gatekeeper = gatekeeper
    self.backstage = backstage
    self.clock = clock
    self.log = log
    self.errorPage = errorPage
    self.events = events ?? EventBus(epoch: EventBus.epoch(at: clock.now))
  }

  /// Where the site is, as players reach it: for links.
  package func address(for request: SiteRequest) -> String {
    settings.publicURL ?? (request.isSecure ? "https://" : "http://") + (request.header("host") ?? "localhost")
  }

  /// Answers a request. Its body was read as far as `bodyLimit` says.
  package func answer(_ request: SiteRequest) async -> SiteResponse {
    let start = ContinuousClock.now
    let passage = Passage(site: self, request: request)
    let (outcome, trace) = await passage.pass()
    var response: SiteResponse
    switch outcome {
    case .success(let success): response = admit(success, request, trace)
    case .failure(let error): response = present(error, to: request, trace)
    }
    SecurityHeaders.add(
      to: &response, isPrivate: trace.visitor != nil, isSecure: settings.isSecure(request))
    note(request, response, trace, took: ContinuousClock.now - start)
    return response
  }

  /// A stream holds its connection for long: nobody gets any number of them.
  private func admit(_ response: SiteResponse, _ request: SiteRequest, _ trace: Passage.Trace) -> SiteResponse {
    guard case .events(let feed) = response.body else { return response }
    let key = trace.visitor.map { "account \($0.id)" } ?? RateLimits.key(ofAddress: request.remoteAddress)
    let limit = trace.visitor == nil ? StreamCounts.ofAddress : StreamCounts.ofAccount
    guard streams.enter(key, limit: limit) else {
      feed.end()
      return present(.tooMany(retryAfter: 30), to: request, trace)
    }
    feed.whenEnded { [streams] in streams.leave(key) }
    return response
  }

  /// Bytes of its body that a request may have. Of more than the usual it is asked first whether it may be made at all.
  package func bodyLimit(for request: SiteRequest) async throws(SiteError) -> Int {
    let limit = table.bodyLimit(of: request.segments)
    if limit > Self.askedLimit { try await Passage(site: self, request: request).foresee() }
    return limit
  }

  private static let askedLimit = 4 << 20

  // MARK: Errors

  /// What a body is answered that cannot be read.
  package func refuse(_ error: SiteError, _ request: SiteRequest) -> SiteResponse {
    var response = present(error, to: request, Passage.Trace())
    SecurityHeaders.add(to: &response, isPrivate: false, isSecure: settings.isSecure(request))
    note(request, response, Passage.Trace(), took: .zero)
    return response
  }

  private func present(_ error: SiteError, to request: SiteRequest, _ trace: Passage.Trace) -> SiteResponse {
    let isForProgram = request.segments.first == "api" && !trace.isForm
    var response: SiteResponse
    if isForProgram {
      var value: JSONValue = ["message": .string(error.message)]
      value["field"] = error.field.map { .string($0) }
      response = .json(value, status: error.status)
    } else if error.status == 401, request.method == .get {
      response = .seeOther("/signin?then=" + PercentEncoding.encode(request.path))
    } else {
      response = errorPage(error, request, trace.visitor)
    }
    if let seconds = error.retryAfter { response.headers.append(("retry-after", String(seconds))) }
    if !trace.allowed.isEmpty {
      response.headers.append(("allow", trace.allowed.map(\.rawValue).joined(separator: ", ")))
    }
    if error.status == 401, isForProgram { response.headers.append(("www-authenticate", "Bearer")) }
    return response
  }

  /// Paths may hold secrets: what is noted of a request is its route.
  private func note(
    _ request: SiteRequest, _ response: SiteResponse, _ trace: Passage.Trace, took duration: Duration
  ) {
    let pattern = trace.route?.pattern ?? "other"
    metrics.count(request.method, pattern, response.status, took: duration)
    let level: Logger.Level = response.status >= 500 ? .error : .debug
    log.log(
      level: level, "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(pattern)", "status": "\(response.status)",
        "account": "\(trace.visitor.map { String($0.id) } ?? "-")", "address": "\(request.remoteAddress)",
        "milliseconds": "\(duration.milliseconds)",
      ])
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    let (seconds, rest) = components
    return seconds.multipliedReportingOverflow(by: 1000).partialValue &+ rest / 1_000_000_000_000_000
  }
}
