import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel

/// Measures the API server alone, in one thread, as a client over the network uses it: bytes go in, bytes come out.
struct ServerBench {
  private static let pods = 500
  private let now = Instant(seconds: 1_800_000_000)

  func measure() throws -> [Figure] {
    var full = APIServer(seed: 1, at: now)
    for number in 0..<Self.pods { try create(number, on: &full) }
    return [try get(full), try list(full), try create(), try run()]
  }

  /// Pods that come one a millisecond, are scheduled and started: what a cluster does for them, besides the API.
  private func run() throws -> Figure {
    let nodes = (1...10).map { NodeConfiguration(name: "node-\($0)", cpu: 64_000, memory: 256 << 30) }
    var cluster = Cluster(ClusterConfiguration(nodes: nodes), seed: 1, at: now)
    cluster.advance(to: now + .seconds(60))
    let count = 1000
    let time = try Stopwatch.milliseconds {
      for number in 0..<count {
        let request = APIRequest(.post, path, body: .value(BenchPod.manifest(BenchPod.name(number))))
        let response = cluster.handle(request, at: cluster.now + .milliseconds(1))
        guard response.isSuccess else { throw Failure("the cluster refused a pod: status \(response.status)") }
      }
      cluster.advance(to: cluster.now + .seconds(30))
    }
    return Figure(
      measure: "pods created and started, 10 nodes, one core", value: Double(count) / max(0.001, time / 1000),
      unit: "1/s")
  }

  private func get(_ server: APIServer) throws -> Figure {
    try figure("api get", count: 50_000) { number in
      var server = server
      let request = APIRequest(.get, path + "/web-\(number % Self.pods)")
      guard try bytes(of: answer(request, from: &server)).count > 1000 else { throw Failure("a pod is missing") }
    }
  }

  private func list(_ server: APIServer) throws -> Figure {
    try figure("api list of \(Self.pods)", count: 500) { _ in
      var server = server
      let request = APIRequest(.get, path)
      guard try bytes(of: answer(request, from: &server)).count > 500_000 else { throw Failure("pods are missing") }
    }
  }

  private func create() throws -> Figure {
    var server = APIServer(seed: 1, at: now)
    let empty = server
    return try figure("api create pod", count: 5000) { number in
      if number % 1000 == 0 { server = empty }
      try create(number % 1000, on: &server)
    }
  }

  private func create(_ number: Int, on server: inout APIServer) throws {
    let request = APIRequest(.post, path, body: .bytes(JSONWriter.bytes(BenchPod.manifest(BenchPod.name(number)))))
    _ = try bytes(of: answer(request, from: &server))
    // Whoever owns a server takes its changes.
    _ = server.takeChanges()
  }

  private let path = "/api/v1/namespaces/default/pods"

  private func answer(_ request: APIRequest, from server: inout APIServer) -> APIResponse {
    var request = request
    request.takesStored = true
    return server.handle(request, at: now)
  }

  private func bytes(of response: APIResponse) throws -> [UInt8] {
    guard response.isSuccess else { throw Failure("the API server refused: status \(response.status)") }
    switch response.body {
    case .stored(let body): return body.json
    case .value(let value): return JSONWriter.bytes(value)
    default: throw Failure("the API server answered without an object")
    }
  }

  private func figure(_ measure: String, count: Int, _ body: (Int) throws -> Void) rethrows -> Figure {
    let time = try Stopwatch.milliseconds { for number in 0..<count { try body(number) } }
    return Figure(
      measure: measure + ", one core", value: Double(count) / max(0.001, time / 1000), unit: "1/s")
  }
}
