/// What names, keys and values of labels must look like. Each rule returns what is wrong in apimachinery's words, nothing
/// when the text is right.
package enum NameRules {
  /// The key of a label or annotation: `example.com/MyName` or `MyName`.
  package static func qualifiedName(_ text: String) -> [String] {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last else {
      return [
        "a qualified name \(qualifiedMessage) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
      ]
    }
    var errors: [String] = []
    if parts.count == 2, let prefix = parts.first {
      let wrong = prefix.isEmpty ? ["must be non-empty"] : subdomain(String(prefix) ?? "")
      errors += wrong.map { "prefix part " + $0 }
    }
    if name.isEmpty { errors.append("name part must be non-empty") }
    if name.count > 63 { errors.append("name part " + tooLong(63)) }
    if !isEnclosed(name, by: isAlphanumeric, inner: { isAlphanumeric($0) || isMark($0) }) {
      errors.append("name part " + qualifiedMessage)
    }
    return errors
  }

  private static let qualifiedMessage = regexMessage(
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]", ["MyName", "my.name", "123-abc"])

  /// A label's value; may be empty.
  package static func labelValue(_ text: String) -> [String] {
    var errors: [String] = []
    if text.utf8.count > 63 { errors.append(tooLong(63)) }
    if !text.isEmpty, !isEnclosed(text.utf8[...], by: isAlphanumeric, inner: { isAlphanumeric($0) || isMark($0) }) {
      errors.append(
        regexMessage(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start "
            + "and end with an alphanumeric character", "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
          ["MyValue", "my_value", "12345"]))
    }
    return errors
  }

  /// Most objects' names: labels of RFC 1123 joined by dots.
  package static func subdomain(_ text: String) -> [String] {
    var errors: [String] = []
    if text.utf8.count > 253 { errors.append(tooLong(253)) }
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if !labels.allSatisfy(isLabel) {
      errors.append(
        regexMessage(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
            + "start and end with an alphanumeric character",
          "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", ["example.com"]))
    }
    return errors
  }

  /// The names of containers, namespaces and ports' hosts.
  package static func label(_ text: String) -> [String] {
    var errors: [String] = []
    if text.utf8.count > 63 { errors.append(tooLong(63)) }
    if !isLabel(text.utf8[...]) {
      errors.append(
        regexMessage(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
            + "with an alphanumeric character", "[a-z0-9]([-a-z0-9]*[a-z0-9])?", ["my-name", "123-abc"]))
    }
    return errors
  }

  /// The names of Services: labels that start with a letter.
  package static func rfc1035Label(_ text: String) -> [String] {
    var errors: [String] = []
    if text.utf8.count > 63 { errors.append(tooLong(63)) }
    let startsWithLetter = text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
    if !startsWithLetter || !isLabel(text.utf8[...]) {
      errors.append(
        regexMessage(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
            + "character, and end with an alphanumeric character", "[a-z]([-a-z0-9]*[a-z0-9])?", ["my-name", "abc-123"])
      )
    }
    return errors
  }

  /// `message (e.g. 'one',  or 'two', regex used for validation is 'pattern')`, with Kubernetes' two blanks.
  package static func regexMessage(_ message: String, _ pattern: String, _ examples: [String]) -> String {
    let list = examples.map { "'\($0)', " }.joined(separator: " or ")
    return "\(message) (e.g. \(list)regex used for validation is '\(pattern)')"
  }

  package static func tooLong(_ limit: Int) -> String { "must be no more than \(limit) bytes" }

  private static func isLabel(_ text: Substring.UTF8View) -> Bool {
    isEnclosed(text, by: isLowerAlphanumeric) { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether a text is not empty, starts and ends with one class of characters and has another one between.
  private static func isEnclosed(
    _ text: Substring.UTF8View, by outer: (UInt8) -> Bool, inner: (UInt8) -> Bool
  ) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return outer(first) && outer(last) && text.allSatisfy(inner)
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (0x41...0x5A).contains(byte)
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x5F }
}
