import APIServer
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct SightTests {
  private func seen(_ line: String, prints output: String?, _ exchanges: Exchange...) throws -> [String] {
    var fixture = try Fixture()
    let screen = output.map { Screen(commandLine: line, output: $0) }
    fixture.record.observe(
      line, answer: Answer(exchanges: exchanges, screen: screen), scenario: fixture.scenario, before: fixture.api,
      after: fixture.api, at: Fixture.start)
    return fixture.record.sightings.keys.sorted()
  }

  private let table = "NAME    READY   STATUS         RESTARTS\nweb-1   0/1     ErrImagePull   7 (2m ago)\n"

  @Test("a table shows its cells and no more")
  func aTableShowsItsCellsAndNoMore() throws {
    #expect(try seen("kubectl get pods", prints: table, Fixture.podTable) == ["waiting"])
  }

  @Test("a cell counts on its own row, or alone, and not on the row of another")
  func aCellCountsOnItsOwnRowOrAlone() throws {
    let others = Fixture.reply(
      Fixture.podsPath,
      [
        "kind": "Table", "columnDefinitions": [["name": "Name"], ["name": "Status"]],
        "rows": [
          ["cells": ["web-1", "ErrImagePull"], "object": ["metadata": Fixture.pod.metadata]],
          ["cells": ["shop-1", "ErrImagePull"], "object": ["metadata": ["name": "shop-1", "namespace": "default"]]],
        ],
      ])
    #expect(try seen("kubectl get pods | grep shop", prints: "shop-1 ErrImagePull\n", others) == [])
    #expect(try seen("kubectl get pods | grep web", prints: "web-1 ErrImagePull\n", others) == ["waiting"])
    #expect(try seen("kubectl get pods | awk '{print $2}'", prints: "ErrImagePull\n", others) == ["waiting"])
  }

  @Test("a named object shows the fields that are printed")
  func aNamedObjectShowsTheFieldsThatArePrinted() throws {
    let yaml = "      reason: ErrImagePull\n    restartCount: 7\n"
    #expect(try seen("kubectl get pod web-1 -o yaml", prints: yaml, Fixture.namedPod) == ["count", "waiting"])
  }

  @Test("what a filter takes away was not shown")
  func whatAFilterTakesAwayWasNotShown() throws {
    #expect(try seen("kubectl get pod web-1 -o yaml | grep image:", prints: "image: x\n", Fixture.namedPod) == [])
    #expect(try seen("kubectl get pods > /dev/null", prints: "", Fixture.podTable) == [])
  }

  @Test("a short number is shown only beside its name or when it was asked for")
  func aShortNumberIsShownOnlyBesideItsNameOrWhenItWasAskedFor() throws {
    #expect(try seen("kubectl get pod web-1 -o yaml", prints: "  port: 7\n", Fixture.namedPod) == [])
    let path = "kubectl get pod web-1 -o jsonpath={..restartCount}"
    #expect(try seen(path, prints: "7", Fixture.namedPod) == ["count"])
    #expect(try seen("kubectl describe pod web-1", prints: "    Restart Count:  7\n", Fixture.namedPod) == ["count"])
  }

  @Test("a value is a whole word")
  func aValueIsAWholeWord() throws {
    #expect(try seen("x", prints: "ErrImagePullBackOff", Fixture.namedPod) == [])
    #expect(try seen("x", prints: "reason=ErrImagePull, x", Fixture.namedPod) == ["waiting"])
  }

  @Test("a list longer than people read shows no more than its table")
  func aListLongerThanPeopleReadShowsNoMoreThanItsTable() throws {
    let long = String(repeating: "line: 1\n", count: 500) + "reason: ErrImagePull\n"
    #expect(try seen("kubectl get pods -o yaml", prints: long, Fixture.podList) == [])
    #expect(try seen("kubectl get pods -o yaml", prints: "reason: ErrImagePull\n", Fixture.podList) == ["waiting"])
    #expect(
      try seen("kubectl get pods -o yaml", prints: long + table, Fixture.podList, Fixture.podTable) == ["waiting"])
  }

  @Test("events show what they say")
  func eventsShowWhatTheySay() throws {
    let line = "2m Warning Failed pod/web-1 Failed to pull image \"shop/web:v9\": not found\n"
    #expect(try seen("kubectl get events", prints: line, Fixture.events) == ["event"])
    #expect(try seen("kubectl get events | grep Normal", prints: "nothing\n", Fixture.events) == [])
  }

  @Test("logs show their printed lines")
  func logsShowTheirPrintedLines() throws {
    let log = "starting\nerror: cannot connect to db\n"
    #expect(try seen("kubectl logs web-1", prints: log, Fixture.text("log", log)) == ["log"])
    #expect(try seen("kubectl logs web-1 | head -1", prints: "starting\n", Fixture.text("log", log)) == [])
  }

  @Test(
    "what a container's programs say shows, on the screen or over a forwarded port",
    arguments: ["exec", "attach", "portforward"])
  func whatProgramsSayShows(subresource: String) throws {
    let text = "HTTP/1.1 503 Service Unavailable\r\n\r\npool exhausted\n"
    #expect(try seen("kubectl " + subresource, prints: nil, Fixture.text(subresource, text)) == ["log"])
    #expect(try seen("kubectl " + subresource, prints: nil, Fixture.text(subresource, "exhausted\n")) == [])
  }

  @Test("a command in a container shows how its connection ended")
  func aCommandInAContainerShowsHowItsConnectionEnded() throws {
    let words = "nc: connect to db port 5432 (tcp) failed: Connection refused\n"
    #expect(try seen("kubectl exec", prints: words, Fixture.text("exec", words)) == [])
    for (host, port, result, facts) in Self.connections {
      var exec = Fixture.text("exec", "failed\n")
      exec.connections = [Exchange.Connection(host: host, port: port, result: result, instant: Fixture.start)]
      #expect(try seen("kubectl exec", prints: "failed\n", exec) == facts, "\(host):\(port)")
    }
  }

  private static let connections: [(String, Int, ConnectionResult, [String])] = [
    ("db", 5432, .refused, ["log"]), ("db.default.svc.cluster.local", 5432, .refused, ["log"]),
    ("db", 5432, .timedOut, []), ("db", 80, .refused, []), ("dbs", 5432, .refused, []),
    ("10.0.0.1", 5432, .refused, []),
  ]

  @Test("What is printed is seen when it is printed.")
  func printedIsSeenWhenItIsPrinted() throws {
    var fixture = try Fixture()
    let pieces = [
      (bytes: Array("NAME    READY   STATUS         RESTARTS\nweb-1   0/1     ".utf8), instant: Fixture.start),
      (bytes: Array("ErrImagePull   7 (2m ago)\n".utf8), instant: Fixture.start + .seconds(9)),
    ]
    fixture.record.observe(
      "kubectl get pods -w",
      answer: Answer(exchanges: [Fixture.podTable], screen: Screen(commandLine: "kubectl get pods -w", pieces: pieces)),
      scenario: fixture.scenario, before: fixture.api, after: fixture.api, at: Fixture.start)
    #expect(fixture.record.sightings["waiting"]?.instant == Fixture.start + .seconds(9))
  }

  @Test("an absence is shown by an answer that would hold the object")
  func anAbsenceIsShownByAnAnswerThatWouldHoldTheObject() throws {
    let missing = Exchange(
      request: APIRequest(.get, "/api/v1/namespaces/default/secrets/web"),
      response: APIResponse(APIStatus.notFound(Fixture.secrets, "web")))
    let text = "Error from server (NotFound): secrets \"web\" not found\n"
    #expect(try seen("kubectl get secret web", prints: text, missing) == ["absent"])
    let list = Fixture.reply(
      "/api/v1/namespaces/default/secrets",
      ["kind": "SecretList", "items": [["metadata": ["name": "keys", "namespace": "default"]]]])
    #expect(try seen("kubectl get secrets", prints: "NAME\nkeys\n", list) == ["absent"])
    #expect(try seen("kubectl get secrets | head -1", prints: "NAME\n", list) == [])
    #expect(try seen("kubectl get secrets | grep web", prints: "", list) == ["absent"])
  }

  @Test("a relation needs both of its sides, in whatever order")
  func aRelationNeedsBothOfItsSidesInWhateverOrder() throws {
    var fixture = try Fixture()
    let secret = Fixture.reply(
      "/api/v1/namespaces/default/secrets/keys",
      ["kind": "Secret", "metadata": ["name": "keys", "namespace": "default"], "data": ["a": "YQ=="]])
    fixture.step("kubectl get secret keys -o yaml", after: 1, prints: "a: YQ==\n", secret)
    #expect(fixture.record.sightings["both"] == nil)
    fixture.step("kubectl get pod web-1 -o yaml", after: 2, prints: "image: shop/web:v9\n", Fixture.namedPod)
    #expect(fixture.record.sightings["both"]?.step == 1)
  }

  @Test("what was sent to a file is shown when the file is read")
  func whatWasSentToAFileIsShownWhenTheFileIsRead() throws {
    var fixture = try Fixture()
    fixture.step("kubectl get pod web-1 -o yaml > pod.yaml", after: 1, prints: "", Fixture.namedPod)
    fixture.step("echo ErrImagePull", after: 2, prints: "ErrImagePull\n")
    #expect(fixture.record.sightings.isEmpty)
    fixture.step("cat pod.yaml", after: 3, prints: "  reason: ErrImagePull\n")
    #expect(fixture.record.sightings["waiting"]?.step == 2)
  }

  @Test("a client without a known screen sees whole named objects")
  func aClientWithoutAKnownScreenSeesWholeNamedObjects() throws {
    #expect(try seen("GET pod", prints: nil, Fixture.namedPod) == ["count", "waiting"])
  }

  @Test("evidence counts once")
  func evidenceCountsOnce() throws {
    var fixture = try Fixture()
    fixture.step("kubectl get pods", after: 1, prints: table, Fixture.podTable)
    fixture.step("kubectl get pods", after: 2, prints: table, Fixture.podTable)
    #expect(fixture.record.sightings["waiting"]?.step == 0)
    #expect(fixture.record.steps.map(\.isNew) == [true, false])
  }
}
