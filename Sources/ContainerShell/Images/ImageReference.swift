/// The name of an image, taken apart and completed as container runtimes do it: `nginx` is `docker.io/library/nginx:latest`.
package struct ImageReference: Hashable, Sendable {
  /// The registry's host, with its port where one is given.
  package let domain: String
  /// The repository within the registry.
  package let path: String
  /// `latest` where the name has neither a tag nor a digest.
  package let tag: String?
  /// As in `sha256:…`.
  package let digest: String?

  /// The repository with its registry, as in `docker.io/library/nginx`.
  package var name: String { domain + "/" + path }

  /// The whole name, as a runtime reports it.
  package var text: String {
    name + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "")
  }

  /// Takes a name apart.
  ///
  /// - Throws: what a kubelet says of a name that is none, as in `couldn't parse image name "A": invalid reference format…`.
  package init(_ text: String) throws(InvalidImageName) {
    var rest = Substring(text)
    var digest: String?
    if let at = rest.firstIndex(of: "@") {
      digest = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
    }
    let (domain, remainder) = Self.splitDomain(rest)
    var path = remainder
    var tag: String?
    if let colon = remainder.firstIndex(of: ":") {
      tag = String(remainder[remainder.index(after: colon)...])
      path = remainder[..<colon]
    }
    let full = domain == "docker.io" && !path.contains("/") ? "library/" + path : String(path)
    if full.utf8.contains(where: { (65...90).contains($0) }) {
      throw InvalidImageName(
        name: text, reason: "invalid reference format: repository name (\(full)) must be lowercase")
    }
    let isHexadecimal = text.utf8.count == 64 && text.utf8.allSatisfy(Self.isLowerHexadecimal)
    if isHexadecimal {
      throw InvalidImageName(
        name: text,
        reason: "invalid repository name (\(text)), cannot specify 64-byte hexadecimal strings")
    }
    guard Self.isDomain(domain), Self.isPath(full), tag.map(Self.isTag) ?? true, digest.map(Self.isDigest) ?? true
    else {
      throw InvalidImageName(name: text, reason: "invalid reference format")
    }
    self.domain = domain
    self.path = full
    self.digest = digest
    self.tag = tag ?? (digest == nil ? "latest" : nil)
  }

  private static func splitDomain(_ text: Substring) -> (domain: String, rest: Substring) {
    guard let slash = text.firstIndex(of: "/") else { return ("docker.io", text) }
    let first = text[..<slash]
    let isHost =
      first.contains(".") || first.contains(":") || first == "localhost"
      || first.utf8.contains { (65...90).contains($0) }
    guard isHost else { return ("docker.io", text) }
    return (first == "index.docker.io" ? "docker.io" : String(first), text[text.index(after: slash)...])
  }

  private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte) || (65...90).contains(byte)
  }

  private static func isDomain(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[1].isEmpty || !parts[1].utf8.allSatisfy({ (48...57).contains($0) }) { return false }
    return parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      guard let first = label.utf8.first, let last = label.utf8.last else { return false }
      return isAlphanumeric(first) && isAlphanumeric(last) && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 45 }
    }
  }

  private static func isPath(_ text: String) -> Bool {
    text.utf8.count <= 255 && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isPathComponent)
  }

  /// Letters and digits, with one dot, one or two underscores or any number of dashes between them.
  private static func isPathComponent(_ text: Substring) -> Bool {
    var separator: [UInt8] = []
    var hasWord = false
    for byte in text.utf8 {
      if (48...57).contains(byte) || (97...122).contains(byte) {
        if !separator.isEmpty {
          let isValid =
            separator == [46] || separator == [95] || separator == [95, 95] || separator.allSatisfy { $0 == 45 }
          guard hasWord, isValid else { return false }
          separator = []
        }
        hasWord = true
      } else if byte == 46 || byte == 95 || byte == 45 {
        separator.append(byte)
      } else {
        return false
      }
    }
    return hasWord && separator.isEmpty
  }

  private static func isTag(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128, isAlphanumeric(first) || first == 95 else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 95 || $0 == 46 || $0 == 45 }
  }

  private static func isDigest(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].utf8.first, isAlphanumeric(first) else { return false }
    let needed = parts[0] == "sha256" ? 64 : parts[0] == "sha512" ? 128 : 32
    return parts[1].utf8.count >= needed && parts[1].utf8.allSatisfy(isLowerHexadecimal)
  }
}

/// A text that is no image's name.
package struct InvalidImageName: Error, Hashable, Sendable {
  package let name: String
  package let reason: String

  package init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }

  /// The kubelet's words for it.
  package var message: String {
    "Failed to apply default image tag \"\(name)\": couldn't parse image name \"\(name)\": \(reason)"
  }
}
