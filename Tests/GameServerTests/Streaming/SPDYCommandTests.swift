import Testing

@testable import GameServer

@Suite(.serialized) struct SPDYCommandTests {
  /// The streams of a command, by what they are for.
  private static func open(_ client: SPDYClient, _ roles: [String]) throws -> [String: UInt32] {
    #expect(client.answer.status == 101)
    return Dictionary(uniqueKeysWithValues: try roles.map { ($0, try client.open(["streamType": $0])) })
  }

  /// Runs a command without input, and returns what came on each stream.
  private static func run(_ served: Served, _ command: String) throws -> [String: String] {
    let client = try SPDYClient(served, StreamingPods.exec(command))
    let ids = try open(client, ["error", "stdout", "stderr"])
    try client.read { client in client.ended.isSuperset(of: ids.values) }
    return ids.mapValues(client.text)
  }

  @Test(
    "A command's output comes on its streams, and how it ended on the error stream.",
    arguments: [
      ("echo out", "out\n", "", #"{"metadata":{},"status":"Success"}"#),
      ("cat nothing", "", "cat: can't open 'nothing': No such file or directory\n", "exit status 1"),
      ("sh -c exit%204", "", "", #""details":{"causes":[{"message":"4","reason":"ExitCode"}]}"#),
      ("nowhere", "", "", #""message":"Internal error occurred: error executing command in container: "#),
      ("nowhere", "", "", #"executable file not found in $PATH"#),
    ])
  func commands(command: String, output: String, errors: String, status: String) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let texts = try Self.run(served, command)
      #expect(texts["stdout"] == output)
      #expect(texts["stderr"] == errors)
      #expect(texts["error"]?.contains(status) == true, "\(texts)")
    }
  }

  @Test("The server agrees on the first protocol that both sides speak, and says that all is said.")
  func negotiation() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let offered = ["v9.channel.k8s.io", "v4.channel.k8s.io", "channel.k8s.io"]
      let client = try SPDYClient(served, StreamingPods.exec("true"), protocols: offered)
      #expect(client.answer.fields["x-stream-protocol-version"] == "v4.channel.k8s.io")
      #expect(client.answer.fields["upgrade"]?.lowercased() == "spdy/3.1")
      _ = try Self.open(client, ["error", "stdout", "stderr"])
      try client.read { $0.farewell != nil }
      #expect(client.farewell == 0)
    }
  }

