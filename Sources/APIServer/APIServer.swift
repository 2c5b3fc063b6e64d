import KubernetesModel
package import SimulationKernel

/// The single door to the cluster's state.
package struct APIServer: Sendable {
  package internal(set) var store = Store()
  package internal(set) var catalog = ResourceCatalog.builtIn
  var mint: Mint
  var events = EventRecorder()
  var ownedFields = OwnedFields()
  /// What admission warns the client of whose request is being answered.
  var admissionWarnings: [String] = []
  /// Of the digests under ServiceAccounts' tokens and clients' certificates.
  let signingKey: UInt64
  var requestCounts = RequestCounts()

  /// A fresh cluster's API server: it has the objects that a real one makes when it starts.
  package init(seed: UInt64, at start: Instant = Instant(seconds: 0)) {
    mint = Mint(seed: seed)
    var keys = RandomStream(seed: seed, name: "tokens")
    signingKey = keys.next()
    createDefaultObjects(at: start)
  }

  /// Lets what is made at random from now on come of another seed. What it has signed stays signed.
  package mutating func reseed(_ seed: UInt64) { mint = Mint(seed: seed) }

  /// Answers one request.
  package mutating func handle(_ request: APIRequest, at now: Instant) -> APIResponse {
    admissionWarnings = []
    var response = answer(request, at: now)
    response.isPretty = request.isPretty
    return response
  }

  private mutating func answer(_ request: APIRequest, at now: Instant) -> APIResponse {
    do throws(PathProblem) {
      let request = try acting(request)
      if let response = respondOutsideResources(request) { return response }
      let target = try RequestTarget(request, serving: catalog)
      var response: APIResponse
      do throws(APIStatus) {
        response = try respond(request, target, at: now)
      } catch {
        response = APIResponse(error, accept: request.accept)
      }
      response.warnings = admissionWarnings + response.warnings
      if let warning = target.definition.deprecation { response.warnings.append(warning) }
      requestCounts.count(request, target, response)
      return response
    } catch {
      switch error {
      case .unknownPath: return .notFoundPage
      case .status(let status): return APIResponse(status, accept: request.accept)
      }
    }
  }

  private func acting(_ request: APIRequest) throws(PathProblem) -> APIRequest {
    do throws(APIStatus) { return try impersonating(request) } catch { throw .status(error) }
  }

  private mutating func respond(
    _ request: APIRequest, _ target: RequestTarget, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    try authorize(request, target)
    guard request.body.fits else { throw .requestTooLarge }
    if target.definition.storage == .events { expireEvents(at: now) }
    if let kind = PodConnection.Kind(rawValue: target.subresource) { return try connect(kind, request, target) }
    let negotiation = try Negotiation(accept: request.accept, target)
    var response = try respond(request, target, negotiation, at: now)
    switch response.body {
    case .value, .stored, .stream(.watch):
      response.contentType = negotiation.contentType(isWatch: target.verb == .watch)
    default: break
    }
    return response
  }

  private mutating func respond(
    _ request: APIRequest, _ target: RequestTarget, _ negotiation: Negotiation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let representation = negotiation.representation
    switch target.verb {
    case .get: return try getObject(request, target, representation, at: now)
    case .list: return try listObjects(request, target, representation, at: now)
    case .watch: return try startWatch(request, target, negotiation, at: now)
    case .create: return try createObject(request, target, representation, at: now)
    case .update: return try updateObject(request, target, representation, at: now)
    case .patch: return try patchObject(request, target, representation, at: now)
    case .delete: return try deleteObject(request, target, at: now)
    case .deletecollection: return try deleteObjects(request, target, representation, at: now)
    }
  }

  /// Does what a request for one object asks, and returns the object after it.
  mutating func perform(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    admissionWarnings = []
    if request.options.dryRun {
      var copy = self
      defer { admissionWarnings = copy.admissionWarnings }
      return try copy.write(request, at: now)
    }
    return try write(request, at: now)
  }

  private mutating func write(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    store.advance(to: now)
    return switch request.verb {
    case .create: try create(request, at: now)
    case .update: try update(request, at: now)
    case .patch: try patch(request, at: now)
    case .delete: try delete(request, at: now).object
    }
  }
}

extension APIResponse {
  static let notFoundPage = APIResponse(
    status: 404, contentType: "text/plain; charset=utf-8", body: .bytes(Array("404 page not found\n".utf8)))
}
