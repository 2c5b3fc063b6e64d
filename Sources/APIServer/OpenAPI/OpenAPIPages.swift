import KubernetesModel

/// OpenAPI documents of pages that are about no resource.
enum OpenAPIPages {
  static let paths = [".well-known/openid-configuration", "api", "apis", "openid/v1/jwks", "version"]

  /// The document of such a page, or of a group's page: `apis/apps`.
  static func document(_ path: String) -> JSONValue {
    let (address, name, type): (String, String, String?) =
      switch path {
      case "api": ("/api/", "getCoreAPIVersions", "meta.v1.APIVersions")
      case "apis": ("/apis/", "getAPIVersions", "meta.v1.APIGroupList")
      case "version": ("/version/", "getCodeVersion", nil)
      case ".well-known/openid-configuration":
        ("/" + path + "/", "getServiceAccountIssuerOpenIDConfiguration", nil)
      case "openid/v1/jwks": ("/" + path + "/", "getServiceAccountIssuerOpenIDKeyset", nil)
      default:
        (
          "/" + path + "/", "get\(OpenAPIOperation.groupName(String(path.dropFirst("apis/".count))).later)APIGroup",
          "meta.v1.APIGroup"
        )
      }
    let schemas = OpenAPISchemas(.three)
    let answer: JSONValue = type.map { schemas.reference(to: $0) } ?? ["type": type == nil ? "object" : "string"]
    let operation: JSONValue = [
      "operationId": .string(name),
      "responses": [
        "200": ["description": "OK", "content": ["application/json": ["schema": answer]]],
        "401": ["description": "Unauthorized"],
      ],
    ]
    var paths = JSONObject()
    paths[address] = ["get": operation]
    return OpenAPIVersion3.document(paths, schemas: .object(schemas.schemas(of: type.map { [$0] } ?? [])))
  }
}