  @Test(
    "What is refused is answered as plain HTTP.",
    arguments: [
      (
        StreamingPods.exec("ls").replacing("tools", with: "none"), "v4.channel.k8s.io", 404,
        "pods \\\"none\\\" not found"
      ),
      (
        StreamingPods.exec("ls").replacing("main", with: "none"), "v4.channel.k8s.io", 400,
        "container none is not valid for pod tools"
      ),
      (StreamingPods.exec("ls"), "v1.channel.k8s.io", 403, "unable to negotiate protocol"),
      (StreamingPods.exec("ls"), "portforward.k8s.io", 403, "unable to negotiate protocol"),
    ])
  func refusals(target: String, offered: String, status: Int, text: String) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, target, protocols: [offered])
      #expect(client.answer.status == status)
      #expect(try client.refusal().contains(text))
      #expect(served.closesStreams())
    }
  }

  @Test("A command reads what is sent to it, up to the end of that.")
  func standardInput() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, StreamingPods.exec("cat", options: "stdin=true&stdout=true"))
      let ids = try Self.open(client, ["error", "stdin", "stdout"])
      let (input, output) = (try #require(ids["stdin"]), try #require(ids["stdout"]))
      try client.send("one\n", on: input)
      try client.read { $0.text(output) == "one\n" }
      try client.send("two\n", on: input, isLast: true)
      try client.read { $0.ended.isSuperset(of: [output, ids["error"] ?? 0]) }
      #expect(client.text(output) == "one\ntwo\n")
      #expect(client.text(try #require(ids["error"])).contains("Success"))
    }
  }

  @Test("An input stream that is reset ends the input.")
  func resetInput() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, StreamingPods.exec("cat", options: "stdin=true&stdout=true"))
      let ids = try Self.open(client, ["error", "stdin", "stdout"])
      try client.send(.rstStream(id: try #require(ids["stdin"]), status: 5))
      try client.read { $0.ended.isSuperset(of: [ids["error"] ?? 0]) }
      #expect(client.text(try #require(ids["error"])).contains("Success"))
    }
  }

  @Test("What is larger than every window comes through in both directions, and is granted on the way.")
  func largeTransfers() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let upload = try SPDYClient(
        served, StreamingPods.exec("sh -c cat%3E/tmp/large;wc%20-c%3C/tmp/large", options: "stdin=true&stdout=true"))
      let ids = try Self.open(upload, ["error", "stdin", "stdout"])
      let (input, output) = (try #require(ids["stdin"]), try #require(ids["stdout"]))
      let piece = String(repeating: "0123456789abcde\n", count: 2048)
      for number in 1...32 { try upload.send(piece, on: input, isLast: number == 32) }
      try upload.read { $0.ended.contains(output) }
      #expect(upload.text(output) == "\(32 * 32_768)\n")
      #expect(upload.granted[input, default: 0] > 28 * 32_768)
      #expect(try Self.run(served, "cat /tmp/large")["stdout"] == String(repeating: piece, count: 32))
    }
  }

  @Test("A client that keeps windows is sent no more than it grants.")
  func windows() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, StreamingPods.exec("seq 1 2000"))
      try client.send(.initialWindow(1000))
      let ids = try Self.open(client, ["error", "stdout", "stderr"])
      let output = try #require(ids["stdout"])
      try client.read { $0.received[output]?.count == 1000 }
      try client.readUntilPong(1)
      #expect(client.received[output]?.count == 1000)
      try client.send(.windowUpdate(id: output, delta: 500))
      try client.read { $0.received[output]?.count == 1500 }
      try client.readUntilPong(3)
      #expect(client.received[output]?.count == 1500)
      try client.send(.initialWindow(100_000))
      try client.read { $0.ended.contains(output) }
      #expect(client.text(output) == (1...2000).map { "\($0)\n" }.joined())
    }
  }

  @Test("A container sees how large the client's terminal is.")
  func resize() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, StreamingPods.exec("sh", options: "stdin=true&stdout=true&tty=true"))
      let ids = try Self.open(client, ["error", "stdin", "stdout", "resize"])
      let output = try #require(ids["stdout"])
      try client.send("{\"Width\":132,\"Height\":43}\n", on: try #require(ids["resize"]))
      try client.readUntilPong(1)
      try client.send("stty size\r", on: try #require(ids["stdin"]))
      try client.read { $0.text(output).contains("43 132\r\n") }
      try client.send("exit 3\r", on: try #require(ids["stdin"]))
      try client.read { $0.ended.isSuperset(of: [output, ids["error"] ?? 0]) }
      #expect(client.text(try #require(ids["error"])).contains("exit status 3"))
    }
  }

  @Test("A client that is attached hears the container's own process.")
  func attach() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, StreamingPods.attach("main"))
      let output = try #require(try Self.open(client, ["error", "stdout", "stderr"])["stdout"])
      try client.read { $0.text(output).contains("tick\n") }
      let writer = try SPDYClient(served, StreamingPods.attach("reader", options: "stdin=true&stdout=true"))
      let ids = try Self.open(writer, ["error", "stdin", "stdout"])
      try writer.send("this\n", on: try #require(ids["stdin"]))
      try writer.read { $0.text(ids["stdout"] ?? 0) == "heard this\n" }
    }
  }

  @Test("A command whose client goes away is ended.")
  func departure() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      var client: SPDYClient? = try SPDYClient(served, StreamingPods.exec("sleep 3600"))
      if let client { _ = try Self.open(client, ["error", "stdout", "stderr"]) }
      try client?.readUntilPong(1)
      #expect(served.openStreams == 1)
      client = nil
      #expect(served.closesStreams())
    }
  }
}
