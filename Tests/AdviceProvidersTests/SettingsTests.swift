import HTTPClient
import Testing

@testable import AdviceProviders

@Suite struct SettingsTests {
  private func settings(_ environment: [String: String], file: String? = nil) throws -> ProviderSettings? {
    guard let file else { return try SettingsReader(environment).settings() }
    return try SettingsReader(environment, file: "config.yaml", Array(file.utf8)).settings()
  }

  private func complaint(_ environment: [String: String], file: String? = nil) -> String {
    do {
      _ = try settings(environment, file: file)
      return ""
    } catch {
      return "\(error)"
    }
  }

  private let both = ["FIREDRILL_AI_URL": "http://localhost:11434", "FIREDRILL_AI_MODEL": "wise-7b"]

  @Test("Without an address there is no service, and an empty one turns the file's off.")
  func off() throws {
    #expect(try settings([:]) == nil)
    #expect(try settings([:], file: "") == nil)
    #expect(try settings([:], file: "other: 1\n") == nil)
    #expect(try settings([:], file: "ai:\n") == nil)
    let file = "ai: {url: http://localhost:11434, model: wise-7b}\n"
    #expect(try settings([:], file: file) != nil)
    #expect(try settings(["FIREDRILL_AI_URL": ""], file: file) == nil)
  }

