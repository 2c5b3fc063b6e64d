import Foundation

/// What an account or a team is called: of any script, and such that nobody is taken for somebody else.
package struct DisplayName: Hashable, Sendable {
  /// As it is shown: composed, without blanks around it, and with single ones in it.
  package let text: String
  /// The same for names that look the same: without case, width, blanks and accents' spelling, and with letters of other
  /// scripts that look like Latin ones as those.
  package let key: String

  package static let maximumLength = 40

  /// - Parameter field: its name in the form, for the error.
  package init(_ text: String, field: String = "name") throws(ArchiveError) {
    do {
      try self.init(checking: text)
    } catch {
      throw .invalid(field: field, error.reason)
    }
  }

  private struct Refusal: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  private init(checking text: String) throws(Refusal) {
    // Before anything is made of it: a name may be as long as a request. A character has a few bytes, a family has 25.
    let tooLong = Refusal("it may have \(Self.maximumLength) characters at most")
    guard text.utf8.count <= Self.maximumLength * 30 else { throw tooLong }
    let words = text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
    let name = words.joined(separator: " ")
    guard !name.isEmpty else { throw Refusal("it must not be empty") }
    guard name.count <= Self.maximumLength else { throw tooLong }
    try Self.checkScalars(Array(name.unicodeScalars))
    self.text = name
    key = Self.folded(name)
    guard !key.isEmpty else { throw Refusal("it needs a letter, a digit or a symbol") }
  }

  // MARK: What may stand in it

  /// Accents one upon the other; the scripts that stack most need three.
  private static let maximumMarks = 4

  private static func checkScalars(_ scalars: [Unicode.Scalar]) throws(Refusal) {
    var marks = 0
    var hasSubstance = false
    for (index, scalar) in scalars.enumerated() {
      guard isVisible(scalar) || isJoiner(at: index, of: scalars) else {
        throw Refusal("it must not hold U+\(hexadecimal(scalar)), which nobody can see or which turns text around")
      }
      marks = isMark(scalar) ? marks + 1 : 0
      if marks == scalars.prefix(index + 1).count { throw Refusal("it must not begin with an accent") }
      if marks > maximumMarks { throw Refusal("it has too many accents one upon the other") }
      hasSubstance = hasSubstance || isSubstance(scalar)
    }
    guard hasSubstance else { throw Refusal("it needs a letter, a digit or a symbol") }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.properties.isDefaultIgnorableCodePoint, scalar.value != blankBraille else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    case .spaceSeparator: return scalar == " "
    default: return true
    }
  }

  private static let blankBraille: UInt32 = 0x2800

  /// What joins or parts the letters of some scripts, and the parts of an emoji, between two such.
  private static func isJoiner(at index: Int, of scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.indices.contains(index - 1) else { return false }
    let before = scalars[index - 1]
    switch scalars[index].value {
    case 0xFE0E, 0xFE0F: return before.properties.isEmoji
    case 0x200C, 0x200D:
      guard scalars.indices.contains(index + 1) else { return false }
      return joins(before) && joins(scalars[index + 1])
    default: return false
    }
  }

  /// From the Hebrew block on: the scripts before it have no use for joiners.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x0590 && (isSubstance(scalar) || isMark(scalar) || scalar.value == 0xFE0F)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: !scalar.properties.isDefaultIgnorableCodePoint
    default: false
    }
  }

  private static func isSubstance(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .mathSymbol, .currencySymbol, .otherSymbol:
      true
    default: false
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  // MARK: The key

  private static func folded(_ name: String) -> String {
    // Capitals first: only so do "ß" and "ss" become the same.
    let plain = name.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
    var key = String.UnicodeScalarView()
    for scalar in plain.precomposedStringWithCompatibilityMapping.unicodeScalars
    where !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
      key.append(lookalikes[scalar] ?? scalar)
    }
    return String(key)
  }

  /// Small letters of Cyrillic and Greek, and the Latin ones for which they are taken. None of a script's letters becomes
  /// another's of the same script, so that names of one script stay apart.
  private static let lookalikes = Dictionary(
    uniqueKeysWithValues: zip(
      "авекмнорстухіјѕԁԛԝ".unicodeScalars, "abekmhopctyxijsdqw".unicodeScalars
    ).map { ($0, $1) }
      + zip("αβεζηικμνορτυχ".unicodeScalars, "abezhikmvoptyx".unicodeScalars).map { ($0, $1) })
}
