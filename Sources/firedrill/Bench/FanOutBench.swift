import KubernetesModel

/// Many clients that watch the pods of one cluster: how long it takes until all of them know of a change.
struct FanOutBench {
  private static let watchers = 1000
  private static let changes = 21

  func measure() throws -> Figure {
    FileLimit.raise()
    let sandbox = try SandboxProcess(["--bare", "--nodes", "0"])
    let pod = BenchPod.name(1)
    // A pod that nobody schedules: each change is one change, and nothing comes of it.
    let manifest = BenchPod.manifest(pod, isScheduled: false)
    try sandbox.ask(WireRequest.bytes("POST", sandbox.pods, body: JSONWriter.bytes(manifest)))
    var crowd = try WatchingCrowd(
      paths: Array(repeating: sandbox.pods + "?watch=1", count: Self.watchers), port: sandbox.port)
    let changer = try LoopbackSocket(port: sandbox.port)
    let times = try (0..<Self.changes).map { number in
      let mark = "change-\(1000 + number)"
      let patch = WireRequest.bytes(
        "PATCH", sandbox.pods + "/" + pod, contentType: "application/merge-patch+json",
        body: Array("{\"metadata\":{\"labels\":{\"mark\":\"\(mark)\"}}}".utf8))
      return try Stopwatch.milliseconds {
        try changer.send(patch)
        try crowd.wait(for: mark)
      }
    }
    return Figure(
      measure: "a change to \(Self.watchers) watchers, until the last has it, median",
      value: Stopwatch.median(times), unit: "ms", limit: 20)
  }
}
