import APIServer
import Cluster
import KubernetesModel
import SimulationKernel
import Testing

@testable import GameServer

@Suite struct OutlookTests {
  private let start = Instant(seconds: 1_795_363_717)
  private let pods = "/api/v1/namespaces/default/pods"

  private func create(_ name: String) -> APICall {
    let pod: JSONValue = [
      "metadata": ["name": .string(name)], "spec": ["containers": [["name": "app", "image": "nginx:1.27"]]],
    ]
    return APICall(APIRequest(.post, pods, body: .value(pod)))
  }

  /// The bytes of a watch over a minute in which a pod is created, and how often it was asked for them.
  private func watch(
    next: (SandboxHost, Instant) -> Instant?, between: (SandboxHost, Instant) -> Void = { _, _ in }
  ) throws -> (text: String, readings: Int) {
    let host = SandboxHost(SandboxCluster.make(nodes: 2, isBare: false, seed: 1, at: start))
    let open = host.handle(APICall(APIRequest(.get, pods, query: [("watch", "1")])), at: start)
    let stream = try #require(open.stream)
    _ = host.handle(create("web"), at: start + .seconds(1))
    var (now, text, readings) = (start + .seconds(1), "", 0)
    while now < start + .seconds(60) {
      for case .bytes(let bytes, _) in host.read(stream, at: now).reads {
        text += String(decoding: bytes, as: UTF8.self)
      }
      readings += 1
      between(host, now)
      now = min(try #require(next(host, now)), start + .seconds(60))
      host.advance(to: now)
    }
    return (text, readings)
  }

  @Test("A cluster that wakes only for news tells a watch the same as one that wakes all the time, and wakes less.")
  func newsIsTheSame() throws {
    let often = try watch(next: { _, now in now + .milliseconds(100) })
    let seldom = try watch(next: { host, now in host.nextNews(at: now) })
    #expect(often.text.contains("\"phase\":\"Running\""))
    #expect(seldom.text == often.text)
    #expect(seldom.readings < 40)
  }

  @Test("Questions in between change nothing of what a watch is told.")
  func questionsChangeNothing() throws {
    let alone = try watch(next: { host, now in host.nextNews(at: now) })
    let asked = try watch(
      next: { host, now in host.nextNews(at: now) },
      between: { host, now in
        _ = host.handle(APICall(APIRequest(.get, "/api/v1/nodes")), at: now)
        _ = host.nextNews(at: now)
        _ = host.handle(APICall(APIRequest(.get, "/api/v1/nodes")), at: now + .milliseconds(3))
      })
    #expect(asked.text == alone.text)
  }

  @Test("What somebody changes is told at once, whatever was foreseen.")
  func changesAreTold() throws {
    let host = SandboxHost(SandboxCluster.make(nodes: 1, isBare: true, seed: 1, at: start))
    let open = host.handle(APICall(APIRequest(.get, pods, query: [("watch", "1")])), at: start)
    let stream = try #require(open.stream)
    let foreseen = try #require(host.nextNews(at: start))
    #expect(foreseen >= start + .seconds(1))
    _ = host.handle(create("web"), at: start + .milliseconds(500))
    let reads = host.read(stream, at: start + .milliseconds(500)).reads
    guard case .bytes(let bytes, _)? = reads.first else { throw NothingTold() }
    #expect(String(decoding: bytes, as: UTF8.self).contains("ADDED"))
    #expect(try #require(host.nextNews(at: start + .milliseconds(500))) < start + .seconds(1))
  }

  private struct NothingTold: Error {}
}
