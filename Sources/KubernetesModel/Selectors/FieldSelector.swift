/// Which values an object's fields must have: terms that must all hold.
package struct FieldSelector: Hashable, Sendable {
  package struct Term: Hashable, Sendable {
    package let field: String
    package let value: String
    /// `!=` rather than `=`.
    package let isNegated: Bool
  }

  package let terms: [Term]

  package static let everything = FieldSelector(terms: [])

  package var isEmpty: Bool { terms.isEmpty }

  private init(terms: [Term]) { self.terms = terms }

  /// Reads `status.phase=Running,metadata.name!=a`. Backslashes take the meaning from commas, equal signs and
  /// backslashes of a value. Which fields there are is the reader's business.
  package init(parsing text: String) throws(SelectorError) {
    var terms: [Term] = []
    for part in Self.parts(of: text).sorted() where !part.isEmpty {
      guard let (field, value, isNegated) = Self.split(part) else {
        throw SelectorError("invalid selector: '\(text)'; can't understand '\(part)'")
      }
      terms.append(Term(field: field, value: try Self.unescaped(value), isNegated: isNegated))
    }
    self.terms = terms
  }

  /// Cuts at commas without a backslash before them.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == ",", !isEscaped {
        parts.append(part)
        part = ""
        continue
      }
      isEscaped = !isEscaped && scalar == "\\"
      part.unicodeScalars.append(scalar)
    }
    return parts + [part]
  }

  /// Cuts at the first operator.
  private static func split(_ part: String) -> (field: String, value: String, isNegated: Bool)? {
    let bytes = Array(part.utf8)
    func text(_ range: some RangeExpression<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    for index in bytes.indices {
      let isEquals = bytes[index] == UInt8(ascii: "=")
      let isDouble = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
      if bytes[index] == UInt8(ascii: "!"), isDouble { return (text(..<index), text((index + 2)...), true) }
      if isEquals { return (text(..<index), text((index + (isDouble ? 2 : 1))...), false) }
    }
    return nil
  }

  private static func unescaped(_ value: String) throws(SelectorError) -> String {
    var result = ""
    var isEscaped = false
    for scalar in value.unicodeScalars {
      if isEscaped {
        guard scalar == "\\" || scalar == "," || scalar == "=" else {
          throw SelectorError("invalid field selector: invalid escape sequence: \\\(scalar)")
        }
        result.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "," || scalar == "=" {
        // A rune is printed as a number.
        throw SelectorError("invalid field selector: unescaped character in value: \(scalar.value)")
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if isEscaped { throw SelectorError("invalid field selector: invalid escape sequence: \\") }
    return result
  }

  /// Whether all terms hold; a field that an object does not have counts as empty.
  package func matches(_ value: (_ field: String) -> String?) -> Bool {
    terms.allSatisfy { (value($0.field) ?? "") == $0.value ? !$0.isNegated : $0.isNegated }
  }

  /// The value that a field must have, where a term says so.
  package func requiredValue(of field: String) -> String? {
    terms.first { $0.field == field && !$0.isNegated }?.value
  }
}

extension FieldSelector: CustomStringConvertible {
  package var description: String {
    terms.map { term in
      let value = term.value.unicodeScalars.map { "\\,=".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
      return term.field + (term.isNegated ? "!=" : "=") + value
    }.joined(separator: ",")
  }
}
