import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct OpenAPITests {
  private let now = Instant(seconds: 1_800_000_000)

  private func get(_ path: String, accept: String = "application/json") -> APIResponse {
    var server = APIServer(seed: 1, at: now)
    return server.handle(APIRequest(.get, path, accept: accept), at: now)
  }

  private func paths() -> [String] {
    (get("/openapi/v3").object["paths"]?.objectValue?.members ?? []).map(\.key)
  }

  @Test("The index leads to documents only.") func index() {
    let index = get("/openapi/v3")
    #expect(paths().count > 25)
    for member in index.object["paths"]?.objectValue?.members ?? [] {
      let address = member.value["serverRelativeURL"]?.stringValue ?? ""
      let path = String(address.prefix { $0 != "?" })
      #expect(address.contains("?hash="))
      #expect(get(path).object["openapi"]?.stringValue == "3.0.0", "\(path)")
    }
  }

  @Test("Behind a proxy the index has the proxy's addresses.") func basePath() {
    var server = APIServer(seed: 1, at: now)
    var request = APIRequest(.get, "/openapi/v3")
    request.basePath = "/clusters/a"
    let address = server.handle(request, at: now).object.at("paths", "api/v1", "serverRelativeURL")?.stringValue
    #expect(address?.hasPrefix("/clusters/a/openapi/v3/api/v1?hash=") == true)
  }

  @Test("Every reference of every document leads to a schema.") func references() {
    for path in paths() {
      let document = get("/openapi/v3/" + path).object
      let schemas = document.at("components", "schemas")
      var missing: Set<String> = []
      for name in Self.references(document) where schemas?[name] == nil { missing.insert(name) }
      #expect(missing == [], "\(path)")
    }
    let document = get("/openapi/v2").object
    let missing = Self.references(document).filter { document["definitions"]?[$0] == nil }
    #expect(Set(missing) == [])
  }

  /// The names of the schemas to which a document refers.
  private static func references(_ value: JSONValue) -> [String] {
    switch value {
    case .array(let elements): elements.flatMap(references)
    case .object(let object):
      object.members.flatMap { member in
        if member.key == "$ref", let text = member.value.stringValue {
          return [text.split(separator: "/").last.map(String.init) ?? text]
        }
        return references(member.value)
      }
    default: []
    }
  }

  @Test("Operations have names of their own, and parameters for what stands in their path.") func operations() {
    for path in paths() {
      var names: [String] = []
      for item in get("/openapi/v3/" + path).object["paths"]?.objectValue?.members ?? [] {
        let inPath = (item.value["parameters"]?.arrayValue ?? []).filter { $0["in"] == "path" }
        #expect(inPath.count == item.key.split(separator: "{").count - 1, "\(item.key)")
        names += (item.value.objectValue?.members ?? []).compactMap { $0.value["operationId"]?.stringValue }
      }
      #expect(Set(names).count == names.count, "\(path)")
    }
  }

  @Test("What kubectl looks for is there.") func deployment() {
    let document = get("/openapi/v3/apis/apps/v1").object
    let patch = document.at("paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}", "patch")
    #expect(patch?["operationId"]?.stringValue == "patchAppsV1NamespacedDeployment")
    #expect(patch?.at("x-kubernetes-group-version-kind", "kind")?.stringValue == "Deployment")
    let parameters = (patch?["parameters"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    #expect(parameters.contains("fieldValidation"))
    let schema = document.at("components", "schemas", "io.k8s.api.apps.v1.DeploymentSpec")
    #expect(schema?["required"] == ["selector", "template"])
    #expect(schema?.at("properties", "replicas", "description")?.stringValue == "How many pods; 1 unless set.")
    #expect(document.at("paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale", "get") != nil)
  }

  @Test("Descriptions are of types and fields that there are.") func descriptions() {
    let descriptions = TypeDescriptions.kubernetes
    #expect(descriptions.subjects.count > 400)
    for subject in descriptions.subjects where subject.type != "*" {
      let type = TypeTable.kubernetes.type(named: subject.type)
      #expect(type != nil, "\(subject.type)")
      if let field = subject.field { #expect(type?.field(field) != nil, "\(subject.type).\(field)") }
    }
  }

  @Test("A custom resource has a document of its own, with another hash for another schema.") func customResources() {
    func index(_ schema: JSONValue) -> (JSONValue, JSONValue) {
      var server = APIServer(seed: 1, at: now)
      let version: JSONValue = [
        "name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema],
      ]
      let definition: JSONValue = [
        "metadata": ["name": "toys.example.com"],
        "spec": [
          "group": "example.com", "scope": "Namespaced", "names": ["plural": "toys", "kind": "Toy"],
          "versions": [version],
        ],
      ]
      _ = try? server.create(
        definition, in: GroupResource(group: "apiextensions.k8s.io", "customresourcedefinitions"), as: .admin, at: now)
      return (
        server.handle(APIRequest(.get, "/openapi/v3"), at: now).object.at("paths", "apis/example.com/v1") ?? .null,
        server.handle(APIRequest(.get, "/openapi/v3/apis/example.com/v1"), at: now).object
      )
    }
    let plain = index(["type": "object"])
    let other = index(["type": "object", "properties": ["color": ["type": "string"]]])
    #expect(plain.0 != other.0)
    let schema = other.1.at("components", "schemas", "com.example.v1.Toy")
    #expect(schema?.at("properties", "color", "type") == "string")
    #expect(other.1.at("paths", "/apis/example.com/v1/namespaces/{namespace}/toys", "post") != nil)
  }

  @Test("Version 2 comes as protobuf for older clients.") func protobuf() {
    let answer = get("/openapi/v2", accept: "application/com.github.proto-openapi.spec.v2@v1.0+protobuf")
    #expect(answer.contentType == "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")
    let bytes = answer.encodedBody ?? []
    #expect(bytes.starts(with: [0x0A, 0x03] + Array("2.0".utf8)))
    #expect(bytes.count > 100_000)
  }

  @Test("Clients that take what there is not are refused.") func notAcceptable() {
    #expect(get("/openapi/v2", accept: "text/html").status == 406)
    #expect(
      get("/openapi/v3/api/v1", accept: "application/com.github.proto-openapi.spec.v3.v1.0+protobuf").status == 406)
  }
}

extension APIResponse {
  fileprivate var object: JSONValue { if case .value(let value) = body { value } else { .null } }
}
