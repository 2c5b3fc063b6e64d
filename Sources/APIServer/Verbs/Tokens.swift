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
