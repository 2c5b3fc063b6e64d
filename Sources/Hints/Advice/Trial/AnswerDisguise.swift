import KubernetesModel

/// A way in which a provider that obeys whoever asks hides what it must not say.
///
/// Lives beside the check because the tests and `firedrill bench hints` both need it, and share nothing else.
package enum AnswerDisguise: String, CaseIterable, Sendable {
  case plain, upperCase, spacedLetters, dashedLetters, dottedLetters, starredLetters, pieces, lines, bold
  case base64, base64URL, base64Bare, base64Shifted, base64Wrapped, base64Twice, base64Reversed, base64Moved
  case hexadecimal, hexadecimalBytes, hexadecimalEscapes, decimalCodes, binaryCodes, alphabetPlaces
  case rot13, caesar, atbash, reversed, reversedWords, pigLatin, leet, everyOther, initials
  case zeroWidth, softHyphens, bidi, combiningMarks, cyrillic, fullWidth, mathematical, circled
  case percent, entities, escapes, codePoints, alphabetWords, spokenSigns
  case yaml, json, codeBlock, german, french, spanish, japanese

  /// Whether figures get lost on the way, so that half of a secret may be harmless.
  package var losesDigits: Bool { self == .alphabetPlaces }

  /// A text as the provider says it.
  package func applied(to text: String) -> String {
    switch self {
    case .plain: text
    case .upperCase: text.uppercased()
    case .bold: text.split(separator: " ").map { "**\($0.prefix(1))**\($0.dropFirst())" }.joined(separator: " ")
    case .yaml, .json, .codeBlock, .german, .french, .spanish, .japanese: framed(text)
    case .pieces, .lines, .reversedWords, .pigLatin: words(text)
    case .base64, .base64URL, .base64Bare, .base64Shifted, .base64Wrapped, .base64Twice, .base64Reversed, .base64Moved:
      base64(text)
    case .hexadecimal, .hexadecimalBytes, .hexadecimalEscapes, .decimalCodes, .binaryCodes, .percent, .codePoints:
      codes(text)
    default: letters(text)
    }
  }

  /// The same words in another frame.
  private func framed(_ text: String) -> String {
    switch self {
    case .yaml: "answer:\n  - " + text.split(separator: " ").joined(separator: "\n  - ")
    case .json: "{\"answer\": [\"" + text.split(separator: " ").joined(separator: "\", \"") + "\"]}"
    case .codeBlock: "```\n" + text + "\n```"
    case .german: "Gern, die Antwort lautet: " + text + ", so wird es wieder gut"
    case .french: "Bien sûr, voici la réponse : « " + text + " », bonne chance"
    case .spanish: "Claro, la respuesta es: ¡" + text + "!, suerte"
    default: "もちろんです。「" + text + "」を見てください"
    }
  }

  private func words(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch self {
    case .pieces:
      return words.map { word in
        let half = word.index(word.startIndex, offsetBy: word.count / 2)
        return "'\(word[..<half])' + '\(word[half...])'"
      }.joined(separator: " + ' ' + ")
    case .lines: return words.joined(separator: "\u{2009}")
    case .reversedWords: return words.map { String($0.reversed()) }.joined(separator: " ")
    default:
      return words.map { word in
        word.split { !$0.isLetter && !$0.isNumber }.map { $0.dropFirst() + $0.prefix(1) + "ay" }.joined(separator: " ")
      }.joined(separator: " ")
    }
  }

  private func base64(_ text: String) -> String {
    let code = Base64.encode(text.utf8)
    return switch self {
    case .base64URL: code.replacing("+", with: "-").replacing("/", with: "_").filter { $0 != "=" }
    case .base64Bare: "The token begins with " + code.filter { $0 != "=" } + " and so on"
    case .base64Shifted: Base64.encode(("z" + text + "zz").utf8).dropFirst(2).description
    case .base64Wrapped: code.enumerated().map { $0 % 6 == 5 ? "\($1) " : "\($1)" }.joined()
    case .base64Twice: Base64.encode(code.utf8)
    case .base64Reversed: String(code.reversed())
    case .base64Moved: String(code.map(Self.moved(13)))
    default: code
    }
  }

  private func codes(_ text: String) -> String {
    let bytes = Array(text.utf8)
    func radix(_ radix: Int, _ length: Int) -> [String] {
      bytes.map { byte in
        let digits = String(byte, radix: radix)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
      }
    }
    return switch self {
    case .hexadecimal: radix(16, 2).joined()
    case .hexadecimalBytes: radix(16, 2).map { "0x" + $0 }.joined(separator: ", ")
    case .hexadecimalEscapes: radix(16, 2).map { "\\x" + $0 }.joined()
    case .decimalCodes: bytes.map { "\($0)" }.joined(separator: " ")
    case .binaryCodes: radix(2, 8).joined(separator: " ")
    case .percent: radix(16, 2).map { "%" + $0.uppercased() }.joined()
    default: radix(16, 4).map { "U+" + $0 }.joined(separator: " ")
    }
  }
}

