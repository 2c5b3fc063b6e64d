package import HTTPClient

/// How an AI service is talked to.
package enum ProviderStyle: String, CaseIterable, Hashable, Sendable {
  /// OpenAI's chat completions, which most services and all local servers speak.
  case openAI = "openai"
  /// Anthropic's messages.
  case anthropic

  package var name: String {
    switch self {
    case .openAI: "OpenAI chat completions"
    case .anthropic: "Anthropic messages"
    }
  }

  /// What a URL looks like, by its host and its path.
  static func guessed(host: String, path: String) -> ProviderStyle {
    let parts = path.lowercased().split(separator: "/")
    let host = host.lowercased()
    let isAnthropic =
      host == "anthropic.com" || host.hasSuffix(".anthropic.com") || parts.last == "messages"
      || parts.contains("anthropic")
    return isAnthropic ? .anthropic : .openAI
  }

  /// The path that questions go to, whether the URL has it, ends with the version or has neither.
  func path(after path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    let end = self == .openAI ? ["chat", "completions"] : ["messages"]
    if parts.suffix(end.count) == end[...] { return "/" + parts.joined(separator: "/") }
    let hasVersion = parts.contains { part in
      part.first == "v" && part.dropFirst().first?.isASCII == true && part.dropFirst().first?.isNumber == true
    }
    return "/" + (parts + (hasVersion ? [] : ["v1"]) + end).joined(separator: "/")
  }
}

/// Where questions go.
package struct ProviderEndpoint: Hashable, Sendable {
  package let address: ServerAddress
  /// The path, and the query that the URL may have.
  let target: String
  package let style: ProviderStyle

  /// - Parameter style: nil to guess it from the URL.
  /// - Returns: nil when the URL is none, or holds a name or a password.
  package init?(_ url: String, style: ProviderStyle? = nil) {
    guard let address = ServerAddress(setting: url) else { return nil }
    self.address = address
    let style = style ?? .guessed(host: address.host, path: address.path)
    self.style = style
    let query = url.firstIndex(of: "?").map { String(url[$0...]) } ?? ""
    target = style.path(after: address.path) + query
  }

  /// Without the query, which may hold what is not to be shown.
  package var shown: String { address.origin + target.prefix { $0 != "?" } }

  /// Whether a key would go over the network for everybody to read.
  package var isInTheClear: Bool {
    !address.isSecure && !["localhost", "::1"].contains(address.host) && !address.host.hasPrefix("127.")
  }
}
