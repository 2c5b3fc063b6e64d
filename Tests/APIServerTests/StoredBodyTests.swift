import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct StoredBodyTests {
  let now = Instant(seconds: 1_795_363_717)

  private func server() throws -> APIServer {
    var server = APIServer(seed: 1, at: now)
    for name in ["b", "a"] {
      let object: JSONValue = [
        "metadata": ["name": .string(name), "namespace": "default"], "data": ["k": "<v>", "long": "\u{2028} and more"],
      ]
      try server.create(object, in: .configMaps, as: .admin, at: now)
    }
    return server
  }

  @Test(
    "What is sent is what clients in the process get.",
    arguments: [
      "/api/v1/namespaces/default/configmaps/a", "/api/v1/namespaces/default/configmaps", "/api/v1/configmaps",
      "/api/v1/namespaces/default", "/api/v1/namespaces/kube-system/pods", "/apis/apps/v1/deployments",
    ])
  func sentIsWhatOthersGet(_ path: String) throws {
    var server = try server()
    var request = APIRequest(.get, path)
    guard case .value(let tree) = server.handle(request, at: now).body else { throw ExpectedStored() }
    request.takesStored = true
    for _ in 0..<2 {
      guard case .stored(let body) = server.handle(request, at: now).body else { throw ExpectedStored() }
      #expect(body.tree == tree)
      #expect(try JSONParser.parse(body.json) == tree)
    }
  }

  @Test(
    "Tables, subresources and other versions are no stored objects.",
    arguments: [
      ("/api/v1/namespaces/default/configmaps", "application/json;as=Table;v=v1;g=meta.k8s.io"),
      ("/apis/events.k8s.io/v1/events", "application/json"), ("/apis/autoscaling/v1/horizontalpodautoscalers", ""),
    ])
  func othersAreTrees(_ path: String, _ accept: String) throws {
    var server = try server()
    var request = APIRequest(.get, path, accept: accept)
    request.takesStored = true
    guard case .value = server.handle(request, at: now).body else { throw ExpectedStored() }
  }

  private struct ExpectedStored: Error {}
}
