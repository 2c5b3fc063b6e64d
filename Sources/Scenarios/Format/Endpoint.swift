/// Where a connection goes: `db:5432`, `db`, `http://api:8080/healthz`.
package struct Endpoint: Hashable, Sendable {
  /// `http` or `https`; nil for a connection without a question.
  package var scheme: String?
  package var host: String
  /// Nil where none is named and the scheme implies none.
  package var port: Int?
  package var path = "/"

  /// Nil when `text` names no host, or no port between 1 and 65535.
  package init?(_ text: String) {
    var rest = text[...]
    for scheme in ["http", "https"] where text.hasPrefix(scheme + "://") {
      self.scheme = scheme
      rest = rest.dropFirst(scheme.count + 3)
    }
    if let slash = rest.firstIndex(of: "/") {
      guard scheme != nil else { return nil }
      path = String(rest[slash...])
      rest = rest[..<slash]
    }
    port = scheme == "http" ? 80 : scheme == "https" ? 443 : nil
    if let colon = rest.lastIndex(of: ":") {
      guard let port = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(port) else { return nil }
      self.port = port
      rest = rest[..<colon]
    }
    host = String(rest)
    guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
  }

  /// As it was written.
  package var description: String {
    let place = host + (port.map { ":\($0)" } ?? "")
    return scheme.map { "\($0)://\(place)\(path)" } ?? place
  }
}
