import KubernetesModel
import SimulationKernel

/// What tells others how to check the tokens of service accounts.
enum IssuerPages {
  static let paths = ["/.well-known/openid-configuration", "/openid/v1/jwks"]

  static func answer(_ path: String) -> APIResponse? {
    switch path {
    case "/.well-known/openid-configuration": APIResponse(status: 200, body: .value(configuration))
    case "/openid/v1/jwks":
      APIResponse(status: 200, contentType: "application/jwk-set+json", body: .value(keys))
    default: nil
    }
  }

  private static let configuration: JSONValue = [
    "issuer": .string(APIServer.tokenAudience), "jwks_uri": .string("https://\(APIServer.address):6443/openid/v1/jwks"),
    "response_types_supported": ["id_token"], "subject_types_supported": ["public"],
    "id_token_signing_alg_values_supported": ["RS256"],
  ]

  private static let keys: JSONValue = [
    "keys": [["use": "sig", "kty": "RSA", "kid": "firedrill", "alg": "RS256", "n": .string(modulus), "e": "AQAB"]]
  ]

  /// 2048 bits of no key: nothing is signed here.
  private static let modulus: String = {
    var bytes: [UInt8] = []
    var digest = Fingerprint()
    while bytes.count < 256 {
      digest.combine(APIServer.tokenAudience)
      bytes += Array(digest.description.utf8)
    }
    return Base64URL.encode(Array(bytes.prefix(256)))
  }()
}
