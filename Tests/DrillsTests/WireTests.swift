import APIServer
import Cluster
import Drills
import Hints
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// A drill as clients over HTTP use it, with the headers that they send.
private struct Wire {
  static let call = Instant(seconds: 1_773_457_920)
  static let table =
    "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json"
  let prepared: PreparedScenario
  let drill: Drill
  let guilty: String
  var now = call

  init() throws {
    prepared = try #require(Prepared.ferry)
    drill = Drill(prepared, startedAt: Self.call)
    guilty = try #require(prepared.scenario.cause.diagnoses.first?.object.name)
  }

  private static let paths = "/api/v1/namespaces/booking/"

  /// The path of one of the guilty Deployment's pods.
  func pod(of app: String? = nil) throws -> String {
    let pods = prepared.cluster.server.list(GroupResource("pods"), namespace: "booking")
    let pod = try #require(pods.first { $0.value.labels["app"] == app ?? guilty })
    return Self.paths + "pods/" + pod.name
  }

  mutating func kubectl(
    _ command: String, _ path: String, query: [(name: String, value: String)] = [], accept: String = "application/json",
    session: String = "", method: APIRequest.Method = .get, contentType: String = "application/json", body: String = ""
  ) -> WireAnswer {
    now = now + .seconds(2)
    let request = APIRequest(
      method, path, query: query, accept: accept, contentType: contentType,
      body: body.isEmpty ? .none : .bytes(Array(body.utf8)), userAgent: "kubectl/v1.33.1 (linux/amd64)")
    return drill.handle(
      request, command: "kubectl " + command, session: session.isEmpty ? "\(now.microseconds)" : session, at: now)
  }

  mutating func client(
    _ path: String, query: [(name: String, value: String)] = [], accept: String = "application/json"
  ) -> WireAnswer {
    now = now + .milliseconds(100)
    return drill.handle(
      APIRequest(.get, path, query: query, accept: accept, userAgent: "k9s/v0.50.6"), at: now)
  }

  var seen: [String] { drill.record.sightings.keys.sorted() }

  func text(_ stream: Int?, at wall: Instant) -> String {
    guard let stream else { return "" }
    return drill.read(stream, at: wall).reduce(into: "") { text, read in
      if case .bytes(let bytes, _) = read { text += String(decoding: bytes, as: UTF8.self) }
    }
  }

  /// The same run again from its journal as text.
  func expectSameAgain(sourceLocation: SourceLocation = #_sourceLocation) throws {
    drill.pause(at: now)
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.fingerprint == drill.fingerprint, sourceLocation: sourceLocation)
    #expect(replay.card == drill.card, sourceLocation: sourceLocation)
    #expect(replay.journal == drill.journal, sourceLocation: sourceLocation)
  }
}

@Suite struct WireTests {
  private static let pods = "/api/v1/namespaces/booking/pods"
  private var wire: Wire

  init() throws { wire = try Wire() }

  @Test("A table shows its cells, and only to kubectl's user what whole objects hold.")
  mutating func tableShowsItsCells() throws {
    let answer = wire.kubectl("get", Self.pods, query: [("limit", "500")], accept: Wire.table)
    #expect(answer.response.status == 200)
    #expect(wire.seen == ["pods-waiting"])
    #expect(wire.drill.card.steps.map(\.line) == ["kubectl get pods"])
    try wire.expectSameAgain()
  }

  @Test("A client that fills its cache has seen a table, until it gets an object by its name.")
  mutating func cacheFillShowsATable() throws {
    _ = wire.client(Self.pods, query: [("resourceVersion", "0")])
    _ = wire.client("/apis/apps/v1/namespaces/booking/deployments")
    #expect(wire.seen == ["pods-waiting"])
    #expect(wire.drill.card.steps.map(\.line) == ["k9s: list pods"])
    _ = wire.client("/apis/apps/v1/namespaces/booking/deployments/" + wire.guilty)
    #expect(wire.seen == ["pods-waiting", "reference"])
    #expect(wire.drill.card.steps.count == 2)
    try wire.expectSameAgain()
  }

