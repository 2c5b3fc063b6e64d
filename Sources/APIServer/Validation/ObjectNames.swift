import KubernetesModel

/// What may be an object's name.
enum NameRule: Sendable {
  /// RFC 1123 subdomain: most kinds.
  case subdomain
  /// RFC 1123 label: namespaces and containers.
  case label
  /// RFC 1035 label: services.
  case label1035
  /// A path segment: RBAC.
  case pathSegment

  /// What is wrong with a name, empty when nothing is.
  func problems(_ name: String) -> [String] {
    switch self {
    case .subdomain: NameRules.subdomain(name)
    case .label: Names.label(name)
    case .label1035: NameRules.rfc1035Label(name)
    case .pathSegment: Names.pathSegment(name)
    }
  }
}

/// Rules of `util/validation` that go beyond selectors and metadata, with its words.
enum Names {
  /// A text that is a subdomain and no label can only fail by its dots.
  static func label(_ text: String) -> [String] {
    let problems = NameRules.label(text)
    let hasOnlyDots = text.utf8.count <= 63 && !problems.isEmpty && NameRules.subdomain(text).isEmpty
    return hasOnlyDots ? ["must not contain dots"] : problems
  }

  static func pathSegment(_ text: String) -> [String] {
    if text == "." || text == ".." { return ["may not be '\(text)'"] }
    return ["/", "%"].filter { text.contains($0) }.map { "may not contain '\($0)'" }
  }

  /// A key of a ConfigMap or Secret.
  static func configKey(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 253 { problems.append("must be no more than 253 bytes") }
    if text.isEmpty || !text.utf8.allSatisfy({ isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }) {
      problems.append(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  "
          + "or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")
    }
    if text == "." || text == ".." { problems.append("must not be '\(text)'") }
    if text.hasPrefix(".."), text != ".." { problems.append("must not start with '..'") }
    return problems
  }

  /// A service port's or a container port's name.
  static func portName(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 15 { problems.append("must be no more than 15 bytes") }
    if !text.utf8.allSatisfy({ isLowerAlphanumeric($0) || $0 == 0x2D }) {
      problems.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
    }
    if !text.utf8.contains(where: isLowerLetter) { problems.append("must contain at least one letter (a-z)") }
    if text.contains("--") { problems.append("must not contain consecutive hyphens") }
    if text.hasPrefix("-") || text.hasSuffix("-") { problems.append("must not begin or end with a hyphen") }
    return problems
  }

  /// A variable of a container's environment, or what stands before those of a ConfigMap.
  static func environmentVariable(_ text: String) -> [String] {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x3D }
      ? []
      : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
  }

  static func httpHeader(_ text: String) -> [String] {
    !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
      ? []
      : [
        NameRules.regexMessage(
          "a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+", ["X-Header-Name"])
      ]
  }

  /// A subdomain whose labels may begin with, and hold, underscores.
  static func searchDomain(_ text: String) -> [String] {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let plain = labels.map { ($0.hasPrefix("_") ? $0.dropFirst() : $0).replacing("_", with: "-") }
    guard !NameRules.subdomain(plain.joined(separator: ".")).isEmpty else { return [] }
    let label = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
    return [
      NameRules.regexMessage(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must "
          + "start and end with an alphanumeric character", "\(label)(\\.\(label))*", ["example.com"])
    ]
  }

  /// `*.example.com`.
  static func wildcardSubdomain(_ text: String) -> [String] {
    if text.hasPrefix("*."), NameRules.subdomain(String(text.dropFirst(2))).isEmpty { return [] }
    let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    return [
      NameRules.regexMessage(
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of "
          + "lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
        "\\*\\.\(label)(\\.\(label))*", ["*.example.com"])
    ]
  }

  static func isHTTPPath(_ text: String) -> Bool {
    text.utf8.allSatisfy { isAlphanumeric($0) || "/-._~%!$&'()*+,;=:".utf8.contains($0) }
  }

  private static func isLowerLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool { isLowerLetter(byte) || (0x30...0x39).contains(byte) }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (0x41...0x5A).contains(byte)
  }
}