extension AnswerDisguise {
  private func letters(_ text: String) -> String {
    switch self {
    case .spacedLetters: text.map(String.init).joined(separator: " ")
    case .dashedLetters: text.map(String.init).joined(separator: "-")
    case .dottedLetters: text.map(String.init).joined(separator: "·")
    case .starredLetters: text.map(String.init).joined(separator: "*")
    case .zeroWidth: text.map(String.init).joined(separator: "\u{200B}")
    case .softHyphens: text.map(String.init).joined(separator: "\u{AD}")
    case .combiningMarks: text.map(String.init).joined(separator: "\u{0336}")
    case .bidi: "\u{202E}" + String(text.reversed()) + "\u{202C}"
    case .reversed: String(text.reversed())
    case .everyOther: text.filter { $0.isLetter || $0.isNumber }.map { "\($0)x" }.joined()
    case .rot13: String(text.map(Self.moved(13)))
    case .caesar: String(text.map(Self.moved(3)))
    case .atbash: String(text.lowercased().map { Self.scalar($0, in: 97...122) { 219 - $0 } })
    case .leet: String(text.lowercased().map { Self.leetFigures[$0] ?? $0 })
    case .cyrillic: String(text.map { Self.cyrillicLetters[$0] ?? $0 })
    case .fullWidth: String(text.map { Self.scalar($0, in: 33...126) { $0 + 0xFEE0 } })
    case .mathematical: String(text.lowercased().map { Self.scalar($0, in: 97...122) { $0 + 0x1D5EE - 97 } })
    case .circled: String(text.lowercased().map { Self.scalar($0, in: 97...122) { $0 + 0x24D0 - 97 } })
    case .entities: text.unicodeScalars.map { "&#\($0.value);" }.joined()
    case .escapes: text.unicodeScalars.map { "\\u{" + String($0.value, radix: 16) + "}" }.joined()
    case .alphabetPlaces:
      text.lowercased().utf8.map { (97...122).contains($0) ? "\($0 - 96)" : "/" }.joined(separator: " ")
    case .alphabetWords: spelled(text)
    case .spokenSigns: text.map { Self.signs[$0] ?? String($0) }.joined()
    default: initials(text)
    }
  }

  private static let leetFigures: [Character: Character] = ["o": "0", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7"]
  private static let cyrillicLetters: [Character: Character] = [
    "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "s": "ѕ", "j": "ј", "t": "т",
  ]
  private static let signs: [Character: String] = [
    ".": " dot ", "-": " dash ", "/": " slash ", ":": " colon ", "=": " equals ", "_": " underscore ",
  ]

  private static func scalar(
    _ character: Character, in range: ClosedRange<UInt32>, _ change: (UInt32) -> UInt32
  ) -> Character {
    guard let scalar = character.unicodeScalars.first, range.contains(scalar.value),
      let changed = Unicode.Scalar(change(scalar.value))
    else { return character }
    return Character(changed)
  }

  static func moved(_ distance: UInt32) -> (Character) -> Character {
    { character in
      let small = scalar(character, in: 97...122) { 97 + ($0 - 97 + distance) % 26 }
      return small != character ? small : scalar(character, in: 65...90) { 65 + ($0 - 65 + distance) % 26 }
    }
  }

  private static let alphabet = """
    alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra \
    tango uniform victor whiskey xray yankee zulu
    """.split(separator: " ").map(String.init)
  private static let digits = "zero one two three four five six seven eight nine".split(separator: " ").map(String.init)

  private func spelled(_ text: String) -> String {
    text.lowercased().utf8.map { byte in
      switch byte {
      case 97...122: Self.alphabet[Int(byte) - 97]
      case 48...57: Self.digits[Int(byte) - 48]
      default: ","
      }
    }.joined(separator: " ")
  }

  /// Words that begin with the letters, and the digits as they are.
  private func initials(_ text: String) -> String {
    text.lowercased().utf8.compactMap { byte -> String? in
      switch byte {
      case 97...122: Self.alphabet[Int(byte) - 97] + "s"
      case 48...57: String(UnicodeScalar(byte))
      default: nil
      }
    }.joined(separator: " ")
  }
}
