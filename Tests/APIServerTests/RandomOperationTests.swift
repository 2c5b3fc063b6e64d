import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct RandomOperationTests {
  let start = Instant(seconds: 1_795_363_717)

  @Test("whatever is asked, the store stays sound", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func whateverIsAskedTheStoreStaysSound(_ seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "operations")
    var server = APIServer(seed: seed, at: start)
    var replica: [String: JSONValue] = [:]
    var version = server.store.resourceVersion
    _ = server.takeChanges()
    for object in server.list(.configMaps) + server.list(.pods) { replica[object.uid] = object.value }
    for step in 0..<150 {
      let now = start + .seconds(step)
      _ = server.handle(operation(&random), at: now)
      #expect(server.store.resourceVersion >= version)
      for change in server.takeChanges() {
        #expect(change.resourceVersion == version + 1, "versions rise one by one")
        version = change.resourceVersion
        guard change.resource == .configMaps || change.resource == .pods else { continue }
        replica[change.object.uid] = change.kind == .deleted ? nil : change.object.value
      }
      let objects = server.list(.configMaps) + server.list(.pods)
      #expect(Set(objects.map(\.uid)).count == objects.count, "uids are unique")
      #expect(replica == Dictionary(uniqueKeysWithValues: objects.map { ($0.uid, $0.value) }))
      for object in objects where object.value.isBeingDeleted {
        let grace = object.value.at("metadata", "deletionGracePeriodSeconds")?.intValue ?? 0
        #expect(!object.value.finalizers.isEmpty || grace > 0, "what is being deleted waits for something")
      }
    }
  }

  private func operation(_ random: inout RandomStream) -> APIRequest {
    let resource = ["configmaps", "pods"][random.below(2)]
    let name = ["a", "b", "c"][random.below(3)]
    let path = "/api/v1/namespaces/default/\(resource)"
    let finalizers: JSONValue = random.below(3) == 0 ? ["example.com/hold"] : []
    let metadata: JSONValue = [
      "name": .string(name), "finalizers": finalizers, "labels": ["x": .string(String(random.below(3)))],
    ]
    let object: JSONValue =
      resource == "pods"
      ? [
        "apiVersion": "v1", "kind": "Pod", "metadata": metadata,
        "spec": ["nodeName": random.below(2) == 0 ? "node-1" : "", "containers": [["name": "a", "image": "a:1"]]],
      ] : ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": ["k": .string(name)]]
    switch random.below(7) {
    case 0, 1: return APIRequest(.post, path, body: .value(object))
    case 2: return APIRequest(.put, path + "/" + name, body: .value(object))
    case 3:
      let patch: JSONValue = ["metadata": ["finalizers": random.below(2) == 0 ? .null : finalizers]]
      return APIRequest(
        .patch, path + "/" + name, contentType: "application/merge-patch+json", body: .value(patch))
    case 4: return APIRequest(.delete, path + "/" + name)
    case 5:
      let options: JSONValue = [
        "gracePeriodSeconds": JSONValue(random.below(3)),
        "propagationPolicy": .string(["Background", "Foreground", "Orphan"][random.below(3)]),
      ]
      return APIRequest(.delete, path + "/" + name, body: .value(options))
    default: return APIRequest(.post, path, query: [("dryRun", "All")], body: .value(object))
    }
  }
}
