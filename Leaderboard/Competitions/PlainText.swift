import Foundation

/// What people write for others to read.
package struct PlainText: Hashable, Sendable {
  package let text: String

  /// Takes blanks around it away.
  package init(_ text: String, field: String, maximum: Int, allowsLines: Bool = false, mayBeEmpty: Bool = false)
    throws(ArchiveError)
  {
    let tooLong = ArchiveError.invalid(field: field, "it may have \(maximum) characters at most")
    guard text.utf8.count <= maximum * 30 else { throw tooLong }
    let clean = text.replacingOccurrences(of: "\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    guard clean.count <= maximum else { throw tooLong }
    guard mayBeEmpty || !clean.isEmpty else { throw .invalid(field: field, "it must not be empty") }
    for scalar in clean.unicodeScalars where !Self.isAllowed(scalar, allowsLines) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      throw .invalid(field: field, "it must not hold the control character U+\(code)")
    }
    self.text = clean
  }

  /// A text of the program's own that may quote others': without what would be refused, and cut.
  static func tame(_ text: String, maximum: Int) -> String {
    let scalars = text.unicodeScalars.prefix(maximum).map { isAllowed($0, true) ? $0 : " " }
    return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar, _ allowsLines: Bool) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: return allowsLines
    // What turns the direction of the text around it.
    case 0x202A...0x202E, 0x2066...0x2069: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }
}

/// A name in addresses: small Latin letters, digits and hyphens between them.
package enum Slug {
  static let maximumLength = 60
  /// Words that addresses use themselves.
  private static let reserved: Set<String> = ["new", "import"]

  static func isValid(_ text: String) -> Bool {
    guard (1...maximumLength).contains(text.utf8.count), !text.hasPrefix("-"), !text.hasSuffix("-") else {
      return false
    }
    return text.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func check(_ slug: String) throws(ArchiveError) {
    guard isValid(slug) else {
      throw .invalid(
        field: "slug", "it takes small letters a to z, digits and hyphens between them, \(maximumLength) at most")
    }
    guard !reserved.contains(slug) else { throw .invalid(field: "slug", "\(slug) is taken by the server itself") }
  }

  /// A slug for a name; `competition` where the name has no letter that could stand in one.
  package static func make(from name: String) -> String {
    let plain = String(name.prefix(200)).folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
    let words = plain.lowercased().utf8.split { !isPlain($0) }.map { String(decoding: $0, as: UTF8.self) }
    let slug = String(words.joined(separator: "-").prefix(maximumLength - 10))
    let trimmed = String(slug.reversed().drop { $0 == "-" }.reversed())
    return trimmed.isEmpty || reserved.contains(trimmed) ? "competition" : trimmed
  }
}
