import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct ListOptionsTests {
  private let now = Instant(seconds: 1_800_000_000)
  private let path = "/api/v1/namespaces/default/configmaps"

  private func get(
    _ server: inout APIServer, _ query: String, _ path: String = "/api/v1/namespaces/default/configmaps"
  ) -> APIResponse {
    let pairs = query.split(separator: "&").map { part -> (name: String, value: String) in
      let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
      return (halves[0], halves.count > 1 ? halves[1] : "")
    }
    return server.handle(APIRequest(.get, path, query: pairs), at: now)
  }

  private func create(_ server: inout APIServer, _ names: [String], every pause: Duration = .zero) throws {
    var time = now
    for name in names {
      let object: JSONValue = ["metadata": ["name": .string(name), "namespace": "default"]]
      try server.create(object, in: .configMaps, as: .admin, at: time)
      time = time + pause
    }
  }

  @Test(
    "Options that do not go together are refused.",
    arguments: [
      ("resourceVersionMatch=Exact", "resourceVersionMatch is forbidden unless resourceVersion is provided"),
      (
        "resourceVersion=0&resourceVersionMatch=Exact",
        "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""
      ),
      (
        "resourceVersion=1&continue=x&resourceVersionMatch=Exact",
        "resourceVersionMatch is forbidden when continue is provided"
      ),
      ("sendInitialEvents=true", "sendInitialEvents is forbidden for list"),
      (
        "watch=1&resourceVersionMatch=NotOlderThan",
        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"
      ),
      (
        "watch=1&sendInitialEvents=true",
        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
      ),
    ])
  func forbidden(query: String, why: String) {
    var server = APIServer(seed: 1, at: now)
    let answer = get(&server, query)
    #expect(answer.status == 422)
    let message = answer.object["message"]?.stringValue ?? ""
    #expect(message.hasPrefix("ListOptions.meta.k8s.io \"\" is invalid: "))
    #expect(message.contains("Forbidden: " + why))
  }

  @Test("A match that nobody knows is refused with those that there are.") func unknownMatch() {
    var server = APIServer(seed: 1, at: now)
    let answer = get(&server, "resourceVersion=1&resourceVersionMatch=Near")
    #expect(
      answer.object["message"]?.stringValue
        == "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Unsupported value: \"Near\": supported values: "
        + "\"Exact\", \"NotOlderThan\", \"\"")
  }

  @Test("Numbers must be numbers.", arguments: ["limit", "timeoutSeconds"]) func numbers(name: String) {
    var server = APIServer(seed: 1, at: now)
    let answer = get(&server, name + "=many")
    #expect(answer.status == 400)
    #expect(answer.object["message"]?.stringValue == "strconv.ParseInt: parsing \"many\": invalid syntax")
  }

  @Test("An exact version shows what was there, until it is forgotten.") func exactVersion() throws {
    var server = APIServer(seed: 1, at: now)
    try create(&server, ["a"])
    let version = server.store.resourceVersion
    try create(&server, ["b"])
    let answer = get(&server, "resourceVersion=\(version)&resourceVersionMatch=Exact")
    #expect(answer.names == ["a", "kube-root-ca.crt"] || answer.names == ["a"])
    #expect(answer.object["metadata"]?["resourceVersion"]?.stringValue == String(version))
    try create(&server, (0..<300).map { "c\($0)" }, every: .seconds(1))
    let late = get(&server, "resourceVersion=\(version)&resourceVersionMatch=Exact")
    #expect(late.status == 410)
    #expect(late.object["reason"]?.stringValue == "Expired")
  }

  @Test("A list that was begun too long ago can be gone on with.") func expiredContinuation() throws {
    var server = APIServer(seed: 1, at: now)
    try create(&server, ["a", "b", "c"])
    let first = get(&server, "limit=2")
    let token = first.object.at("metadata", "continue")?.stringValue ?? ""
    try create(&server, (0..<300).map { "d\($0)" }, every: .seconds(1))
    let second = get(&server, "limit=1&continue=" + token)
    #expect(second.status == 410)
    #expect(second.object["message"]?.stringValue?.contains("inconsistent list") == true)
    let next = second.object.at("metadata", "continue")?.stringValue ?? ""
    let third = get(&server, "limit=1&continue=" + next)
    #expect(third.names == ["c"])
  }

  @Test("A list from the cache comes whole.") func fromCache() throws {
    var server = APIServer(seed: 1, at: now)
    try create(&server, ["a", "b", "c"])
    #expect(get(&server, "limit=1&resourceVersion=0").names.count >= 3)
    #expect(get(&server, "limit=1").names == ["a"])
  }

  @Test("A watch without initial events begins with the next change.") func noInitialEvents() throws {
    var server = APIServer(seed: 1, at: now)
    try create(&server, ["a"])
    let answer = get(&server, "watch=1&sendInitialEvents=false&resourceVersionMatch=NotOlderThan")
    guard case .stream(.watch(var watch)) = answer.body else {
      Issue.record("no watch")
      return
    }
    #expect(try server.events(of: &watch, at: now).isEmpty)
    try create(&server, ["b"])
    #expect(try server.events(of: &watch, at: now).count == 1)
  }

  @Test("A watch that wants bookmarks gets one a minute.") func bookmarks() throws {
    var server = APIServer(seed: 1, at: now)
    let answer = get(&server, "watch=1&allowWatchBookmarks=true&resourceVersion=\(server.store.resourceVersion)")
    guard case .stream(.watch(var watch)) = answer.body else {
      Issue.record("no watch")
      return
    }
    #expect(try server.events(of: &watch, at: now + .seconds(59)).isEmpty)
    let events = try server.events(of: &watch, at: now + .seconds(61))
    #expect(events.map { $0["type"]?.stringValue } == ["BOOKMARK"])
    #expect(try server.events(of: &watch, at: now + .seconds(62)).isEmpty)
  }

  @Test(
    "Fields that a kind cannot be selected by are refused in the kind's words.",
    arguments: [
      ("/api/v1/pods", "field label not supported: spec.color"),
      ("/apis/batch/v1/jobs", "field label \"spec.color\" not supported for batchv1.Job"),
      (
        "/apis/apps/v1/deployments",
        "\"spec.color\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
      ),
      ("/apis/events.k8s.io/v1/events", "field label not supported: spec.color"),
    ])
  func fieldSelectors(path: String, message: String) {
    var server = APIServer(seed: 1, at: now)
    let answer = get(&server, "fieldSelector=spec.color=red", path)
    #expect(answer.status == 400)
    #expect(answer.object["message"]?.stringValue == message)
  }

  @Test("Events of the newer group are selected by its own names.") func newerEvents() {
    var server = APIServer(seed: 1, at: now)
    #expect(get(&server, "fieldSelector=regarding.kind=Pod", "/apis/events.k8s.io/v1/events").status == 200)
    #expect(get(&server, "fieldSelector=involvedObject.kind=Pod", "/apis/events.k8s.io/v1/events").status == 400)
  }
}

extension APIResponse {
  fileprivate var object: JSONValue { if case .value(let value) = body { value } else { .null } }
  fileprivate var names: [String] { (object["items"]?.arrayValue ?? []).map(\.name) }
}
