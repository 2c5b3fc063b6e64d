import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct WatchTests {
  let now = Instant(seconds: 1_795_363_717)
  let path = "/api/v1/namespaces/default/configmaps"

  private func watch(_ server: inout APIServer, _ query: [(name: String, value: String)]) throws -> Watch {
    let response = server.handle(APIRequest(.get, path, query: [("watch", "1")] + query), at: now)
    guard case .stream(.watch(let watch)) = response.body else {
      throw APIStatus.noWatch
    }
    return watch
  }

  private func configMap(_ name: String, _ labels: JSONValue = [:]) -> JSONValue {
    ["metadata": ["name": .string(name), "namespace": "default", "labels": labels]]
  }

  private func told(_ events: [JSONValue]) -> [String] {
    events.map { ($0["type"]?.stringValue ?? "") + " " + ($0["object"]?.name ?? "") }
  }

  @Test("a watch sees an object enter and leave its selection")
  func aWatchSeesAnObjectEnterAndLeaveItsSelection() throws {
    var server = APIServer(seed: 1, at: now)
    var watch = try watch(
      &server, [("labelSelector", "a=b"), ("resourceVersion", String(server.store.resourceVersion))])
    var object = try server.create(configMap("x"), in: .configMaps, as: .admin, at: now).value
    #expect(try server.events(of: &watch, at: now).isEmpty)
    object.set("b", at: "metadata", "labels", "a")
    object = try server.update(object, in: .configMaps, as: .admin, at: now).value
    #expect(told(try server.events(of: &watch, at: now)) == ["ADDED x"])
    object.set("c", at: "data", "k")
    object = try server.update(object, in: .configMaps, as: .admin, at: now).value
    #expect(told(try server.events(of: &watch, at: now)) == ["MODIFIED x"])
    object.set("z", at: "metadata", "labels", "a")
    try server.update(object, in: .configMaps, as: .admin, at: now)
    #expect(told(try server.events(of: &watch, at: now)) == ["DELETED x"])
  }

  @Test("initial events end with a bookmark")
  func initialEventsEndWithABookmark() throws {
    var server = APIServer(seed: 1, at: now)
    try server.create(configMap("x"), in: .configMaps, as: .admin, at: now)
    var watch = try watch(
      &server,
      [
        ("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan"), ("allowWatchBookmarks", "true"),
        ("fieldSelector", "metadata.name=x"),
      ])
    let events = try server.events(of: &watch, at: now)
    #expect(told(events) == ["ADDED x", "BOOKMARK "])
    #expect(events.last?["object"]?.annotations == ["k8s.io/initial-events-end": "true"])
  }

  @Test("a watch that fell behind history is told so")
  func aWatchThatFellBehindHistoryIsToldSo() throws {
    var server = APIServer(seed: 1, at: now)
    var watch = try watch(&server, [("resourceVersion", "1")])
    for number in 0..<300 {
      try server.create(configMap("x\(number)"), in: .configMaps, as: .admin, at: now + .seconds(number))
    }
    #expect(throws: APIStatus.self) { try server.events(of: &watch, at: now) }
  }

  @Test("A burst of changes loses nothing to a watch, however many they are at once.")
  func burstsLoseNothing() throws {
    var server = APIServer(seed: 1, at: now)
    for number in 0..<500 { try server.create(configMap("x\(number)"), in: .configMaps, as: .admin, at: now) }
    let later = now + .seconds(600)
    var watch = try watch(&server, [("resourceVersion", String(server.store.resourceVersion))])
    let answer = server.handle(APIRequest(.delete, "/api/v1/namespaces/default/configmaps"), at: later)
    #expect(answer.isSuccess)
    for number in 0..<4 {
      try server.create(configMap("y\(number)"), in: .configMaps, as: .admin, at: later + .seconds(1))
    }
    #expect(try server.events(of: &watch, at: later + .seconds(1)).count { $0["type"] == "DELETED" } >= 500)
  }

  @Test("What changes all the time makes no watch of other objects fall behind, and is soon forgotten itself.")
  func leasesPushNothingOut() throws {
    var server = APIServer(seed: 1, at: now)
    var watch = try watch(&server, [("resourceVersion", String(server.store.resourceVersion))])
    var leases = watch
    try server.create(configMap("x"), in: .configMaps, as: .admin, at: now)
    var lease = try server.create(
      ["metadata": ["name": "n", "namespace": "kube-node-lease"]], in: .leases, as: .admin, at: now
    ).value
    for second in 0..<3000 {
      lease.set(.string((now + .seconds(second)).rfc3339Micro), at: "spec", "renewTime")
      lease = try server.update(lease, in: .leases, as: .admin, at: now).value
    }
    #expect(told(try server.events(of: &watch, at: now)) == ["ADDED x"])
    let response = server.handle(
      APIRequest(
        .get, "/apis/coordination.k8s.io/v1/leases",
        query: [("watch", "1"), ("resourceVersion", String(leases.resourceVersion))]), at: now)
    guard case .stream(.watch(let stream)) = response.body else { throw APIStatus.noWatch }
    leases = stream
    #expect(throws: APIStatus.self) { try server.events(of: &leases, at: now) }
  }

  @Test("Whoever owns the server is told every change, also those that history forgot.")
  func noChangeIsLost() throws {
    var server = APIServer(seed: 1, at: now)
    _ = server.takeChanges()
    for number in 0..<1000 { try server.create(configMap("x\(number)"), in: .configMaps, as: .admin, at: now) }
    #expect(server.takeChanges().map(\.object.name) == (0..<1000).map { "x\($0)" })
    #expect(server.takeChanges().isEmpty)
  }

  @Test("a list goes on where its page ended, as it was")
  func aListGoesOnWhereItsPageEndedAsItWas() throws {
    var server = APIServer(seed: 1, at: now)
    for name in ["a", "b", "c"] { try server.create(configMap(name), in: .configMaps, as: .admin, at: now) }
    var names: [String] = []
    var token = ""
    repeat {
      let request = APIRequest(.get, path, query: [("limit", "2"), ("continue", token)])
      guard case .value(let page) = server.handle(request, at: now).body else { break }
      names += (page["items"]?.arrayValue ?? []).map(\.name)
      token = page.at("metadata", "continue")?.stringValue ?? ""
      try? server.delete(.configMaps, namespace: "default", "c", as: .admin, at: now)
    } while !token.isEmpty && names.count < 10
    #expect(names == ["a", "b", "c", "kube-root-ca.crt"])
  }
}

extension APIStatus {
  fileprivate static let noWatch = APIStatus(code: 500, reason: "", message: "no watch")
}
