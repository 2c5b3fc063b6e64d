/// A request to the site: to its pages and its API.
package struct SiteRequest: Sendable {
  package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    /// Whether it may change something.
    package var isUnsafe: Bool { self != .get && self != .head }
  }

  package var method: Method
  /// The path's parts between slashes, each percent-decoded by itself: an escaped slash is no slash.
  package let segments: [String]
  package let query: [(name: String, value: String)]
  /// By their names in lower case; those that came more than once joined by commas.
  package let headers: [String: String]
  package var body: [UInt8]
  /// The client's address in numbers; empty where it is not known.
  package var remoteAddress: String
  /// Whether the client's end of the connection goes through TLS.
  package var isSecure: Bool

  /// Reads a request's target; nil when it is not well formed, or holds what no address of the site has.
  package init?(
    _ method: Method, _ target: String, headers: [String: String] = [:], body: [UInt8] = [],
    remoteAddress: String = "", isSecure: Bool = false
  ) {
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    guard let segments = Self.segments(of: target[..<mark]), let query = Self.fields(in: target[mark...].dropFirst())
    else { return nil }
    self.method = method
    self.segments = segments
    self.query = query
    self.headers = headers
    self.body = body
    self.remoteAddress = remoteAddress
    self.isSecure = isSecure
  }

  /// As it is written: decoded, and so for people only.
  package var path: String { "/" + segments.joined(separator: "/") }

  /// The first value of a field of the query.
  package func query(_ name: String) -> String? { query.first { $0.name == name }?.value }

  package func header(_ name: String) -> String? { headers[name] }

  /// The value of a cookie; nil when there is none, or more than one of that name, of which one may be somebody else's.
  package func cookie(_ name: String) -> String? {
    let pairs = (headers["cookie"] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    let values = pairs.filter { $0.hasPrefix(name + "=") }.map { $0.dropFirst(name.utf8.count + 1) }
    return values.count == 1 ? values.first.map(String.init) : nil
  }

  /// The media type of the body, in lower case and without parameters.
  package var contentType: String {
    let type = (headers["content-type"] ?? "").prefix { $0 != ";" }
    return type.filter { !$0.isWhitespace }.lowercased()
  }
}

extension SiteRequest {
  /// More parts than any address of the site has.
  private static let segmentLimit = 16

  private static func segments(of path: Substring) -> [String]? {
    guard path.utf8.first == UInt8(ascii: "/") else { return nil }
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= segmentLimit else { return nil }
    if parts == [""] { return [] }
    var segments: [String] = []
    for part in parts {
      guard let text = PercentEncoding.decode(part, plusIsSpace: false), isPlain(text) else { return nil }
      segments.append(text)
    }
    return segments
  }

  /// No part is empty, climbs, or holds a control character.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".."
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }

  /// The fields of a query or of a form; nil when its escapes are not well formed, or there are too many.
  static func fields(in text: Substring) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    for field in text.split(separator: "&") {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard fields.count < fieldLimit, let name = pair.first.flatMap({ PercentEncoding.decode($0, plusIsSpace: true) }),
        let value = PercentEncoding.decode(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
      else { return nil }
      fields.append((name: name, value: value))
    }
    return fields
  }

  private static let fieldLimit = 1000
}
