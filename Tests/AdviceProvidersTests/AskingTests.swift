import AdviceProviders
import KubernetesModel
import LoopbackServing
import Testing

@Suite struct AskingTests {
  private let words = ["Who owns ", "the pods ", "that restart?"]
  private let text = "Who owns the pods that restart?"

  @Test("A stream of chat completions is handed on as it comes, with its tokens.")
  func openAIStream() throws {
    let words = words
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(words)) }
    let pieces = Pieces()
    let answer = try Provider(service.settings()).ask("You ask.", "k get po", onText: pieces.add)
    #expect(answer.text == text && pieces.all.joined() == text)
    #expect(answer.inputTokens == 42 && answer.outputTokens == 7 && answer.isStreamed)
    let asked = try #require(service.asked.first)
    #expect(asked.line == "POST /v1/chat/completions HTTP/1.1")
    #expect(asked.head.contains("\r\nAuthorization: Bearer sk-verysecret"))
    #expect(asked.body["model"] == "wise-7b" && asked.body["stream"] == true)
    #expect(
      asked.body["messages"]
        == [["role": "system", "content": "You ask."], ["role": "user", "content": "k get po"]])
  }

  @Test("A stream of messages is handed on as it comes, with its tokens.")
  func anthropicStream() throws {
    let words = words
    let service = ScriptedService { peer, _ in peer.stream(Events.anthropic(words)) }
    let pieces = Pieces()
    let answer = try Provider(service.settings("", .anthropic)).ask("You ask.", "k get po", onText: pieces.add)
    #expect(answer.text == text && pieces.all == words)
    #expect(answer.inputTokens == 42 && answer.outputTokens == 7 && answer.isStreamed)
    let asked = try #require(service.asked.first)
    #expect(asked.line == "POST /v1/messages HTTP/1.1")
    #expect(asked.head.contains("\r\nx-api-key: sk-verysecret\r\nanthropic-version: 2023-06-01"))
    #expect(!asked.head.contains("Authorization"))
    #expect(asked.body["system"] == "You ask." && asked.body["max_tokens"] != nil)
    #expect(asked.body["messages"] == [["role": "user", "content": "k get po"]])
  }

  @Test("A server that does not stream answers as a whole.")
  func wholeAnswers() throws {
    let openAI = ScriptedService { peer, _ in
      peer.answer(
        #"{"choices":[{"message":{"role":"assistant","content":"Look at the events."},"finish_reason":"stop"}],"#
          + #""usage":{"prompt_tokens":12,"completion_tokens":5}}"#)
    }
    let first = try Provider(openAI.settings()).ask("", "")
    #expect(first.text == "Look at the events." && first.inputTokens == 12 && !first.isStreamed)
    let anthropic = ScriptedService { peer, _ in
      peer.answer(
        #"{"type":"message","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Look there."}],"#
          + #""stop_reason":"end_turn","usage":{"input_tokens":12,"output_tokens":5}}"#)
    }
    let second = try Provider(anthropic.settings("/v1/messages")).ask("", "")
    #expect(second.text == "Look there." && second.outputTokens == 5 && !second.isStreamed)
  }

  @Test("Without a key none is sent.")
  func noKey() throws {
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(["Yes?"])) }
    var settings = try service.settings()
    settings.key = Secret("")
    _ = try Provider(settings).ask("", "")
    #expect(service.asked.first?.head.lowercased().contains("authorization") == false)
  }

  @Test("Who has heard enough is not told the rest.")
  func enough() throws {
    let service = ScriptedService { peer, _ in
      peer.beginStream()
      for event in Events.openAI(["One. ", "Two. "]).prefix(2) { peer.writeChunk(event) }
      peer.waitForEnd()
    }
    let provider = try Provider(service.settings())
    let answer = try provider.ask("", "") { _ in false }
    #expect(answer.text.hasPrefix("One. "))
  }

  @Test("What was said is not lost where the count of tokens never comes.")
  func missingUsage() throws {
    let service = ScriptedService { peer, _ in
      peer.beginStream()
      for event in Events.openAI(["Yes?"]).prefix(2) { peer.writeChunk(event) }
      peer.write("nonsense")
    }
    let answer = try Provider(service.settings()).ask("", "")
    #expect(answer.text == "Yes?" && answer.inputTokens == nil && answer.outputTokens == nil)
  }

  @Test("What a service does not take is left out, once and for all.")
  func refusedParameters() throws {
    let service = ScriptedService { peer, asked in
      func refuse(_ text: String) {
        peer.answer("{\"error\":{\"message\":\"\(text)\"}}", status: "400 Bad Request")
      }
      if asked.body["stream_options"] != nil { return refuse("Unknown field: stream_options") }
      if asked.body["max_tokens"] != nil { return refuse("'max_tokens' is not supported with this model.") }
      if asked.body["messages"]?.arrayValue?.count == 2 { return refuse("System role not supported") }
      if asked.body["stream"] != nil { return refuse("You must be verified to stream this model.") }
      peer.answer(#"{"choices":[{"message":{"content":"Yes?"},"finish_reason":"stop"}]}"#)
    }
    let provider = try Provider(service.settings())
    #expect(try provider.ask("Ask.", "k").text == "Yes?")
    #expect(service.asked.count == 5)
    #expect(service.asked.last?.body["messages"] == [["role": "user", "content": "Ask.\n\nk"]])
    #expect(service.asked.last?.body["max_completion_tokens"] != nil)
    _ = try provider.ask("Ask.", "k")
    #expect(service.asked.count == 6)
  }

  @Test("Thoughts before an answer are not part of it, however they are cut.", arguments: [1, 3, 1000])
  func thoughts(piece: Int) throws {
    let said = Array("\n<think>\nIt is the limit.</think>\n\nWhat did it die of?")
    let pieces = stride(from: 0, to: said.count, by: piece).map { String(said[$0..<min(said.count, $0 + piece)]) }
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(pieces)) }
    #expect(try Provider(service.settings()).ask("", "").text == "What did it die of?")
  }

  @Test("What only begins like a thought is said.")
  func noThought() throws {
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(["<th"])) }
    #expect(try Provider(service.settings()).ask("", "").text == "<th")
  }
}
