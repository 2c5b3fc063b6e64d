import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import GameServer

@Suite(.serialized) struct SlowClientTests {
  /// Small enough for answers to wait on the server's side.
  private static let window: Int32 = 8192
  private static let maps = "/api/v1/namespaces/default/configmaps"
  private static let large = "/openapi/v3/api/v1"

  private static func get(_ target: String, times: Int = 1) -> String {
    String(repeating: "GET \(target) HTTP/1.1\r\nHost: test\r\n\r\n", count: times)
  }

  /// Makes watches and lists large.
  private static func addMaps(_ served: Served, _ count: Int) throws {
    let text = String(repeating: "x", count: 100_000)
    let client = try served.connect()
    for number in 0..<count {
      let body = #"{"metadata":{"name":"m\#(number)"},"data":{"text":"\#(text)"}}"#
      let answer = try client.ask(
        "POST", served.path + maps, fields: ["Content-Type": "application/json"], body: Array(body.utf8))
      #expect(answer.status == 201)
    }
  }

  @Test("Clients that stop in the middle, or read nothing of what they asked for, hold up nobody.")
  func unreadAnswers() async throws {
    try await Served.sandbox { served in
      let slow = try (0..<30).map { _ in try served.connect(window: Self.window) }
      for (number, client) in slow.enumerated() {
        switch number % 3 {
        case 0: client.send(Self.get(served.path + Self.maps + "?watch=true"))
        case 1: client.send(Self.get(served.path + Self.large, times: 8))
        default: client.send("POST \(Self.maps) HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\nContent-Type: ")
        }
      }
      try Self.addMaps(served, 20)
      #expect(try served.connect().ask("GET", served.path + "/version").status == 200)
      // They were there all the time.
      withExtendedLifetime(slow) {}
    }
  }

  @Test("A connection whose answers wait unread for too long is closed.")
  func unreadLimit() async throws {
    try await Served.sandbox(unreadLimit: .seconds(1)) { served in
      let client = try served.connect(window: Self.window)
      let count = 40
      client.send(Self.get(served.path + Self.large, times: count))
      usleep(4_000_000)
      var answers = 0
      while (try? client.answer())?.status == 200 { answers += 1 }
      #expect(answers < count)
    }
  }

  /// A connection that its client does not read, which its limit is at.
  private static func unread(mayPause: Bool) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel()
    let client = ConnectionClient(isSecure: false, left: channel.closeFuture)
    let host = ClusterHost(SandboxHost(SandboxCluster.make(nodes: 0, isBare: true, seed: 1, at: ServerClock().now)))
    client.carry(1, of: host, mayPause: mayPause)
    try channel.pipeline.syncOperations.addHandler(UnreadLimit(.seconds(60), for: client))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    #expect(channel.isActive)
    return channel
  }

  @Test("A client that takes something in time goes on, and one that follows a log may pause.")
  func pauses() throws {
    let unread = try Self.unread(mayPause: false)
    unread.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!unread.isActive)
    let reading = try Self.unread(mayPause: false)
    reading.isWritable = true
    reading.pipeline.fireChannelWritabilityChanged()
    reading.embeddedEventLoop.advanceTime(by: .seconds(600))
    #expect(reading.isActive)
    let pausing = try Self.unread(mayPause: true)
    pausing.embeddedEventLoop.advanceTime(by: .seconds(600))
    #expect(pausing.isActive)
    _ = try (reading.finish(), pausing.finish())
  }

  @Test("A connection that goes on after a stream keeps nothing of it.")
  func finishedStreams() throws {
    let loop = EmbeddedEventLoop()
    let left = loop.makePromise(of: Void.self)
    let client = ConnectionClient(isSecure: false, left: left.futureResult)
    weak var kept: ClusterHost?
    do {
      let host = ClusterHost(SandboxHost(SandboxCluster.make(nodes: 0, isBare: true, seed: 1, at: ServerClock().now)))
      kept = host
      client.carry(1, of: host, mayPause: true)
      #expect(client.mayPause)
      client.putDown()
    }
    #expect(kept == nil)
    #expect(!client.mayPause)
    left.succeed()
  }

  @Test("A client that reads nothing of a large answer loses its connection, and the answer is given up.")
  func unreadAnswersEnd() async throws {
    try await Served.sandbox(answerPatience: .milliseconds(300)) { served in
      let maps = served.path + "/api/v1/namespaces/default/configmaps"
      let text = String(repeating: "x", count: 900_000)
      let client = try served.connect()
      for number in 0..<16 {
        let body = #"{"metadata":{"name":"m\#(number)"},"data":{"text":"\#(text)"}}"#
        let answer = try client.ask("POST", maps, fields: ["Content-Type": "application/json"], body: Array(body.utf8))
        #expect(answer.status == 201)
      }
      let lazy = try served.connect(window: 64 << 10)
      lazy.send("GET \(maps) HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try lazy.head().status == 200)
      #expect(served.waitingBytes > 14_000_000)
      #expect(served.freesAnswers())
      var received = 0
      while let bytes = try? lazy.bytes() { received += bytes.count }
      #expect(received < 14_000_000)
      // Who reads what it asks for is served as before.
      #expect(try client.ask("GET", maps).body.count > 14_000_000)
    }
  }

  @Test("The answers that a cluster's clients do not read take a bounded amount of memory.")
  func boundedAnswers() {
    let load = Load()
    #expect(load.reserve(bytes: 200 << 20))
    #expect(!load.reserve(bytes: 100 << 20))
    load.release(bytes: 200 << 20)
    #expect(load.reserve(bytes: 100 << 20))
  }
}
