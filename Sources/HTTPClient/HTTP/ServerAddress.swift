import Glibc

/// Where a server is: what its URL comes to.
package struct ServerAddress: Hashable, Sendable {
  package let isSecure: Bool
  /// A name or an address, without brackets.
  package let host: String
  package let port: Int
  /// As it stands in the URL, with its port: `127.0.0.1:8001`, `[::1]:8001`, `example.com`.
  package let authority: String
  /// What all paths begin with; empty or like `/clusters/4f`.
  package let path: String
  /// The URL without the path.
  package let origin: String

  /// Throws when the URL is none that can be asked.
  package init(_ url: String) throws(NetworkProblem) {
    guard let mark = url.firstRange(of: "://") else { throw .failed("unsupported protocol scheme \"\"") }
    let scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { throw .failed("unsupported protocol scheme \"\(scheme)\"") }
    isSecure = scheme == "https"
    let rest = url[mark.upperBound...]
    authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    path = String(rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" })
    origin = scheme + "://" + authority
    let written: Substring
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      written = authority[authority.index(after: end)...]
    } else {
      host = String(authority.prefix { $0 != ":" })
      written = authority.dropFirst(host.count)
    }
    port = try Self.port(written) ?? (isSecure ? 443 : 80)
    if host.isEmpty { throw .failed("http: no Host in request URL") }
  }

  /// For a URL that somebody wrote into a setting: nil where it is none, or holds a name, a password or a fragment.
  package init?(setting url: String) {
    guard url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }), !url.contains("#"),
      let address = try? ServerAddress(url), !address.authority.contains("@"),
      !address.authority.hasSuffix(":"), address.port != 0
    else { return nil }
    self = address
  }

  /// Whether the host is an address, and no name that must be looked up.
  package var isNumeric: Bool {
    var bytes = in6_addr()
    return inet_pton(AF_INET, host, &bytes) == 1 || inet_pton(AF_INET6, host, &bytes) == 1
  }

  /// Reads `:8001`; nil for none. What cannot be read is told as Go tells it.
  private static func port(_ text: Substring) throws(NetworkProblem) -> Int? {
    let digits = text.dropFirst()
    guard text.isEmpty || text.first == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .failed("invalid port \"\(text)\" after host")
    }
    guard !digits.isEmpty else { return nil }
    guard let port = UInt16(digits) else { throw .failed("dial tcp: address \(digits): invalid port") }
    return Int(port)
  }
}
