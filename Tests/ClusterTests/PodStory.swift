import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel

/// A cluster in which a test makes pods, and reads what became of them.
struct PodStory {
  static let start = Instant(seconds: 1_795_359_810)

  var cluster: Cluster
  private var stream: APIStream?
  private(set) var steps: [String] = []
  private var shown: [String: String] = [:]
  /// Seconds since the start, in thousandths, of the steps.
  private(set) var times: [Int64] = []

  static let images = [
    "busybox:1.28", "busybox:1.36", "busybox:latest", "nginx:1.25", "nginx:1.27", "nginx:1.28",
    "registry.k8s.io/pause:3.9",
    "registry.k8s.io/pause:3.10",
  ]

  init(seed: UInt64 = 1, nodes: [NodeConfiguration] = [NodeConfiguration(name: "node-1", cpu: 2000, images: images)]) {
    cluster = Cluster(ClusterConfiguration(nodes: nodes, isBare: true), seed: seed, at: Self.start)
    cluster.advance(to: Self.start + .seconds(2))
  }

  mutating func create(_ text: String, in path: String = "/api/v1/namespaces/default/pods") -> APIResponse {
    guard let value = try? JSONParser.parse(text) else { return APIResponse(.badRequest("no JSON")) }
    return send(.post, path, value)
  }

  @discardableResult
  mutating func send(
    _ method: APIRequest.Method, _ path: String, _ body: JSONValue? = nil, contentType: String = "application/json"
  )
    -> APIResponse
  {
    cluster.handle(
      APIRequest(method, path, contentType: contentType, body: body.map(APIRequest.Body.value) ?? .none),
      at: cluster.now)
  }

  mutating func get(_ path: String) -> JSONValue {
    if case .value(let value) = send(.get, path).body { return value }
    return .null
  }

  /// Reads an object, changes it and puts it back.
  mutating func change(_ path: String, _ change: (inout JSONValue) -> Void) {
    var object = get(path)
    change(&object)
    send(.put, path, object)
  }

  mutating func pod(_ name: String) -> JSONValue { get("/api/v1/namespaces/default/pods/" + name) }

  /// Lets time pass and writes down every step of the pods.
  mutating func run(_ duration: Duration) {
    let end = cluster.now + duration
    look()
    while let next = cluster.nextEvent, next <= end {
      cluster.advance(to: next)
      look()
    }
    cluster.advance(to: end)
    look()
  }

  private mutating func look() {
    if stream == nil {
      let request = APIRequest(
        .get, "/api/v1/namespaces/default/pods", query: [("watch", "true"), ("resourceVersion", "0")])
      guard case .stream(let opened) = cluster.handle(request, at: cluster.now).body else { return }
      stream = opened
    }
    guard var current = stream else { return }
    while case .watchEvents(let events) = cluster.read(&current, at: cluster.now), !events.isEmpty {
      for event in events { note(event) }
    }
    stream = current
  }

  private mutating func note(_ event: JSONValue) {
    let object = event["object"] ?? .null
    let line = PodLine(event["type"]?.stringValue ?? "", object).text
    guard shown[object.name] != line else { return }
    shown[object.name] = line
    steps.append(line)
    times.append((cluster.now - Self.start).microseconds / 1000)
  }

  /// `Warning BackOff x2: message`, in the order in which they were first told.
  mutating func events(of pod: String) -> [String] {
    let list = get("/api/v1/namespaces/default/events")
    return (list["items"]?.arrayValue ?? [])
      .filter {
        $0.at("involvedObject", "name")?.stringValue == pod && $0.at("source", "component")?.stringValue == "kubelet"
      }
      .sorted { ($0.name.utf8.count, $0.name) < ($1.name.utf8.count, $1.name) }
      .map { event in
        let count = event["count"]?.intValue ?? 0
        return "\(event["type"]?.stringValue ?? "") \(event["reason"]?.stringValue ?? "") x\(count): "
          + (event["message"]?.stringValue ?? "")
      }
  }
}

/// One state of a pod, written as the recorded transitions write it.
struct PodLine {
  let text: String

  init(_ type: String, _ pod: JSONValue) {
    let status = pod["status"] ?? .null
    var parts = [type, "phase=" + (status["phase"]?.stringValue ?? "")]
    parts.append("ip=" + (status["podIP"] == nil ? "-" : "y"))
    if let grace = pod.at("metadata", "deletionGracePeriodSeconds")?.intValue {
      parts.append("deleting(grace=\(grace))")
    }
    let observed = status["observedGeneration"]?.intValue.map(String.init) ?? "-"
    parts.append("gen=\(pod.generation)/\(observed)")
    parts += (status["conditions"]?.arrayValue ?? []).map(Self.condition)
    for (field, title) in [
      ("initContainerStatuses", "init:"), ("containerStatuses", ""), ("ephemeralContainerStatuses", "debug:"),
    ] {
      parts += (status[field]?.arrayValue ?? []).map { title + Self.container($0) }
    }
    text = parts.joined(separator: " ")
  }

  private static func condition(_ condition: JSONValue) -> String {
    let type = condition["type"]?.stringValue ?? ""
    if condition["status"]?.stringValue == "True" { return type + "+" }
    return type + "-" + (condition["reason"]?.stringValue.map { ":" + $0 } ?? "")
  }

  private static func container(_ status: JSONValue) -> String {
    func flag(_ name: String) -> String { status[name]?.boolValue == true ? "y" : "n" }
    let last = state(status["lastState"])
    return
      "\(status["name"]?.stringValue ?? "")[\(state(status["state"])) ready=\(flag("ready")) started=\(flag("started")) "
      + "restarts=\(status["restartCount"]?.intValue ?? -1)\(last.isEmpty ? "" : " last=" + last)]"
  }

  private static func state(_ state: JSONValue?) -> String {
    if let waiting = state?["waiting"] { return "waiting:" + (waiting["reason"]?.stringValue ?? "") }
    if let ended = state?["terminated"] {
      return "terminated:\(ended["reason"]?.stringValue ?? "")(\(ended["exitCode"]?.intValue ?? -1))"
    }
    return state?["running"] == nil ? "" : "running"
  }
}
