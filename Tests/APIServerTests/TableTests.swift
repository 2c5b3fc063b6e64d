import APIServer
import Foundation
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct TableTests {
  let now = Instant(seconds: 1_795_363_717)
  static let accept = "application/json;as=Table;v=v1;g=meta.k8s.io"

  /// `(group version and resource, columns)`, from the golden file.
  static let columns: [(String, String)] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/columns", withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    let lines = text.split(separator: "\n").map(String.init)
    return stride(from: 0, to: lines.count - 1, by: 2).map { (lines[$0], lines[$0 + 1]) }
  }()

  @Test("every kind's table has the columns of a real server")
  func everyKindsTableHasTheColumnsOfARealServer() throws {
    var server = APIServer(seed: 1, at: now)
    #expect(Self.columns.count == 60)
    for (resource, expected) in Self.columns {
      let parts = resource.split(separator: " ").map(String.init)
      let path = (parts[0].contains("/") ? "/apis/" : "/api/") + parts[0] + "/" + parts[1]
      let response = server.handle(APIRequest(.get, path, accept: Self.accept), at: now)
      guard case .value(let table) = response.body else { continue }
      let actual = (table["columnDefinitions"]?.arrayValue ?? []).map { column -> String in
        let name = (column["name"]?.stringValue ?? "").replacing(" ", with: "_")
        let format = column["format"]?.stringValue ?? ""
        return (column["priority"]?.intValue == 1 ? "+" : "") + name + ":" + (column["type"]?.stringValue ?? "")
          + (format.isEmpty ? "" : "/" + format)
      }
      #expect(actual == expected.split(separator: " ").map(String.init), "\(resource)")
    }
  }

  private func cells(_ pod: JSONValue) throws -> [JSONValue] {
    var server = APIServer(seed: 1, at: now)
    var bare: JSONValue = pod
    bare["status"] = nil
    try server.create(bare, in: .pods, as: .admin, at: now)
    var stored = try #require(server.get(.pods, namespace: "default", "a")).value
    stored["status"] = pod["status"]
    try server.updateStatus(stored, in: .pods, as: .admin, at: now)
    let response = server.handle(
      APIRequest(.get, "/api/v1/namespaces/default/pods/a", accept: Self.accept), at: now + .seconds(5))
    guard case .value(let table) = response.body else { return [] }
    return table["rows"]?[0]?["cells"]?.arrayValue ?? []
  }

  static let states: [(containers: Int, inits: Int, status: String, ready: String, shown: String, restarts: String)] = [
    (
      2, 0,
      #"{"phase":"Pending","containerStatuses":[{"name":"c1","state":{"waiting":{"reason":"ContainerCreating"}}}]}"#,
      "0/2", "ContainerCreating", "0"
    ),
    (
      1, 0,
      #"{"phase":"Running","containerStatuses":[{"name":"c1","restartCount":2,"state":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]}"#,
      "0/1", "OOMKilled", "2"
    ),
    (
      1, 0, #"{"phase":"Running","containerStatuses":[{"name":"c1","state":{"terminated":{"exitCode":3}}}]}"#,
      "0/1", "ExitCode:3", "0"
    ),
    (
      1, 0,
      #"{"phase":"Running","containerStatuses":[{"name":"c1","state":{"terminated":{"exitCode":143,"signal":15}}}]}"#,
      "0/1", "Signal:15", "0"
    ),
    (1, 0, #"{"phase":"Failed","reason":"Evicted"}"#, "0/1", "Evicted", "0"),
    (
      1, 2,
      #"{"phase":"Pending","initContainerStatuses":[{"name":"i1","ready":true,"state":{"terminated":{"exitCode":0}}},{"name":"i2","restartCount":1,"state":{"running":{}}}]}"#,
      "0/1", "Init:1/2", "1"
    ),
    (
      1, 1,
      #"{"phase":"Pending","initContainerStatuses":[{"name":"i1","state":{"waiting":{"reason":"ImagePullBackOff"}}}]}"#,
      "0/1", "Init:ImagePullBackOff", "0"
    ),
    (
      1, 1, #"{"phase":"Pending","initContainerStatuses":[{"name":"i1","state":{"terminated":{"exitCode":9}}}]}"#,
      "0/1", "Init:ExitCode:9", "0"
    ),
    (
      2, 0,
      #"{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],"containerStatuses":[{"name":"c1","ready":true,"state":{"running":{}}},{"name":"c2","state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}"#,
      "1/2", "NotReady", "0"
    ),
    (
      1, 0,
      #"{"phase":"Running","containerStatuses":[{"name":"c1","ready":false,"restartCount":4,"state":{"running":{}},"lastState":{"terminated":{"exitCode":1,"finishedAt":"2026-01-01T00:00:00Z"}}}]}"#,
      "0/1", "Running", "4 (325d ago)"
    ),
  ]

  @Test("a pod's line says what state it is in", arguments: states.indices)
  func aPodsLineSaysWhatStateItIsIn(_ index: Int) throws {
    let state = Self.states[index]
    func containers(_ count: Int, _ prefix: String) -> JSONValue {
      .array((0..<count).map { ["name": .string("\(prefix)\($0 + 1)"), "image": "x:1"] })
    }
    let pod: JSONValue = [
      "metadata": ["name": "a", "namespace": "default"], "status": try JSONParser.parse(state.status),
      "spec": ["containers": containers(state.containers, "c"), "initContainers": containers(state.inits, "i")],
    ]
    let cells = try cells(pod)
    #expect(
      cells.prefix(5) == ["a", .string(state.ready), .string(state.shown), .string(state.restarts), "5s"])
  }
}