  @Test("Initial events of a watch count as a list does.")
  mutating func initialEventsCountAsAList() throws {
    let answer = wire.client(
      Self.pods,
      query: [
        ("watch", "true"), ("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan"),
        ("allowWatchBookmarks", "true"),
      ])
    #expect(wire.seen == ["pods-waiting"])
    let stream = try #require(answer.stream)
    guard case .watchEvents(let events)? = wire.drill.read(stream, at: wire.now).first else {
      Issue.record("the watch begins with no events")
      return
    }
    #expect(events.last?["type"] == "BOOKMARK")
    try wire.expectSameAgain()
  }

  @Test("What kubectl describes shows what describe prints, its events with it.")
  mutating func describeShowsWhatItPrints() throws {
    let pod = try wire.pod()
    _ = wire.kubectl("describe", pod, session: "d")
    let protobuf = "application/vnd.kubernetes.protobuf,application/json"
    _ = wire.kubectl("describe", pod, accept: protobuf, session: "d")
    #expect(wire.seen.contains("object-not-found"))
    #expect(wire.drill.card.steps.map(\.line) == ["kubectl describe pod " + pod.dropFirst(Self.pods.count + 1)])
    try wire.expectSameAgain()
  }

  @Test(
    "What kubectl reads only to go on with shows nothing.", arguments: ["logs", "delete", "label", "rollout status"])
  mutating func preliminaryReadsShowNothing(command: String) throws {
    _ = wire.kubectl(command, try wire.pod())
    #expect(wire.seen == [])
    _ = wire.kubectl("get", try wire.pod())
    #expect(wire.seen.contains("reference"))
  }

  @Test("A long list of whole objects shows no more than its table.")
  mutating func longListShowsItsTable() throws {
    _ = wire.kubectl("get", "/api/v1/pods")
    #expect(wire.seen == ["pods-waiting"])
    _ = wire.kubectl("get", Self.pods, query: [("labelSelector", "app=" + wire.guilty)])
    #expect(wire.seen.contains("reference"))
  }

  @Test("A client that asks the same again and again does not fill the journal.")
  mutating func pollsDoNotFillTheJournal() throws {
    for _ in 0..<50 { _ = wire.client(Self.pods) }
    #expect(wire.drill.journal.entries.count == 1)
    let delete = wire.kubectl("delete", try wire.pod(of: "web"), method: .delete)
    #expect(delete.response.isSuccess)
    for _ in 0..<50 { _ = wire.client(Self.pods) }
    #expect(wire.drill.journal.entries.count == 2)
    for _ in 0..<50 { _ = wire.client("/apis") }
    #expect(wire.drill.journal.entries.count == 2)
    try wire.expectSameAgain()
  }

  @Test("A poll that shows nothing new is forgotten even when the answer differs.")
  mutating func pollThatShowsNothingIsForgotten() throws {
    let path = "/api/v1/namespaces/booking/configmaps"
    _ = wire.client(path)
    let made = wire.kubectl("create", path, method: .post, body: Self.configMap)
    #expect(made.response.status == 201)
    _ = wire.client(path)
    #expect(wire.drill.journal.entries.count == 2)
  }

  private static let configMap = """
    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"note","namespace":"booking"},"data":{"a":"é"}}
    """

  @Test("A watch brings changes, and ends when its client closes it.")
  mutating func watchBringsChanges() throws {
    let answer = wire.client(
      "/api/v1/namespaces/booking/configmaps", query: [("watch", "true"), ("resourceVersion", "0")])
    let stream = try #require(answer.stream)
    _ = wire.drill.read(stream, at: wire.now)
    _ = wire.kubectl("create", "/api/v1/namespaces/booking/configmaps", method: .post, body: Self.configMap)
    let reads = wire.drill.read(stream, at: wire.now)
    guard case .watchEvents(let events)? = reads.first, reads.count == 1 else {
      Issue.record("no events")
      return
    }
    #expect(events.map { $0.at("object", "metadata", "name")?.stringValue } == ["note"])
    wire.drill.close(stream, at: wire.now + .seconds(10))
    #expect(wire.drill.journal.entries.map(\.kind) == [.request, .request, .closed])
    try wire.expectSameAgain()
  }

