import HTTPClient
import KubernetesModel

/// A question as a service wants it.
struct QuestionRequest {
  /// What not every service takes, and is left out for one that refuses it.
  enum Extra: CaseIterable {
    case streamUsage
    /// Newer models of OpenAI want `max_completion_tokens` instead.
    case maxTokens
    case systemRole
    case stream

    /// Whether a service's complaint is about it.
    func isMeant(by complaint: String) -> Bool {
      let text = complaint.lowercased()
      return switch self {
      case .streamUsage: text.contains("stream_options") || text.contains("include_usage")
      case .maxTokens: text.contains("max_tokens") || text.contains("max_completion_tokens")
      case .systemRole: text.contains("system") && (text.contains("role") || text.contains("instruction"))
      case .stream: text.contains("stream")
      }
    }
  }

  /// Tokens that an answer may take, with what a model thinks before it.
  static let longestAnswer = 1024

  let settings: ProviderSettings
  let system: String
  let user: String

  private var style: ProviderStyle { settings.style }

  /// What a question takes at most, estimated: a token is some four bytes.
  var expectedTokens: Int { (system.utf8.count + user.utf8.count) / 4 + Self.longestAnswer }

  func bytes(without refused: Set<Extra>) -> [UInt8] {
    let body = JSONWriter.bytes(value(without: refused), escapesHTML: false)
    var fields = [
      ("Host", settings.endpoint.address.authority), ("User-Agent", "firedrill"),
      ("Accept", "text/event-stream, application/json"), ("Content-Type", "application/json"),
      ("Content-Length", String(body.count)), ("Connection", "close"),
    ]
    if !settings.key.isEmpty {
      fields.append(
        style == .openAI
          ? ("Authorization", "Bearer " + settings.key.revealed) : ("x-api-key", settings.key.revealed))
    }
    if style == .anthropic { fields.append(("anthropic-version", "2023-06-01")) }
    return RequestHead.bytes("POST", settings.endpoint.target, fields) + body
  }

  private func value(without refused: Set<Extra>) -> JSONValue {
    let isApart = !refused.contains(.systemRole)
    let question: JSONValue = ["role": "user", "content": .string(isApart ? user : system + "\n\n" + user)]
    var value: JSONValue = ["model": .string(settings.model), "messages": [question]]
    if isApart, style == .openAI {
      value["messages"] = [["role": "system", "content": .string(system)], question]
    } else if isApart {
      value["system"] = .string(system)
    }
    let isOther = style == .openAI && refused.contains(.maxTokens)
    value[isOther ? "max_completion_tokens" : "max_tokens"] = .integer(Int64(Self.longestAnswer))
    guard !refused.contains(.stream) else { return value }
    value["stream"] = true
    if style == .openAI, !refused.contains(.streamUsage) { value["stream_options"] = ["include_usage": true] }
    return value
  }
}
