/// Where a server is: what the URL in a kubeconfig comes to.
struct ServerAddress {
  let isSecure: Bool
  /// A name or an address, without brackets.
  let host: String
  let port: Int
  /// As it stands in the URL, with its port: `127.0.0.1:8001`, `[::1]:8001`, `example.com`.
  let authority: String
  /// What all paths begin with; empty or like `/clusters/4f`.
  let path: String
  /// The URL without the path.
  let origin: String

  /// Throws when the URL is none that can be asked.
  init(_ url: String) throws(NetworkProblem) {
    guard let mark = url.firstRange(of: "://") else { throw .failed("unsupported protocol scheme \"\"") }
    let scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { throw .failed("unsupported protocol scheme \"\(scheme)\"") }
    isSecure = scheme == "https"
    let rest = url[mark.upperBound...]
    authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    path = String(rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" })
    origin = scheme + "://" + authority
    let usual = isSecure ? 443 : 80
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      port = Self.port(authority[authority.index(after: end)...]) ?? usual
    } else {
      host = String(authority.prefix { $0 != ":" })
      port = Self.port(authority.dropFirst(host.count)) ?? usual
    }
    if host.isEmpty { throw .failed("http: no Host in request URL") }
  }

  /// Reads `:8001`.
  private static func port(_ text: Substring) -> Int? {
    guard text.first == ":", let port = Int(text.dropFirst()), (1...65_535).contains(port) else { return nil }
    return port
  }
}
