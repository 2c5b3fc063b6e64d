package import KubernetesModel

extension APIServer {
  /// Refuses what the user may not do.
  func authorize(_ request: APIRequest, _ target: RequestTarget) throws(APIStatus) {
    var attributes = AccessAttributes(target)
    try authorize(attributes, request.user, target.resource, name: target.name)
    // A client that upgrades a GET to a stream does what a POST would.
    guard target.verb == .get, ["exec", "attach", "portforward"].contains(target.subresource) else { return }
    attributes.verb = "create"
    try authorize(attributes, request.user, target.resource, name: target.name)
  }

  private func authorize(
    _ attributes: AccessAttributes, _ user: UserInfo, _ resource: GroupResource, name: String
  ) throws(APIStatus) {
    let decision = RoleAuthorizer(store: store).decide(attributes, for: user)
    guard !decision.isAllowed else { return }
    let why = decision.reason.isEmpty ? "" : ": " + decision.reason
    throw .forbidden(resource, name, attributes.refusal(of: user) + why)
  }

  /// Refuses a path that is about no resource to who may not see it.
  func authorizePath(_ request: APIRequest) -> APIStatus? {
    let attributes = AccessAttributes(verb: request.method.rawValue.lowercased(), path: request.path)
    let decision = RoleAuthorizer(store: store).decide(attributes, for: request.user)
    guard !decision.isAllowed else { return nil }
    let why = decision.reason.isEmpty ? "" : ": " + decision.reason
    return APIStatus(
      code: 403, reason: "Forbidden", message: "forbidden: " + attributes.refusal(of: request.user) + why)
  }

  /// The request as it is after impersonation: whoever asks for it must be allowed to.
  func impersonating(_ request: APIRequest) throws(APIStatus) -> APIRequest {
    guard var user = request.impersonated else { return request }
    let account = user.name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let isAccount = account.count == 4 && account[0] == "system" && account[1] == "serviceaccount"
    if isAccount {
      try authorize(
        AccessAttributes(
          verb: "impersonate", resource: "serviceaccounts", namespace: account[2], name: account[3]),
        request.user, .serviceAccounts, name: account[3])
    } else {
      try authorize(
        AccessAttributes(verb: "impersonate", resource: "users", name: user.name), request.user,
        GroupResource("users"), name: user.name)
    }
    for group in user.groups {
      try authorize(
        AccessAttributes(verb: "impersonate", resource: "groups", name: group), request.user,
        GroupResource("groups"), name: group)
    }
    if isAccount, user.groups.isEmpty {
      user.groups = ["system:serviceaccounts", "system:serviceaccounts:" + account[2]]
    }
    // Whoever is acted as has authenticated.
    let isKnown = user.groups.contains { $0 == "system:authenticated" || $0 == "system:unauthenticated" }
    if !isKnown { user.groups.append("system:authenticated") }
    var request = request
    request.user = user
    request.impersonated = nil
    return request
  }

  /// Whether a request under an API that somebody else serves is allowed.
  package func refusal(
    of verb: String, _ resource: GroupResource, namespace: String, name: String, to request: APIRequest
  ) -> APIStatus? {
    do throws(APIStatus) {
      let user = try impersonating(request).user
      try authorize(
        AccessAttributes(
          verb: verb, group: resource.group, resource: resource.resource, namespace: namespace, name: name),
        user, resource, name: name)
      return nil
    } catch {
      return error
    }
  }
}