  @Test("A watch ends when its time is over.")
  mutating func watchEndsInTime() throws {
    let answer = wire.client(
      Self.pods, query: [("watch", "true"), ("resourceVersion", "0"), ("timeoutSeconds", "30")])
    let stream = try #require(answer.stream)
    let reads = wire.drill.read(stream, at: wire.now + .seconds(31))
    guard case .ended? = reads.last else {
      Issue.record("the watch goes on: \(reads)")
      return
    }
    #expect(wire.drill.nextEvent != nil)
    try wire.expectSameAgain()
  }

  @Test("A command in a container takes input and answers, and a replay hears the same.")
  mutating func commandTakesInput() throws {
    let pod = try wire.pod(of: "web")
    let answer = wire.kubectl(
      "exec", pod + "/exec",
      query: [("command", "sh"), ("container", "web"), ("stdin", "true"), ("stdout", "true"), ("stderr", "true")])
    let stream = try #require(answer.stream)
    wire.drill.write(Array("echo hello; sleep 5; echo there\n".utf8), to: stream, at: wire.now + .seconds(1))
    #expect(wire.text(stream, at: wire.now + .seconds(2)) == "hello\n")
    #expect(wire.text(stream, at: wire.now + .seconds(8)) == "there\n")
    wire.drill.write([0xFF, 0x0A], to: stream, at: wire.now + .seconds(9))
    wire.drill.write(nil, to: stream, at: wire.now + .seconds(10))
    let reads = wire.drill.read(stream, at: wire.now + .seconds(11))
    guard case .ended(let code)? = reads.last else {
      Issue.record("the shell goes on: \(reads)")
      return
    }
    #expect(code == 127)
    #expect(wire.drill.journal.entries.map(\.kind) == [.request, .input, .inputBytes, .inputEnd])
    let name = String(pod.dropFirst(Self.pods.count + 1))
    #expect(wire.drill.card.steps.map(\.line) == ["kubectl exec \(name) -c web -- sh"])
    try wire.expectSameAgain()
  }

  @Test("A container sees how large its client's terminal is.")
  mutating func terminalHasASize() throws {
    let answer = wire.kubectl(
      "exec", try wire.pod(of: "web") + "/exec",
      query: [("command", "sh"), ("container", "web"), ("stdin", "true"), ("stdout", "true"), ("tty", "true")])
    let stream = try #require(answer.stream)
    wire.drill.resize(stream, columns: 120, rows: 40, at: wire.now)
    wire.drill.write(Array("stty size\n".utf8), to: stream, at: wire.now)
    #expect(wire.text(stream, at: wire.now + .seconds(1)).contains("40 120\r\n"))
    wire.drill.close(stream, at: wire.now + .seconds(2))
    try wire.expectSameAgain()
  }

  @Test("A forwarded port answers as the container's program does, and a replay hears the same.")
  mutating func forwardedPort() throws {
    let path = try wire.pod(of: "web") + "/portforward"
    let asked = wire.kubectl("port-forward", path, session: "f", method: .post)
    #expect(asked.response.status == 101)
    #expect(asked.stream == nil)
    let opened = wire.kubectl("port-forward", path, query: [("ports", "8080")], session: "f", method: .post)
    let stream = try #require(opened.stream)
    for piece in ["GET /healthz HTT", "P/1.1\r\nHost: localhost\r\n\r\n"] {
      wire.drill.write(Array(piece.utf8), to: stream, at: wire.now)
    }
    #expect(wire.text(stream, at: wire.now + .seconds(5)).hasPrefix("HTTP/1.1 "))
    let refused = wire.kubectl("port-forward", path, query: [("ports", "9")], session: "f", method: .post)
    #expect(wire.text(refused.stream, at: wire.now).contains("connection refused"))
    wire.drill.write(nil, to: stream, at: wire.now)
    guard case .ended? = wire.drill.read(stream, at: wire.now).last else {
      Issue.record("the connection goes on")
      return
    }
    #expect(wire.drill.card.steps.count == 1)
    #expect(wire.drill.journal.entries.map(\.kind) == [.request, .request, .input, .input, .request, .inputEnd])
    try wire.expectSameAgain()
  }

  @Test("A client that is attached sees what a command in the container prints.")
  mutating func attachedClient() throws {
    let answer = wire.kubectl(
      "attach", try wire.pod(of: "web") + "/attach", query: [("container", "web"), ("stdout", "true")])
    let stream = try #require(answer.stream)
    wire.drill.close(stream, at: wire.now + .seconds(5))
    #expect(wire.drill.journal.entries.map(\.kind) == [.request, .closed])
    try wire.expectSameAgain()
  }

