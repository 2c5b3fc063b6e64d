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
    let user = request.user
    var review = body.value
    review["kind"] = .string(target.definition.kind)
    review["apiVersion"] = .string(target.definition.groupVersion.apiVersion)
    review["metadata"] = review["metadata"] ?? .object(JSONObject())
    switch target.definition.kind {
    case "SelfSubjectReview":
      review.set(.string(now.rfc3339), at: "metadata", "creationTimestamp")
      review["status"] = ["userInfo": Self.userInfo(user)]
    case "SelfSubjectAccessReview", "SubjectAccessReview", "LocalSubjectAccessReview":
      review["status"] = decision(review, askedBy: user, target.definition.kind)
    case "SelfSubjectRulesReview": review["status"] = rules(of: user, in: review.text("spec", "namespace"))
    case "TokenReview": review["status"] = reviewed(token: review.text("spec", "token"), at: now)
    default: return nil
    }
    return APIResponse(status: 201, warnings: body.warnings, body: .value(review))
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

  static func userInfo(_ user: UserInfo) -> JSONValue {
    var info: JSONValue = ["username": .string(user.name)]
    if !user.uid.isEmpty { info["uid"] = .string(user.uid) }
    if !user.groups.isEmpty { info["groups"] = .array(user.groups.map(JSONValue.string)) }
    return info
  }

  private func decision(_ review: JSONValue, askedBy user: UserInfo, _ kind: String) -> JSONValue {
    let spec = review["spec"] ?? .null
    var subject = user
    if kind != "SelfSubjectAccessReview" {
      subject = UserInfo(
        name: spec.text("user"), uid: spec.text("uid"), groups: spec.list("groups").compactMap(\.stringValue))
    }
    let decision = RoleAuthorizer(store: store).decide(AccessAttributes(review: spec), for: subject)
    var status: JSONValue = ["allowed": .bool(decision.isAllowed)]
    if !decision.reason.isEmpty { status["reason"] = .string(decision.reason) }
    return status
  }

  /// What roles let a user do in a namespace.
  private func rules(of user: UserInfo, in namespace: String) -> JSONValue {
    let rules = RoleAuthorizer(store: store).rules(of: user, in: namespace).rules.map(\.rule.value)
    return [
      "resourceRules": .array(rules.filter { $0.list("nonResourceURLs").isEmpty }),
      "nonResourceRules": .array(rules.filter { !$0.list("nonResourceURLs").isEmpty }), "incomplete": false,
    ]
  }
}
