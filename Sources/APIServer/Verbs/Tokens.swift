import KubernetesModel
import SimulationKernel

extension APIServer {
  static let tokenAudience = "https://kubernetes.default.svc.cluster.local"

  /// The subresource `token`: a token that speaks for a service account.
  mutating func issueToken(
    for account: StoredObject, _ body: JSONValue, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let seconds = body.at("spec", "expirationSeconds")?.intValue ?? 3600
    var errors = FieldErrors()
    if seconds < 600 {
      errors.invalid("spec.expirationSeconds", .integer(seconds), "may not specify a duration less than 10 minutes")
    } else if seconds > 1 << 32 {
      errors.invalid("spec.expirationSeconds", .integer(seconds), "may not specify a duration larger than 2^32 seconds")
    }
    guard errors.isEmpty else {
      let kind = GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest")
      throw .invalid(kind, account.name, errors)
    }
    try checkBoundObject(body.at("spec", "boundObjectRef") ?? .null, account)
    let audiences = body.at("spec", "audiences") ?? [.string(Self.tokenAudience)]
    let expires = now + .seconds(seconds)
    let token = signedToken(account, audiences: audiences, from: now, to: expires)
    let metadata: JSONValue = [
      "name": .string(account.name), "namespace": .string(account.namespace), "uid": .string(account.uid),
      "creationTimestamp": .string(now.rfc3339),
    ]
    return APIResponse(
      status: 201,
      body: .value([
        "kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1", "metadata": metadata,
        "spec": [
          "audiences": audiences, "expirationSeconds": .integer(seconds),
          "boundObjectRef": body.at("spec", "boundObjectRef") ?? .null,
        ],
        "status": ["token": .string(token), "expirationTimestamp": .string(expires.rfc3339)],
      ]))
  }

  /// The object that a token is bound to must be there, and be the one that is meant.
  private func checkBoundObject(_ reference: JSONValue, _ account: StoredObject) throws(APIStatus) {
    guard reference.objectValue != nil else { return }
    let resources = ["Pod": "pods", "Secret": "secrets", "Node": "nodes"]
    guard let plural = resources[reference.kind], reference.apiVersion == "v1" else {
      throw .badRequest("cannot bind token to object of type \(reference.apiVersion), Kind=\(reference.kind)")
    }
    let resource = GroupResource(group: "", plural)
    let name = reference.text("name")
    let namespace = plural == "nodes" ? "" : account.namespace
    guard let object = store.object(resource, namespace: namespace, name: name) else {
      throw .notFound(resource, name)
    }
    if plural == "pods", object.value.text("spec", "serviceAccountName") != account.name {
      throw .badRequest(
        "cannot bind token for serviceaccount \(GoText.quoted(account.name)) to pod running with different serviceaccount name."
      )
    }
    let uid = reference.text("uid")
    if !uid.isEmpty, uid != object.uid {
      throw .conflict(
        GroupResource(group: "", reference.kind), name,
        "the UID in the bound object reference (\(uid)) does not match the UID in record. The object might have been deleted and then recreated"
      )
    }
  }

  /// A JSON Web Token in form; only this cluster knows its signature.
  private mutating func signedToken(
    _ account: StoredObject, audiences: JSONValue, from start: Instant, to end: Instant
  ) -> String {
    let header: JSONValue = ["alg": "RS256", "kid": "firedrill"]
    let claims: JSONValue = [
      "aud": audiences, "exp": .integer(end.seconds), "iat": .integer(start.seconds), "nbf": .integer(start.seconds),
      "iss": .string(Self.tokenAudience), "jti": .string(mint.uid()),
      "kubernetes.io": [
        "namespace": .string(account.namespace),
        "serviceaccount": ["name": .string(account.name), "uid": .string(account.uid)],
      ],
      "sub": .string("system:serviceaccount:\(account.namespace):\(account.name)"),
    ]
    let signed = [header, claims].map { Base64URL.encode(JSONWriter.bytes($0)) }.joined(separator: ".")
    return signed + "." + tokenSignature(of: signed)
  }
}
