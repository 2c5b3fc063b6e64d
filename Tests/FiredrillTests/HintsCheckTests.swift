import Foundation
import LoopbackServing
import Testing

@Suite struct HintsCheckTests {
  private let program = Program()

  /// A service that answers in pieces, and counts.
  private func service() -> LoopbackServer {
    LoopbackServer { peer in
      guard peer.readHead() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
      peer.write("data: {\"choices\":[{\"delta\":{\"content\":\"kubectl describe\"}}]}\n\n")
      peer.write("data: {\"choices\":[{\"delta\":{\"content\":\" pod.\"},\"finish_reason\":\"stop\"}]}\n\n")
      peer.write("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":6}}\n\ndata: [DONE]\n\n")
      _ = peer.read(1 << 20)
    }
  }

  private func environment(_ server: LoopbackServer) -> [String: String] {
    [
      "FIREDRILL_AI_URL": "http://127.0.0.1:\(server.port)", "FIREDRILL_AI_MODEL": "wise-7b",
      "FIREDRILL_AI_KEY": "sk-verysecret",
    ]
  }

  /// Whether it is said, however the lines are broken.
  private func says(_ result: Program.Result, _ words: String) -> Bool {
    result.output.filter { !$0.isWhitespace }.contains(words.filter { !$0.isWhitespace })
  }

  @Test("A service that is well is told with what it can do and what leaves the machine.")
  func wellService() throws {
    let server = service()
    let result = try program.run(["hints", "check"], changing: environment(server))
    #expect(result.status == 0, "\(result)")
    for words in [
      "http://127.0.0.1:\(server.port)/v1/chat/completions, set in the environment", "OpenAI chat completions",
      "wise-7b",
      "first word after ", "yes", "40 in, 6 out; a hint takes some ", "Nothing is wrong.",
      "- the incident's page and its objectives", "FIREDRILL_AI_ANONYMISE=yes",
    ] {
      #expect(says(result, words), "\(words): \(result.output)")
    }
    #expect(!result.output.contains("verysecret"))
  }

  @Test("Scripts get the same as an object.")
  func json() throws {
    let server = service()
    let result = try program.run(["hints", "check", "--json"], changing: environment(server))
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result)")
    #expect(report["configured"] as? Bool == true && (report["leaves"] as? [String])?.isEmpty == false)
    let figures = try #require(report["figures"] as? [String: Any])
    #expect(figures["streams"] as? Bool == true && figures["inputTokens"] as? Int == 40)
    #expect(figures["hintInputTokens"] as? Int ?? 0 > 1000 && !result.output.contains("verysecret"))
  }

  @Test("A service that fails is told with its words and with a mend, and fails the command.")
  func failingService() throws {
    let server = LoopbackServer { peer in
      _ = peer.readHead()
      peer.answer("{\"error\":{\"message\":\"no such key: sk-verysecret\"}}", status: "401 Unauthorized")
      _ = peer.read(1 << 20)
    }
    let result = try program.run(["hints", "check"], changing: environment(server))
    #expect(result.status == 1)
    #expect(says(result, "The AI service does not take the key (401). It says: no such key: ***"), "\(result)")
    #expect(says(result, "Set FIREDRILL_AI_KEY to a key of this service."))
  }

  @Test("Without a service it is told how to set one.")
  func notConfigured() throws {
    let result = try program.run(["hints", "check"])
    #expect(result.status == 1 && result.output.hasPrefix("No AI service is set, and none is needed"))
    #expect(result.output.contains("~/.config/firedrill/config.yaml"), "\(result.output)")
    let json = try program.run(["hints", "check", "--json"])
    #expect(json.status == 1 && json.output.contains("\"configured\" : false"))
    #expect(try program.run(["hints", "check", "--yaml"]).status == 64)
  }

  @Test("The config file is read, what is wrong in it is told with its place, and who else can read its key.")
  func configFile() throws {
    let folder = program.dataFolder + "/.config/firedrill"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = service()
    func write(_ text: String) throws {
      try text.write(toFile: folder + "/config.yaml", atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/config.yaml")
    }
    try write("ai:\n  url: http://127.0.0.1:\(server.port)\n  model: wise-7b\n  key: sk-verysecret\n")
    let result = try program.run(["hints", "check"])
    #expect(result.status == 0 && says(result, "set in ~/.config/firedrill/config.yaml"), "\(result)")
    #expect(says(result, "chmod 600 ~/.config/firedrill/config.yaml"))
    try write("ai:\n  url: nonsense\n  model: wise-7b\n")
    let wrong = try program.run(["hints", "check"])
    #expect(wrong.status == 1 && says(wrong, "config.yaml:2:8: this is no address"), "\(wrong)")
  }
}
