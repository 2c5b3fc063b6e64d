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

  @Test("Objects come ordered by namespace and name, whatever happened to them.", arguments: [1, 2, 3] as [UInt64])
  func objectsAreOrdered(_ seed: UInt64) {
    var random = RandomStream(seed: seed, name: "order")
    var store = Store()
    var expected: [String: JSONValue] = [:]
    for _ in 0..<2000 {
      let namespace = "n\(random.below(4))"
      let name = "o\(random.below(90))"
      let key = namespace + "/" + name
      let current = store.object(.configMaps, namespace: namespace, name: name)
      #expect((current == nil) == (expected[key] == nil))
      if random.below(3) == 0 {
        if let current { store.remove(current) }
        expected[key] = nil
      } else {
        expected[key] =
          store.put(
            ["metadata": ["namespace": .string(namespace), "name": .string(name)]], in: .configMaps
          ).value
      }
    }
    let sorted = expected.values.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
    #expect(store.objects(.configMaps, namespace: nil).map(\.value) == sorted)
    #expect(store.count(.configMaps) == sorted.count)
    for namespace in ["n0", "n1", "n2", "n3", "n", "n2a", ""] {
      let own = sorted.filter { $0.namespace == namespace }
      #expect(store.objects(.configMaps, namespace: namespace).map(\.value) == own)
      #expect(store.resources(in: namespace) == (own.isEmpty ? [] : [.configMaps]))
    }
  }
}
