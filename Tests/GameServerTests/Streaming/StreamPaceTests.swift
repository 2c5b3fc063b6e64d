import APIServer
import Cluster
import SimulationKernel
import Testing

@testable import GameServer

/// Streams bring what is there at once, and not with the cluster's next event.
@Suite struct StreamPaceTests {
  private static let start = Instant(seconds: 1_795_363_717)
  private static let now = start + .seconds(30)

  private static let ended = """
    apiVersion: v1
    kind: Pod
    metadata: {name: ended}
    spec:
      restartPolicy: Never
      containers:
      - {name: main, image: "busybox:1.36", command: [sh, -c, "echo one; echo two >&2; echo three"]}
    ---

    """

  /// All that comes on a stream in one instant, how it ended, and in how many readings.
  private struct Result {
    var output = ""
    var errors = ""
    var exitCode: Int?
    var readings = 0
    var mayHaveMore = true
    var largest = 0
  }

  private func read(_ target: String, most: Int = 1000) throws -> Result {
    var cluster = SandboxCluster.make(nodes: 1, isBare: true, seed: 1, at: Self.start)
    try SandboxManifests.apply(Self.ended + StreamingPods.manifests, to: &cluster, at: Self.start)
    let host = SandboxHost(cluster)
    host.advance(to: Self.now)
    let address = try #require(RequestAddress(target: target))
    let answer = host.handle(APICall(APIRequest(.get, address.path, query: address.query)), at: Self.now)
    let stream = try #require(answer.stream, "\(answer.response)")
    var result = Result()
    while result.mayHaveMore, result.readings < most {
      let (reads, mayHaveMore) = host.read(stream, at: Self.now)
      (result.readings, result.mayHaveMore) = (result.readings + 1, mayHaveMore)
      var size = 0
      for read in reads {
        switch read {
        case .bytes(let bytes, let isError):
          size += bytes.count
          if isError {
            result.errors += String(decoding: bytes, as: UTF8.self)
          } else {
            result.output += String(decoding: bytes, as: UTF8.self)
          }
        case .ended(let code): result.exitCode = code
        case .pending, .wantsInput, .watchEvents: continue
        }
      }
      result.largest = max(result.largest, size)
    }
    return result
  }

  @Test("A command's output is read whichever way it was written, and its end right behind.")
  func interleavedOutput() throws {
    let loop = "sh -c for%20i%20in%201%202%203%204%205%206%207%208;do%20echo%20o;echo%20e%20%3E%262;done"
    let result = try read(StreamingPods.exec(loop))
    #expect(result.output == String(repeating: "o\n", count: 8))
    #expect(result.errors == String(repeating: "e\n", count: 8))
    #expect(result.exitCode == 0)
    #expect(result.readings == 1)
  }

  @Test("Much output is read in parts, one right after the other.")
  func largeOutput() throws {
    let result = try read(StreamingPods.exec("seq 1 15000"))
    #expect(result.output == (1...15_000).map { "\($0)\n" }.joined())
    #expect(result.exitCode == 0)
    #expect(result.readings > 1)
  }

  @Test("Of output without end a part is read.")
  func endlessOutput() throws {
    let result = try read(StreamingPods.exec("yes"), most: 1)
    #expect(result.mayHaveMore)
    #expect(result.largest < 1 << 20)
  }

  @Test("The log of a container that has ended ends where it is followed.")
  func endedLog() throws {
    let result = try read("/api/v1/namespaces/default/pods/ended/log?follow=true")
    #expect(result.output + result.errors == "one\ntwo\nthree\n")
    #expect(result.exitCode != nil)
    #expect(result.readings == 1)
  }

  @Test("A reader that has taken a part comes for the rest without being called.")
  func partsFollow() {
    let inbox = StreamInbox()
    if case .behind = inbox.take() {} else { Issue.record("a new stream has everything before it") }
    inbox.give([.bytes([1], isError: false)], mayHaveMore: true)
    if case .read(.bytes([1], isError: false)) = inbox.take() {} else { Issue.record("the part is lost") }
    if case .behind = inbox.take() {} else { Issue.record("the reader waits for the rest") }
    if case .nothing = inbox.take() {} else { Issue.record("the reader asks again and again") }
  }
}
