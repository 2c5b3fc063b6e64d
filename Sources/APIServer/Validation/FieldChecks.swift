import KubernetesModel

/// Rules that many kinds' fields share.
extension FieldErrors {
  /// What a value that is not there, or empty, means where only some texts are allowed.
  enum Missing: Sendable {
    case isRequired, isAllowed, isNotSupported
  }

  /// A text of a list; `supported` in the order in which Kubernetes lists them.
  mutating func checkChoice(_ value: JSONValue?, _ field: String, _ supported: [String], missing: Missing = .isRequired)
  {
    let text = value?.stringValue ?? ""
    if supported.contains(text) { return }
    switch missing {
    case .isRequired where text.isEmpty: required(field)
    case .isAllowed where value?.isNull ?? true: break
    default: notSupported(field, .string(text), supported)
    }
  }

  mutating func checkNonnegative(_ value: JSONValue?, _ field: String) {
    guard let number = value?.intValue, number < 0 else { return }
    invalid(field, .integer(number), "must be greater than or equal to 0")
  }

  /// A number between two others, both included.
  mutating func checkRange(_ value: JSONValue?, _ field: String, _ range: ClosedRange<Int64>) {
    guard let number = value?.intValue, !range.contains(number) else { return }
    invalid(field, .integer(number), "must be between \(range.lowerBound) and \(range.upperBound), inclusive")
  }

  mutating func checkPort(_ number: Int64, _ field: String) { checkRange(.integer(number), field, 1...65535) }

  /// A port by its number or its name.
  mutating func checkPortOrName(_ port: JSONValue?, _ field: String) {
    if let name = port?.stringValue {
      invalid(field, name, all: Names.portName(name))
    } else {
      checkPort(port?.intValue ?? 0, field)
    }
  }

  /// A name of another object, where there is one.
  mutating func checkName(_ value: JSONValue?, _ field: String, _ rule: NameRule) {
    guard let name = value?.stringValue, !name.isEmpty else { return }
    invalid(field, name, all: rule.problems(name))
  }

  mutating func checkRequiredName(_ value: JSONValue?, _ field: String, _ rule: NameRule) {
    if (value?.stringValue ?? "").isEmpty { required(field) } else { checkName(value, field, rule) }
  }

  mutating func checkQualifiedName(_ text: String, _ field: String) {
    invalid(field, text, all: NameRules.qualifiedName(text))
  }

  mutating func checkIPAddress(_ text: String, _ field: String) {
    if IPAddress(text) == nil {
      invalid(field, text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
    }
  }

  mutating func checkNetwork(_ text: String, _ field: String) {
    if IPNetwork(text) == nil {
      invalid(field, text, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
    }
  }

  /// An address at which something else than the machine itself can be reached.
  mutating func checkReachableAddress(_ text: String, _ field: String) {
    guard let address = IPAddress(text) else { return invalid(field, text, "must be a valid IP address") }
    if address.isUnspecified { invalid(field, text, "may not be unspecified (\(text))") }
    if let problem = address.speciality { invalid(field, text, problem) }
  }

  /// A number of pods or a percentage of them.
  mutating func checkCountOrPercent(_ value: JSONValue?, _ field: String) {
    guard let text = value?.stringValue else { return checkNonnegative(value, field) }
    guard Percentage.value(text) == nil else { return }
    invalid(
      field, text,
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "
        + "regex used for validation is '[0-9]+%')")
  }

  mutating func checkAtMostAll(_ value: JSONValue?, _ field: String) {
    guard let text = value?.stringValue, let percent = Percentage.value(text), percent > 100 else { return }
    invalid(field, text, "must not be greater than 100%")
  }

  /// `a:b/c` with a host before the slash, as controllers name themselves.
  mutating func checkDomainPrefixedPath(_ text: String, _ field: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      return invalid(field, text, "must be a domain-prefixed path (such as \"acme.io/foo\")")
    }
    invalid(field, parts[0], all: NameRules.subdomain(parts[0]))
    if !Names.isHTTPPath(parts[1]) {
      invalid(field, parts[1], NameRules.regexMessage("Invalid path", #"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+"#, []))
    }
  }
}

/// `25%`.
enum Percentage {
  static func value(_ text: String) -> Int64? {
    guard text.hasSuffix("%"), let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
    return Int64(text.dropLast())
  }

  /// Whether a count or a percentage is 0, or not there.
  static func isZero(_ value: JSONValue?) -> Bool {
    value?.stringValue.map { Self.value($0) == 0 } ?? ((value?.intValue ?? 0) == 0)
  }
}
