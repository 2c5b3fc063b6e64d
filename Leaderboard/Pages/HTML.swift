import Scoring

/// Markup that is safe by construction: what is interpolated is escaped, unless it is such markup itself.
///
///     let cell: HTML = "<td>\(team.name)</td>"
package struct HTML: Hashable, Sendable {
  package private(set) var markup: String

  /// Markup that somebody else escaped. A test knows the few places that may say this.
  package init(trusting markup: String) { self.markup = markup }

  package static let empty = HTML(trusting: "")

  package var isEmpty: Bool { markup.isEmpty }

  package static func + (left: HTML, right: HTML) -> HTML { HTML(trusting: left.markup + right.markup) }

  package static func += (left: inout HTML, right: HTML) { left.markup += right.markup }
}

extension HTML: ExpressibleByStringInterpolation {
  /// A literal in the source is markup.
  package init(stringLiteral value: StaticString) { markup = value.description }

  package init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup: String

    package init(literalCapacity: Int, interpolationCount: Int) {
      markup = ""
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: StaticString) { markup += literal.description }

    /// - Parameter limit: bytes that are shown of it.
    package mutating func appendInterpolation(_ text: some StringProtocol, limit: Int = 2000) {
      markup += Markup.text(String(text), limit: limit)
    }

    package mutating func appendInterpolation(_ number: some BinaryInteger) { markup += String(number) }

    package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

    /// Nothing where there is none.
    package mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }

    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { markup += piece.markup }
    }
  }
}

/// Addresses on this server. Whatever a part holds, it stays one part of the path.
package enum Path {
  /// `Path.to("players", name)` is `/players/Ada%20L.`
  package static func to(_ parts: String...) -> String {
    parts.reduce(into: "") { $0 += "/" + part($1) }
  }

  /// A part of a path, or the value of a query, percent-encoded.
  package static func part(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
