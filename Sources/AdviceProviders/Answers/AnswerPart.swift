import KubernetesModel

/// What one event of a stream, or a whole answer, says.
struct AnswerPart: Equatable {
  var text = ""
  /// Nothing is said after it.
  var isEnd = false
  /// And nothing else comes after it either.
  var isLast = false
  /// It ends because all tokens are used.
  var isCutShort = false
  var inputTokens: Int?
  var outputTokens: Int?
  /// The service fails in the middle of it, and why.
  var failure: String?
  /// Whether it has anything of what answers of this style are made of.
  var isKnown = true

  init(_ value: JSONValue, _ style: ProviderStyle) {
    if let error = value["error"], !error.isNull {
      failure = ServiceMessage.text(of: value)
      return
    }
    switch style {
    case .openAI: readChoice(value)
    case .anthropic: readMessage(value)
    }
  }

  // MARK: OpenAI: a chunk, or a whole completion

  private mutating func readChoice(_ value: JSONValue) {
    isKnown = value["choices"] != nil || value["usage"] != nil
    readUsage(value["usage"], "prompt_tokens", "completion_tokens")
    guard let choice = value["choices"]?[0] else { return }
    let content = choice.at("delta", "content") ?? choice.at("message", "content")
    text = Self.text(of: content ?? .null)
    if let reason = choice["finish_reason"]?.stringValue {
      isEnd = true
      isCutShort = reason == "length"
    }
  }

  // MARK: Anthropic: an event, or a whole message

  private mutating func readMessage(_ value: JSONValue) {
    switch value["type"]?.stringValue {
    case "message_start": readUsage(value.at("message", "usage"), "input_tokens", "output_tokens")
    case "content_block_delta":
      if value.at("delta", "type") == "text_delta" { text = value.at("delta", "text")?.stringValue ?? "" }
    case "message_delta":
      readUsage(value["usage"], "input_tokens", "output_tokens")
      readStop(value.at("delta", "stop_reason"))
    case "message_stop": (isEnd, isLast) = (true, true)
    case "message":
      readUsage(value["usage"], "input_tokens", "output_tokens")
      text = Self.text(of: value["content"] ?? .null)
      readStop(value["stop_reason"])
    case "content_block_start", "content_block_stop", "ping": break
    default: isKnown = false
    }
  }

  private mutating func readStop(_ reason: JSONValue?) {
    guard let reason = reason?.stringValue else { return }
    isEnd = true
    isCutShort = reason == "max_tokens"
  }

  // MARK: Both

  private mutating func readUsage(_ usage: JSONValue?, _ input: String, _ output: String) {
    inputTokens = Self.count(usage?[input])
    outputTokens = Self.count(usage?[output])
  }

  /// Tokens, as far as a service can be believed.
  private static func count(_ value: JSONValue?) -> Int? {
    value?.intValue.flatMap { (0...100_000_000).contains($0) ? Int($0) : nil }
  }

  /// A text, or the texts of a list of parts; thoughts are parts of their own.
  private static func text(of content: JSONValue) -> String {
    if let text = content.stringValue { return text }
    let parts = content.arrayValue ?? []
    return parts.filter { $0["type"] == "text" }.compactMap { $0["text"]?.stringValue }.joined()
  }
}

/// What a service says when it refuses or fails.
enum ServiceMessage {
  /// `{"error": {"message": ...}}`, `{"error": ...}`, `{"message": ...}`, `{"detail": ...}`
  static func text(of value: JSONValue) -> String {
    let error = value["error"]
    let found =
      error?["message"] ?? (error?.stringValue == nil ? nil : error) ?? value["message"] ?? value["detail"] ?? error
    guard let found, !found.isNull else { return "" }
    return found.stringValue ?? JSONWriter.string(found, escapesHTML: false)
  }

  /// The same of an answer's body, however it comes.
  static func text(ofBody bytes: [UInt8]) -> String {
    if let value = try? JSONParser.parse(bytes) { return text(of: value) }
    let text = String(decoding: bytes.prefix(2000), as: UTF8.self)
    return text.drop(while: \.isWhitespace).hasPrefix("<") ? "a web page" : text
  }

  /// On one line, without the key and control characters, of 300 characters at most.
  static func shown(_ text: String, without key: Secret) -> String {
    let plain = key.masked(in: text).unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: " "
      default: Character(scalar)
      }
    }
    let line = String(plain).split(separator: " ").joined(separator: " ")
    return line.count > 300 ? line.prefix(299) + "…" : line
  }
}
