import HTTPClient
import KubernetesModel

/// Makes an answer of the bytes of a body, as they come: a stream of events, or one JSON value. Holds no more than
/// `largestBody`.
struct AnswerReader {
  /// Bytes of a body that are read; a stream takes some 400 for each token.
  static let largestBody = 1 << 20
  /// Bytes of an answer's text.
  static let longestText = 16 << 10

  private enum Form {
    case unknown
    case events
    case whole
  }

  private let style: ProviderStyle
  private var form = Form.unknown
  private var events = EventReader(limit: 256 << 10)
  private var body: [UInt8] = []
  private var size = 0
  private var thoughts = ThoughtFilter()
  private var isCutShort = false
  private(set) var text = ""
  private(set) var inputTokens: Int?
  private(set) var outputTokens: Int?
  /// All of it was said. Only the count of tokens may still come.
  private(set) var isDone = false
  /// Nothing more comes at all.
  private(set) var isOver = false

  init(_ style: ProviderStyle) { self.style = style }

  var isStream: Bool { if case .events = form { true } else { false } }

  /// What the next bytes say; empty for nothing yet.
  mutating func read(_ bytes: some Collection<UInt8>) throws(ProviderProblem) -> String {
    size += bytes.count
    guard size <= Self.largestBody else { throw ProviderProblem(.tooLong) }
    switch form {
    case .unknown:
      body += bytes
      guard let form = try Self.form(of: body) else { return "" }
      self.form = form
      guard case .events = form else { return "" }
      defer { body = [] }
      return try readEvents(body)
    case .events: return try readEvents(bytes)
    case .whole:
      body += bytes
      return ""
    }
  }

  /// What is left to say at the body's end.
  mutating func end() throws(ProviderProblem) -> String {
    switch form {
    case .unknown: throw ProviderProblem(.empty)
    case .events:
      guard isDone else { throw ProviderProblem(text.isEmpty ? .empty : .cutOff) }
      return try finish()
    case .whole:
      guard let value = try? JSONParser.parse(body) else { throw ProviderProblem(.malformed) }
      let said = try take(AnswerPart(value, style))
      isDone = true
      return try said + finish()
    }
  }

  /// The text is complete: whatever was held back, and a complaint when there is none.
  private mutating func finish() throws(ProviderProblem) -> String {
    let rest = thoughts.end()
    text += rest
    if text.allSatisfy(\.isWhitespace) { throw ProviderProblem(isCutShort ? .onlyThoughts : .empty) }
    return rest
  }

  /// By what it begins with: not every server names its types rightly.
  private static func form(of body: [UInt8]) throws(ProviderProblem) -> Form? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = body.starts(with: mark) ? body.dropFirst(3) : body[...]
    switch start.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
    case nil: return nil
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .whole
    case UInt8(ascii: "<"): throw ProviderProblem(.webPage)
    case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "r"), UInt8(ascii: ":"): return .events
    default: throw ProviderProblem(.malformed)
    }
  }

  private mutating func readEvents(_ bytes: some Collection<UInt8>) throws(ProviderProblem) -> String {
    var said = ""
    for event in events.read(bytes) where !isOver {
      if event.data == "[DONE]" {
        (isDone, isOver) = (true, true)
        continue
      }
      guard let value = try? JSONParser.parse(event.data) else { throw ProviderProblem(.malformed) }
      said += try take(AnswerPart(value, style))
    }
    if events.isOverfull { throw ProviderProblem(.tooLong) }
    return said
  }

  private mutating func take(_ part: AnswerPart) throws(ProviderProblem) -> String {
    if let failure = part.failure { throw ProviderProblem(.gaveUp, detail: failure) }
    guard part.isKnown || isStream else { throw ProviderProblem(.malformed) }
    inputTokens = part.inputTokens ?? inputTokens
    outputTokens = part.outputTokens ?? outputTokens
    if part.isEnd { isDone = true }
    if part.isLast { isOver = true }
    isCutShort = isCutShort || part.isCutShort
    let said = thoughts.read(part.text)
    text += said
    guard text.utf8.count <= Self.longestText else { throw ProviderProblem(.tooLong) }
    return said
  }
}