  @Test("Everything that a kubectl command line asks is one step.")
  mutating func sessionIsOneStep() throws {
    _ = wire.kubectl("get", Self.pods, accept: Wire.table, session: "a")
    _ = wire.kubectl("get", "/api/v1/namespaces/booking/services", accept: Wire.table, session: "a")
    _ = wire.kubectl("get", "/api/v1/nodes", accept: Wire.table, session: "b")
    #expect(wire.drill.card.steps.map(\.line) == ["kubectl get pods", "kubectl get nodes"])
  }

  @Test("Game commands come by their names, and are kept.")
  mutating func gameCommands() throws {
    #expect(wire.drill.command(["check"], at: wire.now)?.text.contains("not yet") == true)
    #expect(wire.drill.command(["hint", "yes"], at: wire.now)?.status == 0)
    #expect(wire.drill.command(["skip", "1m"], at: wire.now)?.text.contains("It is") == true)
    #expect(wire.drill.command(["rm"], at: wire.now) == nil)
    #expect(wire.drill.record.hints.count == 1)
    #expect(wire.drill.now == Wire.call + .seconds(60))
    let view = wire.drill.view(at: wire.now + .seconds(1))
    #expect(view.elapsedSeconds == 61)
    #expect(view.hintsTaken == 1)
    #expect(view.objectives.map(\.isMet).contains(false))
    try wire.expectSameAgain()
  }

  @Test("Whoever is asked for advice learns what the player's own kubectl showed, and what other clients asked.")
  mutating func adviceKnowsOwnTools() throws {
    let pod = try wire.pod()
    _ = wire.kubectl("get", Self.pods, accept: Wire.table)
    _ = wire.kubectl("get", pod)
    _ = wire.kubectl("describe", pod, session: "d")
    _ = wire.kubectl("logs", pod + "/log")
    _ = wire.kubectl("delete", pod, method: .delete)
    _ = wire.client(Self.pods)
    let (count, now) = (wire.drill.journal.entries.count, wire.drill.now)
    let request = try #require(wire.drill.adviceRequest(for: ["explain"], at: wire.now))
    let steps = try request.situation().steps
    #expect(steps.count == 6 && steps[5].command.hasPrefix("k9s") && steps[5].output.isEmpty)
    #expect(steps[0].command == "kubectl get pods" && steps[0].output.contains("RESTARTS"))
    #expect(steps[1].output.contains("kind: Pod") && steps[2].output.contains("Conditions:"))
    #expect(!steps[3].output.isEmpty && steps[4].output.isEmpty)
    #expect(wire.drill.journal.entries.count == count && wire.drill.now == now)
  }

  @Test("An incident that ends while nobody asks is over in a replay, too.")
  mutating func endWithoutARequestIsKept() throws {
    for line in wire.prepared.scenario.solution {
      wire.drill.perform(line, pace: .scripted, console: Transcript())
    }
    #expect(!wire.drill.record.isSolved)
    let view = wire.drill.view(at: wire.now + .seconds(600))
    #expect(view.isSolved)
    #expect(wire.drill.journal.entries.last?.kind == .time)
    try wire.expectSameAgain()
  }

  @Test("What is too large is refused as a real server refuses it.")
  mutating func largeRequestsAreRefused() throws {
    let large = String(repeating: "a", count: Drill.bodyLimit + 1)
    #expect(wire.kubectl("apply", Self.pods, method: .post, body: large).response.status == 413)
    let long = String(repeating: "a", count: 70_000)
    #expect(wire.kubectl("get", Self.pods, query: [("labelSelector", long)]).response.status == 414)
    #expect(wire.drill.journal.entries == [])
  }

  @Test("Streams that nobody closes come to an end.")
  mutating func streamsAreLimited() throws {
    var last = 200
    for _ in 0..<300 {
      last = wire.client(Self.pods, query: [("watch", "true"), ("resourceVersion", "0")]).response.status
    }
    #expect(last == 429)
    #expect(wire.kubectl("get", Self.pods).response.status == 200)
    wire.drill.resume(at: wire.now)
    #expect(wire.client(Self.pods).response.status == 200)
    try wire.expectSameAgain()
  }
}
