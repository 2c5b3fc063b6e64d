import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct RoutingTests {
  let now = Instant(seconds: 1_795_363_717)

  @Test(
    "a path leads to its resource or to an error",
    arguments: [
      ("/nowhere", 404), ("/apis/example.com/v1/things", 404), ("/api/v1/namespaces/default/things", 404),
      ("/api/v1/namespaces/default/pods/nope", 404), ("/api/v1/namespaces/default/pods", 200), ("/api/v1/pods", 200),
      ("/apis/apps/v1/deployments", 200), ("/version", 200), ("/readyz", 200), ("/api/v1/namespaces/default", 200),
    ])
  func aPathLeadsToItsResourceOrToAnError(_ path: String, _ status: Int) {
    var server = APIServer(seed: 1, at: now)
    #expect(server.handle(APIRequest(.get, path), at: now).status == status)
  }

  @Test("an object is created, read, replaced and deleted under its path")
  func anObjectIsCreatedReadReplacedAndDeletedUnderItsPath() throws {
    var server = APIServer(seed: 1, at: now)
    let path = "/api/v1/namespaces/default/configmaps"
    let settings: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "x"], "data": ["a": "1"]]
    #expect(server.handle(APIRequest(.post, path, body: .value(settings)), at: now).status == 201)
    #expect(server.handle(APIRequest(.post, path, body: .value(settings)), at: now).status == 409)
    var stored = try #require(server.get(.configMaps, namespace: "default", "x")?.value)
    stored.set("2", at: "data", "a")
    #expect(server.handle(APIRequest(.put, path + "/x", body: .value(stored)), at: now).status == 200)
    #expect(server.handle(APIRequest(.put, path + "/x", body: .value(stored)), at: now).status == 409)
    #expect(server.handle(APIRequest(.delete, path + "/x"), at: now).status == 200)
    #expect(server.handle(APIRequest(.delete, path + "/x"), at: now).status == 404)
  }

  @Test("every document that discovery names is served")
  func everyDocumentThatDiscoveryNamesIsServed() throws {
    var server = APIServer(seed: 1, at: now)
    guard case .value(let groups) = server.handle(APIRequest(.get, "/apis"), at: now).body,
      case .value(let index) = server.handle(APIRequest(.get, "/openapi/v3"), at: now).body
    else {
      Issue.record("no index")
      return
    }
    let versions = (groups["groups"]?.arrayValue ?? []).flatMap { $0["versions"]?.arrayValue ?? [] }
    #expect(versions.count == 21)
    for version in versions {
      let path = "/apis/" + (version["groupVersion"]?.stringValue ?? "")
      #expect(server.handle(APIRequest(.get, path), at: now).status == 200)
      #expect(index.at("paths", String(path.dropFirst())) != nil)
    }
    guard case .value(let core) = server.handle(APIRequest(.get, "/openapi/v3/api/v1"), at: now).body else {
      Issue.record("no document")
      return
    }
    let schemas = core.at("components", "schemas")
    let containers = schemas?.at("io.k8s.api.core.v1.PodSpec", "properties", "containers")
    #expect(containers?["x-kubernetes-patch-merge-key"] == "name")
    #expect(schemas?["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"] != nil)
  }

  @Test("the use of Endpoints is warned of")
  func theUseOfEndpointsIsWarnedOf() {
    var server = APIServer(seed: 1, at: now)
    let response = server.handle(APIRequest(.get, "/api/v1/endpoints"), at: now)
    #expect(response.warnings == ["v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"])
  }
}
