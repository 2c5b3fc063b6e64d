import KubernetesModel
import SimulationKernel

/// The OpenAPI documents of what a catalog serves: version 3 for each group and version, version 2 for all of it.
final class OpenAPIDocuments: Sendable {
  /// By path below `/openapi/v3/`.
  private let documents: [String: CachedDocument]
  private let version2: CachedDocument
  private let version2Protobuf: CachedDocument

  private static let builtIn = groupDocuments(of: ResourceDefinition.builtIn).merging(pageDocuments) { first, _ in first
  }

  init(_ definitions: [ResourceDefinition]) {
    let custom = definitions.filter { $0.custom != nil }
    let documents = Self.builtIn.merging(Self.groupDocuments(of: custom)) { first, _ in first }
    self.documents = documents
    let hash = Self.hash(documents.sorted { $0.key < $1.key }.map { $0.key + $0.value.hash })
    let version2 = CachedDocument(hash: hash) { OpenAPIVersion2(definitions).document }
    self.version2 = version2
    version2Protobuf = CachedDocument(hash: hash, encode: OpenAPIProtobuf.encode) { version2.value }
  }

  /// The document under a path; nil where there is none.
  func document(_ request: APIRequest) -> APIResponse? {
    let (path, accept) = (request.path, request.accept)
    switch path {
    case "/openapi/v3", "/openapi/v3/":
      // A real server names this type too, though it sends JSON.
      return APIResponse(
        status: 200, contentType: "text/plain; charset=utf-8", body: .value(index(below: request.basePath)))
    case "/openapi/v2", "/openapi/v2/":
      return whole(accept)
    default:
      guard path.hasPrefix("/openapi/v3/") else { return nil }
      let key = String(path.dropFirst("/openapi/v3/".count))
      guard let document = documents[key] else { return nil }
      return Self.takesJSON(accept) ? APIResponse(document) : APIResponse(.openAPINotAcceptable)
    }
  }

  /// The document of version 2, in the first format of those that the client takes.
  private func whole(_ accept: String) -> APIResponse {
    if accept.isEmpty { return APIResponse(version2) }
    for clause in AcceptClause.clauses(of: accept) {
      if clause.includes(.json) { return APIResponse(version2) }
      if Self.protobufNames.contains(clause.range) {
        return APIResponse(
          status: 200, contentType: Self.protobufNames[0], body: .bytes(version2Protobuf.bytes))
      }
    }
    return APIResponse(.openAPINotAcceptable)
  }

  /// The first is the present name; the other is what clients ask for.
  private static let protobufNames = [
    "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
    "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
  ]

  /// Documents of version 3 are served as JSON only; clients that would rather have protobuf take JSON as well.
  private static func takesJSON(_ accept: String) -> Bool {
    accept.isEmpty || AcceptClause.clauses(of: accept).contains { $0.includes(.json) }
  }

  private static func groupDocuments(of definitions: [ResourceDefinition]) -> [String: CachedDocument] {
    var documents: [String: CachedDocument] = [:]
    for groupVersion in Set(definitions.map(\.groupVersion)) {
      let own = definitions.filter { $0.groupVersion == groupVersion }
      let parts = own.map {
        $0.plural + $0.kind + $0.subresources.map(\.name).joined() + JSONWriter.string($0.custom?.schema ?? .null)
      }
      documents[path(groupVersion)] = CachedDocument(hash: hash([groupVersion.apiVersion] + parts)) {
        OpenAPIVersion3(own).document
      }
    }
    return documents
  }

  /// Documents of pages that are about no resource.
  private static let pageDocuments: [String: CachedDocument] = {
    var documents: [String: CachedDocument] = [:]
    let groups = Set(ResourceDefinition.builtIn.map(\.groupVersion.group)).subtracting([""])
    for path in groups.map({ "apis/" + $0 }) + OpenAPIPages.paths {
      documents[path] = CachedDocument(hash: hash([path])) { OpenAPIPages.document(path) }
    }
    return documents
  }()

  /// Clients take the addresses as they are: older ones do not put a proxy's path before them.
  private func index(below base: String) -> JSONValue {
    let members = documents.sorted { $0.key < $1.key }.map { path, document -> (key: String, value: JSONValue) in
      (path, ["serverRelativeURL": .string("\(base)/openapi/v3/\(path)?hash=\(document.hash)")])
    }
    return ["paths": .object(JSONObject(members))]
  }

  static func path(_ groupVersion: GroupVersion) -> String {
    (groupVersion.group.isEmpty ? "api/" : "apis/") + groupVersion.apiVersion
  }

  private static func hash(_ parts: [String]) -> String {
    var digest = Fingerprint()
    digest.combine(APIServer.version.text("gitVersion"))
    for part in parts { digest.combine(part) }
    return digest.description.uppercased()
  }
}

extension APIStatus {
  /// The handler of these documents says no more.
  fileprivate static let openAPINotAcceptable = APIStatus(
    code: 406, reason: "NotAcceptable", message: "only the following media types are accepted: application/json",
    hasDetails: false)
}
