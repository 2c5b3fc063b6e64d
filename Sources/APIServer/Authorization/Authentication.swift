import KubernetesModel
package import SimulationKernel

extension APIServer {
  /// Whom a ServiceAccount's token speaks for; nil when this cluster did not issue it, it has expired, or its account
  /// is gone.
  package func user(ofToken token: String, at now: Instant) -> UserInfo? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, token.utf8.count <= Self.longestToken else { return nil }
    guard parts[2] == tokenSignature(of: String(parts[0] + "." + parts[1])) else { return nil }
    guard let bytes = Base64URL.decode(String(parts[1])), let claims = try? JSONParser.parse(bytes) else { return nil }
    guard let expires = claims["exp"]?.intValue, now.seconds < expires else { return nil }
    guard claims.list("aud").contains(JSONValue.string(Self.tokenAudience)) else { return nil }
    let namespace = claims.text("kubernetes.io", "namespace")
    let name = claims.text("kubernetes.io", "serviceaccount", "name")
    let uid = claims.text("kubernetes.io", "serviceaccount", "uid")
    guard let account = store.object(.serviceAccounts, namespace: namespace, name: name), account.uid == uid else {
      return nil
    }
    return UserInfo(
      name: "system:serviceaccount:\(namespace):\(name)", uid: uid,
      groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"])
  }

  private static let longestToken = 16_384

  /// The answer to a request whose credentials are not good.
  package static let unauthorized = APIStatus(
    code: 401, reason: "Unauthorized", message: "Unauthorized", hasDetails: false)

  /// The status of a TokenReview.
  func reviewed(token: String, at now: Instant) -> JSONValue {
    guard let user = user(ofToken: token, at: now) else {
      return ["authenticated": false, "error": "invalid bearer token", "user": [:]]
    }
    return ["authenticated": true, "audiences": [.string(Self.tokenAudience)], "user": Self.userInfo(user)]
  }

  func tokenSignature(of signed: String) -> String { Base64URL.encode(signature(of: Array(signed.utf8))) }

  /// Simulated: a digest that only this cluster makes, in the form of a signature of 256 bytes.
  func signature(of signed: [UInt8]) -> [UInt8] {
    var digest: [UInt8] = []
    var fingerprint = Fingerprint()
    fingerprint.combine(signingKey)
    for byte in signed { fingerprint.combine(byte) }
    while digest.count < 256 {
      fingerprint.combine(UInt64(digest.count))
      digest += Array(fingerprint.description.utf8)
    }
    return digest
  }
}
