import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct RoutingTests {
  let now = Instant(seconds: 1_795_363_717)

  @Test(arguments: [
    ("/nowhere", 404), ("/apis/example.com/v1/things", 404), ("/api/v1/namespaces/default/things", 404),
    ("/api/v1/namespaces/default/pods/nope", 404), ("/api/v1/namespaces/default/pods", 200), ("/api/v1/pods", 200),
    ("/apis/apps/v1/deployments", 200), ("/version", 200), ("/readyz", 200), ("/api/v1/namespaces/default", 200),
  ])
  func `a path leads to its resource or to an error`(_ path: String, _ status: Int) {
    var server = APIServer(seed: 1, at: now)
    #expect(server.handle(APIRequest(.get, path), at: now).status == status)
  }

  @Test func `an object is created, read, replaced and deleted under its path`() throws {
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
}
