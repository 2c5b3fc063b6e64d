import KubernetesModel

/// Measures a sandbox in a process of its own over loopback HTTP, as clients use it: connections are kept, each client
/// waits for its answer. A real control plane without nodes was measured in the same way, and the targets are multiples of
/// its rates: 5 times its GETs, 15 times its LISTs, 10 times its creations.
struct WireBench {
  private static let pods = 500
  /// A cluster takes 1500 objects of one resource; these leave room.
  private static let creations = 1200

  private enum Rate {
    static let get = (one: 5 * 1025.0, many: 5 * 3080.0)
    static let list = (one: 15 * 45.0, many: 15 * 72.0)
    static let create = (one: 10 * 201.0, many: 10 * 665.0)
  }

  func measure() throws -> [Figure] {
    var figures = try start()
    let sandbox = try Self.sandbox()
    for number in 0..<Self.pods { try sandbox.ask(Self.creation(number, isScheduled: false, on: sandbox)) }
    let get = { number in WireRequest.bytes("GET", sandbox.pods + "/" + BenchPod.name(number % Self.pods)) }
    let list = { (_: Int) in WireRequest.bytes("GET", sandbox.pods) }
    for (clients, target) in [(1, Rate.get.one), (16, Rate.get.many)] {
      figures += try rate("GET of a pod", sandbox, clients, count: 20_000, target, get)
    }
    for (clients, target) in [(1, Rate.list.one), (16, Rate.list.many)] {
      figures += try rate("LIST of \(Self.pods) pods", sandbox, clients, count: 2_000, target, list)
    }
    for (clients, target) in [(1, Rate.create.one), (16, Rate.create.many)] {
      figures.append(try creating(clients, target))
    }
    return figures
  }

  /// A control plane alone: the real one that was measured had no nodes either.
  private static func sandbox() throws -> SandboxProcess { try SandboxProcess(["--bare", "--nodes", "0"]) }

  private static func creation(
    _ number: Int, isScheduled: Bool = true, on sandbox: SandboxProcess, query: String = ""
  ) -> [UInt8] {
    let pod = BenchPod.manifest(BenchPod.name(number), isScheduled: isScheduled)
    return WireRequest.bytes("POST", sandbox.pods + query, body: JSONWriter.bytes(pod))
  }

  /// Clients that ask at the same time, after a tenth of their requests was for warming up.
  private func rate(
    _ what: String, _ sandbox: SandboxProcess, _ clients: Int, count: Int, _ target: Double,
    _ request: (Int) -> [UInt8]
  ) throws -> [Figure] {
    let load = HTTPLoad(port: sandbox.port, clients: clients)
    _ = try load.run(count: count / 10, request)
    let result = try load.run(count: count, request)
    let size = Double(result.bodyBytes) / Double(result.answers) / 1000
    return [
      Figure(
        measure: "\(what), \(Int(size.rounded())) kB, \(Self.text(clients))", value: result.perSecond, unit: "1/s",
        atLeast: target),
      Figure(
        measure: "\(what), \(Self.text(clients)), median", value: Stopwatch.median(result.milliseconds), unit: "ms"),
    ]
  }

  /// Creations in several clusters one after the other, since one does not take enough of them.
  private func creating(_ clients: Int, _ target: Double) throws -> Figure {
    let rounds = 5
    var seconds = 0.0
    for _ in 0..<rounds {
      let sandbox = try Self.sandbox()
      let load = HTTPLoad(port: sandbox.port, clients: clients)
      // A process is slow at first; dry runs leave room for what is counted.
      _ = try load.run(count: Self.creations) { Self.creation($0, on: sandbox, query: "?dryRun=All") }
      seconds += try load.run(count: Self.creations) { Self.creation($0, on: sandbox) }.seconds
    }
    return Figure(
      measure: "create a pod, \(Self.text(clients))", value: Double(rounds * Self.creations) / max(1e-6, seconds),
      unit: "1/s", atLeast: target)
  }

  private static func text(_ clients: Int) -> String { clients == 1 ? "1 client" : "\(clients) clients" }

  /// From the start of the process to the answers that `kubectl get nodes` asks for, and the server's memory then.
  private func start() throws -> [Figure] {
    var memory = 0
    let times = try (0..<11).map { _ in
      try Stopwatch.milliseconds {
        let sandbox = try SandboxProcess(["--nodes", "3"])
        let discovery = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"
        let table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
        try sandbox.ask(WireRequest.bytes("GET", sandbox.path + "/api?timeout=32s", accept: discovery))
        try sandbox.ask(WireRequest.bytes("GET", sandbox.path + "/apis?timeout=32s", accept: discovery))
        try sandbox.ask(WireRequest.bytes("GET", sandbox.path + "/api/v1/nodes?limit=500", accept: table))
        memory = max(memory, try sandbox.process.residentBytes())
      }
    }
    return [
      Figure(
        measure: "firedrill sandbox, start to kubectl get nodes, median", value: Stopwatch.median(times), unit: "ms",
        limit: 100),
      Figure(measure: "resident with a cluster of 3 nodes", value: Double(memory) / 1e6, unit: "MB", limit: 60),
    ]
  }
}

extension SandboxProcess {
  /// Of the pods that are measured.
  var pods: String { path + "/api/v1/namespaces/default/pods" }
}
