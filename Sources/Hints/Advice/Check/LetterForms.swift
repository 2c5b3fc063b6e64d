/// What a letter looks like: `о` in Cyrillic, `ｏ` in full width and `𝗈` in mathematics are all read as o.
enum LetterForms {
  /// Stands for a letter that looks like none of a to z.
  static let foreign: UInt8 = 2
  /// Stands for signs that are no letters, as emoji.
  static let sign: UInt8 = 3

  /// Letters of other scripts beside those that they look like.
  private static let lookalikes: [Unicode.Scalar: UInt8] = {
    let pairs = """
      аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԁd ԛq ԝw гr пn ьb АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ЬB
      αa βb γy εe ιi κk νv οo ρp σo τt υu χx ωw ηn ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX
      օo սu հh ոn ցg ԼL ℓl ℮e K\u{6B} ɩi ꞵb ⅰi ⅴv ⅹx ⅼl ⅽc ⅾd ⅿm ꓐB ꓒP ꓓD ꓖG ꓔT ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓤA ꓦV ꓧH
      ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU
      """
    var table: [Unicode.Scalar: UInt8] = [:]
    for pair in pairs.split(whereSeparator: \.isWhitespace) {
      let scalars = Array(pair.unicodeScalars)
      if scalars.count == 2, scalars[1].isASCII { table[scalars[0]] = lowercase(UInt8(scalars[1].value)) }
    }
    return table
  }()

  static func lowercase(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

  /// What a scalar beyond ASCII is read as, in lower case; empty for what nobody sees.
  static func reading(of scalar: Unicode.Scalar) -> [UInt8] {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return [] }
    if properties.isWhitespace { return [scalar.value == 0x2028 || scalar.value == 0x2029 ? 10 : 32] }
    if let letter = lookalikes[scalar] { return [letter] }
    if (0xFF01...0xFF5E).contains(scalar.value) { return [lowercase(UInt8(scalar.value - 0xFEE0))] }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return []
    case .decimalNumber, .otherNumber:
      guard let value = properties.numericValue, (0...9).contains(value), value == value.rounded() else {
        return [sign]
      }
      return [48 + UInt8(value)]
    case .dashPunctuation: return [45]
    default: break
    }
    if (0x0590...0x1CFF).contains(scalar.value) || (0x2E80...0xA63F).contains(scalar.value)
      || (0xAC00...0xD7AF).contains(scalar.value)
    {
      return [properties.isAlphabetic ? foreign : sign]
    }
    if let letters = properties.name.flatMap(latinLetters) { return letters }
    return [properties.isAlphabetic ? foreign : sign]
  }

  private static let styles = [
    "MATHEMATICAL", "REGIONAL INDICATOR", "MODIFIER LETTER", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER", "TURNED",
  ]

  /// The letters that a scalar's name tells of: `LATIN SMALL LETTER E WITH ACUTE`, `CIRCLED LATIN CAPITAL LETTER A`.
  private static func latinLetters(_ name: String) -> [UInt8]? {
    guard name.contains("LATIN") || styles.contains(where: name.hasPrefix) else { return nil }
    var words = name.split(separator: " ")[...]
    if let end = words.firstIndex(of: "WITH") { words = words[..<end] }
    guard let last = words.last else { return nil }
    if last == "ALPHA" { return [97] }
    guard last.utf8.count == 1 || name.contains("LIGATURE") || last == "AE" || last == "OE" else { return nil }
    return last.utf8.allSatisfy { (65...90).contains($0) } ? last.utf8.map(lowercase) : nil
  }
}
