import KubernetesModel
import SimulationKernel

extension APIServer {
  /// Answers the kinds that are questions: they are created and never stored. Nil for other kinds.
  mutating func answerReview(
    _ request: APIRequest, _ target: RequestTarget, at now: Instant
  ) throws(APIStatus) -> APIResponse? {
    guard target.subresource.isEmpty, target.definition.verbs == ["create"] else { return nil }
    if target.definition.kind == "Binding" { return try bindByName(request, target, at: now) }
    let body = try decodedBody(request, target, WriteOptions(request))
    let user = Self.actingUser(request)
    var review = body.value
    review["kind"] = .string(target.definition.kind)
    review["apiVersion"] = .string(target.definition.groupVersion.apiVersion)
    review["metadata"] = review["metadata"] ?? .object(JSONObject())
    switch target.definition.kind {
    case "SelfSubjectReview":
      review.set(.string(now.rfc3339), at: "metadata", "creationTimestamp")
      review["status"] = ["userInfo": Self.userInfo(user)]
    case "SelfSubjectAccessReview", "SubjectAccessReview", "LocalSubjectAccessReview":
      review["status"] = ["allowed": .bool(isAllowed(review, askedBy: user, target.definition.kind))]
    case "SelfSubjectRulesReview": review["status"] = Self.rules(of: user)
    case "TokenReview": review["status"] = ["authenticated": false, "error": "invalid bearer token", "user": [:]]
    default: return nil
    }
    return APIResponse(status: 201, warnings: body.warnings, body: .value(review))
  }

  /// The user as whom a request acts; whoever is acted as has authenticated.
  private static func actingUser(_ request: APIRequest) -> UserInfo {
    guard var user = request.impersonated else { return request.user }
    if !user.groups.contains("system:authenticated") { user.groups.append("system:authenticated") }
    return user
  }

  private mutating func bindByName(
    _ request: APIRequest, _ target: RequestTarget, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let options = try WriteOptions(request)
    let body = try decodedBody(request, target, options)
    var binding = ResourceRequest(
      .create, GroupResource("pods"), subresource: "binding", object: body.value, user: request.user)
    binding.namespace = target.namespace
    binding.options = options
    _ = try perform(binding, at: now)
    return APIResponse(status: 201, warnings: body.warnings, body: .value(APIStatus.success))
  }

  private static func userInfo(_ user: UserInfo) -> JSONValue {
    var info: JSONValue = ["username": .string(user.name)]
    if !user.uid.isEmpty { info["uid"] = .string(user.uid) }
    if !user.groups.isEmpty { info["groups"] = .array(user.groups.map(JSONValue.string)) }
    return info
  }

  private func isAllowed(_ review: JSONValue, askedBy user: UserInfo, _ kind: String) -> Bool {
    guard kind != "SelfSubjectAccessReview" else { return user.groups.contains("system:masters") }
    let groups = (review.at("spec", "groups")?.arrayValue ?? []).compactMap(\.stringValue)
    return groups.contains("system:masters")
  }

  private static func rules(of user: UserInfo) -> JSONValue {
    let everything: JSONValue = ["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]
    let isMaster = user.groups.contains("system:masters")
    return [
      "resourceRules": .array(isMaster ? [everything] : []),
      "nonResourceRules": .array(isMaster ? [["verbs": ["*"], "nonResourceURLs": ["*"]]] : []), "incomplete": false,
    ]
  }
}
