import Foundation
import SimulationKernel
import Testing

/// Random requests: some, or as many as fit into `FIREDRILL_FUZZ_SECONDS`. `FIREDRILL_FUZZ_SEED` says which.
@Suite(.serialized) struct FuzzTests {
  private static let rounds = 60

  private static func number(_ name: String, or value: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? value
  }

  /// Server errors that a real server answers with, too.
  private static let expected = [
    "failed to create typed patch object", "Too large resource version", "no endpoints available for service",
    "no preferred addresses found", "error trying to reach service", "no service port",
  ]

  @Test("Whatever is sent, the server answers as Kubernetes may, and goes on.")
  func randomRequests() async throws {
    let seconds = Self.number("FIREDRILL_FUZZ_SECONDS", or: 0)
    let seed = Self.number("FIREDRILL_FUZZ_SEED", or: 1)
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      var noise = RequestNoise(seed: UInt64(clamping: seed), prefix: served.path)
      let end = ContinuousClock.now + .seconds(seconds)
      var count = 0
      var statuses: [Int: Int] = [:]
      while count < Self.rounds || ContinuousClock.now < end {
        try send(&noise, to: served, &statuses)
        count += 1
        #expect(try served.connect().ask("GET", served.path + "/version").status == 200, "after round \(count)")
      }
      // A log of one line, for long runs.
      print("fuzz: \(count) rounds, answers \(statuses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })")
      #expect((statuses[200] ?? 0) > 0 && (statuses[400] ?? 0) > 0 && (statuses[404] ?? 0) > 0)
    }
  }

  /// Sends some requests over one connection, now and then without waiting or without an end.
  private func send(_ noise: inout RequestNoise, to served: Served, _ statuses: inout [Int: Int]) throws {
    var requests = (0..<(1 + noise.below(20))).map { _ in noise.next() }
    // An answer that may have no end is not waited for.
    let mayGoOn = requests.contains { $0.target.contains("follow=") }
    let client = try RawConnection(port: served.port, patience: mayGoOn ? 1 : 30)
    // Connections are mostly taken over by their first request.
    let upgrades = noise.below(3) == 0
    if upgrades { requests.insert(noise.nextUpgrade(), at: noise.below(4) == 0 ? requests.count / 2 : 0) }
    if noise.below(10) == 0 {
      let bytes = requests.flatMap(\.bytes)
      client.send(Array(bytes.prefix(noise.below(bytes.count))))
      return
    }
    let isPipelined = noise.below(upgrades ? 2 : 5) == 0
    if isPipelined { client.send(requests.flatMap(\.bytes)) }
    for request in requests {
      if !isPipelined { client.send(request.bytes) }
      guard let answer = try? client.answer(to: request.method) else {
        let text = String(decoding: request.bytes, as: UTF8.self)
        if client.isSilent, !mayGoOn {
          Issue.record("no answer to \(text.prefix(1500)) among \(requests.map(\.target))")
        }
        return
      }
      statuses[answer.status, default: 0] += 1
      if answer.status >= 500, request.method != "HEAD", !Self.expected.contains(where: answer.text.contains) {
        Issue.record(
          "\(answer.status) \(answer.text.prefix(400)) to \(String(decoding: request.bytes, as: UTF8.self).prefix(1500))"
        )
      }
      if answer.status == 101 || answer.fields["connection"] == "close" { return }
    }
  }
}