  @Test("Variables say all there is to say.")
  func variables() throws {
    let read = try #require(
      try settings(
        both.merging([
          "FIREDRILL_AI_KEY": " sk-verysecret\n", "FIREDRILL_AI_STYLE": "anthropic", "FIREDRILL_AI_ANONYMISE": "yes",
          "FIREDRILL_AI_SECONDS": "30", "FIREDRILL_AI_ASKS_PER_PLAYER": "5", "FIREDRILL_AI_TOKENS_PER_PLAYER": "6",
          "FIREDRILL_AI_ASKS": "7", "FIREDRILL_AI_TOKENS": "8",
        ]) { $1 }))
    #expect(read.endpoint.shown == "http://localhost:11434/v1/messages" && read.style == .anthropic)
    #expect(read.model == "wise-7b" && read.key == Secret("sk-verysecret") && read.anonymises)
    #expect(read.patience == .seconds(30) && read.source == "the environment")
    let budget = read.budget
    #expect([budget.asksPerPlayer, budget.tokensPerPlayer, budget.asks, budget.tokens] == [5, 6, 7, 8])
  }

  @Test("The file says the same, and variables are before it.")
  func file() throws {
    let file = """
      # Where hints come from.
      ai:
        url: https://api.example.com/v1
        model: wise-7b
        key: sk-verysecret
        anonymise: true
        seconds: 20
        asks: 12
      """
    let read = try #require(try settings(["FIREDRILL_AI_MODEL": "wise-70b"], file: file))
    #expect(read.model == "wise-70b" && read.key == Secret("sk-verysecret") && read.anonymises)
    #expect(read.patience == .seconds(20) && read.budget.asks == 12 && read.source == "config.yaml")
  }

  @Test("The file's key is for the file's service alone.")
  func keyStays() throws {
    let file = "ai: {url: https://api.example.com, model: wise-7b, key: sk-verysecret, anonymise: true}\n"
    let read = try #require(try settings(both, file: file))
    #expect(read.endpoint.address.host == "localhost" && read.key.isEmpty && read.anonymises)
  }

  @Test(
    "What is wrong is said with its place.",
    arguments: [
      ("ai: [1]\n", "config.yaml:1:5: ai must be a mapping: url, model, key."),
      ("ai:\n  url: [\n", "config.yaml:3:1: this is no YAML: did not find expected node content."),
      ("ai:\n  url: x\n  url: y\n", "config.yaml:3:3: url stands here a second time."),
      (
        "ai:\n  modell: x\n",
        "config.yaml:2:3: there is no setting modell; there are url, model, key, style, anonymise, seconds, "
          + "asksPerPlayer, tokensPerPlayer, asks, tokens."
      ),
      ("ai:\n  model: x\n", "config.yaml:2:10: the service's address is missing: set ai.url."),
      ("ai:\n  url: http://localhost\n", "config.yaml:2:8: the model is missing: set ai.model."),
      ("ai:\n  url: http://localhost\n  model: 4.1\n", "config.yaml:3:10: model must be a text; put it in quotes."),
      (
        "ai: {url: http://localhost, model: x, style: gemini}\n",
        "config.yaml:1:46: the style must be openai or anthropic."
      ),
      (
        "ai: {url: http://localhost, model: x, seconds: 500}\n",
        "config.yaml:1:48: seconds must be a whole number from 1 to 120."
      ),
      (
        "ai: {url: http://localhost, model: x, anonymise: perhaps}\n",
        "config.yaml:1:50: anonymise must be true or false."
      ),
      (
        "ai: {url: http://localhost, model: x, key: \"sk very secret\"}\n",
        "config.yaml:1:44: the key holds characters that no key has."
      ),
    ])
  func complaints(file: String, says: String) {
    #expect(complaint([:], file: file) == says)
  }

  @Test("What is wrong with a variable is said with its name.")
  func wrongVariables() {
    #expect(
      complaint(["FIREDRILL_AI_KEY": "sk-verysecret"])
        == "FIREDRILL_AI_KEY: the service's address is missing: set FIREDRILL_AI_URL.")
    #expect(
      complaint(["FIREDRILL_AI_URL": "http://localhost"])
        == "FIREDRILL_AI_URL: the model is missing: set FIREDRILL_AI_MODEL.")
    #expect(
      complaint(both.merging(["FIREDRILL_AI_SECONDS": "soon"]) { $1 })
        == "FIREDRILL_AI_SECONDS: seconds must be a whole number from 1 to 120.")
  }

  @Test(
    "An address that is none is refused, and so is one with a password in it.",
    arguments: [
      "localhost:11434", "ftp://localhost", "https://", "https://anna:secret@example.com", "https://example.com:99999",
      "https://example.com:80x", "https://exa mple.com", "https://example.com/#x",
    ])
  func addresses(url: String) {
    let said = complaint(["FIREDRILL_AI_URL": url, "FIREDRILL_AI_MODEL": "m"])
    #expect(said.hasPrefix("FIREDRILL_AI_URL: this is no address of a service") && !said.contains("secret"))
  }

  @Test(
    "An address is completed where it needs to be.",
    arguments: [
      ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
      ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
      ("https://api.example.com/v1", "https://api.example.com/v1/chat/completions"),
      ("https://api.example.com/v1/chat/completions/", "https://api.example.com/v1/chat/completions"),
      ("https://example.com/v1beta/openai/", "https://example.com/v1beta/openai/chat/completions"),
      ("https://example.com/vllm", "https://example.com/vllm/v1/chat/completions"),
      ("https://api.anthropic.com", "https://api.anthropic.com/v1/messages"),
      ("https://example.com/anthropic/v1", "https://example.com/anthropic/v1/messages"),
      ("https://example.com/proxy/v1/messages?team=sre", "https://example.com/proxy/v1/messages"),
    ])
  func completion(url: String, shown: String) throws {
    let endpoint = try #require(ProviderEndpoint(url))
    #expect(endpoint.shown == shown)
    #expect(endpoint.style == (shown.hasSuffix("messages") ? .anthropic : .openAI))
  }

  @Test("A query is sent, and not shown.")
  func queries() throws {
    let endpoint = try #require(ProviderEndpoint("https://example.com/v1?api-version=3"))
    #expect(endpoint.target == "/v1/chat/completions?api-version=3" && !endpoint.shown.contains("?"))
  }

  @Test("A key that would go over the network in the clear is noticed.")
  func inTheClear() throws {
    let shown = [
      "http://example.com", "http://localhost", "http://127.0.0.1:1", "http://[::1]:1", "https://example.com",
    ]
    #expect(shown.map { ProviderEndpoint($0)?.isInTheClear } == [true, false, false, false, false])
  }

  @Test("The key is in no description and no dump.")
  func masked() throws {
    let read = try #require(try settings(both.merging(["FIREDRILL_AI_KEY": "sk-verysecret"]) { $1 }))
    var dumped = ""
    dump(read, to: &dumped)
    for text in ["\(read)", String(reflecting: read), dumped] { #expect(!text.contains("verysecret")) }
    #expect(!"\(Provider(read))".contains("verysecret"))
  }

  @Test("A service's wish to be left alone is understood in seconds and as a date.")
  func retryAfter() {
    #expect(RetryAfter.seconds("20", now: 0) == 20)
    #expect(RetryAfter.seconds("-5", now: 0) == 0)
    #expect(RetryAfter.seconds("Wed, 21 Oct 2026 07:28:00 GMT", now: 1_792_567_650) == 30)
    #expect(RetryAfter.seconds("Wed, 21 Oct 2026 07:28:00 GMT", now: 1_800_000_000) == 0)
    #expect(RetryAfter.seconds("99999999999", now: 0) == 86_400)
    #expect(RetryAfter.seconds("soon", now: 0) == nil && RetryAfter.seconds(nil, now: 0) == nil)
  }
}
