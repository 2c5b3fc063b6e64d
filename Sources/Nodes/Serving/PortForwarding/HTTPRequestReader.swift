/// A request as it came over a connection.
struct HTTPRequestText: Hashable, Sendable {
  var method: String
  var path: String
  /// In the order in which they came.
  var headers: [(name: String, value: String)]
  var body: [UInt8] = []
  /// Whether another request may follow on the connection.
  var keepsAlive: Bool

  func header(_ name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }

  static func == (left: Self, right: Self) -> Bool {
    left.method == right.method && left.path == right.path && left.body == right.body
      && left.keepsAlive == right.keepsAlive && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(method)
    hasher.combine(path)
    hasher.combine(body)
  }
}

/// Finds HTTP/1.1 requests in the bytes of a connection, in whatever pieces they come.
struct HTTPRequestReader: Sendable {
  enum Element: Hashable, Sendable {
    case request(HTTPRequestText)
    /// The client sends its body once it was told to (`Expect: 100-continue`).
    case wantsContinue
    /// No HTTP, or more than is taken: the status with which the connection is to be closed.
    case failed(status: Int)
  }

  /// Bytes of a request's head, and of its body.
  static let headLimit = 64 << 10
  static let bodyLimit = 1 << 20

  private enum Phase: Sendable {
    case head
    case body(left: Int)
    case chunkSize
    case chunk(left: Int)
    case chunkEnd
    case trailers
    case failed
  }

  private var bytes: [UInt8] = []
  /// The first byte that was not read yet.
  private var start = 0
  /// The first byte that was not searched for the end of a line yet.
  private var searched = 0
  private var phase = Phase.head
  private var lines: [String] = []
  private var headSize = 0
  private var request = HTTPRequestText(method: "", path: "", headers: [], keepsAlive: true)
  private var owesContinue = false

  /// Bytes that wait to be read.
  var waiting: Int { bytes.count - start }

  mutating func append(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    bytes += more
  }

  /// The next thing in what was appended; nil when more has to come first.
  mutating func next() -> Element? {
    while true {
      switch phase {
      case .failed: return nil
      case .head:
        guard let line = nextLine() else { return headSize + waiting > Self.headLimit ? fail(431) : nil }
        if let element = take(headLine: line) { return element }
      case .body(let left):
        if owesContinue, left > 0, waiting == 0 {
          owesContinue = false
          return .wantsContinue
        }
        guard takeBody(left) else { return nil }
        return finish()
      case .chunkSize:
        if owesContinue, waiting == 0 {
          owesContinue = false
          return .wantsContinue
        }
        guard let line = nextLine() else { return waiting > 1024 ? fail(400) : nil }
        guard let size = Self.chunkSize(line) else { return fail(400) }
        guard size <= Self.bodyLimit - request.body.count else { return fail(413) }
        phase = size == 0 ? .trailers : .chunk(left: size)
      case .chunk(let left):
        guard takeBody(left) else { return nil }
        phase = .chunkEnd
      case .chunkEnd:
        guard let line = nextLine() else { return waiting > 2 ? fail(400) : nil }
        guard line.isEmpty else { return fail(400) }
        phase = .chunkSize
      case .trailers:
        guard let line = nextLine() else { return waiting > Self.headLimit ? fail(431) : nil }
        if line.isEmpty { return finish() }
      }
    }
  }

  // MARK: Lines

  /// The next line without its end.
  private mutating func nextLine() -> String? {
    guard let end = bytes[max(searched, start)...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    var line = bytes[start..<end]
    headSize += line.count + 1
    start = end + 1
    searched = start
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func take(headLine line: String) -> Element? {
    if headSize > Self.headLimit { return fail(431) }
    guard line.isEmpty else {
      lines.append(line)
      return lines.count == 1 && Self.requestLine(line) == nil ? fail(400) : nil
    }
    // Empty lines before a request are skipped.
    guard let first = lines.first, let (method, path, isNew) = Self.requestLine(first) else { return nil }
    request = HTTPRequestText(method: method, path: path, headers: [], keepsAlive: isNew)
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return fail(400) }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      request.headers.append((name: String(line[..<colon]), value: String(value)))
    }
    let connection = (request.header("Connection") ?? "").lowercased()
    if connection.contains("close") { request.keepsAlive = false }
    if connection.contains("keep-alive") { request.keepsAlive = true }
    owesContinue = request.header("Expect")?.lowercased() == "100-continue"
    if (request.header("Transfer-Encoding") ?? "").lowercased().contains("chunked") {
      phase = .chunkSize
      return nil
    }
    guard let length = request.header("Content-Length") else {
      phase = .body(left: 0)
      return nil
    }
    guard let count = Int(length), count >= 0 else { return fail(400) }
    guard count <= Self.bodyLimit else { return fail(413) }
    phase = .body(left: count)
    return nil
  }

  /// `GET /path HTTP/1.1`; nil for what is none. The last part says whether connections stay open by default.
  private static func requestLine(_ line: String) -> (method: String, path: String, isNew: Bool)? {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].hasPrefix("HTTP/1."), !parts[1].isEmpty,
      !parts[0].isEmpty, parts[0].utf8.allSatisfy({ (65...90).contains($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    return (String(parts[0]), path(String(parts[1])), parts[2] != "HTTP/1.0")
  }

  /// Proxies are asked with a whole address.
  private static func path(_ target: String) -> String {
    guard target.hasPrefix("http://") else { return target.hasPrefix("/") ? target : "/" + target }
    return String(target.dropFirst("http://".count).drop { $0 != "/" })
  }

  private static func chunkSize(_ line: String) -> Int? {
    let digits = line.prefix { $0 != ";" && $0 != " " }
    guard (1...8).contains(digits.utf8.count) else { return nil }
    return Int(digits, radix: 16).flatMap { $0 >= 0 ? $0 : nil }
  }

  // MARK: Bodies

  /// Takes what there is of `left` bytes; whether that was all of them.
  private mutating func takeBody(_ left: Int) -> Bool {
    let count = min(left, waiting)
    if count > 0 {
      owesContinue = false
      request.body += bytes[start..<start + count]
      start += count
      searched = start
    }
    switch phase {
    case .chunk: phase = .chunk(left: left - count)
    default: phase = .body(left: left - count)
    }
    return count == left
  }

  private mutating func finish() -> Element {
    let finished = request
    request.body = []
    phase = .head
    lines = []
    headSize = 0
    owesContinue = false
    return .request(finished)
  }

  private mutating func fail(_ status: Int) -> Element {
    phase = .failed
    bytes = []
    start = 0
    searched = 0
    return .failed(status: status)
  }
}
