import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct StoreTests {
  let pods = GroupResource("pods")

  @Test("a copy of a server does not see what happens to the original")
  func aCopyOfAServerDoesNotSeeWhatHappensToTheOriginal() throws {
    var server = APIServer(seed: 1)
    let copy = server
    let pod: JSONValue = [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a", "namespace": "default"],
      "spec": ["containers": [["name": "a", "image": "a"]]],
    ]
    _ = try server.create(pod, in: pods, as: .admin, at: Instant(seconds: 0))
    #expect(server.list(pods).map(\.name) == ["a"])
    #expect(copy.list(pods).isEmpty)
  }
}
